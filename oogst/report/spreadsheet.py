"""Foreign text in a spreadsheet: read as text, whatever it begins with."""

from typing import Final

__all__ = ["safe_cell"]

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Openings that a spreadsheet takes for a formula."""


def safe_cell(text: str) -> str:
    """Keep a text from being taken for a formula: with a quote before it, it is plain text."""
    return f"'{text}" if text.lstrip(" \n").startswith(FORMULA) else text
