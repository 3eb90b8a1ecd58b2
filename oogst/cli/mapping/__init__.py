"""``oogst mapping``: how fields of sources become properties, and what of a source is not used."""

from oogst.cli.mapping.group import app

__all__ = ["app"]
