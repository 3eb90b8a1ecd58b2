"""What is told of the last published copy, at any moment of a swap."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from catalogue.errors import TargetError
from catalogue.graph import Blocks, to_ntriples
from catalogue.targets import LastCopy, last_copies, last_copy, write_feed

MakeFeed = Callable[[list[Blocks]], tuple[Blocks, list[bytes]]]
MakeEntry = Callable[..., Blocks]
NIGHT = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
NEXT = NIGHT + timedelta(days=1)


def publish(
    folder: Path, given: tuple[Blocks, list[bytes]], now: datetime = NIGHT, name: str = "stad"
) -> None:
    write_feed(folder, name, *given, clock=lambda: now)


def told(folder: Path) -> LastCopy:
    copy = last_copy(folder, "stad")
    assert copy is not None
    return copy


def what_stands(folder: Path) -> dict[str, str]:
    return {
        path.suffix[1:]: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.glob("[!.]*")
        if path.suffix != ".json"
    }


def test_it_tells_the_files_the_counts_and_the_moment(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    assert last_copy(tmp_path, "stad") is None
    publish(tmp_path, feed([make_entry(1), make_entry(2)]))
    copy = told(tmp_path)
    assert (copy.entries, copy.records, copy.catalogues) == (
        2,
        2,
        ("https://oogst.example/id/catalogus/voorbeeldstad",),
    )
    assert copy.published_at == copy.changed_at == NIGHT
    assert {form: file.sha256 for form, file in copy.files.items()} == what_stands(tmp_path)
    assert all(file.path.stat().st_size == file.bytes for file in copy.files.values())


def test_an_unchanged_feed_is_confirmed_and_its_files_keep_their_dates(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    given = feed([make_entry(1)])
    publish(tmp_path, given)
    before = {file.path: file.path.stat().st_mtime_ns for file in told(tmp_path).files.values()}
    publish(tmp_path, given, NEXT)
    assert (told(tmp_path).changed_at, told(tmp_path).published_at) == (NIGHT, NEXT)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_file_that_somebody_altered_is_written_again(
    tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    given = feed([make_entry(1)])
    publish(tmp_path, given)
    path = tmp_path / "stad.ttl"
    good = path.read_bytes()
    path.write_bytes(good.replace(b"Bomen", b"Boten"))
    publish(tmp_path, given, NEXT)
    assert path.read_bytes() == good
    assert told(tmp_path).changed_at == NEXT


@pytest.mark.parametrize("moves", range(9))
def test_a_swap_that_breaks_off_anywhere_is_told_as_it_stands_and_is_finished_by_the_next(
    moves: int, tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, feed([make_entry(1)]))
    left = iter([True] * moves)
    replace = os.replace

    def breaking(source: Path, target: Path, **_: object) -> None:
        if not next(left, False):
            raise OSError(5, "Input/output error")
        replace(source, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", breaking)
        try:
            publish(tmp_path, feed([make_entry(1), make_entry(2)]), NEXT)
        except TargetError as refused:
            assert refused.key in {"target.not-written", "target.half-swapped"}  # noqa: PT017 - some do not break
    assert {form: file.sha256 for form, file in told(tmp_path).files.items()} == what_stands(tmp_path)

    publish(tmp_path, feed([make_entry(1), make_entry(2)]), NEXT)
    assert told(tmp_path).entries == 2
    assert {form: file.sha256 for form, file in told(tmp_path).files.items()} == what_stands(tmp_path)
    assert [path.name for path in tmp_path.glob(".*")] == [".stad.index"]


def test_every_publisher_is_told_by_name(tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry) -> None:
    for name in ("stad", "dorp"):
        publish(tmp_path, feed([make_entry(1)]), name=name)
    assert [copy.publisher for copy in last_copies(tmp_path)] == ["dorp", "stad"]


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b'{"form": 2}', b'{"form": 1}'])
def test_a_manifest_that_is_none_of_ours_is_said_so(
    said: bytes, tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    (tmp_path / "stad.json").write_bytes(said)
    with pytest.raises(TargetError) as caught:
        publish(tmp_path, feed([make_entry(1)]))
    assert caught.value.key == "target.manifest"
    assert (tmp_path / "stad.json").read_bytes() == said


@pytest.mark.parametrize("moves", [1, 4, 6])
def test_a_process_that_is_killed_between_two_moves_leaves_whole_files_and_is_finished(
    moves: int, tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry
) -> None:
    publish(tmp_path, feed([make_entry(1)]))
    before = what_stands(tmp_path)
    catalogue, entries = feed([make_entry(1), make_entry(2)])
    script = (
        "import os, sys; from pathlib import Path\n"
        "from catalogue.graph import from_ntriples; from catalogue.targets import write_feed\n"
        "left, replace = [int(sys.argv[3])], Path.replace\n"
        "def move(self, target):\n"
        "    if not left[0]: os.kill(os.getpid(), 9)\n"
        "    left[0] -= 1\n"
        "    return replace(self, target)\n"
        "Path.replace = move\n"
        "entries = [each.encode() for each in sys.argv[4:]]\n"
        "write_feed(Path(sys.argv[1]), 'stad', from_ntriples(sys.argv[2]), entries)\n"
    )
    said = [to_ntriples([catalogue]), str(moves), *(each.decode() for each in entries)]
    command = [sys.executable, "-c", script, str(tmp_path), *said]
    done = subprocess.run(command, check=False, cwd=Path(__file__).parents[3])  # noqa: S603 - our own script
    assert done.returncode == -9
    between = what_stands(tmp_path)
    assert {form: file.sha256 for form, file in told(tmp_path).files.items()} == between
    assert sum(between[form] != before[form] for form in before) == max(0, moves - 4)

    publish(tmp_path, (catalogue, entries), NEXT)
    assert told(tmp_path).entries == 2
    assert [path.name for path in tmp_path.glob(".*")] == [".stad.index"]
