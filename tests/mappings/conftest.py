"""Records as small as a case needs, and the context to translate them in."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from catalogue.model import (
    Content,
    Dialect,
    Entry,
    Kind,
    Location,
    Protocol,
    PublisherFacts,
    Record,
    Source,
    StatedLicence,
    Text,
)
from mappings import Context, translate

Translate = Callable[..., Entry]


@pytest.fixture
def source() -> Source:
    return Source(
        name="voorbeeldstad/portaal",
        publisher="voorbeeldstad",
        protocol=Protocol.CKAN,
        url="https://portaal.voorbeeldstad.be",
    )


@pytest.fixture
def facts() -> PublisherFacts:
    return PublisherFacts(
        name="voorbeeldstad",
        title=(Text("Stad Voorbeeld", "nl"),),
        iri="https://data.vlaanderen.be/id/organisatie/OVO999999",
        kind="http://purl.org/adms/publishertype/LocalAuthority",
        contact_name="Open data",
        contact_email="opendata@voorbeeldstad.be",
        language="nl",
        aliases=("Voorbeeldstad", "https://voorbeeldstad.be"),
        places=(Location(iri="https://voorbeeldstad.be/plaats", label=[Text("Voorbeeldstad", "nl")]),),
        licence=StatedLicence(
            licence="gratis-open-data-licentie-1.2",
            page="https://voorbeeldstad.be/licentie",
            read_on=date(2026, 1, 2),
        ),
    )


@pytest.fixture
def entry_of(source: Source) -> Translate:
    """Translate a content; further arguments go to the context."""

    def run(
        content: Content,
        dialect: Dialect = Dialect.CKAN,
        kind: Kind = Kind.DATASET,
        **context: Any,  # noqa: ANN401 -- fields of Context
    ) -> Entry:
        record = Record(
            identifier="r1", kind=kind, dialect=dialect, content=content, hash="", payload="", pointer=""
        )
        settings: dict[str, Any] = {
            "base": "https://oogst.example",
            "publisher": "voorbeeldstad",
            "source": source,
        }
        return translate(record, Context(**(settings | context)))

    return run
