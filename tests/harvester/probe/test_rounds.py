"""A round asks what is due, keeps what it sees, and knows its own outage from another's."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from catalogue.errors import StoreError
from catalogue.store import Database, Leases, open_database, tables
from catalogue.store.observed import links_of
from catalogue.testimony import Link, Role
from harvester.probe import ProbeManners, ProbeSummary, probe_store
from tests.catalogue.store.naming import keep, offering
from tests.harvester.probe.ills import Answer, Ills
from tests.stores import STORES, empty_store
from tests.waiting import until

ROOT = Path(__file__).parents[3]
NIGHT = datetime(2026, 3, 2, 1, tzinfo=UTC)
Probe = Callable[..., ProbeSummary]


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(empty_store(request.param, tmp_path))) as database:
        yield database


@pytest.fixture
def probe(store: Database, quick: ProbeManners) -> Probe:
    """Probe what is due on a day, counted from the first night."""

    def on(day: float = 0, manners: ProbeManners = quick, **wanted: object) -> ProbeSummary:
        return probe_store(
            store,
            manners=manners,
            holder="proef",
            private_sources={"gent/ods"},
            clock=lambda: NIGHT + timedelta(days=day),
            **wanted,  # type: ignore[arg-type]  # whatever a test wants
        )

    return on


def link(store: Database, url: str, day: float) -> Link | None:
    with store.transaction() as connection:
        return links_of(connection, [url], NIGHT + timedelta(days=day)).get(url)


def observations(store: Database) -> int:
    with store.transaction() as connection:
        return connection.execute(select(func.count()).select_from(tables.observation)).scalar_one()


def test_a_round_tells_what_answered_what_kept_us_out_and_what_failed(
    store: Database, ills: Ills, probe: Probe
) -> None:
    paths = ("/healthy.csv", "/page-for-csv.csv", "/forbidden", "/absent", "/reset")
    keep(store, offering(*(ills.url + path for path in paths), "mailto:data@stad.example"))
    done = probe()
    assert (done.asked, done.given, done.barred, done.failed, done.not_asked) == (6, 2, 1, 2, 1)
    assert done.reasons == {"forbidden": 1, "404": 1, "reset": 1, "scheme": 1}
    assert {(one.url, one.why, one.days) for one in done.failing} == {
        (f"{ills.url}/absent", "404", 1),
        (f"{ills.url}/reset", "reset", 1),
    }


def test_an_address_is_asked_once_a_day_and_a_dead_one_is_known_on_the_third(
    store: Database, ills: Ills, probe: Probe
) -> None:
    url = f"{ills.url}/absent"
    keep(store, offering(url))
    assert [probe(day).dead for day in (0, 0.5, 1, 2)] == [0, 0, 0, 1]
    known = link(store, url, 3)
    assert known is not None
    assert (known.failed_days, known.probes, known.answered) == (3, 3, 0)


def test_what_is_not_due_is_asked_again_only_when_that_is_wanted(
    store: Database, ills: Ills, probe: Probe
) -> None:
    keep(store, offering(f"{ills.url}/healthy.csv"))
    assert [probe(0).asked, probe(0.1).asked, probe(0.2, again=True).asked] == [1, 0, 1]


def test_addresses_that_differ_in_their_fragment_are_asked_once(
    store: Database, ills: Ills, probe: Probe
) -> None:
    keep(store, offering(*(f"{ills.url}/no-store.csv#{at}" for at in range(5))))
    assert probe().asked == 5
    assert ills.times("/no-store.csv") == 2
    assert link(store, f"{ills.url}/no-store.csv#4", 1) is not None


def test_things_that_the_data_describe_are_asked_in_the_same_round(
    store: Database, ills: Ills, probe: Probe
) -> None:
    keep(store, offering(f"{ills.url}/bomen.ttl"))
    probe()
    thing = link(store, f"{ills.url}/id/boom/1", 1)
    assert thing is not None
    assert (thing.latest.role, thing.latest.status) == ("thing", 200)


def test_a_source_that_may_not_ask_private_places_does_not(
    store: Database, ills: Ills, probe: Probe, quick: ProbeManners
) -> None:
    keep(store, offering(f"{ills.url}/healthy.csv"))
    done = probe_store(store, manners=quick, holder="proef", clock=lambda: NIGHT)
    assert (done.not_asked, done.reasons) == (1, {"private-address": 1})
    assert not ills.asked
    assert probe(1).asked == 0


def test_robots_txt_keeps_us_out_and_that_counts_for_nothing(
    store: Database, ills: Ills, probe: Probe
) -> None:
    ills.robots = Answer(b"User-agent: *\nDisallow: /healthy\n", "text/plain")
    keep(store, offering(f"{ills.url}/healthy.csv", f"{ills.url}/no-store.csv"))
    done = probe()
    assert (done.given, done.not_asked, done.reasons) == (1, 1, {"robots": 1})
    assert ills.times("/healthy.csv") == 0
    assert ills.times("/robots.txt") == 1


def test_a_host_that_asks_to_be_left_alone_keeps_the_rest_for_another_day(
    store: Database, ills: Ills, probe: Probe
) -> None:
    keep(store, offering(f"{ills.url}/always-busy", identifier="eerst"))
    keep(store, offering(*(f"{ills.url}/healthy.csv?{at}" for at in range(3)), identifier="dan"))
    done = probe()
    assert (done.barred, done.postponed, done.left) == (1, 3, ("127.0.0.1",))
    assert (probe(0.1).asked, probe(0.9).asked) == (3, 0)


def test_a_host_is_asked_for_no_more_than_its_share(
    store: Database, ills: Ills, probe: Probe, quick: ProbeManners
) -> None:
    keep(store, offering(*(f"{ills.url}/healthy.csv?{at}" for at in range(5))))
    modest = replace(quick, most_per_host=2)
    assert [(one.asked, one.postponed) for one in (probe(0, modest), probe(0, modest), probe(0, modest))] == [
        (2, 3),
        (2, 1),
        (1, 0),
    ]


def test_a_limit_bounds_a_round(store: Database, ills: Ills, probe: Probe) -> None:
    keep(store, offering(*(f"{ills.url}/healthy.csv?{at}" for at in range(5))))
    assert probe(limit=2).asked == 2


def nowhere(count: int) -> list[str]:
    return [f"http://nergens{at}.invalid/x.csv" for at in range(count)]


def test_an_outage_of_our_own_is_kept_and_counts_for_nothing(store: Database, probe: Probe) -> None:
    keep(store, offering(*nowhere(8)))
    done = probe()
    assert done.outage
    assert (done.failed, done.discounted) == (0, done.asked)
    assert observations(store) == done.asked
    assert link(store, nowhere(8)[0], 1) is None
    assert probe(0.1).asked == 8


def test_many_dead_hosts_are_dead_where_a_control_answers(
    store: Database, ills: Ills, probe: Probe, quick: ProbeManners
) -> None:
    keep(store, offering(*nowhere(8)))
    done = probe(manners=replace(quick, controls=(f"{ills.url}/page",)))
    assert (done.failed, done.discounted, done.outage) == (8, 0, False)


def test_one_dead_host_among_others_that_answer_is_dead(store: Database, ills: Ills, probe: Probe) -> None:
    keep(store, offering(*nowhere(1), f"{ills.url}/healthy.csv"))
    done = probe()
    assert (done.given, done.failed, done.discounted) == (1, 1, 0)


def test_there_is_one_prober_per_store(store: Database, probe: Probe) -> None:
    Leases(store).take("probe", "een ander", 60)
    with pytest.raises(StoreError) as raised:
        probe()
    assert raised.value.key == "probe.busy"
    assert raised.value.facts == {"holder": "een ander"}


KILLED = """
import sys
from catalogue.store import open_database
from harvester.probe import ProbeManners, probe_store, rounds

rounds.KEEP_EVERY = 0.0
manners = ProbeManners(pause=0.02, controls=())
probe_store(open_database(sys.argv[1]), manners=manners, holder="proef", private_sources={"gent/ods"})
"""


def test_a_killed_round_keeps_what_it_saw_and_the_next_goes_on(
    tmp_path: Path, ills: Ills, quick: ProbeManners
) -> None:
    place = empty_store("sqlite", tmp_path)
    with closing(open_database(place)) as database:
        keep(database, offering(*(f"{ills.url}/healthy.csv?{at}" for at in range(100))))
        running = subprocess.Popen([sys.executable, "-c", KILLED, place], cwd=ROOT)  # noqa: S603  our own
        until(lambda: observations(database) >= 3)
        running.send_signal(signal.SIGKILL)
        running.wait()
        seen = observations(database)
        Leases(database).release("probe", "proef")
        done = probe_store(database, manners=quick, holder="proef", private_sources={"gent/ods"})
        assert 3 <= seen < 100
        assert seen + done.asked == 100


def test_pages_of_a_publisher_itself_are_asked_though_no_entry_names_them(
    store: Database, ills: Ills, probe: Probe
) -> None:
    keep(store, offering(f"{ills.url}/healthy.csv"))
    pages = {"gent": (f"{ills.url}/page-for-csv.csv", f"{ills.url}/healthy.csv")}
    assert [probe(day, pages=pages).asked for day in (0, 2)] == [2, 1]
    seen = link(store, f"{ills.url}/page-for-csv.csv", 3)
    assert seen is not None
    assert (seen.latest.role, seen.probes) == (Role.OWN, 1)
    assert seen.latest.sample is not None
    assert seen.latest.sample.facts.charter == ""
