"""Which addresses an entry names, and as what: read from the triples that we publish of it.

So the links of an entry follow from its version alone, whenever that was kept.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from catalogue.model.namespaces import expand
from catalogue.testimony import Role

__all__ = ["ROLES", "Place", "places"]


class Place(NamedTuple):
    """One address and who names it."""

    url: str
    role: Role
    property: str
    subject: str
    hint: str
    """Code of the format or protocol that is declared beside it: ``WMS_SRVC``, ``OGC:WFS``."""


ROLES: Final = {
    "dcat:downloadURL": Role.DOWNLOAD,
    "dcat:accessURL": Role.ACCESS,
    "dcat:endpointURL": Role.ENDPOINT,
    "dcat:endpointDescription": Role.PAGE,
    "dcat:landingPage": Role.PAGE,
    "foaf:page": Role.PAGE,
    "vcard:hasURL": Role.PAGE,
    "mdcat:landingspaginaVoorAuthenticatie": Role.PAGE,
    "mdcat:landingspaginaVoorGebruiksinformatie": Role.PAGE,
    "mdcat:landingspaginaVoorStatusinformatie": Role.PAGE,
    "dct:license": Role.LICENCE,
    "dct:conformsTo": Role.STANDARD,
}
HINTS: Final = {
    "dcat:downloadURL": "dct:format",
    "dcat:accessURL": "dct:format",
    "dcat:endpointURL": "dct:conformsTo",
}
LONGEST_HINT: Final = 40
_NAMES: Final = {expand(name).encode(): name for name in (*ROLES, *HINTS.values())}
_TYPE: Final = expand("rdf:type").encode()
_OF_RECORD: Final = f"{expand('dcat:CatalogRecord')}> .".encode()


def places(body: bytes) -> list[Place]:
    """List what an entry names, from its canonical N-Triples. Its catalogue record is left aside."""
    said: list[tuple[bytes, str, str]] = []
    codes: dict[tuple[bytes, str], str] = {}
    records: set[bytes] = set()
    for subject, name, value in _links(body):
        if name == _TYPE:
            records.add(subject)
        else:
            said.append((subject, known := _NAMES[name], text := value.decode()))
            codes[subject, known] = text
    return [
        Place(value, role, name, subject.decode(), _hint(codes.get((subject, HINTS.get(name, "")), "")))
        for subject, name, value in said
        if (role := ROLES.get(name)) is not None and subject not in records
    ]


def _links(body: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Give subject, property and object of each line that names something, and of those that type a record.

    The object of such a line is an IRI, and one such line has no blanks beside those between its parts.
    """
    for line in body.split(b"\n"):
        if line.endswith(b"> ."):
            subject, _, rest = line.partition(b"> <")
            name, between, value = rest.partition(b"> <")
            if between and (name in _NAMES or (name == _TYPE and value == _OF_RECORD)):
                yield subject[1:], name, value[:-3]


def _hint(iri: str) -> str:
    return iri.rpartition("/")[2][:LONGEST_HINT]
