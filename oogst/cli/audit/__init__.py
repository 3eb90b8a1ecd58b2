"""``oogst audit``: evidence that nobody has to be believed for."""

from oogst.cli.audit.group import app

__all__ = ["app"]
