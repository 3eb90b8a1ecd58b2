"""Whose entry it is: the ground on which nodes without an IRI of their own get one."""

from typing import NamedTuple, Self
from uuid import UUID

from catalogue.model import Identity, Kind, identify, mint

__all__ = ["Origin"]


class Origin(NamedTuple):
    base: str
    publisher: str
    source: str

    @classmethod
    def of(cls, identity: Identity) -> Self:
        base = identity.iri.rsplit("/", 3)[0].removesuffix("/id")
        return cls(base, identity.publisher, identity.source)

    def mint(self, concept: str, *parts: str) -> str:
        """Make an IRI from what the node says: a blank node would not survive the platform."""
        return mint(self.base, concept, self.publisher, *parts)

    def own(self, iris: list[str]) -> list[str]:
        """Keep the IRIs of resources that we publish ourselves.

        A link to a dataset or service that nobody describes in our feed breaks the class ranges of
        DCAT-AP 3.0.1 and DCAT-AP-VL 2022, and describing another's resource would be invention.
        """
        return [iri for iri in iris if iri.startswith(f"{self.base}/id/")]

    def service(self, iri: str, identifier: str) -> Identity:
        """Identify the record of a service that was listed inside a dataset."""
        head, _, tail = iri.rpartition("/")
        found = identify(
            base=self.base,
            publisher=self.publisher,
            source=self.source,
            kind=Kind.SERVICE,
            identifier=identifier or iri,
        )
        if head == f"{self.base}/id/{Kind.SERVICE}/{self.publisher}" and _is_uuid(tail):
            record = f"{self.base}/id/record/{self.publisher}/{tail}"
            return found._replace(uuid=tail, iri=iri, record_iri=record)
        return found._replace(iri=iri)


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
