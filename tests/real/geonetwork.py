"""Bring recorded catalogues to a stand-in for the platform: ``python -m tests.real.geonetwork [PART]...``.

Harvests each down the whole road, shapes every published entry as one record, has the stand-in check and save
it, and reads it back. The stand-in is not GeoNetwork (tests/standins/geonetwork/README.md). Prints Markdown.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from sqlalchemy import Connection

from catalogue.graph import content_hash, from_ntriples, members
from catalogue.store import open_database
from catalogue.targets.geonetwork.fields import Fields, portrait, settled
from catalogue.targets.geonetwork.markup import parsed
from catalogue.targets.geonetwork.shaping import shape_record
from catalogue.targets.push import Refusal, Wanted
from catalogue.targets.push.parts import alone, parts_of
from catalogue.targets.twin import Fate, read_document
from catalogue.views import published_bodies
from tests.real.inputs import INPUTS, Input
from tests.real.road import walk
from tests.standins.geonetwork.portal import GROUP, Portal
from tests.standins.geonetwork.validity import faults

__all__ = ["Brought", "brought", "published", "sampled"]

SHARED: Final = Path(__file__).parents[3] / "shared" / "data"
FLEMISH: Final = ("Gent 2025", "Antwerpen 2021", "Antwerpen 2025", "Stad Brussel 2025", "Vlaanderen 2025")


class Brought(NamedTuple):
    entries: int
    checked: int
    """Valid as sent, which counts where the portal is told to refuse what is not (``reject_invalid``)."""
    accepted: int
    """Kept, saved and then valid, which counts when it is submitted."""
    twin: int
    """Read by the twin as one record, under the very UUID."""
    same: int
    """Compared equal after the stand-in saved and rewrote it."""
    refusals: Counter[str]
    """What shaping or the stand-in says of the others."""
    left_out: Counter[str]
    """Properties that a record has no place for, by the number of entries."""


def published(rows: Connection, publisher: str) -> Iterator[Wanted]:
    """Give what a publisher publishes as a push is given it, services inside datasets by themselves."""
    given: set[str] = set()
    for body in published_bodies(rows, publisher):
        whole = _wanted(body, publisher)
        for one in (alone(whole), *parts_of(whole)):
            if one.uuid not in given:
                given.add(one.uuid)
                yield one


def _wanted(body: bytes, publisher: str) -> Wanted:
    blocks = from_ntriples(body)
    kind, iri, _ = members(blocks)[0]
    return Wanted(iri.rsplit("/", 1)[1], iri, publisher, kind, iri, content_hash(blocks), body)


def sampled(rows: Connection, publisher: str, size: int) -> list[Wanted]:
    """Take some entries from all over a catalogue, always the same."""
    bodies = list(published_bodies(rows, publisher))
    return [_wanted(body, publisher) for body in bodies[:: max(1, len(bodies) // size)][:size]]


def brought(entries: Iterable[Wanted]) -> Brought:
    """Bring entries to a stand-in of their own."""
    portal = Portal()
    counted: Counter[str] = Counter()
    refusals: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for wanted in entries:
        counted["entries"] += 1
        shaped = shape_record(wanted)
        if isinstance(shaped, Refusal):
            refusals[shaped.key] += 1
            continue
        left_out.update({f"{one.kind}/{one.predicate} ({one.why})" for one in shaped.left_out})
        counted["twin"] += _read_by_the_twin(shaped.record, wanted.uuid)
        counted["checked"] += not faults(parsed(shaped.record))
        portal.insert(shaped.record, {"group": GROUP})
        refusals.update(one[:80] for one in faults(portal.kept[wanted.uuid].current.document)[:1])
        before, after = portrait(shaped.record), portrait(portal.xml(wanted.uuid, approved=False))
        counted["same"] += before is not None and after is not None and _same(before.fields, after.fields)
    counted["accepted"] = counted["entries"] - refusals.total()
    return Brought(
        entries=counted["entries"],
        checked=counted["checked"],
        accepted=counted["accepted"],
        twin=counted["twin"],
        same=counted["same"],
        refusals=refusals,
        left_out=left_out,
    )


def _same(before: Fields, after: Fields) -> bool:
    return settled(before) == settled(after)


def _read_by_the_twin(record: bytes, uuid: str) -> bool:
    reading = read_document(record)
    uuids = [one.uuids for one in reading.extraction.registrations]
    return reading.fate is Fate.HARVESTED and not reading.problems and uuids == [(uuid,)]


def main(wanted: list[str]) -> None:
    _say("| catalogue | entries | valid as sent | valid saved | by the twin | equal | refused | left out |")
    _say("| --- | --: | --: | --: | --: | --: | --- | --- |")
    for given in INPUTS:
        if given.name.startswith(FLEMISH) and (not wanted or any(one in given.name for one in wanted)):
            found = _walked(given)
            counts = " | ".join(f"{one:,}" for one in found[:5])
            _say(f"| {given.name} | {counts} | {_listed(found.refusals)} | {_listed(found.left_out)} |")


def _walked(given: Input) -> Brought:
    with TemporaryDirectory() as folder:
        walk(given, SHARED / "corpus", Path(folder))
        address = f"sqlite:///{Path(folder) / 'oogst.db'}"
        with closing(open_database(address)) as store, store.transaction() as rows:
            return brought(published(rows, given.publisher))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {times:,}" for name, times in islice(counted.most_common(), 8)) or "-"


if __name__ == "__main__":
    main(sys.argv[1:])
