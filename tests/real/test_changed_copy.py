"""What a run counts on a changed copy of a real feed is what an independent comparison of both files says."""

import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from catalogue.model import Protocol, Source
from catalogue.store import open_database
from harvester.runs import make_rules
from tests.real.changed_copy import ADDED, RECORDED, REDIRECTED, REMOVED, RETITLED, changed_copy, difference
from tests.road.towns import MORNING, Town


@pytest.mark.corpus
def test_the_counts_of_a_run_are_those_of_an_independent_comparison(corpus: Path, tmp_path: Path) -> None:
    recorded, copy = corpus / RECORDED, tmp_path / "later.rdf"
    changed_copy(recorded, copy)
    expected = difference(recorded, copy)
    assert (len(expected.created), len(expected.gone)) == (ADDED, REMOVED)
    assert len(expected.updated) >= RETITLED + REDIRECTED

    feed = tmp_path / "feed.rdf"
    shutil.copy(recorded, feed)
    source = Source(name="antwerpen/feed", publisher="antwerpen", protocol=Protocol.DCAT_RDF, url=str(feed))
    with closing(open_database(f"sqlite:///{tmp_path / 'oogst.db'}")) as database:
        city = Town(source, make_rules(None), database, tmp_path)
        first = city.harvest(MORNING)
        shutil.copy(copy, feed)
        second = city.harvest(MORNING + timedelta(days=1))
        suspect = {name for name, kept in city.kept().items() if kept.state == "suspect"}
        third = city.harvest(MORNING + timedelta(days=2))
        kept = city.kept()

    assert [run.state for run in (first, second, third)] == ["complete"] * 3
    assert first.tally.new == 489
    counts = (second.tally.new, second.tally.changed, second.tally.unchanged)
    assert counts == (len(expected.created), len(expected.updated), len(expected.unchanged))
    assert suspect == expected.gone
    assert (second.tally.withdrawn, third.tally.withdrawn) == (0, len(expected.gone))
    assert {name for name, one in kept.items() if one.withdrawn} == expected.gone
    assert {name for name, one in kept.items() if one.versions > 1} == expected.updated
