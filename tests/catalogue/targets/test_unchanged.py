"""Entries that are as they were are copied from the last copy, and nobody can tell from the bytes."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.errors import TargetError
from catalogue.graph import Blocks, members, to_ntriples
from catalogue.model.namespaces import PREFIXES
from catalogue.packing import pack, unpack
from catalogue.targets import write_feed
from catalogue.targets.feed import Entries
from catalogue.targets.feed.draft import Draft
from tests.catalogue.targets.conftest import small_catalogue, small_entry

MakeFeed = Callable[[list[Blocks]], tuple[Blocks, list[bytes]]]
MakeEntry = Callable[..., Blocks]
MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
PAGE = "<https://stad.example/over>"
KINDS = (f"<{PREFIXES['foaf']}Document>", f"<{PREFIXES['dct']}ProvenanceStatement>")
DESCRIBED = [small_entry(number) for number in range(5)]
ALTERED = [small_entry(number, "Straten") for number in range(5)]
RDF_TYPE = f"<{PREFIXES['rdf']}type>"

Drawn = tuple[int, bool, int | None, int | None]
"""Which entry; whether it was altered; which other it leads to; as what it describes a page of all."""
ENTRY = st.tuples(
    st.integers(0, 4),
    st.booleans(),
    st.none() | st.integers(0, 4),
    st.none() | st.integers(0, 1),
)
NIGHT = st.lists(ENTRY, min_size=1, unique_by=lambda one: one[0]).map(sorted)


def iri(number: int) -> str:
    return members(DESCRIBED[number])[0].iri


def sheet(drawn: Drawn) -> bytes:
    number, altered, leads, kind = drawn
    text = to_ntriples([(ALTERED if altered else DESCRIBED)[number]])
    if leads is not None:
        head, line, rest = text.partition(f"<{iri(number)}> <{PREFIXES['dct']}title>")
        text = f"{head}<{iri(number)}> <{PREFIXES['dct']}relation> <{iri(leads)}> .\n{line}{rest}"
    if kind is not None:
        text += f'{PAGE} {RDF_TYPE} {KINDS[kind]} .\n{PAGE} <{PREFIXES["dct"]}title> "Over {kind}" .\n'
    return text.encode()


def publish(folder: Path, night: list[Drawn]) -> dict[str, bytes]:
    catalogue = small_catalogue([one for drawn in night for one in members(DESCRIBED[drawn[0]])])
    entries = Entries([pack(sheet(drawn)) for drawn in night], unpack)
    written = write_feed(folder, "stad", catalogue, entries, clock=lambda: MOMENT)
    return {path.suffix: path.read_bytes() for path in written.paths}


@given(st.lists(NIGHT, min_size=2, max_size=5))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_night_after_night_the_feed_is_what_it_is_when_written_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, nights: list[list[Drawn]]
) -> None:
    folder = tmp_path_factory.mktemp("feeds")
    for number, night in enumerate(nights):
        fresh = tmp_path_factory.mktemp(f"night-{number}")
        assert publish(folder, night) == publish(fresh, night)
        assert (folder / ".stad.index").read_bytes() == (fresh / ".stad.index").read_bytes()


def unpacked(folder: Path, given: tuple[Blocks, list[bytes]]) -> list[bytes]:
    """Publish, and give the entries of which the statements were read."""
    read: list[bytes] = []

    def unpack(kept: bytes) -> bytes:
        read.append(kept)
        return kept

    write_feed(folder, "stad", given[0], Entries(given[1], unpack))
    return read


def test_only_what_changed_is_unpacked(tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry) -> None:
    catalogue, entries = feed([make_entry(number) for number in range(6)])
    assert unpacked(tmp_path, (catalogue, entries)) == entries
    assert unpacked(tmp_path, (catalogue, entries)) == []
    changed = [*entries[:3], entries[3].replace(b"Bomen", b"Struiken"), *entries[4:]]
    assert unpacked(tmp_path, (catalogue, changed)) == [changed[3]]
    assert b"Struiken" in (tmp_path / "stad.jsonld").read_bytes()


@pytest.mark.parametrize("name", ["stad.jsonld", ".stad.index", "stad.json"])
def test_nothing_is_taken_from_a_copy_that_is_not_what_it_was(
    name: str, tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    catalogue, entries = feed([make_entry(number) for number in range(3)])
    unpacked(tmp_path, (catalogue, entries))
    path = tmp_path / name
    good = path.read_bytes()
    if name == "stad.json":
        path.unlink()
    else:
        path.write_bytes(good[: len(good) // 2] + good[len(good) // 2 + 1 :])
    assert unpacked(tmp_path, (catalogue, entries)) == entries
    assert name == "stad.json" or path.read_bytes() == good


def test_nothing_is_taken_from_what_other_code_wrote(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue, entries = feed([make_entry(1)])
    unpacked(tmp_path, (catalogue, entries))
    monkeypatch.setattr("catalogue.targets.feed.index.writing", lambda: "other code")
    assert unpacked(tmp_path, (catalogue, entries)) == entries


def test_a_bare_feed_takes_nothing_and_leaves_no_index(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    write_feed(tmp_path, "stad", *feed([make_entry(1)]), bare=True)
    assert not (tmp_path / ".stad.index").exists()


def test_what_did_not_come_over_as_it_was_is_refused(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue, entries = feed([make_entry(number) for number in range(3)])
    write_feed(tmp_path, "stad", catalogue, entries)
    good = (tmp_path / "stad.rdf").read_bytes()

    def spoilt(draft: Draft, *, settled: bool = True) -> None:
        finish(draft, settled=settled)
        draft.aside.write_bytes(draft.aside.read_bytes().replace(b"</dcat:Dataset>", b"</dcat:Catalog>", 1))

    finish = Draft.finish
    monkeypatch.setattr(Draft, "finish", spoilt)
    changed = [*entries[:2], entries[2].replace(b"Bomen", b"Struiken")]
    with pytest.raises(TargetError, match="not-xml"):
        write_feed(tmp_path, "stad", catalogue, changed)
    assert (tmp_path / "stad.rdf").read_bytes() == good
