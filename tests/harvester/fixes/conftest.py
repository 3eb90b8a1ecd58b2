"""Packages of a CKAN portal (synthetic), judged as they are, so that a fix can be tried on them."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from catalogue.graph import entry_blocks, neighbours
from catalogue.model import Content, Protocol, Source
from catalogue.profile import assess
from catalogue.testimony import NOTHING, Testimony
from harvester.fixes import Desk, Known, Terms
from harvester.runs import Rules, make_rules
from harvester.runs.road import from_notes, moment
from mappings import Context, translate
from tests.packages import record_of

AT = datetime(2026, 3, 10, 12, tzinfo=UTC)
KnownOf = Callable[..., Known]


@pytest.fixture(scope="session")
def rules() -> Rules:
    return make_rules(None)


@pytest.fixture(scope="session")
def terms(rules: Rules) -> Terms:
    return Terms(rules.rubric, AT, rules.base, rules.gate)


@pytest.fixture
def desk(rules: Rules, terms: Terms) -> Desk:
    return Desk(terms, rules.validator)


def known_of(rules: Rules, content: Content, testimony: Testimony = NOTHING, identifier: str = "r1") -> Known:
    """Judge a package as the road does."""
    source = Source(
        name="voorbeeldstad/portaal",
        publisher="voorbeeldstad",
        protocol=Protocol.CKAN,
        url="https://portaal.voorbeeldstad.be",
    )
    record = record_of(content, identifier)
    entry = translate(record, Context(base=rules.base, publisher="voorbeeldstad", source=source))
    blocks = entry_blocks(entry, issued=moment(AT), modified=moment(AT))
    (findings,) = assess([blocks], rules.validator, neighbours([blocks]))
    return Known(entry, record, [*findings, *from_notes(record, entry)], AT, testimony)


@pytest.fixture
def package() -> Content:
    """Give a package with next to nothing filled in."""
    return {
        "id": "r1",
        "name": "bomen",
        "title": "Lijst 7",
        "notes": "Zie lijst.",
        "metadata_modified": "2026-03-01T10:00:00",
        "owner_org": "stad",
        "organization": {"name": "stad", "title": "Stad Gent"},
        "resources": [{"id": "1", "url": "http://data.voorbeeldstad.be/a", "name": "Bestand"}],
    }
