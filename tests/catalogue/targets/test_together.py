"""The document of all publishers: every record of every copy, exactly once."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from catalogue.errors import TargetError
from catalogue.graph import Blocks, from_ntriples, to_ntriples
from catalogue.targets import check_feed, inspect, last_copy, write_all, write_feed

MakeFeed = Callable[[list[Blocks]], tuple[Blocks, list[bytes]]]
MakeEntry = Callable[..., Blocks]
NIGHT = datetime(2026, 3, 1, tzinfo=UTC)
TRIPLES = dict(rdf="xml", ttl="turtle", jsonld="json-ld")  # noqa: C408 - a table


@pytest.fixture
def publish(tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry) -> Callable[..., None]:
    """Publish entries by number as those of a town."""

    def written(town: str, numbers: range, *, same: bool = False) -> None:
        catalogue, entries = feed([make_entry(number) for number in numbers])
        old, new = b"voorbeeldstad/", f"{town}/".encode()
        text = to_ntriples([catalogue]).encode().replace(b"catalogus/voorbeeldstad", b"catalogus/" + new[:-1])
        bodies = [each if same else each.replace(old, new) for each in entries]
        write_feed(tmp_path, town, from_ntriples(text if same else text.replace(old, new)), bodies)

    return written


def read(path: Path) -> set[pyoxigraph.Triple]:
    return {quad.triple for quad in pyoxigraph.parse(path=str(path))}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own
def test_it_says_what_the_copies_say_together_and_everyone_reads_the_same(
    tmp_path: Path, publish: Callable[..., None]
) -> None:
    publish("dorp", range(2))
    publish("stad", range(5, 8))
    write_all(tmp_path, clock=lambda: NIGHT)
    for form, rdflib_name in TRIPLES.items():
        said = read(tmp_path / f"all.{form}")
        assert said == read(tmp_path / f"dorp.{form}") | read(tmp_path / f"stad.{form}")
        assert len(rdflib.Graph().parse(tmp_path / f"all.{form}", format=rdflib_name)) == len(said)


def test_the_platform_takes_each_record_once_from_the_catalogue_of_its_town(
    tmp_path: Path, publish: Callable[..., None]
) -> None:
    publish("dorp", range(2))
    publish("stad", range(5, 8))
    copy = write_all(tmp_path)
    found = inspect(tmp_path / "all.rdf")
    assert copy is not None
    assert (found.problems, found.records, copy.entries, copy.records) == ([], 5, 5, 5)
    assert {name.rpartition("/")[2] for name in copy.catalogues} == {"dorp", "stad"}
    assert check_feed(tmp_path / "all.ttl") == []


def test_what_towns_share_is_written_once(tmp_path: Path, publish: Callable[..., None]) -> None:
    publish("dorp", range(2))
    publish("stad", range(5, 8))
    write_all(tmp_path)
    assert [(tmp_path / f"all.{form}").read_text().count('"publiek"') for form in ("ttl", "jsonld")] == [1, 1]


def test_it_is_left_alone_while_the_copies_are_the_same(tmp_path: Path, publish: Callable[..., None]) -> None:
    publish("stad", range(3))
    assert write_all(tmp_path) is not None
    publish("stad", range(3))
    assert write_all(tmp_path) is None
    publish("stad", range(4))
    assert write_all(tmp_path) is not None


def test_two_towns_with_one_uuid_are_refused_by_name(tmp_path: Path, publish: Callable[..., None]) -> None:
    publish("dorp", range(2))
    write_all(tmp_path)
    before = (tmp_path / "all.rdf").read_bytes()
    publish("stad", range(2), same=True)
    with pytest.raises(TargetError) as refused:
        write_all(tmp_path)
    assert refused.value.key == "feed.collision"
    assert (refused.value.facts["publishers"], refused.value.facts["count"]) == ("dorp, stad", 2)
    assert (tmp_path / "all.rdf").read_bytes() == before


def test_a_town_that_was_in_it_and_has_no_copy_any_more_is_refused(
    tmp_path: Path, publish: Callable[..., None]
) -> None:
    publish("dorp", range(2))
    publish("stad", range(5, 8))
    write_all(tmp_path)
    (tmp_path / "dorp.json").unlink()
    with pytest.raises(TargetError) as refused:
        write_all(tmp_path)
    assert refused.value.key == "feed.publisher-lost"
    assert last_copy(tmp_path, "all") is not None


def test_a_copy_that_was_altered_is_refused(tmp_path: Path, publish: Callable[..., None]) -> None:
    publish("stad", range(3))
    path = tmp_path / "stad.ttl"
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(TargetError) as refused:
        write_all(tmp_path)
    assert refused.value.key == "feed.altered"


@pytest.mark.parametrize("form", TRIPLES)
def test_a_copy_of_which_one_letter_is_another_is_refused(
    tmp_path: Path, publish: Callable[..., None], form: str
) -> None:
    publish("stad", range(3))
    path = tmp_path / f"stad.{form}"
    path.write_bytes(path.read_bytes().replace(b"open", b"0pen", 1).replace(b"boom", b"b0om", 1))
    with pytest.raises(TargetError) as refused:
        write_all(tmp_path)
    assert refused.value.key == "feed.altered"


def test_copies_of_which_nobody_knows_how_they_were_found_right_are_read_whole(
    tmp_path: Path, publish: Callable[..., None]
) -> None:
    publish("dorp", range(2))
    publish("stad", range(5, 8))
    known = write_all(tmp_path)
    (tmp_path / ".dorp.index").unlink()
    (tmp_path / ".stad.index").write_bytes(b"")
    for path in tmp_path.glob("all.*"):
        path.unlink()
    unknown = write_all(tmp_path)
    assert known is not None
    assert unknown is not None
    assert known.files == unknown.files
