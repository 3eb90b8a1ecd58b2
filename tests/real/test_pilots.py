"""How well the data pilots are recognised in recorded catalogues, held against labels made by hand."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from ruamel.yaml import YAML

from catalogue.measures import described, pilots, pilots_page
from catalogue.packing import unpack
from tests.real.entries import entries_of

pytestmark = [pytest.mark.corpus, pytest.mark.usefixtures("corpus")]

LABELS: Final = YAML(typ="safe", pure=True).load(Path(__file__).with_name("pilots.yaml"))
PUBLISHERS: Final = {"gent": "gent", "antwerpen": "antwerpen", "brussel-stad": "brussel"}
UNSEEN: Final = "brussels-region_datastore"
"""A catalogue that the rules were not written with; what the city of Brussels has too is left out."""
NOW: Final = datetime(2026, 3, 1, tzinfo=UTC)


class Count(NamedTuple):
    right: int
    wrong: int
    missed: int


def counted(folder: Path, catalogue: str, publisher: str, suffix: str = "ttl") -> Mapping[str, Count]:
    file = folder / "dcat_rdf" / f"data.gov.be_2025-04_{catalogue}.{suffix}.gz"
    labels, known = LABELS[catalogue], _labelled(catalogue)
    found: dict[str, set[str]] = {pilot: set() for pilot in pilots_page().pilots}
    others = {one for name in PUBLISHERS if name != catalogue for one in _labelled(name)}
    for entry in entries_of(file, publisher):
        if entry.record.identifier in others:
            continue
        for one in pilots(described(unpack(entry.body)), links={}, at=NOW):
            assert entry.record.identifier in known, "recognised, and nobody labelled it"
            found[one.name].add(entry.record.identifier)
    return {pilot: _count(set(labels[pilot]["yes"]), hits) for pilot, hits in found.items()}


def _labelled(catalogue: str) -> set[str]:
    labels = LABELS[catalogue]
    return {one for pilot in pilots_page().pilots for one in labels[pilot]["yes"]} | set(labels["none"])


def _count(wanted: set[str], hits: set[str]) -> Count:
    return Count(len(hits & wanted), len(hits - wanted), len(wanted - hits))


def test_what_the_rules_were_written_with_is_recognised_without_a_fault(corpus: Path) -> None:
    each = [counted(corpus, name, publisher) for name, publisher in PUBLISHERS.items()]
    total = {pilot: Count(*map(sum, zip(*(one[pilot] for one in each), strict=True))) for pilot in each[0]}
    assert total == {"parking": (31, 0, 0), "accessibility": (7, 0, 0), "crowds": (5, 0, 0)}


def test_in_a_catalogue_that_the_rules_never_saw_six_of_nine_are_right(corpus: Path) -> None:
    found = counted(corpus, UNSEEN, "brussel", "rdf")
    assert found == {"parking": (5, 3, 0), "accessibility": (0, 1, 0), "crowds": (0, 0, 0)}
