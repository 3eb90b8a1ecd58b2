"""``oogst attest``: what people answer where no machine can tell, and what auditors make of it."""

from oogst.cli.attest.group import app

__all__ = ["app"]
