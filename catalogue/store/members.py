"""What an entry registers, as a version keeps it: kind, IRI and record of each resource."""

from collections.abc import Iterable
from typing import Final

import orjson

from catalogue.graph import Member
from catalogue.model import Kind

__all__ = ["pack_members", "unpack_members"]

KINDS: Final = {kind.value: kind for kind in Kind}


def pack_members(members: Iterable[Member]) -> str:
    """Write members as they are kept."""
    return orjson.dumps([tuple(member) for member in members]).decode()


def unpack_members(packed: str) -> list[Member]:
    """Read members as they were kept."""
    return [Member(KINDS[kind], iri, record) for kind, iri, record in orjson.loads(packed)]
