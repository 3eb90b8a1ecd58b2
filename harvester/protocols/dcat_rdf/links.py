"""The HTTP ``Link`` header (RFC 8288), also as The DataTank sends it: without angle brackets."""

import re
from typing import Final

__all__ = ["link_next"]

_LINK: Final = re.compile(
    r"""(?:<([^>]*)>|([^\s;,<>"]+))"""
    r"""((?:\s*;\s*[^\s=;,"]+\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)"""
)
"""An address, in angle brackets or bare, and its parameters."""
_PARAMETER: Final = re.compile(r"""\s*;\s*([^\s=;,"]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?""")
"""A name, and its value in quotes or bare."""
_NEXT: Final = re.compile(r"next|https?://www\.w3\.org/ns/hydra/core#next(?:page)?", re.IGNORECASE)


def link_next(header: str) -> str:
    """Find the next page among any number of links; empty when none is named."""
    for bracketed, bare, words in _LINK.findall(header):
        address: str = (bracketed or bare).strip()
        if address and any(map(_NEXT.fullmatch, _relations(words))):
            return address
    return ""


def _relations(words: str) -> list[str]:
    """Give the relations of a link; none for one that speaks of another page than this."""
    said: dict[str, str] = {}
    for name, quoted, plain in _PARAMETER.findall(words):
        said.setdefault(name.lower(), quoted or plain)
    return [] if "anchor" in said else said.get("rel", "").split()
