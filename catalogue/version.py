"""Which version of Oogst this is; the distribution takes it from here."""

from typing import Final

__all__ = ["PRODUCT", "VERSION"]

VERSION = "0.1.0"
PRODUCT: Final = f"Oogst/{VERSION.rpartition('.')[0]}"
"""How requests to other machines name us."""
