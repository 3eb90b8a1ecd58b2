"""Our rules and the published shapes find the same, but for what is listed with its reason."""

from collections import Counter
from pathlib import Path

import pytest

from catalogue.model.namespaces import shorten
from tests.catalogue.profile.parity.own import own_batches
from tests.catalogue.profile.parity.page import PAGE, page
from tests.catalogue.profile.parity.parity import (
    Batches,
    Parity,
    Sheet,
    crowded_batches,
    fault_batches,
    feed_batches,
)

pytestmark = pytest.mark.corpus

SAMPLED = 12
"""Datasets of each real feed for the fast engine; all of them: ``python -m tests.real.parity``."""
FEW = 2
"""And the slow one."""
PUBLISHED = ("Antwerpen 2021", "Edinburgh, Hub")
"""Recorded feeds that are published anew: old RDF without themes of its own, and a Hub."""


@pytest.fixture(scope="module")
def parity(shared_data: Path) -> Parity:
    return Parity(shared_data / "shacl")


@pytest.fixture(scope="module")
def faults() -> Batches:
    return fault_batches()


@pytest.fixture(scope="module")
def feeds(corpus: Path) -> Batches:
    return feed_batches(corpus, SAMPLED)


@pytest.fixture(scope="module")
def own(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Batches:
    return own_batches(PUBLISHED, corpus, tmp_path_factory.mktemp("published"), 40)


@pytest.fixture(scope="module")
def both(corpus: Path) -> Batches:
    """Give the faults crowded and a few datasets of each feed: what the slow engine can do in a test."""
    ours, real = crowded_batches(), feed_batches(corpus, FEW)
    return Batches(ours.plain + real.plain, ours.high_value)


def untold(sheets: list[Sheet]) -> list[str]:
    """Say what is not matched, alike results together."""
    told = Counter(
        f"{sheet.file}: {shorten(one.path)} {one.component} {one.severity}, such as {one.focus} {one.value}"
        for sheet in sheets
        for one in {(each.path, each.component): each for each in sheet.unmatched}.values()
    )
    return sorted(told)


def test_there_are_thirty_published_files(parity: Parity) -> None:
    assert len(parity.files) == 30


def test_what_a_published_file_reports_of_a_fault_is_found_in_the_same_place(
    parity: Parity, faults: Batches
) -> None:
    assert untold(parity.sheets(faults, "shacl")) == []


def test_what_a_published_file_reports_of_a_real_dataset_is_found_in_the_same_place(
    parity: Parity, feeds: Batches
) -> None:
    assert untold(parity.sheets(feeds, "shacl")) == []


def test_what_a_published_file_reports_of_our_own_feed_is_found_or_explained(
    parity: Parity, own: Batches
) -> None:
    assert untold(parity.sheets(own, "shacl")) == []
    assert parity.unbacked(own) == []


def test_what_the_second_engine_reports_is_found_in_the_same_place(parity: Parity, both: Batches) -> None:
    assert untold(parity.sheets(both, "pyshacl")) == []


def test_both_engines_report_the_same_of_every_published_file(parity: Parity, both: Batches) -> None:
    assert parity.disagreements(both) == []


def test_what_we_find_wrong_with_a_fault_is_published_or_explained(parity: Parity, faults: Batches) -> None:
    assert parity.unbacked(faults) == []


def test_what_we_find_wrong_with_a_real_dataset_is_published_or_explained(
    parity: Parity, feeds: Batches
) -> None:
    assert parity.unbacked(feeds) == []


def test_every_listed_difference_is_still_there(
    parity: Parity, faults: Batches, feeds: Batches, own: Batches, both: Batches
) -> None:
    for batches in (faults, feeds, own):
        parity.sheets(batches, "shacl")
        parity.unbacked(batches)
    parity.disagreements(both)
    unused = [one for used in (parity.published, parity.ours, parity.engines) for one in used.unused()]
    assert unused == []


def test_the_page_about_parity_says_what_is_found_now(shared_data: Path) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(shared_data / "shacl")
