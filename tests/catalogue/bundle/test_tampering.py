"""A bundle of which any byte differs is refused: nothing in it is free to be otherwise."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.bundle import Signature, opened
from catalogue.errors import AuditError
from tests.catalogue.bundle.small import small_bundle


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, key: Signature) -> bytes:
    return small_bundle(tmp_path_factory.mktemp("bundle") / "a.zip", key).read_bytes()


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return small_bundle(tmp_path_factory.mktemp("bundle") / "a.zip").read_bytes()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spoilt") / "a.zip"


def refusal(place: Path, content: bytes) -> str:
    """Give the key of the error with which content is refused; empty when it is not."""
    place.write_bytes(content)
    try:
        with opened(place):
            return ""
    except AuditError as error:
        return error.key


def test_the_whole_one_is_opened(whole: bytes, unsigned: bytes, place: Path) -> None:
    assert refusal(place, whole) == refusal(place, unsigned) == ""


def test_a_flip_of_any_byte_is_found(whole: bytes, place: Path) -> None:
    passed = []
    for at in range(len(whole)):
        mask = 1 << at % 8
        spoilt = whole[:at] + bytes([whole[at] ^ mask]) + whole[at + 1 :]
        if not refusal(place, spoilt):
            passed.append((at, mask))
    assert passed == []


def test_a_flip_of_any_byte_is_found_without_a_signature_too(unsigned: bytes, place: Path) -> None:
    flipped = (
        (at, unsigned[:at] + bytes([unsigned[at] ^ 0x20]) + unsigned[at + 1 :]) for at in range(len(unsigned))
    )
    assert [at for at, spoilt in flipped if not refusal(place, spoilt)] == []


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_other_change_is_found(whole: bytes, place: Path, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole)), "at")
    gone = data.draw(st.integers(0, 40), "gone")
    put = data.draw(st.binary(max_size=40), "put")
    spoilt = whole[:at] + put + whole[at + gone :]
    if spoilt != whole:
        assert refusal(place, spoilt)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=2000))
def test_no_bytes_at_all_make_it_fail_otherwise(content: bytes, place: Path) -> None:
    assert refusal(place, content) in {"bundle.no-bundle", "bundle.other-layout", "bundle.truncated"}


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_called_that(whole: bytes, place: Path, part: float) -> None:
    assert refusal(place, whole[: int(len(whole) * part)]) == "bundle.truncated"
