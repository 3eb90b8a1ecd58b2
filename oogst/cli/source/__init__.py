"""``oogst source``: what a place has to harvest, how it becomes a source, and which sources there are."""

from oogst.cli.source.group import app

__all__ = ["app"]
