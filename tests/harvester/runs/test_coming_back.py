"""What leaves and comes back, moves to another portal, or is listed by two sources keeps its identity."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from catalogue.errors import TargetError
from catalogue.model import Protocol
from catalogue.store import tables
from oogst.demo.portals.loopback import Answer, Question
from tests.harvester.runs.conftest import MakeTown
from tests.road.stage import Stage, opened
from tests.road.towns import EVENING, Town

RESTAFVAL = "https://data.kasteelveld.example/id/dataset/restafval"


def first_seen(town: Town, name: str) -> object:
    query = select(tables.entry.c.first_seen).where(tables.entry.c.uuid == town.kept()[name].uuid)
    with town.database.transaction() as connection:
        return connection.execute(query).scalar_one()


def test_a_dataset_that_was_withdrawn_and_comes_back_is_in_the_feed_again(
    stage: Stage, town: MakeTown
) -> None:
    city = town("dcat_rdfxml")
    before, since = city.kept()[RESTAFVAL], first_seen(city, RESTAFVAL)
    stage.day = 2
    city.harvest(EVENING)
    city.harvest(EVENING)
    assert city.kept()[RESTAFVAL].withdrawn
    stage.day = 1
    city.harvest(EVENING)
    after = city.kept()[RESTAFVAL]

    assert (after.state, after.withdrawn, after.published) == ("present", False, before.published)
    assert (after.uuid, after.content, after.versions) == (before.uuid, before.content, 1)
    assert first_seen(city, RESTAFVAL) == since
    assert (after.uuid.encode() in city.feed()) is before.published


def test_a_withdrawn_dataset_stays_withdrawn_until_it_comes_back(stage: Stage, town: MakeTown) -> None:
    city = town("dcat_rdfxml")
    stage.day = 2
    runs = [city.harvest(EVENING) for _ in range(3)]

    assert [run.tally.withdrawn for run in runs] == [0, 1, 0]
    assert city.kept()[RESTAFVAL].withdrawn


def test_a_portal_at_another_address_gives_the_same_identities(town: MakeTown) -> None:
    city = town("opendatasoft")
    before = city.kept()
    with opened() as elsewhere:
        moved = city.moved(url=elsewhere.address("opendatasoft"))
        assert moved.harvest(EVENING).state == "complete"

    assert {name: one.uuid for name, one in moved.kept().items()} == {
        name: one.uuid for name, one in before.items()
    }


def test_a_portal_at_another_address_is_no_longer_linked_to_at_the_old_one(town: MakeTown) -> None:
    city = town("opendatasoft")
    old = city.source.url.encode()
    assert old in city.feed()
    with opened() as elsewhere:
        moved = city.moved(url=elsewhere.address("opendatasoft"))
        moved.harvest(EVENING)

    with pytest.raises(TargetError) as refused:
        moved.feed()
    assert refused.value.key == "feed.guard-shrink"  # its interfaces are others now: a person has to look
    new = moved.feed({"shrink": 8})
    assert old not in new
    assert moved.source.url.encode() in new


def test_another_language_of_the_source_reaches_records_that_did_not_change(town: MakeTown) -> None:
    city = town("ckan")
    assert b'xml:lang="de"' not in city.feed()
    german = city.moved(language="de")
    german.harvest(EVENING)

    assert b'xml:lang="de"' in german.feed()


def listed(question: Question) -> Answer | None:
    """List one dataset, word for word the same, at /een and at /twee."""
    if question.path not in ("/een", "/twee"):
        return None
    body = (
        "@prefix dct: <http://purl.org/dc/terms/> .\n"
        "<urn:x:bomen> a <http://www.w3.org/ns/dcat#Dataset> ;\n"
        '  dct:title "Bomen"@nl ; dct:description "Alle bomen"@nl .\n'
    )
    return Answer(body.encode(), "text/turtle")


def sources(stage: Stage, city: Town) -> tuple[Town, Town]:
    """Give two sources of one town that list the same dataset."""

    def source(label: str) -> Town:
        name = f"{city.source.publisher}/{label}"
        url = f"{stage.url}/{label}"
        return replace(city, source=replace(city.source, name=name, url=url, protocol=Protocol.DCAT_RDF))

    return source("een"), source("twee")


def test_what_two_sources_list_is_kept_once_and_the_second_says_whose_it_is(
    stage: Stage, new_town: MakeTown
) -> None:
    stage.play = listed
    first, second = sources(stage, new_town("ckan"))
    first.harvest()
    run = second.harvest()

    assert len(second.kept()) == 1
    assert [(one.kind, one.detail) for one in second.troubles(run)] == [
        ("owned-elsewhere", "likeness.owner.first: zonnegem/een")
    ]
    assert second.harvest().state == "complete"


def withdraw(town: Town) -> None:
    """Have every record of a source withdrawn, as an officer may."""
    s, r, e = tables.source.c, tables.record.c, tables.entry.c
    of_source = select(r.id).join(tables.source, s.id == r.source_id).where(s.name == town.source.name)
    with town.database.transaction() as connection:
        ids = list(connection.execute(of_source).scalars())
        connection.execute(tables.record.update().where(r.id.in_(ids)).values(state="withdrawn"))
        connection.execute(tables.entry.update().where(e.record_id.in_(ids)).values(withdrawn_at=EVENING))


def owner(town: Town) -> list[tuple[str, bool]]:
    s, r, e = tables.source.c, tables.record.c, tables.entry.c
    query = (
        select(s.name, e.withdrawn_at.is_not(None))
        .select_from(tables.entry)
        .join(tables.record, r.id == e.record_id)
        .join(tables.source, s.id == r.source_id)
    )
    with town.database.transaction() as connection:
        return [(name, is_withdrawn) for name, is_withdrawn in connection.execute(query)]


def test_what_one_source_withdrew_another_may_take_over(stage: Stage, new_town: MakeTown) -> None:
    stage.play = listed
    first, second = sources(stage, new_town("ckan"))
    first.harvest()
    uuids = {one.uuid for one in first.kept().values()}
    withdraw(first)
    second.harvest()

    assert owner(second) == [("zonnegem/twee", False)]
    assert {one.uuid for one in second.kept().values()} == uuids
    assert {one.versions for one in second.kept().values()} == {1}


def test_what_another_source_took_over_stays_there_until_that_one_withdraws_it(
    stage: Stage, new_town: MakeTown
) -> None:
    stage.play = listed
    first, second = sources(stage, new_town("ckan"))
    first.harvest()
    withdraw(first)
    second.harvest()
    run = first.harvest()

    assert owner(first) == [("zonnegem/twee", False)]
    assert [(one.kind, one.detail) for one in first.troubles(run)] == [
        ("owned-elsewhere", "likeness.owner.first: zonnegem/twee")
    ]
    withdraw(second)
    first.harvest()
    assert owner(first) == [("zonnegem/een", False)]


def test_a_source_under_another_label_goes_on_feeding_its_entries(stage: Stage, town: MakeTown) -> None:
    city = town("dcat_rdfxml")
    stage.day = 2
    renamed = city.moved(name="kasteelveld/open-data")
    renamed.harvest(EVENING)

    assert renamed.kept()["https://data.kasteelveld.example/id/dataset/kinderopvang"].versions == 2
