"""``oogst overlay``: the corrections that people make to what sources say."""

from oogst.cli.overlay.group import app

__all__ = ["app"]
