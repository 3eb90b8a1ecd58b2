"""Names of one and the same portal, so that its own data is not taken for a copy of another's."""

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["is_own", "names_of"]

ALIASES: Final = (
    # One catalogue in three languages: dataportals-registry @08638eaf6, 2026-08-22.
    frozenset(
        {
            "bruxellesdata.opendatasoft.com",
            "opendata.brussels.be",
            "opendata.brussel.be",
            "opendata.bruxelles.be",
        }
    ),
)
_HOSTED: Final = (".opendatasoft.com", ".huwise.com")
"""Where the maker hosts portals: the label before it is the name by which portals know each other."""
_AROUND: Final = re.compile(r"\A(?:[a-z][a-z0-9+.-]*:)?//|[/?#].*\Z|:\d+\Z", re.DOTALL)


def names_of(hosts: Iterable[str]) -> frozenset[str]:
    """List the names of the portal that answers at these hosts."""
    found = {_bare(host) for host in hosts} - {""}
    for portal in ALIASES:
        if found & portal:
            found |= portal
    labels = {name.removesuffix(end) for name in found for end in _HOSTED if name.endswith(end)}
    return frozenset(found | labels)


def is_own(name: str, portal: frozenset[str]) -> bool:
    """Tell whether a name, host or address is that of the portal itself."""
    return bool(names_of([name]) & portal)


def _bare(host: str) -> str:
    before = ""
    words = host.strip().casefold()
    while words != before:
        before, words = words, _AROUND.sub("", words)
    return words.removeprefix("www.")
