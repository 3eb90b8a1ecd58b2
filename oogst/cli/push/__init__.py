"""``oogst push``: what goes to portals, planned, applied and verified."""

from oogst.cli.push.group import app

__all__ = ["app"]
