"""The Link header: where a document says its neighbours in time are."""

import re
from typing import Final
from urllib.parse import urljoin

__all__ = ["RELATIONS", "joined", "links_in"]

RELATIONS: Final = {
    "prev": "prev",
    "previous": "prev",
    "next": "next",
    "first": "first",
    "last": "last",
    "timemap": "timemap",
    "timegate": "timegate",
    "version-history": "version-history",
    "predecessor-version": "predecessor-version",
}
_LINK: Final = re.compile(r"<([^<>]*)>([^<>]*)")
_REL: Final = re.compile(r"""\brel\s*=\s*"?([^";,]+)""", re.IGNORECASE)
LONGEST: Final = 2000


def links_in(header: str, url: str) -> dict[str, str]:
    """Give the links that a document has in time, by relation."""
    found: dict[str, str] = {}
    for target, parameters in _LINK.findall(header[:LONGEST]):
        if rel := _REL.search(parameters):
            names = (RELATIONS.get(one) for one in rel[1].lower().split())
            found |= {name: joined(url, target) for name in names if name}
    return found


def joined(url: str, target: str) -> str:
    """Make a link absolute; one that cannot be is given as it stands."""
    try:
        return urljoin(url, target)
    except ValueError:
        return target
