"""What is kept of a body: unpacked within limits, and known to be torn when it is."""

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.errors import SourceError
from catalogue.model import Protocol
from harvester.crawl import PagesClosed, RecordSeen
from harvester.crawl.spool import AT_ONCE, Payload, keep
from harvester.protocols.json_page import DEEPEST, load, whole_items
from tests.harvester.conftest import Crawl

ROW = "<urn:{}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .\n"


def stored(text: bytes) -> bytes:
    """Pack without compressing, so that a cut falls where we mean it to."""
    return gzip.compress(text, compresslevel=0, mtime=0)


def test_a_packed_dump_that_is_torn_between_two_lines_is_not_taken_for_whole(
    harvest: Crawl, tmp_path: Path
) -> None:
    file = tmp_path / "dump.nt.gz"
    text = "".join(ROW.format(number) for number in range(100)).encode()
    file.write_bytes(stored(text)[: -8 - len(ROW.format(99))])
    events = harvest(Protocol.DCAT_RDF, str(file))
    assert sum(isinstance(event, RecordSeen) for event in events) == 99
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.truncated")


@given(some.binary(max_size=2_000), some.integers(0, 60))
def test_a_torn_body_gives_what_came_before_and_says_so(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, left_out: int
) -> None:
    packed = stored(text)
    raw = BytesIO(packed[: max(10, len(packed) - left_out)])
    payload = keep(raw, tmp_path_factory.getbasetemp(), url="http://x", limit=10_000)
    with payload.stream:
        assert payload.torn is (left_out > 0)
        assert text.startswith(payload.read())


def test_what_is_too_large_to_read_in_one_piece_is_not_read() -> None:
    payload = Payload(BytesIO(), "0" * 64, AT_ONCE + 1, "", "http://x")
    with pytest.raises(SourceError) as refused:
        payload.read()
    assert (refused.value.key, refused.value.facts["url"]) == ("harvester.too-large", "http://x")


@pytest.mark.parametrize(
    ("depth", "key"),
    [
        (DEEPEST, ""),
        (DEEPEST + 1, "harvester.too-deep"),
        (1_200, "harvester.too-deep"),
        (10**6, "harvester.too-deep"),
    ],
)
def test_json_is_read_to_a_depth_and_no_deeper(depth: int, key: str) -> None:
    body = b"[" * depth + b"]" * depth
    try:
        load(body, "http://x")
        refused = ""
    except SourceError as error:
        refused = error.key
    assert refused == key


def test_numbers_that_are_none_do_not_stop_the_reading() -> None:
    body = b'{"a": NaN, "b": -Infinity, "c": %s, "d": 123456789012345678901}' % (b"9" * 5_000)
    assert load(body, "http://x") == {"a": None, "b": None, "c": "9" * 5_000, "d": 1.2345678901234568e20}


def test_an_item_that_nests_without_end_is_where_salvaging_stops() -> None:
    body = b'{"dataset": [{"a": 1}, {"b": ' + b"[" * 5_000
    assert list(whole_items(body, "dataset")) == [{"a": 1}]
