"""Corrections from day to day: they begin, end and are edited without the source having changed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from catalogue.model import Overlay
from catalogue.store import Database
from catalogue.views import EntryView, find_entries, overlay_outcomes, read_by
from harvester.runs import make_rules
from tests.harvester.runs.conftest import MakeTown
from tests.road.stage import Stage
from tests.road.towns import Town, publisher_of, town_at

LAST = date(2025, 10, 5)
DAYS = {"written_on": date(2025, 10, 1), "until": LAST}


def night(day: int) -> datetime:
    return datetime(2025, 10, day, 2, tzinfo=UTC)


@pytest.fixture
def zonnegem(town: MakeTown) -> Town:
    """Give the town as its first night left it."""
    return town("ckan")


def with_overlays(town: Town, *overlays: Overlay) -> Town:
    facts = replace(publisher_of("ckan").facts, overlays=overlays)
    return replace(town, rules=make_rules(facts))


def first(town: Town) -> EntryView:
    """Give the entry with the first identifier."""
    identifier = min(town.kept())
    with town.database.transaction() as connection:
        return find_entries(connection, identifier)[0]


def overlay(one: EntryView, title: str = "Een betere titel", **more: object) -> Overlay:
    facts = {"author": "Jana", "reason": "Gemeld.", "entry": one.uuid, **DAYS, **more}
    return Overlay(property_name="title@nl", values=(title,), **facts)  # type: ignore[arg-type]  # fields of Overlay


def test_an_overlay_begins_and_ends_on_its_day_while_the_source_stays_the_same(
    stage: Stage, any_store: Database, tmp_path: Path
) -> None:
    town = town_at(stage, "ckan", any_store, tmp_path)
    assert town.harvest(night(1)).tally.new == 13
    before = first(town)
    corrected = with_overlays(town, overlay(before))

    assert corrected.harvest(night(4)).tally.changed == 13
    assert first(town).title == "Een betere titel"
    assert corrected.harvest(night(5)).tally.unchanged == 13
    assert corrected.harvest(night(6)).tally.changed == 13
    after = first(town)
    assert (after.title, after.iri, after.uuid) == (before.title, before.iri, before.uuid)
    assert after.reasons == before.reasons
    assert town.kept()[after.identifier].versions == 3


def test_only_the_corrected_entry_gets_a_version(zonnegem: Town) -> None:
    entry = first(zonnegem)
    with_overlays(zonnegem, overlay(entry)).harvest(night(2))
    assert {name: kept.versions for name, kept in zonnegem.kept().items() if kept.versions > 1} == {
        entry.identifier: 2
    }


def test_an_edited_reason_is_kept_without_the_description_having_changed(zonnegem: Town) -> None:
    entry = first(zonnegem)
    with_overlays(zonnegem, overlay(entry)).harvest(night(2))
    before = first(zonnegem)
    with_overlays(zonnegem, overlay(entry, reason="Nagekeken bij de dienst.")).harvest(night(3))
    after = first(zonnegem)

    assert after.body == before.body
    (why,) = [one for one in after.reasons["title"] if one.correction]
    assert why.correction is not None
    assert why.correction.reason == "Nagekeken bij de dienst."


def test_an_overlay_that_is_taken_away_leaves_no_trace_in_the_present(zonnegem: Town) -> None:
    before = first(zonnegem)
    with_overlays(zonnegem, overlay(before)).harvest(night(2))
    zonnegem.harvest(night(3))
    assert first(zonnegem).reasons == before.reasons
    with zonnegem.database.transaction() as connection:
        assert overlay_outcomes(connection, "zonnegem") == {}


def test_an_overlay_of_another_source_reads_nothing_anew(zonnegem: Town) -> None:
    other = with_overlays(zonnegem, overlay(first(zonnegem), source="elders"))
    assert other.harvest(night(2)).tally.unchanged == 13


def test_what_became_of_an_overlay_is_counted_where_it_stands(zonnegem: Town) -> None:
    entry = first(zonnegem)
    one, none = overlay(entry), overlay(entry, entry="bestaat-niet")
    corrected = with_overlays(zonnegem, one, none)
    fingerprint = {
        zonnegem.source.name: corrected.rules.for_source(zonnegem.source, date(2025, 10, 2)).fingerprint
    }
    with zonnegem.database.transaction() as connection:
        assert read_by(connection, fingerprint) == set()
    corrected.harvest(night(2))
    with zonnegem.database.transaction() as connection:
        assert overlay_outcomes(connection, "zonnegem") == {one.key: {"applied": 1}}
        assert read_by(connection, fingerprint) == {zonnegem.source.name}


def test_an_overlay_that_the_source_catches_up_with_gives_the_value_back_to_the_source(
    zonnegem: Town,
) -> None:
    entry = first(zonnegem)
    with_overlays(zonnegem, overlay(entry, entry.title)).harvest(night(2))
    with zonnegem.database.transaction() as connection:
        (outcomes,) = overlay_outcomes(connection, "zonnegem").values()
    assert outcomes == {"caught-up": 1}
    assert first(zonnegem).reasons == entry.reasons
