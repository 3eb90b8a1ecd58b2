"""What the platform takes a body for, by its text alone: not by its status, nor by its content type."""

import re
from typing import Final, Literal, NamedTuple

__all__ = ["POISONS", "Problem", "Sniffed", "Syntax", "poison", "sniff"]

Syntax = Literal["rdf/xml", "turtle", "xml", "other"]

BOM: Final = b"\xef\xbb\xbf"
SAFE_XML: Final = re.compile(
    r'<\?xml version="1\.0" encoding="[^"]*"\?>\s*<(?:rdf:RDF|dcat:Catalog|[A-Za-z_][\w.-]*:CatalogRecord) '
)
"""The one opening about which all that we read of the platform agrees."""
DECLARATION: Final = re.compile(r"""<\?xml version=['"]1.0['"] encoding=['"].*['"]\?>\s*""")
TAG_END: Final = re.compile(r"[ \n\r]")
RDF_TAG: Final = re.compile(r"<.*:(?:rdf|catalog|catalogrecord)\n?")
LAST_TAG: Final = re.compile(r"</([^\s<>]+)>\Z")
DCAT: Final = "<http://www.w3.org/ns/dcat#>"
POISONS: Final = ("@prefix", "<http://")


class Problem(NamedTuple):
    """Why the platform would misread a feed. ``platform.<code>`` is its message."""

    code: str
    detail: str = ""

    @property
    def key(self) -> str:
        return f"platform.{self.code}"


class Sniffed(NamedTuple):
    syntax: Syntax
    safe: bool
    """False where it is recognised by one reading of the platform and not by another: do not count on it."""


def sniff(body: bytes | str) -> Sniffed:
    """Recognise a body as the platform does. The end of it counts only where it has no XML declaration."""
    text = _text(body)
    if _like_xml(text):
        bare = DECLARATION.sub("", text[:4096], count=1)
        end = TAG_END.search(bare)
        if end and RDF_TAG.fullmatch(bare[: end.start()].lower()):
            return Sniffed("rdf/xml", SAFE_XML.match(text) is not None)
        return Sniffed("xml", safe=True)
    if "@prefix " in text and DCAT in text:
        return Sniffed("turtle", not text.startswith("<"))
    return Sniffed("other", safe=True)


def poison(body: bytes | str) -> list[str]:
    """List the texts in RDF/XML that make the platform take it for Turtle or N-Triples and abort."""
    text = body.encode() if isinstance(body, str) else body
    return [one for one in POISONS if one.encode() in text]


def _text(body: bytes | str) -> str:
    return body if isinstance(body, str) else body.removeprefix(BOM).decode(errors="replace")


def _like_xml(text: str) -> bool:
    """Take for XML what has a declaration, and what begins and ends with the same tag or is one empty tag."""
    if text.startswith("<?xml"):
        return True
    whole = text.strip()
    if not whole.startswith("<"):
        return False
    last = LAST_TAG.search(whole)
    return whole.endswith("/>") or bool(last and whole[1:].lower().startswith(last[1].lower()))
