"""Which records what changed belongs to, and which lasting pages are needed to put those together again.

Pure arithmetic over the objects at hand and the index of those that are not.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from harvester.protocols.ldes.assembling import RECORDS, Assembly
from harvester.protocols.ldes.index import Index, mark_of
from harvester.rdf.forest import DEPTH

__all__ = ["Affected", "affected_by"]


@dataclass(slots=True)
class Affected:
    roots: set[str] = field(default_factory=set)
    """Names of the records that something changed in."""
    gone: set[str] = field(default_factory=set)
    """Names of objects that the source deleted."""
    lacking: set[int] = field(default_factory=set)
    """Numbers of pages to be read before the two above are all there is."""


def affected_by(
    changed: Iterable[str], assembly: Assembly, index: Index, places: dict[bytes, int], skipped: set[int]
) -> Affected:
    """Follow what changed up to its records, and those down to their parts."""
    found = Affected()
    away = _Away(assembly, index, places, skipped)
    parts: set[str] = set()
    for name in changed:
        held, page = assembly.objects.get(name), away.page_of(name)
        if held is None or page is not None:
            found.lacking |= set() if page is None else {page}
        elif held.kind in RECORDS and not held.deleted:
            found.roots.add(name)
        else:
            found.gone |= {name} if held.deleted else set()
            parts.add(name)
    _climb(parts, found, away)
    for name in found.roots:
        held = assembly.objects.get(name)
        for part in (held, *assembly.parts(held)) if held else ():
            found.lacking |= {page for link in part.links if (page := away.page_of(link)) is not None}
    return found


def _climb(parts: set[str], found: Affected, away: "_Away") -> None:
    """Go from parts to what points at them, up to the records."""
    seen = set(parts)
    for _ in range(DEPTH):
        if not parts:
            return
        found.lacking |= away.mentioning(parts)
        above = [
            held for held in away.assembly.objects.all(deleted=False) if not parts.isdisjoint(held.links)
        ]
        found.roots |= {held.iri for held in above if held.kind in RECORDS}
        parts = {held.iri for held in above if held.is_part} - seen
        seen |= parts


@dataclass(slots=True)
class _Away:
    """What stands on pages that were not read."""

    assembly: Assembly
    index: Index
    places: dict[bytes, int]
    skipped: set[int]

    def page_of(self, name: str) -> int | None:
        """Give the unread page that holds an object, unless what is at hand is newer than that whole page."""
        page = self.places.get(mark_of(name))
        if page is None or page not in self.skipped:
            return None
        held = self.assembly.objects.get(name)
        return None if held is not None and held.order > self.index.pages[page].newest else page

    def mentioning(self, names: set[str]) -> set[int]:
        marks = set(map(mark_of, names))
        return {page for page in self.skipped if not marks.isdisjoint(self.index.pages[page].mentions)}
