"""What is packed comes back as it was, and what is damaged is never taken for content."""

import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.packing import NotPackedError, pack, unpack


@given(st.binary(max_size=5_000))
def test_what_is_packed_comes_back(plain: bytes) -> None:
    assert unpack(pack(plain)) == plain


@given(st.binary(max_size=5_000), st.integers(0, 9))
def test_what_an_earlier_version_packed_is_read(plain: bytes, level: int) -> None:
    assert unpack(zlib.compress(plain, level)) == plain


@pytest.mark.parametrize("stray", [b"", b"[]", b"<https://data.example/> ", b"\x28\xb5\x2f\xfd", b"\x78\x9c"])
def test_what_was_never_packed_is_refused(stray: bytes) -> None:
    with pytest.raises(NotPackedError):
        unpack(stray)


@pytest.mark.parametrize("pack_it", [pack, zlib.compress])
def test_what_was_cut_off_or_altered_is_refused(pack_it: Callable[[bytes], bytes]) -> None:
    plain = b'<https://data.example/id/1> <http://purl.org/dc/terms/title> "Bomen"@nl .\n' * 40
    packed = pack_it(plain)
    for end in range(len(packed)):
        with pytest.raises(NotPackedError):
            unpack(packed[:end])
    for at in range(len(packed)):
        altered = packed[:at] + bytes([packed[at] ^ 0x10]) + packed[at + 1 :]
        try:
            assert unpack(altered) == plain
        except NotPackedError:
            continue
