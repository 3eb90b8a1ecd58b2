"""The UUID under which the platform keeps a record: found in its identifier, or made from it."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from typing import Final
from uuid import UUID

__all__ = ["collisions", "platform_uuid"]

UUID_PATTERN: Final = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")


def platform_uuid(catalogue_iri: str, identifier: str) -> str:
    """Foretell the UUID of a record: the first in its identifier, else one of catalogue and identifier.

    A record of which the platform cannot find all four links (:func:`catalogue.targets.twin.extract`) goes by
    its own IRI, and by no catalogue: give that IRI and an empty text.
    """
    found = UUID_PATTERN.search(identifier)
    return found[0] if found else _name_uuid(f"{catalogue_iri}-{identifier}".encode())


def collisions(uuids: Iterable[str]) -> list[str]:
    """List the UUIDs that occur more than once: their records would overwrite each other."""
    return sorted(uuid for uuid, times in Counter(uuids).items() if times > 1)


def _name_uuid(name: bytes) -> str:
    """Do what Java's ``UUID.nameUUIDFromBytes`` does: MD5 of the name, without a namespace."""
    digest = bytearray(hashlib.md5(name, usedforsecurity=False).digest())
    digest[6] = digest[6] & 0x0F | 0x30
    digest[8] = digest[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(digest)))
