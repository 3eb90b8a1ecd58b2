"""Two estimates of the assessment of data.europa.eu, written apart, come to the same of what we publish.

That of the product reads the store and its own findings; that of the tests reads the written feed and runs
the published shapes. They differ in which formats are not proprietary or machine-readable: see the page of
measures.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from catalogue.measures import MqaTotal, described, estimate, mqa_page, mqa_total
from catalogue.store import open_database
from catalogue.views import published_forms
from tests.real.graphs import recorded
from tests.real.inputs import INPUTS
from tests.real.mqa import POINTS, Estimate
from tests.real.mqa import estimate as apart
from tests.real.road import walk

pytestmark = [pytest.mark.corpus, pytest.mark.usefixtures("corpus")]

CHOSEN = ("Antwerpen 2021", "Gent 2025", "Stad Brussel 2025", "Edinburgh")
SOMEBODY = "gent"


class Both(NamedTuple):
    ours: MqaTotal
    theirs: Estimate


@pytest.fixture(scope="module", params=CHOSEN)
def both(request: pytest.FixtureRequest, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Both:
    given = next(one for one in INPUTS if one.name.startswith(request.param))
    folder = tmp_path_factory.mktemp("mqa")
    walked = walk(given._replace(publisher=given.publisher or SOMEBODY), corpus, folder)
    assert walked.publication.feed is not None
    theirs = apart(recorded(walked.publication.feed.paths[0]) or {})
    ours = measured(folder / "oogst.db")
    assert theirs is not None
    return Both(ours, theirs)


def measured(file: Path) -> MqaTotal:
    database = open_database(f"sqlite:///{file}")
    try:
        with database.transaction() as connection:
            forms = published_forms(connection, layers=mqa_page().conforming)
            made = [estimate(described(one.body), ok=one.sound, links={}) for one in forms if one.published]
    finally:
        database.close()
    total = mqa_total(one for one in made if one)
    assert total is not None
    return total


def test_both_come_to_the_same_points_where_each_address_counts_as_alive(both: Both) -> None:
    assert both.ours.datasets == both.theirs.datasets
    assert both.ours.most == pytest.approx(both.theirs.points)


def test_both_say_the_same_of_every_metric(both: Both) -> None:
    of_ours = {name: gained + unseen for name, (gained, _, unseen) in both.ours.metrics.items()}
    of_theirs = [round(share * both.theirs.datasets) for share in both.theirs.gained.values()]
    assert list(of_ours.values()) == of_theirs


def test_both_know_the_same_weights() -> None:
    assert [one.points for one in mqa_page().metrics] == list(POINTS.values())
