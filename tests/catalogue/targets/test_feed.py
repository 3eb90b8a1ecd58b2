"""The feed of a publisher as a file."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.errors import TargetError
from catalogue.graph import Blocks, entry_blocks, members, to_ntriples
from catalogue.messages import keys
from catalogue.model import Dataset, Entry, Kind, Moment, Relationship, Text, identify
from catalogue.model.namespaces import expand
from catalogue.targets import check_feed, sniff, write_feed
from catalogue.targets.feed.said import NAMESPACES

MakeFeed = Callable[[list[Blocks]], tuple[Blocks, list[bytes]]]
MakeEntry = Callable[..., Blocks]
WHEN = Moment("2026-09-01T00:00:00Z", "dateTime")
DESCRIPTION = pyoxigraph.NamedNode("http://purl.org/dc/terms/description")


def value(triple: pyoxigraph.Triple) -> str:
    assert not isinstance(triple.object, pyoxigraph.Triple)
    return triple.object.value


def read(path: Path) -> set[pyoxigraph.Triple]:
    return {quad.triple for quad in pyoxigraph.parse(path=str(path))}


def test_all_formats_say_what_the_entries_say(tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry) -> None:
    catalogue, entries = feed([make_entry(number) for number in range(3)])
    written = write_feed(tmp_path, "stad", catalogue, entries)
    said = to_ntriples([catalogue]).encode() + b"".join(entries)
    expected = {quad.triple for quad in pyoxigraph.parse(said, format=pyoxigraph.RdfFormat.N_TRIPLES)}
    assert [read(path) == expected for path in written.paths] == [True] * 3


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # its own
def test_rdflib_reads_the_same_from_all(tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry) -> None:
    catalogue, entries = feed([make_entry(number, title="D'één & <b>ander\u2028") for number in range(3)])
    paths = write_feed(tmp_path, "stad", catalogue, entries).paths
    expected = rdflib.Graph().parse(data=to_ntriples([catalogue]), format="nt")
    expected.parse(data=b"".join(entries).decode(), format="nt")
    for path, form in zip(paths, ("xml", "turtle", "json-ld"), strict=True):
        assert set(rdflib.Graph().parse(path, format=form)) == set(expected)


def test_it_is_recognised_and_tells_what_it_is(tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry) -> None:
    written = write_feed(tmp_path / "new" / "folder", "stad", *feed([make_entry(1)]))
    body = written.paths[0].read_bytes()
    assert sniff(body) == ("rdf/xml", True)
    assert sniff(written.paths[1].read_bytes()) == ("turtle", True)
    assert (written.entries, written.bytes) == (1, len(body))
    assert written.sha256 == hashlib.sha256(body).hexdigest()


def test_the_same_entries_give_the_same_bytes(tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry) -> None:
    catalogue, entries = feed([make_entry(number) for number in range(5)])
    one = write_feed(tmp_path / "1", "stad", catalogue, entries)
    other = write_feed(tmp_path / "2", "stad", catalogue, iter(entries))
    assert [path.read_bytes() for path in one.paths] == [path.read_bytes() for path in other.paths]


def test_a_node_that_entries_share_is_written_once(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    written = write_feed(tmp_path, "stad", *feed([make_entry(number) for number in range(3)]))
    for path in written.paths:
        assert path.read_text().count("publiek") == 1


def test_a_link_to_what_is_held_back_is_left_out_and_one_to_what_is_published_stays(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    entry = make_entry(1)
    [published] = members(entry)
    held_back = published.iri[:-1] + ("0" if published.iri[-1] != "0" else "1")
    subject = pyoxigraph.NamedNode(published.iri)
    relation = pyoxigraph.NamedNode("http://purl.org/dc/terms/relation")
    for iri in (published.iri, held_back):
        entry[published.iri].append(pyoxigraph.Triple(subject, relation, pyoxigraph.NamedNode(iri)))
    written = write_feed(tmp_path, "stad", *feed([entry]))
    found = [value(triple) for triple in read(written.paths[0]) if triple.predicate == relation]
    assert found == [published.iri]


def test_a_relationship_goes_with_the_entry_that_it_leads_to(tmp_path: Path, feed: MakeFeed) -> None:
    of, other, held_back = (
        identify(
            base="https://oogst.example",
            publisher="stad",
            source="stad/x",
            kind=Kind.DATASET,
            identifier=name,
        )
        for name in "abc"
    )
    role = "https://data.vlaanderen.be/id/concept/relatievorm/largerWorkCitation"
    about = Dataset(
        iri=of.iri,
        identifier="a",
        title=[Text("Deel", "nl")],
        qualified_relations=[Relationship(target=end.iri, role=role) for end in (other, held_back)],
    )
    entries = [
        entry_blocks(
            Entry(identity=identity, kind=Kind.DATASET, resource=resource), issued=WHEN, modified=WHEN
        )
        for identity, resource in ((of, about), (other, Dataset(iri=other.iri, identifier="b")))
    ]
    written = write_feed(tmp_path, "stad", *feed(entries))
    said = read(written.paths[0])
    qualified, target = (
        pyoxigraph.NamedNode(expand(name))
        for name in ("dcat:qualifiedRelation", "mdcat:RelatieQualificatie.catalogusResource.target")
    )
    (link,) = (triple for triple in said if triple.predicate == qualified)
    (end,) = (triple for triple in said if triple.predicate == target)
    assert (end.subject, value(end)) == (link.object, other.iri)
    assert held_back.iri not in written.paths[0].read_text()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=60,
    deadline=None,
)
@given(
    text=st.text(st.characters(codec=None), max_size=60)
    | st.sampled_from(
        ["@prefix x: <http://x> .", "]]>", "&#13;\r", "\\u0001", "\\\\u0001", "<http://", "\x85"]
    )
)
def test_any_text_survives_but_for_what_xml_cannot_carry(
    text: str, tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    written = write_feed(tmp_path, "stad", *feed([make_entry(1, title=text, description=text)]))
    allowed = "\t\n\r"
    kept = "".join(
        char
        for char in text
        if (char >= " " or char in allowed)
        and not "\ud800" <= char <= "\udfff"
        and char not in "\ufffe\uffff"
    )
    for path in written.paths:
        [found] = (
            value(triple)
            for triple in read(path)
            if triple.predicate == DESCRIPTION and "id/dataset" in str(triple.subject)
        )
        assert found == kept
    assert check_feed(written.paths[0]) == []


def test_an_escaped_control_character_in_a_stored_entry_is_left_out(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    catalogue, [entry] = feed([make_entry(1, description="BEGIN")])
    stored = entry.replace(b"BEGIN", b"a\\u0001b\\\\u0001c\\uFFFEd")
    written = write_feed(tmp_path, "stad", catalogue, [stored])
    assert any(getattr(triple.object, "value", "") == "ab\\u0001cd" for triple in read(written.paths[0]))


def test_when_an_entry_cannot_be_read_the_last_good_feed_stays(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    catalogue, entries = feed([make_entry(1)])
    written = write_feed(tmp_path, "stad", catalogue, entries)
    before = [path.read_bytes() for path in written.paths]
    with pytest.raises(TargetError) as caught:
        write_feed(tmp_path, "stad", catalogue, [*entries, b"<html>"])
    assert caught.value.key == "target.unreadable"
    assert [path.read_bytes() for path in written.paths] == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".stad.index",
        "stad.json",
        "stad.jsonld",
        "stad.rdf",
        "stad.ttl",
    ]


def test_when_the_entries_end_early_the_last_good_feed_stays(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    catalogue, entries = feed([make_entry(1), make_entry(2)])
    written = write_feed(tmp_path, "stad", catalogue, entries)
    with pytest.raises(TargetError) as caught:
        write_feed(tmp_path, "stad", catalogue, entries[:1])
    assert caught.value.key == "target.refused"
    assert written.sha256 == hashlib.sha256(written.paths[0].read_bytes()).hexdigest()


def test_an_error_of_the_caller_passes_and_leaves_nothing_aside(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    catalogue, entries = feed([make_entry(1)])

    def breaking() -> Iterator[bytes]:
        yield entries[0]
        raise LookupError

    with pytest.raises(LookupError):
        write_feed(tmp_path, "stad", catalogue, breaking())
    assert list(tmp_path.iterdir()) == []


def test_an_empty_feed_does_not_take_the_place_of_one_with_entries(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    write_feed(tmp_path, "leeg", *feed([]))
    write_feed(tmp_path, "leeg", *feed([]))
    write_feed(tmp_path, "stad", *feed([make_entry(1)]))
    with pytest.raises(TargetError) as caught:
        write_feed(tmp_path, "stad", *feed([]))
    assert caught.value.key == "target.empty"


def test_a_bare_feed_holds_the_entries_without_their_catalogue(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    catalogue, entries = feed([make_entry(1)])
    for _ in range(2):
        written = write_feed(tmp_path, "stad", catalogue, entries, bare=True)
    assert {problem.code for problem in check_feed(written.paths[0])} == {"no-catalogue", "record-incomplete"}


def test_a_bare_feed_does_not_take_the_place_of_one_with_a_catalogue(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    catalogue, entries = feed([make_entry(1)])
    written = write_feed(tmp_path, "stad", catalogue, entries)
    with pytest.raises(TargetError) as caught:
        write_feed(tmp_path, "stad", catalogue, entries, bare=True)
    assert caught.value.key == "target.bare"
    assert written.sha256 == hashlib.sha256(written.paths[0].read_bytes()).hexdigest()


def test_a_killed_run_leaves_the_last_good_feed_and_the_next_one_cleans_up(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    catalogue, entries = feed([make_entry(1)])
    written = write_feed(tmp_path, "stad", catalogue, entries)
    before = [path.read_bytes() for path in written.paths]
    script = (
        "import sys; from pathlib import Path; from catalogue.targets import write_feed\n"
        "from catalogue.graph import from_ntriples\n"
        "def entries():\n"
        "    yield b''\n"
        "    print('begun', flush=True)\n"
        "    sys.stdin.read()\n"
        "write_feed(Path(sys.argv[1]), 'stad', from_ntriples(sys.argv[2]), entries())\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path), to_ntriples([catalogue])]
    with subprocess.Popen(  # noqa: S603 - our own script
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"begun\n"
        run.kill()
    assert [path.read_bytes() for path in written.paths] == before
    assert len(list(tmp_path.glob("*.part"))) == len(written.paths) + 1, "with the index"
    write_feed(tmp_path, "stad", catalogue, entries)
    assert list(tmp_path.glob("*.part")) == []


@contextmanager
def somebody_else() -> Iterator[None]:
    """Be a user whom file permissions hold back, also where tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_folder_is_said_so(tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    folder.chmod(0o555)
    with somebody_else(), pytest.raises(TargetError) as caught:
        write_feed(folder, "stad", *feed([make_entry(1)]))
    assert caught.value.key == "target.closed"
    assert str(folder) in str(caught.value)


def test_a_file_in_place_of_the_folder_is_said_so(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    folder = tmp_path / "feeds"
    folder.write_text("van iemand anders")
    with pytest.raises(TargetError) as caught:
        write_feed(folder, "stad", *feed([make_entry(1)]))
    assert caught.value.key == "target.in-the-way"
    assert folder.read_text() == "van iemand anders"


def test_a_folder_in_place_of_a_file_is_said_so_before_anything_is_swapped(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    (tmp_path / "stad.ttl").mkdir()
    with pytest.raises(TargetError) as caught:
        write_feed(tmp_path, "stad", *feed([make_entry(1)]))
    assert caught.value.key == "target.in-the-way"
    assert not (tmp_path / "stad.rdf").exists()


def test_a_full_disk_is_said_so_and_the_last_good_feed_stays(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    catalogue, entries = feed([make_entry(1)])
    written = write_feed(tmp_path, "stad", catalogue, entries)
    script = (
        "import resource, sys; from pathlib import Path; from catalogue.errors import TargetError\n"
        "from catalogue.graph import from_ntriples; from catalogue.targets import write_feed\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_feed(Path(sys.argv[1]), 'stad', from_ntriples(sys.argv[2]), [sys.argv[3].encode()])\n"
        "except TargetError as error: print(error.key)\n"
    )
    command = [
        sys.executable,
        "-B",
        "-c",
        script,
        str(tmp_path),
        to_ntriples([catalogue]),
        entries[0].decode(),
    ]
    done = subprocess.run(  # noqa: S603 - our own script
        command, capture_output=True, check=True, cwd=Path(__file__).parents[3], text=True
    )
    assert done.stdout == "target.full\n"
    assert written.sha256 == hashlib.sha256(written.paths[0].read_bytes()).hexdigest()
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("name", ["", "all", "../elders", "Gent", "a/b", ".verborgen"])
def test_a_name_that_leaves_the_folder_is_refused(name: str, tmp_path: Path, feed: MakeFeed) -> None:
    with pytest.raises(TargetError) as caught:
        write_feed(tmp_path, name, *feed([]))
    assert caught.value.key == "target.name"
    assert list(tmp_path.iterdir()) == []


def test_every_error_speaks_both_languages() -> None:
    spoken = {key for key in keys() if key.startswith("target.")}
    reasons = ("full", "closed", "in-the-way", "not-written", "name", "unreadable", "refused", "empty")
    assert spoken >= {f"target.{reason}" for reason in reasons}


def test_every_vocabulary_that_entries_are_written_in_has_its_prefix_in_the_feed() -> None:
    folder = Path(entry_blocks.__code__.co_filename).parent
    used = set(re.findall(r'term\(f?"([a-z]+):', "".join(each.read_text() for each in folder.glob("*.py"))))
    assert used - NAMESPACES.keys() == set()
