"""What somebody may have put together on purpose is refused for what it is, before it can do anything."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import orjson
import pytest

from catalogue.bundle import Signature, is_key, opened, written_to
from catalogue.bundle.layout import DEFLATED, STORED, Member, directory_of, local_header
from catalogue.bundle.manifest import FORMAT
from catalogue.bundle.writing import signature_page
from catalogue.errors import AuditError, UsageError
from tests.catalogue.bundle.small import CONTENT, small_bundle

Members = list[tuple[str, bytes]]


def refused(path: Path) -> AuditError:
    with pytest.raises(AuditError) as raised, opened(path):
        pass
    return raised.value


def packed(path: Path, members: Members) -> Path:
    """Put files together in our layout, whatever they are, with hashes that agree."""
    content = b""
    directory: list[Member] = []
    for name, given in members:
        plain = given
        stored = name in {"manifest.json", "signature.json"}
        press = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        body = plain if stored else press.compress(plain) + press.flush()
        if name == "signature.json":
            archive = sha256(content[: directory[-1].offset]).hexdigest()
            body = plain = signature_page(archive, sha256(members[-2][1]).hexdigest(), None)
        method = STORED if stored else DEFLATED
        member = Member(name, method, len(content), zlib.crc32(plain), len(body), len(plain))
        content += local_header(member) + body
        directory.append(member)
    path.write_bytes(content + directory_of(directory))
    return path


def unpacked(path: Path) -> Members:
    with zipfile.ZipFile(path) as file:
        return [(name, file.read(name)) for name in file.namelist()]


@pytest.fixture
def members(tmp_path: Path) -> Members:
    return unpacked(small_bundle(tmp_path / "own.zip"))


def test_what_is_put_together_again_the_same_way_is_the_same_file(tmp_path: Path, members: Members) -> None:
    assert packed(tmp_path / "b.zip", members).read_bytes() == (tmp_path / "own.zip").read_bytes()


def with_manifest(members: Members, change: Callable[[dict[str, object]], object]) -> Members:
    said = orjson.loads(members[-2][1])
    change(said)
    return [*members[:-2], ("manifest.json", orjson.dumps(said)), members[-1]]


def test_a_bundle_of_a_newer_form_is_left_alone(tmp_path: Path, members: Members) -> None:
    newer = with_manifest(members, lambda said: said.update(format=FORMAT + 1))
    assert refused(packed(tmp_path / "b.zip", newer)).key == "bundle.newer"


def test_a_bundle_of_an_older_form_is_read(tmp_path: Path, members: Members) -> None:
    older = with_manifest(members, lambda said: said.update(format=1))
    with opened(packed(tmp_path / "b.zip", older)) as bundle:
        assert bundle.manifest.format == 1


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "tables/../x.jsonl", "a.exe", "payloads/x"]
)
def test_a_name_that_we_do_not_write_is_refused(tmp_path: Path, members: Members, name: str) -> None:
    error = refused(packed(tmp_path / "b.zip", [(name, b"x"), *members]))
    assert (error.key, error.facts["name"]) == ("bundle.strange-member", name)


def test_a_member_that_the_manifest_misses_is_named(tmp_path: Path, members: Members) -> None:
    error = refused(packed(tmp_path / "b.zip", members[1:]))
    assert (error.key, error.facts["name"]) == ("bundle.member-missing", "publishers.json")


def test_a_member_that_the_manifest_does_not_know_is_named(tmp_path: Path, members: Members) -> None:
    error = refused(packed(tmp_path / "b.zip", [("tables/run.jsonl", b""), *members]))
    assert (error.key, error.facts["name"]) == ("bundle.member-extra", "tables/run.jsonl")


def test_two_members_of_one_name_are_refused(tmp_path: Path, members: Members) -> None:
    assert refused(packed(tmp_path / "b.zip", [members[0], *members])).key == "bundle.strange-member"


def test_members_in_another_order_are_refused(tmp_path: Path, members: Members) -> None:
    turned = [members[1], members[0], *members[2:]]
    assert refused(packed(tmp_path / "b.zip", turned)).key == "bundle.other-layout"


def test_other_content_under_the_same_manifest_is_named(tmp_path: Path, members: Members) -> None:
    name, content = members[3]
    error = refused(packed(tmp_path / "b.zip", [*members[:3], (name, content[::-1]), *members[4:]]))
    assert (error.key, error.facts["name"]) == ("bundle.altered", "tables/source.jsonl")


def test_a_bomb_is_not_unpacked(tmp_path: Path, members: Members) -> None:
    bomb = [("tables/run.jsonl", bytes(40 << 20)), *members]
    assert refused(packed(tmp_path / "b.zip", bomb)).key == "bundle.bomb"


def test_the_file_as_another_program_packs_it_is_refused(tmp_path: Path, members: Members) -> None:
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members:
            file.writestr(name, content)
    assert refused(path).key == "bundle.other-layout"


def test_what_is_no_zip_file_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"%PDF-1.7 and so on, long enough to be read as one")
    assert refused(tmp_path / "a.zip").key == "bundle.no-bundle"
    assert refused(tmp_path / "absent.zip").key == "bundle.unreadable"


def test_a_signature_of_something_else_is_refused(tmp_path: Path, key: Signature) -> None:
    one = unpacked(small_bundle(tmp_path / "a.zip", key))[-1][1]
    said = orjson.loads(one)
    stranger = orjson.dumps(
        said | {"signature": key.sign(b"something else")},
        option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE,
    )
    content = (tmp_path / "a.zip").read_bytes()
    crc = [zlib.crc32(page).to_bytes(4, "little") for page in (one, stranger)]
    (tmp_path / "a.zip").write_bytes(content.replace(one, stranger).replace(crc[0], crc[1]))
    assert refused(tmp_path / "a.zip").key == "bundle.bad-signature"


def test_the_same_content_gives_the_same_bytes_and_any_unzip_reads_it(tmp_path: Path, key: Signature) -> None:
    first, second = (small_bundle(tmp_path / name, key) for name in ("a.zip", "b.zip"))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as file:
        assert file.testzip() is None
        assert {name: file.read(name) for name in CONTENT} == CONTENT


def test_who_signed_is_told_by_digits_fingerprint_or_file(
    tmp_path: Path, key: Signature, public_file: tuple[str, Path]
) -> None:
    with opened(small_bundle(tmp_path / "a.zip", key)) as bundle:
        assert bundle.public == key.public
    other, file = public_file
    assert is_key(other, str(file))
    assert is_key(other, other)
    assert not is_key(key.public, str(file))
    with pytest.raises(UsageError) as raised:
        is_key(other, str(tmp_path / "a.zip"))
    assert raised.value.key == "bundle.key-unreadable"


def test_a_bundle_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    path = small_bundle(tmp_path / "a.zip")
    before = path.read_bytes()

    def breaks_off() -> Iterator[bytes]:
        yield b"x"
        raise InterruptedError

    with pytest.raises(UsageError), written_to(path) as writer:
        writer.add("publishers.json", breaks_off())
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]
    with pytest.raises(UsageError) as raised:
        small_bundle(tmp_path / "absent" / "a.zip")
    assert raised.value.key == "bundle.unwritable"
