"""Looking again at the bytes that probes kept: what they noted down of them has to come out the same."""

import gzip
from collections.abc import Iterator
from typing import Final, NamedTuple

import orjson
from sqlalchemy import Connection, select

from catalogue.packing import unpack
from catalogue.store import tables as t
from catalogue.testimony import Observation, Sample
from catalogue.testimony.written import read_observation
from harvester.probe.sample import sample_of

__all__ = ["SampleAgain", "samples_again"]

AT_ONCE: Final = 200
CUT: Final = frozenset({"cut-off", "slow", "packed"})
"""Warnings about how the bytes came, which they do not show themselves."""
LONGEST_HEADER: Final = 2000
"""A header that is as long was cut when it was kept, so that links in it may be gone."""


class SampleAgain(NamedTuple):
    """One sample looked at again; ``then`` and ``now`` are equal where it came out the same."""

    url: str
    then: str
    now: str


def samples_again(connection: Connection) -> Iterator[SampleAgain]:
    """Look at every kept sample of a first answer again. One whose bytes are not here is passed over."""
    o = t.observation.c
    query = (
        select(o.facts, t.payload.c.body)
        .join(t.payload, t.payload.c.sha256 == o.sha256)
        .where(o.sha256 != "")
        .order_by(o.id)
    )
    for packed, body in connection.execute(query.execution_options(yield_per=AT_ONCE)):
        seen = read_observation(unpack(packed))
        if seen.sample is not None:
            yield _looked_at(seen, seen.sample, gzip.decompress(body))


def _looked_at(seen: Observation, then: Sample, body: bytes) -> SampleAgain:
    now = sample_of(
        body,
        whole=then.whole,
        content_type=seen.headers.get("content-type", ""),
        url=seen.redirects[-1].url if seen.redirects else seen.asked,
        link=seen.headers.get("link", ""),
    )
    links = len(seen.headers.get("link", "")) < LONGEST_HEADER
    return SampleAgain(seen.url, _plain(then, links=links), _plain(now, links=links))


def _plain(sample: Sample, *, links: bool) -> str:
    facts = {
        name: value
        for name in sample.facts.__dataclass_fields__
        if (links or name != "links") and (value := getattr(sample.facts, name)) is not None
    }
    said = {
        "sha256": sample.sha256,
        "size": sample.size,
        "format": sample.format,
        "page": sample.page,
        "parses": sample.parses,
        "records": sample.records,
        "warnings": [one for one in sample.warnings if one not in CUT],
        "facts": facts,
    }
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS, default=list).decode()
