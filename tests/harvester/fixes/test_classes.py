"""Entries that are tried together stand as each of them would by itself."""

from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import select

from catalogue.model import Protocol, Source
from catalogue.store import open_database, tables
from harvester.crawl import CrawlSettings
from harvester.detect import detect
from harvester.fixes import NONE, Desk, Known, Look, Looked, Terms, rank, sorted_out
from harvester.runs import Rules, run_source
from tests.harvester.fixes.changes import CHANGES, empty
from tests.harvester.fixes.conftest import AT, known_of

RECORDED = {
    "gent": "dcat_rdf/data.gov.be_2025-04_gent.ttl.gz",
    "antwerpen": "dcat_rdf/antwerpen_dcat_2021-01-12.rdf.gz",
    "hub": "arcgis_hub/dcat-ap-2.0.1_north_ayrshire.json.gz",
}


def mixed(rules: Rules) -> list[Known]:
    """Give eight ways to be incomplete, two entries of each (synthetic)."""
    names = ("licence-missing", "keywords", "theme")
    found = []
    for number, there in enumerate(product((False, True), repeat=3 + 1)):
        done = frozenset(name for name, is_there in zip(names, there, strict=False) if is_there)
        found.append(known_of(rules, empty(done), identifier=f"r{number}"))
    return found


def test_entries_that_every_fix_does_the_same_to_are_one_class(rules: Rules, desk: Desk) -> None:
    classes = sorted_out(mixed(rules), desk)
    assert [one.size for one in classes] == [2] * 8


def test_each_place_in_the_order_gains_most_of_what_is_left(rules: Rules, terms: Terms, desk: Desk) -> None:
    looked = Looked(sorted_out(mixed(rules), desk), terms.rubric, AT)
    ranked = rank(looked)
    gains = [one.after.points - one.before.points for one in ranked]
    assert ranked[0].before.points + sum(gains) == pytest.approx(ranked[-1].after.points)
    for number, one in enumerate(ranked[:-1]):
        others = [looked.totals(one.done | {other.fix}).points for other in ranked[number + 1 :]]
        assert one.after.points >= max(others) - 1e-9


def test_what_a_fix_gains_alone_is_counted_from_nothing_done(rules: Rules, terms: Terms, desk: Desk) -> None:
    looked = Looked(sorted_out(mixed(rules), desk), terms.rubric, AT)
    for one in rank(looked):
        assert one.alone == looked.totals(frozenset([one.fix]))._replace(publisher=None)
        assert one.entries == sum(each.size for each in looked.classes if one.fix in each.trial.fixes)


@pytest.fixture(scope="module", params=sorted(RECORDED))
def recorded(
    request: pytest.FixtureRequest, corpus: Path, tmp_path_factory: pytest.TempPathFactory, rules: Rules
) -> list[Known]:
    """Give what is known of the entries of a recorded catalogue, after one harvest of it."""
    folder = tmp_path_factory.mktemp("recorded")
    settings = CrawlSettings()
    found = detect(str(corpus / RECORDED[request.param]), settings=settings, allow_private=True)
    source = Source(name="stad/bron", publisher="stad", protocol=Protocol(found.protocol), url=found.url)
    database = open_database(f"sqlite:///{folder / 'oogst.db'}")
    try:
        run_source(source, database=database, rules=rules, crawling=settings, workplace=folder)
        with database.transaction() as connection:
            look = Look(connection=connection, rules=rules, at=datetime.now(UTC))
            known = list(look.entries("stad"))
            assert connection.execute(select(tables.entry.c.id)).all()
            assert look.unread == []
    finally:
        database.close()
    return known


@pytest.mark.corpus
def test_a_recorded_city_gains_the_same_in_classes_as_entry_by_entry(
    recorded: list[Known], rules: Rules, terms: Terms
) -> None:
    together = Desk(terms, rules.validator)
    apart = Desk(terms, rules.validator, remembering=False)
    some = recorded[:: max(1, len(recorded) // 12)]
    classes = sorted_out(some, together)
    where = {member.uuid: one for one in classes for member in one.members}
    for known in some:
        of_class, own = where[known.entry.identity.uuid].trial, apart.trial(known)
        assert of_class.fixes == own.fixes
        for done in [NONE, own.all, *(frozenset([fix]) for fix in own.fixes)]:
            assert of_class.standing(done).sign == own.standing(done).sign


@pytest.mark.corpus
def test_a_recorded_city_rises_by_what_its_fixes_gain(
    recorded: list[Known], rules: Rules, terms: Terms
) -> None:
    looked = Looked(sorted_out(recorded, Desk(terms, rules.validator)), terms.rubric, AT)
    ranked = rank(looked)
    assert looked.entries == len(recorded)
    assert ranked[0].after.points > ranked[0].before.points
    assert len(looked.classes) < len(recorded) / 4


def test_every_kind_of_change_is_a_kind_of_fix(rules: Rules, desk: Desk) -> None:
    found = {fix.kind for fix in desk.trial(known_of(rules, empty(frozenset()))).fixes}
    assert found & CHANGES.keys()
