"""Observations, histories and copies to judge by. All of it is synthetic: nobody was asked anything."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from catalogue.charter import Verdict, judge, load_rubric, unobserved_text, verdict_text
from catalogue.messages import LANGUAGES
from catalogue.model import DataService, Dataset, DatasetSeries, Entry, PublisherFacts, Record
from catalogue.testimony import (
    Attestation,
    Copy,
    Facts,
    Former,
    History,
    Link,
    Observation,
    Role,
    Sample,
    Statement,
    Testimony,
)
from tests.catalogue.charter.sample import AT, entry, record

CSV = "https://data.stad.example/1.csv"
"""The address of the sample's one distribution."""
THING = "https://stad.example/id/boom/1"


def days_ago(days: float) -> datetime:
    return AT - timedelta(days=days)


def sample(file_type: str = "CSV", **changes: Any) -> Sample:  # noqa: ANN401  # any field
    facts = Facts(**{name: changes.pop(name) for name in list(changes) if name in Facts.__dataclass_fields__})
    given: dict[str, Any] = {
        "sha256": "c" * 64,
        "size": 2_000,
        "whole": True,
        "format": file_type,
        "parses": True,
        "records": 12,
        "facts": facts,
    }
    return Sample(**(given | changes))


def seen(url: str = CSV, **changes: Any) -> Observation:  # noqa: ANN401  # any field
    given: dict[str, Any] = {
        "url": url,
        "role": Role.DOWNLOAD,
        "asked": url,
        "at": days_ago(1),
        "vantage": "test",
        "method": "GET",
        "status": 200,
        "headers": {"content-type": "text/csv"},
        "tls": "valid",
        "sample": sample(),
    }
    return Observation(**(given | changes))


def failed(failure: str = "timeout", **changes: Any) -> Observation:  # noqa: ANN401  # any field
    given: dict[str, Any] = {"status": None, "failure": failure, "sample": None, "headers": {}, "tls": ""}
    return seen(**(given | changes))


def link(latest: Observation | None = None, **changes: Any) -> Link:  # noqa: ANN401  # any field
    given: dict[str, Any] = {
        "latest": latest or seen(),
        "first_at": days_ago(60),
        "probes": 60,
        "answered": 60,
        "failed_days": 0,
        "watched_since": days_ago(60),
    }
    return Link(**(given | changes))


def links(*observations: Observation | Link) -> dict[str, Link]:
    whole = [one if isinstance(one, Link) else link(one) for one in observations]
    return {one.latest.url: one for one in whole}


def history(*former: Former, **changes: Any) -> History:  # noqa: ANN401  # any field
    given: dict[str, Any] = {
        "first_seen": days_ago(100),
        "versions": former or [Former(at=days_ago(100), modified="2025-02-01", content="a")],
        "identifiers": ["1"],
        "runs": 100,
        "every": 1.0,
    }
    return History(**(given | changes))


def copy(**changes: Any) -> Copy:  # noqa: ANN401  # any field
    given: dict[str, Any] = {
        "by": "identifier",
        "iri": "https://metadata.vlaanderen.example/id/1",
        "title": "Fietsenstallingen",
        "licences": frozenset({"http://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"}),
        "addresses": frozenset({"http://data.stad.example/1.csv"}),
        "modified": "2025-02-01T10:00:00",
        "seen_at": days_ago(1),
    }
    return Copy(**(given | changes))


def attestation(check: str, statement: Statement) -> Attestation:
    return Attestation(
        id="11111111-1111-4111-8111-111111111111",
        publisher="stad",
        check=check,
        statement=statement,
        by_name="Jana Peeters",
        by_role="jurist",
        signed_at=days_ago(10),
        valid_until=days_ago(-300),
        charter_version="2021-09-24",
        rubric="1.0.0",
    )


def judged_by(
    what: Entry | Dataset | DataService | DatasetSeries,
    *,
    asked: Mapping[str, Link] | Sequence[Observation | Link] = (),
    of: Record | None = None,
    facts: PublisherFacts | None = None,
    **known: Any,  # noqa: ANN401  # any field of a testimony
) -> dict[str, Verdict]:
    """Judge an entry by what is known of it beside its record, and give its verdicts by check."""
    whole = what if isinstance(what, Entry) else entry(what)
    found = asked if isinstance(asked, Mapping) else links(*asked)
    testimony = Testimony(links=found, **known)
    verdicts = judge(whole, of or record(), (), at=AT, rubric=load_rubric(), testimony=testimony, facts=facts)
    for language in LANGUAGES:
        for verdict in verdicts:
            sentence = verdict_text(verdict, language)
            assert sentence.endswith(".")
            assert "{" not in sentence
            assert "None" not in sentence
            assert all(unobserved_text(verdict, language))
    return {verdict.check: verdict for verdict in verdicts}
