"""Principle 2: what stays closed says why, and stands on a list."""

from catalogue.charter import Outcome
from catalogue.model import CharterFacts, Text
from tests.catalogue.charter.examples.answered import GIVEN, answers_of
from tests.catalogue.charter.examples.frame import Example, OfEntry, OfPublisher, Recorded
from tests.catalogue.charter.examples.given import answer, known, link, of_city
from tests.catalogue.charter.sample import dataset, distribution, entry, record, series

P, H, F = Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL
N, U, M = Outcome.NOT_APPLICABLE, Outcome.UNKNOWN, Outcome.MANUAL
NON_PUBLIC = "http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC"
LIMITS = "http://inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess/"
CLOSED = entry(dataset(access_rights=NON_PUBLIC))
IN_WORDS = distribution(rights=[Text("Bevat namen van bewoners en blijft daarom gesloten.", "nl")])
TOLD = entry(dataset(IN_WORDS, access_rights=NON_PUBLIC))
PAGE = "https://www.stad.example/niet-open"
STATED = CharterFacts(register_page=PAGE)


def register(outcome: Outcome, reason: str, told: str, day: str = "", status: int | None = 200) -> Example:
    headers = {"last-modified": day} if day else {}
    seen = link(PAGE, status, headers=headers, days=0 if status else 3)
    return OfPublisher(
        check="P02.2", outcome=outcome, reason=reason, told=told, testimony=of_city(STATED, seen)
    )


EXAMPLES: list[Example] = [
    OfEntry(check="P02.1", outcome=N, reason="not-closed", told="a public entry"),
    OfEntry(check="P02.1", outcome=N, reason="kind", told="a series", what=entry(series())),
    OfEntry(
        check="P02.1",
        outcome=P,
        reason="closed-with-ground",
        told="a code of the European list",
        what=CLOSED,
        of=record({"gmd:otherConstraints": [{"@id": f"{LIMITS}INSPIRE_Directive_Article13_1f"}]}),
    ),
    OfEntry(check="P02.1", outcome=H, reason="closed-with-words", told="words only", what=TOLD),
    OfEntry(
        check="P02.1",
        outcome=M,
        reason="closed-without-reason",
        told="a code that says there is no limitation",
        what=CLOSED,
        of=record({"gmd:otherConstraints": f"{LIMITS}noLimitations"}),
    ),
    OfEntry(
        check="P02.1",
        outcome=H,
        reason="closed-with-words",
        told="words only, a person says more: disputed",
        what=TOLD,
        testimony=known(attestations=[answer("P02.1", answers=GIVEN)]),
    ),
    OfEntry(
        check="P02.1",
        outcome=H,
        reason="answer-incomplete",
        told="a person names a ground and no law",
        what=CLOSED,
        testimony=known(attestations=[answer("P02.1", answers={"ground": "personal-data"})]),
    ),
    *answers_of("P02.1", awaited="closed-without-reason", what=CLOSED),
    Recorded(
        check="P02.1",
        outcome=M,
        reason="closed-without-reason",
        told="Antwerpen: a plan that is not public and says not why",
        path="dcat_rdf/data.gov.be_2025-04_antwerpen.ttl.gz",
        publisher="antwerpen",
        identifier="https://metadata.vlaanderen.be/srv/resources/datasets/03A54A3C-CD3F-4BD1-9D76-7E2679C4D966",
    ),
    register(P, "register-kept", "looked through last autumn", "Tue, 15 Oct 2024 10:00:00 GMT"),
    register(H, "register-old", "of three years ago", "Tue, 15 Feb 2022 10:00:00 GMT"),
    register(M, "register-undated", "without a date"),
    register(M, "register-undated", "with a date that is none", "gisteren"),
    register(F, "register-gone", "dead for three days", status=None),
    OfPublisher(
        check="P02.2", outcome=U, reason="register-not-asked", told="never asked", testimony=of_city(STATED)
    ),
    *answers_of("P02.2", awaited="no-register-stated"),
]
