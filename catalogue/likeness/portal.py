"""The key under which the Flemish platform keeps a record that it harvested, and the addresses it gives it.

The rule is read from the platform's own harvester: the first UUID in the identifier of the catalogue record,
else in its IRI, else a UUID made of catalogue and identifier as Java's ``UUID.nameUUIDFromBytes`` makes it.
"""

import hashlib
import re
from typing import Final
from uuid import UUID

__all__ = ["portal_uuid", "uuid_of_portal_address"]

ANY: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
FIRST: Final = re.compile(ANY, re.IGNORECASE)
OF_PORTAL: Final = re.compile(
    r"(?:https?://)?(?:metadata\.vlaanderen\.be/(?:[^?#]*\?(?:[^#]*&)?(?:id|uuid)=|\S*?/)"
    rf"|(?:www\.)?vlaanderen\.be/\S*?DataCatalogRecord/)({ANY})(?![0-9a-f-])",
    re.IGNORECASE,
)
"""``/id/record/``, ``/srv/resources/datasets/``, ``/srv/api/records/``, ``#/metadata/``, and its page."""
MD5_UUID: Final = 3


def portal_uuid(identifier: str, record: str = "", catalogue: str = "") -> str:
    """Give the UUID that the platform keeps a record under.

    ``identifier`` is that of the catalogue record, ``record`` its IRI, ``catalogue`` that of the catalogue.
    A record without an identifier is known by its IRI, in a catalogue without a name.
    """
    for text in (identifier, record):
        if found := FIRST.search(text):
            return found[0].lower()
    named = f"{catalogue}-{identifier}" if identifier else f"-{record}"
    digest = hashlib.md5(named.encode(), usedforsecurity=False).digest()
    return str(UUID(bytes=digest, version=MD5_UUID))


def uuid_of_portal_address(url: str) -> str:
    """Give the UUID in an address of the Flemish platform that shows one record; empty in any other."""
    found = OF_PORTAL.match(url)
    return found[1].lower() if found else ""
