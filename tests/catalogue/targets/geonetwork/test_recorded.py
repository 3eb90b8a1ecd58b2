"""The order of the product and of the stand-in against a record that the platform itself saved."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from catalogue.targets.geonetwork.fields import portrait
from catalogue.targets.geonetwork.markup import Element, children, parsed, short
from catalogue.targets.geonetwork.table import role
from tests.standins.geonetwork.order import SEQUENCES

pytestmark = pytest.mark.corpus

SAVED: Final = "examples/geonetwork-dcat-ap-plugin/vl.dataset.open.nongeo.xml"
SINCE: Final = [("owl:versionInfo", "dct:created")]
"""The schema moved the version to the end after this record was saved."""
ROLES: Final = ("catalogue", "record", "dataset", "distribution", "agent", "contact", "licence", "standard")


@pytest.fixture(scope="module")
def recorded(shared_data: Path) -> bytes:
    return (shared_data / SAVED).read_bytes()


def elements(record: bytes) -> Iterator[Element]:
    document = parsed(record)
    assert document is not None
    yield from document.iter()


def disorder(element: Element, sequence: list[str]) -> list[tuple[str, str]]:
    """List the neighbours that stand the other way round than a sequence has them."""
    names = [short(one) for one in children(element) if short(one) in sequence]
    return [pair for pair in pairwise(names) if sequence.index(pair[0]) > sequence.index(pair[1])]


def test_both_tables_have_the_order_of_the_platform(recorded: bytes) -> None:
    ours = {role(name).kind: list(role(name).holds) for name in ROLES}
    seen = 0
    for element in elements(recorded):
        for sequences in (ours, {name: list(each) for name, each in SEQUENCES.items()}):
            if short(element) in sequences:
                seen += 1
                assert disorder(element, sequences[short(element)]) in ([], SINCE)
    assert seen > 30


def test_the_stand_in_knows_every_element_that_the_platform_wrote(recorded: bytes) -> None:
    unknown = {
        (short(element), short(one))
        for element in elements(recorded)
        if short(element) in SEQUENCES
        for one in children(element)
        if short(one) not in SEQUENCES[short(element)]
    }
    assert unknown == set()


def test_a_record_of_the_platform_is_read_as_not_ours(recorded: bytes) -> None:
    found = portrait(recorded)
    assert found is not None
    assert (found.kind, found.mark) == ("dataset", None)
    assert found.uuid
