"""What is known of a synthetic city and its links, for the examples. Nobody was asked anything."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from catalogue.model import CharterFacts, PublisherFacts, Text
from catalogue.testimony import (
    Attestation,
    Facts,
    Link,
    Observation,
    PublisherTestimony,
    Role,
    Sample,
    Statement,
    Testimony,
)
from tests.catalogue.charter.sample import AT, FREE

__all__ = ["CITY", "DAY", "FREE", "answer", "city", "known", "link", "links", "of_city", "page"]

DAY: Final = timedelta(days=1)


def city(charter: CharterFacts | None = None, **changes: Any) -> PublisherFacts:  # noqa: ANN401  # any field
    given: dict[str, Any] = {
        "name": "stad",
        "title": (Text("Stad", "nl"),),
        "iri": "https://data.vlaanderen.be/id/organisatie/OVO000000",
        "contact_name": "Open data Stad",
        "contact_email": "opendata@stad.be",
        "homepage": "https://www.stad.example",
        "aliases": ("Stad", "https://data.vlaanderen.be/id/organisatie/OVO000000"),
        "charter": charter or CharterFacts(),
    }
    return PublisherFacts(**(given | changes))


CITY: Final = city()


def link(url: str, status: int | None = 200, *, days: int = 0, **changes: Any) -> Link:  # noqa: ANN401  # any field
    """Give an address that answered so; with ``days``: and failed on so many."""
    given: dict[str, Any] = {
        "url": url,
        "role": Role.PAGE,
        "asked": url,
        "at": AT - DAY,
        "vantage": "hier",
        "method": "GET",
        "status": status,
        "failure": "" if status else "refused",
    }
    seen = Observation(**(given | changes))
    return Link(
        latest=seen,
        first_at=AT - 30 * DAY,
        probes=30,
        answered=30 - days,
        failed_days=days,
        answered_at=AT - (days + 1) * DAY,
    )


def page(told: str | None, *, whole: bool = True) -> Sample:
    """Give the sample of a page that links to the charter, names it, or does neither."""
    return Sample(sha256="c" * 64, size=900, whole=whole, page=True, facts=Facts(charter=told))  # type: ignore[arg-type]  # one of three words


def links(*found: Link) -> dict[str, Link]:
    return {one.latest.url: one for one in found}


def known(*found: Link, **more: Any) -> Testimony:  # noqa: ANN401  # any field
    return Testimony(links=links(*found), **more)


def of_city(
    charter: CharterFacts | None = None,
    *found: Link,
    facts: PublisherFacts | None = None,
    **more: Any,  # noqa: ANN401  # any field
) -> PublisherTestimony:
    return PublisherTestimony(facts=facts or city(charter), links=links(*found), **more)


def answer(
    check: str,
    statement: Statement = Statement.YES,
    answers: dict[str, str] | None = None,
    **changes: Any,  # noqa: ANN401  # any field
) -> Attestation:
    given: dict[str, Any] = {
        "id": "2f3c7c1e-8f0a-4a53-9a5e-5f7f5f0c0a01",
        "publisher": "stad",
        "check": check,
        "statement": statement,
        "answers": answers or {},
        "by_name": "Jana Peeters",
        "by_role": "verantwoordelijke open data",
        "signed_at": datetime(2025, 1, 10, 9, tzinfo=UTC),
        "valid_until": datetime(2026, 1, 10, 9, tzinfo=UTC),
        "charter_version": "2021-09-24",
        "rubric": "1.0.0",
    }
    return Attestation(**(given | changes))
