"""The whole road on recorded catalogues, held against the shapes that others published."""

import gzip
import json
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from catalogue.packing import unpack
from catalogue.store import open_database, tables
from catalogue.targets import check_feed
from tests.real.inputs import INPUTS, Input
from tests.real.published import GATES, VL_2022, results_of
from tests.real.road import Walked, walk

pytestmark = pytest.mark.corpus

SMALLER = [given for given in INPUTS if given.datasets < 1_000]
DAMAGED = next(given for given in SMALLER if "malformed" in given.name)
LOWER_CASE = [given for given in SMALLER if given.name.endswith("Hub DCAT-AP")]
UNCLAIMED = [given for given in SMALLER if given.name.startswith(("economie", "Evian"))]
SOMEBODY = "gent"
"""Whose facts stand in where nobody of ours publishes the catalogue."""


@pytest.fixture(scope="module", params=SMALLER, ids=lambda given: given.name)
def given(request: pytest.FixtureRequest) -> Input:
    assert isinstance(request.param, Input)
    return request.param


@pytest.fixture(scope="module")
def walked(given: Input, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    known = given._replace(publisher=given.publisher or SOMEBODY)
    return walk(known, corpus, tmp_path_factory.mktemp("walk"))


def feed_of(walked: Walked) -> Path:
    assert walked.publication.feed is not None
    return walked.publication.feed.paths[0]


def test_each_dataset_is_an_entry_or_is_listed_with_its_reason(given: Input, walked: Walked) -> None:
    missing = [one for one in walked.troubles if one.kind in {"failed", "duplicate", "owned-elsewhere"}]

    assert walked.datasets + len(missing) >= given.datasets >= walked.datasets
    assert [one for one in walked.troubles if not (one.pointer and one.detail)] == []


def test_the_run_adds_up(walked: Walked) -> None:
    tally = walked.run.tally
    assert walked.run.failure is None
    assert tally.new == tally.seen - tally.failed == walked.standing.entries
    assert walked.run.state == ("incomplete" if tally.failed else "complete")


def test_published_and_held_back_are_all_entries(walked: Walked) -> None:
    stands = walked.standing
    assert stands.published + stands.held_back == stands.entries
    assert stands.waiting_for_facts <= stands.held_back
    assert (walked.publication.feed is None) is (stands.published == 0)


def test_everything_published_passes_the_published_shapes(walked: Walked, shared_data: Path) -> None:
    assert results_of(feed_of(walked), shared_data / "shacl", GATES, "shacl") == Counter()


def test_each_result_of_the_shapes_of_2022_is_named_in_the_report(walked: Walked, shared_data: Path) -> None:
    found = results_of(feed_of(walked), shared_data / "shacl", VL_2022, "shacl")
    assert found.keys() - walked.named.keys() == set()


def test_the_platform_stumbles_over_nothing(walked: Walked) -> None:
    assert walked.publication.portal_ready
    assert check_feed(feed_of(walked)) == []


@pytest.mark.parametrize("unclaimed", UNCLAIMED, ids=lambda one: one.name)
def test_what_only_waits_for_facts_is_published_once_they_are_known(
    unclaimed: Input, corpus: Path, tmp_path: Path
) -> None:
    (tmp_path / "claimed").mkdir()
    alone = walk(unclaimed, corpus, tmp_path).standing
    claimed = walk(unclaimed._replace(publisher=SOMEBODY), corpus, tmp_path / "claimed").standing

    assert alone.waiting_for_facts > 0
    assert alone.entries == claimed.entries
    assert alone.published + alone.waiting_for_facts == claimed.published


@pytest.mark.parametrize("hub", LOWER_CASE, ids=lambda one: one.name)
def test_files_at_an_access_url_in_lower_case_arrive_as_distributions(
    hub: Input, corpus: Path, tmp_path: Path
) -> None:
    listed = files_at_an_address(hub.file(corpus))
    walk(hub, corpus, tmp_path)

    assert listed
    assert access_urls(tmp_path) == listed


def files_at_an_address(path: Path) -> int:
    body = path.read_bytes()
    feed: dict[str, Any] = json.loads(gzip.decompress(body) if path.suffix == ".gz" else body)
    return sum(
        bool(file.get("dcat:accessUrl"))
        for dataset in feed["dcat:dataset"]
        for file in dataset.get("dcat:distribution", ())
    )


def access_urls(folder: Path) -> int:
    """Count the statements of an access URL in all entries, also those held back."""
    with closing(open_database(f"sqlite:///{folder / 'oogst.db'}")) as store, store.transaction() as rows:
        bodies = rows.execute(select(tables.version.c.body)).scalars()
        return sum(unpack(body).count(b"<http://www.w3.org/ns/dcat#accessURL>") for body in bodies)


def test_of_a_damaged_catalogue_every_dataset_survives_and_the_damage_is_named(
    corpus: Path, tmp_path: Path
) -> None:
    walked = walk(DAMAGED, corpus, tmp_path)
    (damaged,) = (one for one in walked.findings if one.rule == "record-damaged")

    assert (walked.datasets, walked.troubles) == (317, [])
    assert 0 < damaged.entries <= damaged.places
    assert damaged.fault == "source"
