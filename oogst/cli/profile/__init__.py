"""``oogst profile``: the published shape files themselves, beside our own rules."""

from oogst.cli.profile.group import app

__all__ = ["app"]
