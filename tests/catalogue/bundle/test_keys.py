"""Keys: the private one is its owner's alone, and nothing that stands is written over."""

import stat
from pathlib import Path

import pytest

from catalogue.bundle import fingerprint, load_key, make_key
from catalogue.errors import UsageError


def test_a_private_key_is_its_owners_alone(tmp_path: Path) -> None:
    public, beside = make_key(tmp_path / "keys" / "audit.pem")
    assert stat.S_IMODE((tmp_path / "keys" / "audit.pem").stat().st_mode) == 0o600
    assert beside.name == "audit.pem.pub"
    assert "PRIVATE" not in beside.read_text()
    assert load_key(tmp_path / "keys" / "audit.pem").public == public
    assert len(fingerprint(public)) == 64 + 15


def test_a_key_that_stands_is_not_written_over(tmp_path: Path) -> None:
    make_key(tmp_path / "audit.pem")
    before = (tmp_path / "audit.pem").read_bytes()
    with pytest.raises(UsageError) as raised:
        make_key(tmp_path / "audit.pem")
    assert raised.value.key == "bundle.key-exists"
    assert (tmp_path / "audit.pem").read_bytes() == before


def test_a_key_that_others_may_read_signs_nothing(tmp_path: Path) -> None:
    make_key(tmp_path / "audit.pem")
    (tmp_path / "audit.pem").chmod(0o640)
    with pytest.raises(UsageError) as raised:
        load_key(tmp_path / "audit.pem")
    assert raised.value.key == "bundle.key-open"


@pytest.mark.parametrize(
    ("content", "key"),
    [(None, "bundle.key-missing"), (b"", "bundle.key-unreadable"), (b"x", "bundle.key-unreadable")],
)
def test_what_is_no_key_is_said_to_be_none(tmp_path: Path, content: bytes | None, key: str) -> None:
    path = tmp_path / "audit.pem"
    if content is not None:
        path.write_bytes(content)
        path.chmod(0o600)
    with pytest.raises(UsageError) as raised:
        load_key(path)
    assert raised.value.key == key
