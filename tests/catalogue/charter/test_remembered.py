"""That remembering changes no verdict: entries are varied in one thing at a time, and judged again afresh."""

import gzip
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields, replace
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random

import orjson
import pytest

from catalogue.charter import Rubric, judge_apart
from catalogue.model import Entry, Note, Protocol, Reason, Record, Source
from catalogue.store.assessments import pack_verdicts
from catalogue.testimony import NOTHING
from mappings import Context, translate
from tests.catalogue.charter.examples.every import examples
from tests.catalogue.charter.examples.frame import OfEntry
from tests.catalogue.charter.examples.given import city
from tests.catalogue.charter.sample import AT, Finding
from tests.packages import record_of

PORTAL = "ckan/open-data.europa.eu_2015-08-04_package_show_sample1500.jsonl.gz"
EXPLAINED = (
    "access_rights",
    "contact",
    "contact.name",
    "distributions[0].format",
    "distributions[0].licence",
    "frequency",
    "publisher",
)
STATES = ("WITHDRAWN", "DEPRECATED", "COMPLETED", "ACTIVE")
Pair = tuple[Entry, Record]


def synthetic() -> list[Pair]:
    return [(one.what, one.of) for one in examples() if isinstance(one, OfEntry)]


def recorded(corpus: Path, count: int) -> Iterator[Pair]:
    source = Source(name="stad/bron", publisher="stad", protocol=Protocol.CKAN, url="https://stad.example")
    context = Context(base="https://oogst.example", publisher="stad", source=source, public="web")
    with gzip.open(corpus / PORTAL) as lines:
        for content in map(orjson.loads, islice(lines, count)):
            record = record_of(content)
            yield translate(record, context), record


def varied(pairs: list[Pair], chance: Random) -> Pair:
    """Give one of these with something of another."""
    (entry, record), (other, of_other) = (deepcopy(one) for one in chance.sample(pairs, 2))
    things: list[tuple[object, object]] = [(entry.resource, other.resource)]
    parts = getattr(entry.resource, "distributions", []), getattr(other.resource, "distributions", [])
    things += zip(*parts, strict=False)
    match chance.randrange(8):
        case 0:
            name = chance.choice(["reasons", "notes", "services"])
            setattr(entry, name, getattr(other, name))
        case 1:
            path = chance.choice([*entry.reasons, *EXPLAINED])
            entry.reasons[path] = [Reason("rule", "value", original="words", default=chance.random() < 0.5)]
        case 6:
            entry.resource.statuut = [f"https://status.example/{chance.choice(STATES)}"]
        case 7:
            entry.resource.landing_pages = [one.access_url for one in parts[0]]
        case 2:
            entry.notes.append(Note(chance.choice(["date-unread", "licence-unknown"]), "/x"))
        case 3:
            record = replace(record, content=of_other.content, dialect=of_other.dialect)
        case _:
            mine, theirs = chance.choice(things)
            name = chance.choice([one.name for one in fields(mine)])  # type: ignore[arg-type]  # dataclasses
            setattr(mine, name, deepcopy(getattr(theirs, name, getattr(mine, name))))
    return entry, record


def agree(pairs: list[Pair], rubric: Rubric, times: int) -> None:
    shared, chance, facts = replace(rubric), Random(20), (None, city())  # noqa: S311
    some = [Finding("theme-missing", "vl-mandatory", severity) for severity in ("warning", "error")]
    for _ in range(times):
        entry, record = varied(pairs, chance)
        findings = chance.choice([None, (), some[:1], some])
        testimony = chance.choice([NOTHING, replace(NOTHING, duplicates=())])
        judged = partial(
            judge_apart, entry, record, findings, at=AT, testimony=testimony, facts=chance.choice(facts)
        )
        found, alone = judged(rubric=shared), judged(rubric=replace(rubric))
        assert found == alone
        assert pack_verdicts(found) == pack_verdicts(alone)


def test_a_synthetic_entry_that_differs_in_one_thing_is_judged_as_if_it_were_the_first(
    rubric: Rubric,
) -> None:
    agree(synthetic(), rubric, 600)


@pytest.mark.corpus
def test_a_recorded_entry_that_differs_in_one_thing_is_judged_as_if_it_were_the_first(
    rubric: Rubric, corpus: Path
) -> None:
    agree(list(recorded(corpus, 60)), rubric, 600)
