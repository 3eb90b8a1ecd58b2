"""A stream of events in a folder: pages for ever, and a root that leads to them. All of it is synthetic."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import Graph

from catalogue.errors import TargetError
from catalogue.targets.events import (
    LASTING,
    PAGE,
    EventsWritten,
    Happening,
    Retention,
    Span,
    Verb,
    graph_digest,
    write_events,
)
from tests.replayed import BASE, TREE, contents, documents, marks, members, replayed

START = datetime(2026, 1, 1, tzinfo=UTC)
DCT = "http://purl.org/dc/terms/"


class Told:
    """A log in memory."""

    def __init__(self, told: Sequence[Happening]) -> None:
        self.told = list(told)
        self.read = 0

    def spans(self) -> Sequence[Span]:
        cuts = [self.told[start : start + PAGE] for start in range(0, len(self.told), PAGE)]
        return [
            Span(number, number * PAGE, number * PAGE + len(cut), cut[0].at, cut[-1].at, len(cut))
            for number, cut in enumerate(cuts, start=1)
        ]

    def happenings(self, span: Span) -> Iterator[Happening]:
        self.read += 1
        yield from self.told[span.first_key - PAGE :][: span.members]

    def needed(self, retention: Retention, now: datetime) -> set[int]:
        kept: set[int] = set()
        seen: dict[str, int] = {}
        for place, each in reversed(list(enumerate(self.told))):
            seen[each.object] = seen.get(each.object, 0) + 1
            is_young = retention.days and each.at >= now - timedelta(days=retention.days)
            if is_young or seen[each.object] <= retention.versions:
                kept.add(place // PAGE + 1)
        return kept


def about(name: object, day: int, verb: Verb = Verb.CREATE) -> Happening:
    iri = f"https://data.example/id/dataset/stad/{name}"
    graph = f'<{iri}> <{DCT}title> "{name} op dag {day}"@nl .\n'.encode()
    return Happening(verb, iri, START + timedelta(days=day), b"" if verb is Verb.DELETE else graph)


def many(first: int, count: int, day: int = 0, verb: Verb = Verb.CREATE) -> list[Happening]:
    return [about(number, day, verb) for number in range(first, first + count)]


def written(
    folder: Path, told: Sequence[Happening], day: int = 0, retention: Retention | None = None
) -> EventsWritten:
    return write_events(folder, "stad", Told(told), now=START + timedelta(days=day), retention=retention)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "stad" / "events"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a stream with all that can happen, on two pages and a root."""
    folder = tmp_path_factory.mktemp("feeds")
    told = [*many(0, 205), *many(0, 5, 1, Verb.UPDATE), *many(3, 4, 2, Verb.DELETE), *many(3, 2, 3)]
    written(folder, told)
    return folder / "stad" / "events"


def test_what_stands_at_the_end_is_what_was_not_deleted_as_it_was_last(whole: Path) -> None:
    standing = replayed(whole)
    titles = {iri.rpartition("/")[2]: {t.object.value for t in graph} for iri, graph in standing.items()}  # type: ignore[union-attr]
    assert len(standing) == 203
    assert titles["0"] == {"0 op dag 1"}
    assert titles["3"] == {"3 op dag 3"}
    assert titles["100"] == {"100 op dag 0"}
    assert "6" not in titles


def test_every_member_is_reached_once_and_named_after_its_object_and_moment(whole: Path) -> None:
    found = members(whole)
    assert len({each.iri for each in found}) == len(found) == 216
    assert all(each.iri == f"{each.object}/{each.published}" for each in found)


def test_every_member_conforms_to_the_shape_that_the_stream_names(whole: Path) -> None:
    quads = [quad for each in documents(whole).values() for quad in each]
    said = {quad.triple for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)}
    (shape,) = {str(quad.object)[1:-1] for quad in quads if quad.predicate.value == f"{TREE}shape"}
    assert shape == f"{BASE}shape.ttl#Activity"
    data = Graph().parse(data=ox.serialize(said, format=ox.RdfFormat.N_TRIPLES), format="nt")
    shapes = Graph().parse(whole / "shape.ttl", format="turtle", publicID=f"{BASE}shape.ttl")
    assert validate(data, shacl_graph=shapes)[0]
    wrong = data + Graph().parse(
        data=f"<urn:x> a <{'https://www.w3.org/ns/activitystreams#'}Update> .", format="turtle"
    )
    assert not validate(wrong, shacl_graph=shapes)[0]


def test_the_bounds_of_a_page_hold_all_its_members(whole: Path) -> None:
    found = documents(whole)
    said: dict[str, dict[str, str]] = {}
    for quad in found["index.trig"]:
        said.setdefault(str(quad.subject), {})[quad.predicate.value.rpartition("#")[2]] = quad.object.value  # type: ignore[union-attr]
    relations = [each for each in said.values() if "node" in each]
    assert len(relations) == 2 * (len(found) - 1)
    for each in relations:
        moments = [
            quad.object.value  # type: ignore[union-attr]
            for quad in found[each["node"].removeprefix(BASE)]
            if quad.predicate.value.endswith("#published")
        ]
        assert len(moments) == PAGE
        is_lower = "Greater" in each["type"]
        assert min(moments) >= each["value"] if is_lower else max(moments) <= each["value"]


def test_a_full_page_says_that_it_never_changes_and_the_root_does_not(whole: Path) -> None:
    for name, quads in documents(whole).items():
        says = any(quad.predicate.value == "https://w3id.org/ldes#immutable" for quad in quads)
        assert says == (LASTING.fullmatch(name) is not None) == (name != "index.trig")


def test_a_full_page_is_never_written_again(tmp_path: Path, place: Path) -> None:
    told = many(0, 120)
    before: dict[str, tuple[int, bytes]] = {}
    for day in range(1, 6):
        told = [*told, *many(0, 70, day, Verb.UPDATE)]
        written(tmp_path, told, day)
        for name, known in before.items():
            assert ((place / name).stat().st_ino, (place / name).read_bytes()) == known
        pages = [path for path in place.iterdir() if LASTING.fullmatch(path.name)]
        before = {path.name: (path.stat().st_ino, path.read_bytes()) for path in pages}
        assert len(members(place)) == len(told)
    assert len(before) == 4


def test_where_nothing_happened_nothing_is_read_or_written(tmp_path: Path, place: Path) -> None:
    log = Told(many(0, 230))
    assert write_events(tmp_path, "stad", log, now=START).is_new
    before, log.read = marks(place), 0
    again = write_events(tmp_path, "stad", log, now=START)
    assert (again.is_new, again.pages, again.members, log.read) == (False, 0, 230, 0)
    assert marks(place) == before


def test_a_stream_is_readable_when_it_was_cut_off_after_any_page(tmp_path: Path, place: Path) -> None:
    first = many(0, 150)
    written(tmp_path, first)
    root = (place / "index.trig").read_bytes()
    later = [*first, *many(150, 160, 1)]
    written(tmp_path, later, 1)
    after = contents(place)
    (place / "index.trig").write_bytes(root)
    assert len(members(place)) == 150
    (place / sorted(after)[-2]).unlink()
    assert len(members(place)) == 150
    written(tmp_path, later, 1)
    assert contents(place) == after


def test_a_log_that_breaks_off_leaves_the_last_root_and_nothing_aside(tmp_path: Path, place: Path) -> None:
    class Broken(Told):
        def happenings(self, span: Span) -> Iterator[Happening]:
            yield from super().happenings(span)
            raise ConnectionError

    written(tmp_path, many(0, 90))
    before = contents(place)
    with pytest.raises(TargetError) as refused:
        write_events(tmp_path, "stad", Broken(many(0, 150)), now=START)
    assert refused.value.key == "events.not-written"
    assert contents(place) == before


def test_another_store_in_the_same_folder_overwrites_no_page(tmp_path: Path, place: Path) -> None:
    written(tmp_path, many(0, 100))
    before = contents(place)
    written(tmp_path, many(500, 100, 9))
    assert {
        name: contents(place)[name] for name in before if name.startswith("page")
    }.items() <= before.items()
    assert {int(iri.rpartition("/")[2]) for iri in replayed(place)} == set(range(500, 600))


def test_a_stream_keeps_everything_unless_a_policy_says_otherwise(tmp_path: Path, place: Path) -> None:
    written(tmp_path, many(0, 10))
    assert b"retention" not in (place / "index.trig").read_bytes()


def test_a_policy_drops_pages_of_which_nothing_is_needed_and_says_so(tmp_path: Path, place: Path) -> None:
    told = [*many(0, 100), *many(0, 100, 1, Verb.UPDATE), *many(0, 50, 2, Verb.UPDATE)]
    written(tmp_path, told, 2, Retention(versions=1, days=0))
    said = (place / "index.trig").read_text()
    for term in ("ldes:RetentionPolicy", "ldes:versionAmount 1", "ldes:LatestVersionSubset", "ldes:amount 1"):
        assert term in said
    # The first page is older than what is needed; the second holds the last version of 50 objects.
    assert [name[:11] for name in documents(place)] == ["index.trig", "page-000002"]
    whole = {f"{iri.rpartition('/')[2]}" for iri in (each.object for each in members(place))}
    assert whole == {str(number) for number in range(100)}


def test_days_in_which_all_is_kept_hold_back_what_versions_would_drop(tmp_path: Path, place: Path) -> None:
    told = [*many(0, 100), *many(0, 100, 30, Verb.UPDATE), *many(0, 100, 60, Verb.UPDATE)]
    written(tmp_path, told, 60, Retention(versions=1, days=30))
    assert [name[:11] for name in documents(place)] == ["index.trig", "page-000002", "page-000003"]
    assert 'ldes:fullLogDuration "P30D"' in (place / "index.trig").read_text()


def test_a_dropped_page_stays_for_clients_on_their_way_until_a_day_has_passed(
    tmp_path: Path, place: Path
) -> None:
    policy = Retention(versions=1, days=0)
    told = [*many(0, 100), *many(0, 100, 1, Verb.UPDATE)]
    written(tmp_path, told[:100])
    (first,) = (path for path in place.iterdir() if LASTING.fullmatch(path.name))
    written(tmp_path, told, 1, policy)
    assert first.exists()
    swapped = datetime.fromtimestamp((place / "index.trig").stat().st_mtime, UTC)
    write_events(tmp_path, "stad", Told(told), now=swapped + timedelta(hours=23), retention=policy)
    assert first.exists()
    write_events(tmp_path, "stad", Told(told), now=swapped + timedelta(hours=25), retention=policy)
    assert not first.exists()
    assert len(members(place)) == 100


def test_a_graph_has_one_digest_in_whatever_order_it_is_written() -> None:
    lines = [f"<urn:{name}> <urn:p> <urn:o> .\n".encode() for name in "abc"]
    assert graph_digest(b"".join(lines)) == graph_digest(b"".join(reversed(lines)) + lines[0])
    assert graph_digest(b"".join(lines)) != graph_digest(b"".join(lines[:2]))
