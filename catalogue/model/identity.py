"""Identifiers that last: IRIs and UUIDs derived from (publisher, kind, source identifier) and nothing else.

They survive a new title, a new URL and another portal software, and are never reused. The pattern follows the
Flemish URI standard: ``{base}/id/{concept}/{publisher}/{uuid}``.
"""

from typing import Final, NamedTuple
from uuid import UUID, uuid5

from catalogue.model.record import Kind

__all__ = ["DEFAULT_BASE", "Identity", "identify", "mint"]

DEFAULT_BASE: Final = "https://oogst.example"
"""Reserved for examples: whoever publishes sets a domain of their own, once and for ever."""

NAMESPACE: Final = UUID("6f0f8f2c-3d0b-5d43-9a55-0d6b1b3f7a10")


class Identity(NamedTuple):
    publisher: str
    source: str
    identifier: str
    uuid: str
    """Of the catalogue record: what the Flemish platform keeps the entry under."""
    iri: str
    record_iri: str


def identify(*, base: str, publisher: str, source: str, kind: Kind, identifier: str) -> Identity:
    """Derive the identity of an entry. The source is carried along but is no part of it."""
    uuid = str(uuid5(NAMESPACE, f"{publisher}\n{kind}\n{identifier}"))
    return Identity(
        publisher=publisher,
        source=source,
        identifier=identifier,
        uuid=uuid,
        iri=f"{base}/id/{kind}/{publisher}/{uuid}",
        record_iri=f"{base}/id/record/{publisher}/{uuid}",
    )


def mint(base: str, concept: str, publisher: str, *parts: str) -> str:
    """Make the IRI of a node that has none of its own, from what it says: equal content, equal IRI."""
    return f"{base}/id/{concept}/{publisher}/{uuid5(NAMESPACE, chr(10).join((concept, publisher, *parts)))}"
