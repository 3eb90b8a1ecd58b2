"""Recorded catalogues through the portal: of what the profile carries, nothing is lost that need not be."""

from pathlib import Path

import pytest

from catalogue.targets.twin import Fate, Tally, Verdict
from tests.real.inputs import INPUTS, Input
from tests.real.twin import OURS, OWN, SAMPLE, Own, Through, as_it_is, defects, tally_of, through_us

pytestmark = pytest.mark.corpus

CITIES = [one for one in INPUTS if one.name.startswith(OURS) and one.datasets < 1_000]
NO_PLACE = {
    ("distribution", "adms:identifier"),
    ("identifier", "skos:notation"),
    ("dataset", "adms:sample"),
    *(("sample", name) for name in ("dcat:downloadURL", "dcat:mediaType", "dct:title", "dct:description")),
}
"""Of distributions the platform has no place for another identifier, and pictures it takes out."""


@pytest.fixture(scope="module", params=CITIES, ids=lambda given: given.name)
def through(
    request: pytest.FixtureRequest, corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> Through:
    given = request.param
    assert isinstance(given, Input)
    return through_us(given, corpus, tmp_path_factory.mktemp("twin"))


@pytest.fixture
def tally(through: Through) -> Tally:
    return through.tally


def test_what_an_entry_says_stands_in_the_feed(through: Through) -> None:
    assert through.unsaid == {}


def test_every_record_is_accepted_under_a_uuid_of_its_own(tally: Tally) -> None:
    assert tally.accepted == tally.records == len(set(tally.uuids)) > 0
    assert (tally.invented, dict(tally.missing)) == (0, {})


def test_no_value_is_gone_that_could_have_been_kept(tally: Tally) -> None:
    assert defects(tally) == {}


def test_what_the_platform_has_no_place_for_is_listed(tally: Tally) -> None:
    assert {
        (kind.role, kind.predicate) for kind in tally.losses if kind.verdict is Verdict.NO_PLACE
    } <= NO_PLACE


def test_each_entry_pushed_is_one_record_that_the_schema_takes_and_the_twin_reads(through: Through) -> None:
    pushed = through.pushed
    assert pushed.twin == pushed.same == pushed.entries == SAMPLE
    assert {one.split()[0] for one in pushed.refusals} <= {"schematron:"}


def test_a_pushed_entry_is_refused_only_for_what_its_source_lacks(through: Through) -> None:
    lacking = ("schematron: missing dataset dcat:keyword", "schematron: public dataset dct:accessRights")
    assert [one for one in through.pushed.refusals if not one.startswith(lacking)] == []


@pytest.mark.parametrize("own", OWN, ids=lambda own: own.name)
def test_of_feeds_that_are_not_ours_every_record_is_made_up(own: Own, corpus: Path) -> None:
    reading = as_it_is(own, corpus)
    tally = tally_of(reading)
    assert reading.fate is Fate.HARVESTED
    assert tally.invented == tally.records > 0
