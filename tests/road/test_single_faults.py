"""Every single fault in a source costs at most its own entry, and is told with the source's own words."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyoxigraph as ox
import pytest

import mappings
from catalogue.store import Judged, open_database
from harvester.runs import make_rules
from harvester.runs.road import Given, Road
from tests.catalogue.profile.parity.cases import Case
from tests.road.conftest import Sample, walked
from tests.road.faulty_feeds import FORMATS, Placed, faulty_feed, number_of, records_in, source_of
from tests.road.test_damaged_records import altered
from tests.road.towns import Town
from tests.stores import empty_store

NOON: Final = datetime(2026, 6, 1, 12, tzinfo=UTC)
WHOLE: Final = frozenset({"dataset", "service", "series"})
"""What of a description becomes an entry."""
SHARED: Final = {"agent", "contact"}
"""Things that the dataset, the service and the series of a description have in common."""
PART_OF: Final = {"service": "service", "series": "series"}
"""What of a description a fault is about; everything else belongs to the dataset."""

ANSWERED: Final = {
    "record-topic": "the record of a source is not taken over: ours describes our entry",
    "record-modified": "idem",
    "record-identifier": "idem",
    "record-standards": "idem",
    "record-modified-without-time": "idem",
    "record-date-in-words": "idem",
    "record-identifier-without-uuid": "idem",
    "dataset-identifier": "the address names the dataset as well",
    "distribution-identifier": "ours is made of the dataset and the address",
    "dataset-access": "what a public list lists is public: a default, marked as such",
    "access-as-blank-node": "idem: an empty node says nothing",
    "dataset-statuut": "it follows from licence and access",
    "dataset-theme": "the keywords tell it",
    "distribution-address": "the download address leads there too",
    "address-as-blank-node": "idem: an empty node says nothing",
    "distribution-format": "the media type and the address tell it",
    "contact-email": "a page to turn to is enough",
    "concept-label": "the labels of lists are ours",
    "licence-type": "what a licence is, is known",
    "licence-type-outside-the-list": "idem",
    "relationship-role": "the relation stands without a role",
    "relationship-target": "the relation names it as well",
    "location-box": "a centre is enough",
    "sample-file": "the access address leads to the file",
}
"""Faults of which nothing has to be told, and why."""

IN_JSON: Final[tuple[tuple[str, tuple[Any, ...], Any], ...]] = (
    ("ckan", ("title",), ""),
    ("ckan", ("notes",), None),
    ("ckan", ("license_id",), "eigen-licentie"),
    ("ckan", ("maintainer_email",), "bel ons maar"),
    ("ckan", ("metadata_modified",), "gisteren"),
    ("ckan", ("metadata_created",), "2020-13-45"),
    ("ckan", ("resources", 0, "url"), "geen adres"),
    ("ckan", ("resources", 0, "url"), "https://data.zonnegem.example/a b.geojson"),
    ("ckan", ("resources", 0, "url"), ""),
    ("ckan", ("resources", 0, "format"), "bestandje"),
    ("ckan", ("extras", 0, "value"), "allerlei"),
    ("ckan", ("extras", 1, "value"), "af en toe"),
    ("ckan", ("tags",), []),
    ("opendatasoft", ("metas", "default", "title"), None),
    ("opendatasoft", ("metas", "default", "description"), None),
    ("opendatasoft", ("metas", "default", "license"), "eigen licentie"),
    ("opendatasoft", ("metas", "default", "language"), "klingon"),
    ("opendatasoft", ("metas", "default", "modified"), "gisteren"),
    ("opendatasoft", ("metas", "default", "theme"), ["Allerlei"]),
    ("opendatasoft", ("metas", "dcat", "contact_email"), "bel ons maar"),
    ("arcgis_hub", ("title",), ""),
    ("arcgis_hub", ("description",), None),
    ("arcgis_hub", ("license",), "<p>eigen licentie</p>"),
    ("arcgis_hub", ("modified",), "gisteren"),
    ("arcgis_hub", ("issued",), "2020-13-45"),
    ("arcgis_hub", ("spatial",), "hier en daar"),
    ("arcgis_hub", ("contactPoint", "hasEmail"), "bel ons maar"),
    ("arcgis_hub", ("distribution", 2, "accessURL"), "geen adres"),
    ("arcgis_hub", ("distribution", 2, "accessURL"), "http://"),
)
"""The same kinds of faults in what portals give as JSON: portal, place in a record, what stands there."""


class Walked(NamedTuple):
    """A fault after the whole road."""

    case: Case
    entries: dict[str, Judged]
    usage: list[mappings.Leaf]
    """What became of every value of its records."""

    @property
    def told(self) -> set[tuple[str, str, str]]:
        return {
            (kind, finding.rule, finding.path)
            for kind, entry in self.entries.items()
            for finding in entry.findings
        }

    @property
    def held_back(self) -> set[str]:
        return {kind for kind, entry in self.entries.items() if not entry.published}


@pytest.fixture(scope="module", params=FORMATS)
def feed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return faulty_feed(tmp_path_factory.mktemp("feed"), request.param)


@pytest.fixture(scope="module")
def all_walked(feed: Path) -> list[Walked]:
    placed = records_in(feed, feed.parent / "spool")
    rules = make_rules(None)
    context = mappings.Context(
        base=rules.base,
        publisher="duinhove",
        source=source_of(feed),
        facts=None,
        public="web",
        today=NOON.date().isoformat(),
    )
    road = Road(rules=rules, context=context, now=NOON)
    judged = iter(road.walk([given for one in placed for given in one.records.values()]).entries)
    return [
        Walked(one.case, {kind: next(judged) for kind in one.records}, list(_leaves(one, context)))
        for one in placed
    ]


def _leaves(placed: Placed, context: mappings.Context) -> Iterator[mappings.Leaf]:
    for given in placed.records.values():
        entry = mappings.translate(given.record, context)
        yield from mappings.usage(given.record, entry.reasons, entry.notes).leaves


def test_every_dataset_service_and_series_becomes_an_entry(all_walked: list[Walked]) -> None:
    assert len(all_walked) > 130
    assert [one.case.name for one in all_walked if one.entries.keys() != WHOLE] == []


def test_the_description_without_a_fault_is_published(all_walked: list[Walked]) -> None:
    assert all_walked[0].case.kind == ""
    assert all_walked[0].held_back == set()


def test_a_fault_holds_back_nothing_but_what_it_is_about(all_walked: list[Walked]) -> None:
    spread = {
        one.case.name: one.held_back
        for one in all_walked
        if one.case.kind and not one.held_back <= _about(one)
    }
    assert spread == {}


def _about(one: Walked) -> AbstractSet[str]:
    thing = one.case.focus.rpartition("/")[2]
    return WHOLE if thing in SHARED else {PART_OF.get(thing, "dataset")}


def test_every_fault_is_told_unless_there_is_nothing_to_tell(all_walked: list[Walked]) -> None:
    usual = all_walked[0].told
    silent = {one.case.name for one in all_walked if one.case.kind and one.told <= usual}
    untold = {one.case.name for one in all_walked if one.case.name in silent and not _shown(one)}
    assert untold == ANSWERED.keys()


def _shown(one: Walked) -> bool:
    """Tell whether ``oogst show`` gives each wrong value in the source's own words, and what became of it."""
    wrong = {_words(value) for value in _values(one.case)}
    shown = {str(leaf.value) for leaf in one.usage if leaf.fate != "empty"}
    return bool(wrong) and wrong <= shown


def _values(case: Case) -> Iterator[object]:
    for triple in case.triples:
        if str(triple.subject) == f"<{case.focus}>" and triple.predicate.value == case.path:
            yield triple.object


def _words(value: object) -> str:
    return value.value if isinstance(value, ox.NamedNode | ox.Literal) else ""


def test_the_feed_is_harvested_whole_and_what_has_no_fault_of_the_gate_is_published(
    tmp_path: Path, all_walked: list[Walked], feed: Path
) -> None:
    with closing(open_database(empty_store("sqlite", tmp_path))) as database:
        town = Town(source_of(feed), make_rules(None), database, tmp_path)
        run = town.harvest(NOON)
        assert run.state == "complete"
        assert town.troubles(run) == []
        published = {number_of(name) for name, kept in town.kept().items() if kept.published}
        written = town.publish().feed
    held_back = sum(len(one.held_back) for one in all_walked)
    assert len(published) == 3 * len(all_walked) - held_back
    assert written is not None
    assert written.entries == len(published)


@pytest.mark.parametrize(("portal", "place", "value"), IN_JSON)
def test_a_fault_in_json_is_told_and_changes_no_other_entry(
    portal: str, place: tuple[Any, ...], value: object, samples: dict[str, Sample]
) -> None:
    sample = samples[portal]
    record = sample.records[0]
    faulty = replace(record, content=altered(record.content, place, value))
    before = walked(sample)
    after = walked(replace(sample, records=[faulty, *sample.records[1:]]))

    assert [entry.body for entry in after[1:]] == [entry.body for entry in before[1:]]
    new = {(each.rule, each.path) for each in after[0].findings} - {
        (each.rule, each.path) for each in before[0].findings
    }
    entry = mappings.translate(faulty, sample.context)
    leaves = mappings.usage(faulty, entry.reasons, entry.notes).leaves
    wrong = value if isinstance(value, list) else [value]
    told = {leaf.fate for leaf in leaves if leaf.value in wrong} - {"empty", "used"}
    assert new or told


def test_a_given_record_is_walked_alone_as_in_company(samples: dict[str, Sample]) -> None:
    sample = samples["ckan"]
    road = Road(rules=sample.rules, context=sample.context, now=NOON)
    (alone,) = road.walk([Given(sample.records[0], None)]).entries
    together = road.walk([Given(record, None) for record in sample.records]).entries[0]
    assert alone.body == together.body
