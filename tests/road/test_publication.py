"""The feed of a publisher: whole and right, or the last good one stays."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from catalogue.errors import TargetError
from catalogue.profile import assess, gate
from catalogue.store import open_database
from catalogue.targets import check_feed
from harvester.runs import make_rules
from tests.road.stage import Stage
from tests.road.towns import PORTALS, Town, rules_of, town_at
from tests.stores import empty_store


@pytest.fixture(scope="module", params=PORTALS)
def city(
    request: pytest.FixtureRequest, whole_stage: Stage, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    """Give a town that was harvested on its first day, to look at."""
    folder = tmp_path_factory.mktemp("town")
    with whole_stage.undisturbed(), closing(open_database(empty_store("sqlite", folder))) as database:
        town = town_at(whole_stage, request.param, database, folder)
        assert town.harvest().state == "complete"
        yield town


def statements(path: Path) -> str:
    triples = {quad.triple for quad in ox.parse(path=str(path))}
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def paths(town: Town) -> tuple[Path, ...]:
    written = town.publish().feed
    assert written is not None
    return written.paths


def poor(town: Town) -> Town:
    """Give the town without a word about where to turn to."""
    facts = rules_of("ckan").facts
    assert facts is not None
    silent = replace(facts, contact_name="", contact_email="", contact_page="")
    return replace(town, rules=make_rules(silent))


def test_the_feed_as_a_whole_passes_our_own_shapes(city: Town) -> None:
    whole = statements(paths(city)[0])
    (findings,) = assess([whole], city.rules.validator)

    assert gate(findings, city.rules.gate)


def test_the_platform_stumbles_over_nothing(city: Town) -> None:
    assert [check_feed(path) for path in paths(city)[:2]] == [[], []]


def test_all_formats_say_the_same(city: Town) -> None:
    rdf, *others = (sorted(statements(path).splitlines()) for path in paths(city))
    assert [each == rdf for each in others] == [True, True]


def test_the_feed_registers_each_published_entry_and_none_that_is_held_back(city: Town) -> None:
    publication = city.publish()
    assert publication.feed is not None
    feed = publication.feed.paths[0].read_text()
    kept = city.kept().values()

    assert publication.portal_ready
    assert publication.feed.entries == sum(one.published for one in kept)
    assert [one for one in kept if (one.uuid in feed) is not one.published] == []
    assert any(not one.published for one in kept)


def test_publishing_again_writes_the_same_bytes(city: Town) -> None:
    before = [path.read_bytes() for path in paths(city)]
    assert [path.read_bytes() for path in paths(city)] == before


def test_a_town_of_which_nothing_is_known_gets_no_feed(zonnegem: Town) -> None:
    with pytest.raises(TargetError) as refused:
        zonnegem.publish()

    assert refused.value.key == "feed.empty"
    assert zonnegem.publish(strict=False).feed is None
    assert not (zonnegem.folder / "feeds").exists()


def test_an_incomplete_catalogue_is_refused_and_the_last_good_feed_stays(zonnegem: Town) -> None:
    zonnegem.harvest()
    standing = paths(zonnegem)
    before = [path.read_bytes() for path in standing]
    with pytest.raises(TargetError) as refused:
        poor(zonnegem).publish()

    assert refused.value.key == "feed.catalogue-incomplete"
    assert "catalog" in str(refused.value.facts["rules"])
    assert [path.read_bytes() for path in standing] == before
    assert {file.name for file in standing[0].parent.iterdir()} == {
        ".zonnegem.index",
        "zonnegem.json",
        *(path.name for path in standing),
    }


def test_a_bare_feed_never_replaces_a_good_one(zonnegem: Town) -> None:
    zonnegem.harvest()
    rdf, *_ = paths(zonnegem)
    before = rdf.read_bytes()
    with pytest.raises(TargetError) as refused:
        poor(zonnegem).publish(strict=False)

    assert refused.value.key == "target.bare"
    assert rdf.read_bytes() == before


def test_a_feed_to_look_at_says_that_it_is_not_ready_for_the_portal(zonnegem: Town) -> None:
    town = poor(zonnegem)
    town.harvest()
    publication = town.publish(strict=False)

    assert publication.feed is not None
    assert not publication.portal_ready
    assert [one.rule for one in publication.findings if one.severity == "error"]
    assert "dcat:Catalog " not in publication.feed.paths[0].read_text()
