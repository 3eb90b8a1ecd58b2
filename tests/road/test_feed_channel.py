"""The feed as a target: what the next publication changes, that publication, and what the public gets."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import select, update

from catalogue.errors import TargetError, UsageError
from catalogue.packing import pack, unpack
from catalogue.store import decisions, open_database
from catalogue.store import tables as t
from catalogue.store.acceptances import acceptances
from catalogue.targets import Limits, last_copy
from catalogue.targets.push import Plan, TargetSettings
from catalogue.targets.push.applying import Applied
from catalogue.targets.push.plans import accept_plan, find_plan, keep_plan
from catalogue.targets.push.progress import Silent
from catalogue.targets.push.verifying import Verified
from harvester.runs import FeedChannel
from tests.road.stage import Stage
from tests.road.towns import EVENING, Town, town_at
from tests.stores import empty_store

TOWN = "zonnegem"


@dataclass
class Feeds:
    """The feeds of one town, planned, applied and verified as the commands do it."""

    town: Town
    url: str = ""

    @property
    def folder(self) -> Path:
        return self.town.folder / "feeds"

    def channel(self) -> FeedChannel:
        settings = TargetSettings(name="feed", kind="feed", url=self.url)
        rules, limits = {TOWN: self.town.rules}, {TOWN: Limits()}
        return FeedChannel(settings, self.town.database, self.folder, rules, limits)

    def plan(self) -> Plan:
        return self.channel().plan([], datetime.now(UTC))

    def keep(self) -> str:
        with self.town.database.transaction() as connection:
            return str(keep_plan(connection, self.plan()))

    def apply(self, name: str) -> Applied:
        with self.town.database.transaction() as connection:
            kept = find_plan(connection, name)
        return self.channel().apply(kept, Silent(), Event())

    def agree(self, name: str) -> None:
        with self.town.database.transaction() as connection:
            number = find_plan(connection, name).number
            accept_plan(connection, number, "Jana", "Opgekuist.", EVENING)

    def agreed(self) -> list[tuple[str, int | None, str, str]]:
        """List what was said yes to."""
        with self.town.database.transaction() as connection:
            found = acceptances(connection, TOWN)
        return [(one.guard, one.most, one.by, one.sha256) for one in found]

    def lose(self, uuids: list[str]) -> None:
        """Have entries held back: nobody decided that they go."""
        with self.town.database.transaction() as connection:
            judged = select(t.entry.c.assessment_id).where(t.entry.c.uuid.in_(uuids))
            held = update(t.assessment).where(t.assessment.c.id.in_(judged)).values(published=False)
            connection.execute(held)

    def verify(self) -> Verified:
        return self.channel().verify([], None, Silent())

    def uuids(self) -> list[str]:
        return sorted(one.uuid for one in self.town.kept().values() if one.published and not one.withdrawn)

    def withdraw(self, uuid: str) -> None:
        with self.town.database.transaction() as connection:
            decisions.withdraw_entries(connection, [uuid], decisions.Decision("Jana", "weg", EVENING))

    def retitle(self, uuid: str) -> None:
        """Have the present version of an entry bear another title."""
        v, e = t.version.c, t.entry.c
        with self.town.database.transaction() as connection:
            found = select(v.id, v.body, v.title).join(t.entry, e.version_id == v.id).where(e.uuid == uuid)
            number, body, title = connection.execute(found).one()
            other = pack(unpack(body).replace(title.encode(), b"Een andere titel"))
            connection.execute(update(t.version).where(v.id == number).values(body=other))


@pytest.fixture(scope="module")
def harvested(whole_stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("harvested")
    with whole_stage.undisturbed(), closing(open_database(empty_store("sqlite", folder))) as database:
        town = town_at(whole_stage, "ckan", database, folder)
        town.harvest()
        yield town


@pytest.fixture
def feeds(harvested: Town, tmp_path: Path) -> Iterator[Feeds]:
    for part in harvested.folder.glob("oogst.db*"):  # what SQLite has not written back lies beside it
        shutil.copy(part, tmp_path)
    with closing(open_database(empty_store("sqlite", tmp_path))) as database:
        yield Feeds(replace(harvested, database=database, folder=tmp_path))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def acts(plan: Plan) -> list[tuple[str, str]]:
    return sorted((str(step.act), step.uuid) for step in plan.steps)


def test_a_feed_is_planned_published_and_found_at_its_public_address(feeds: Feeds) -> None:
    plan = feeds.plan()
    assert acts(plan) == [("create", uuid) for uuid in feeds.uuids()]
    assert not feeds.folder.exists()
    done = feeds.apply(feeds.keep())
    assert (done.counts, done.left) == ({"create": len(feeds.uuids())}, 0)
    again = feeds.plan()
    assert (again.steps, again.unchanged) == ((), len(feeds.uuids()))
    with served(feeds.folder) as feeds.url:
        found = feeds.verify()
    assert (found.stands, found.equal) == (True, len(feeds.uuids()))


def test_what_changes_and_goes_is_planned_entry_by_entry(feeds: Feeds) -> None:
    feeds.apply(feeds.keep())
    changed, withdrawn, *_ = feeds.uuids()
    feeds.retitle(changed)
    feeds.withdraw(withdrawn)
    plan = feeds.plan()
    assert acts(plan) == [("delete", withdrawn), ("update", changed)]
    update, delete = sorted(plan.steps, key=lambda step: step.act, reverse=True)
    assert [one.field.split()[0] for one in update.differences] == ["dct:title"]
    assert update.differences[0].after == '"Een andere titel"@nl'
    assert delete.rule == "push.rule.withdrawn-by-hand"
    with served(feeds.folder) as feeds.url:
        before = feeds.verify()
    assert (before.altered, before.surplus, before.stands) == (1, 1, False)
    assert feeds.apply(feeds.keep()).counts == {"update": 1, "delete": 1}
    feeds.url = ""
    assert feeds.verify().stands


def test_a_plan_that_would_publish_something_else_now_is_refused(feeds: Feeds) -> None:
    name = feeds.keep()
    feeds.withdraw(feeds.uuids()[0])
    with pytest.raises(UsageError) as refused:
        feeds.apply(name)
    assert refused.value.key == "push.stale-feed"
    assert not feeds.folder.exists()


def test_a_feed_that_was_written_before_a_kill_is_found_done(feeds: Feeds) -> None:
    name = feeds.keep()
    feeds.town.publish()
    assert feeds.apply(name).left == 0
    with pytest.raises(UsageError) as refused:
        feeds.apply(name)
    assert refused.value.key == "push.already-applied"


def test_a_feed_that_may_not_be_published_says_why_in_the_plan(feeds: Feeds) -> None:
    for uuid in feeds.uuids():
        feeds.withdraw(uuid)
    feeds.folder.mkdir()
    (feeds.folder / f"{TOWN}.rdf").write_text("<x/>")
    (step,) = feeds.plan().steps
    assert (step.act, step.rule) == ("refuse", "feed.empty")


def test_a_feed_that_shrinks_waits_for_a_person_and_goes_no_further_than_the_yes(feeds: Feeds) -> None:
    feeds.apply(feeds.keep())
    standing = last_copy(feeds.folder, TOWN)
    going = feeds.uuids()[:3]
    feeds.lose(going)
    plan = feeds.plan()
    assert acts(plan) == [("delete", uuid) for uuid in going]
    assert [(key, facts["count"], facts["allowed"]) for key, facts in plan.asks] == [
        ("push.ask.feed-shrink", 3, 2)
    ]
    name = feeds.keep()
    with pytest.raises(UsageError) as refused:
        feeds.apply(name)
    assert refused.value.key == "push.wait-for-yes"
    assert (last_copy(feeds.folder, TOWN), feeds.agreed()) == (standing, [])
    feeds.agree(name)
    assert feeds.apply(name).counts == {"delete": 3}
    assert standing is not None
    assert feeds.agreed() == [("shrink", 3, "Jana", standing.files["rdf"].sha256)]
    assert feeds.verify().stands


def test_a_yes_is_for_what_the_plan_told_and_not_for_more(feeds: Feeds) -> None:
    feeds.apply(feeds.keep())
    uuids = feeds.uuids()
    feeds.lose(uuids[:3])
    name = feeds.keep()
    feeds.agree(name)
    feeds.lose(uuids[3:4])
    with pytest.raises(UsageError) as refused:
        feeds.apply(name)
    assert (refused.value.key, feeds.agreed()) == ("push.stale-feed", [])


def test_an_address_without_a_feed_is_told(feeds: Feeds) -> None:
    feeds.apply(feeds.keep())
    with served(feeds.folder / "elders") as feeds.url, pytest.raises(TargetError) as refused:
        feeds.verify()
    assert refused.value.key == "push.feed-not-there"
