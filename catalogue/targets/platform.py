"""How the Flemish platform (GeoNetwork, "Simple URL" harvester) reads a feed, as pure rules.

It looks at the bytes and not at the status or the content type, it keeps records under a UUID that it
finds or derives, and it deletes every record that it does not recognise in the next feed. So each rule
here is one that, when broken, costs a publisher its records.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple
from uuid import UUID

__all__ = ["Problem", "collisions", "platform_uuid", "poison", "sniff"]

BOM: Final = b"\xef\xbb\xbf"
RDF_XML: Final = re.compile(
    rb'<\?xml version="1\.0" encoding="[^"]*"\?>\s*<(?:rdf:RDF|dcat:Catalog|[A-Za-z_][\w.-]*:CatalogRecord) '
)
DCAT: Final = b"<http://www.w3.org/ns/dcat#>"
POISONS: Final = (b"@prefix", b"<http://")
UUID_PATTERN: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Problem(NamedTuple):
    """Why the platform would misread a feed. ``platform.<code>`` is its message."""

    code: str
    detail: str = ""

    @property
    def key(self) -> str:
        return f"platform.{self.code}"


def sniff(body: bytes) -> Literal["rdf/xml", "turtle"] | None:
    """Recognise a feed as the platform does, by its bytes. RDF/XML is recognised by its beginning alone."""
    body = body.removeprefix(BOM)
    if RDF_XML.match(body):
        return "rdf/xml"
    if not body.startswith(b"<") and b"@prefix " in body and DCAT in body:
        return "turtle"
    return None


def poison(body: bytes) -> list[str]:
    """List the texts in RDF/XML that make the platform take it for Turtle or N-Triples and abort."""
    return [text.decode() for text in POISONS if text in body]


def platform_uuid(catalogue_iri: str, record_iri: str, identifier: str) -> str:
    """Foretell the UUID of a record: the first one in its identifier or IRI, else one made of the two.

    ``identifier`` is the record's ``dct:identifier``, or the IRI of its resource where it has none.
    """
    for text in (identifier, record_iri):
        if found := UUID_PATTERN.search(text):
            return found[0]
    return _name_uuid(f"{catalogue_iri}-{identifier}".encode())


def collisions(uuids: Iterable[str]) -> list[str]:
    """List the UUIDs that occur more than once: their records would overwrite each other."""
    return sorted(uuid for uuid, times in Counter(uuids).items() if times > 1)


def _name_uuid(name: bytes) -> str:
    """Do what Java's ``UUID.nameUUIDFromBytes`` does: MD5 of the name, without a namespace."""
    digest = bytearray(hashlib.md5(name, usedforsecurity=False).digest())
    digest[6] = digest[6] & 0x0F | 0x30
    digest[8] = digest[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(digest)))
