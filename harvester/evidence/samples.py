"""Looking again at the bytes that probes kept: what they noted down of them has to come out the same."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection

__all__ = ["SampleDiffers", "SampleSame", "samples_again"]


class SampleDiffers(NamedTuple):
    url: str
    then: str
    now: str


class SampleSame(NamedTuple):
    url: str


def samples_again(_connection: Connection) -> Iterator[SampleDiffers | SampleSame]:
    yield from ()
