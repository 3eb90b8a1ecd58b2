"""Principle 13: rhythm, freshness, honest dates, history, live data."""

from datetime import timedelta

from catalogue.model import Dataset, Moment, Reason
from catalogue.testimony import Former, Observation
from tests.catalogue.charter.examples.frame import Example, Recorded
from tests.catalogue.charter.examples.watched import ANTWERPEN, EU, F, H, N, P, U, one
from tests.catalogue.charter.observed import days_ago, failed, history, link, sample, seen
from tests.catalogue.charter.sample import dataset, entry, service

MONTHLY, HOURLY = EU + "MONTHLY", EU + "HOURLY"
HUB = "https://portaal-stadantwerpen.opendata.arcgis.com/maps/stadAntwerpen::"
STILL = link()
CHANGED = link(changed_at=days_ago(3), before=seen(at=days_ago(4)))
JOB = history(*(Former(at=days_ago(50 - at), modified=f"2025-02-0{at}", content="a") for at in range(1, 6)))


def worded(original: str) -> dict[str, list[Reason]]:
    return {"frequency": [Reason("dcat.frequency", MONTHLY, "/f", original)]}


def monthly(day: str) -> Dataset:
    return dataset(frequency=MONTHLY, modified=Moment(day, "date"))


def measured(hours: float) -> Observation:
    at = days_ago(1)
    return seen(sample=sample("JSON", generated_at=(at - timedelta(hours=hours)).isoformat()))


LIVE = dataset(frequency=HOURLY)

EXAMPLES: list[Example] = [
    one(
        "P13.1", P, "frequency-by-code", "a code", entry(dataset(frequency=MONTHLY), reasons=worded(MONTHLY))
    ),
    one(
        "P13.1",
        H,
        "frequency-as-text",
        "a word",
        entry(dataset(frequency=MONTHLY), reasons=worded("maandelijks")),
    ),
    one("P13.1", F, "frequency-missing", "nothing"),
    one("P13.1", N, "kind", "a service", service()),
    one("P13.2", P, "fresh", "changed this month", monthly("2025-02-20")),
    one("P13.2", P, "fresh", "seen to change three days ago", monthly("2024-01-01"), [CHANGED]),
    one("P13.2", H, "late", "a month too late", monthly("2025-01-10")),
    one("P13.2", F, "stale", "of last year", monthly("2024-06-01")),
    one(
        "P13.2",
        F,
        "stale",
        "said to be new, and still for two months",
        dataset(frequency=EU + "DAILY"),
        [STILL],
    ),
    one("P13.2", N, "changes-irregularly", "an irregular rhythm", dataset(frequency=EU + "IRREG")),
    one("P13.2", U, "no-period", "no rhythm declared"),
    Recorded(
        check="P13.2",
        outcome=F,
        reason="stale",
        told="Antwerpen: bicycle stands",
        path=ANTWERPEN,
        publisher="antwerpen",
        identifier=f"{HUB}straatobjecten-infodrager-nietje",
    ),
    one("P13.3", P, "date-moves-with-data", "a date that follows", asked=[STILL], history=history()),
    one("P13.3", H, "date-moves-by-itself", "a nightly job", asked=[STILL], history=JOB),
    one(
        "P13.3",
        F,
        "date-stands-still",
        "new data under an old date",
        monthly("2024-01-01"),
        [CHANGED],
        history=history(),
    ),
    one("P13.3", N, "no-declared-date", "no date", dataset(modified=None), history=history()),
    one(
        "P13.3",
        U,
        "watched-too-short",
        "a week of looking",
        asked=[STILL],
        history=history(first_seen=days_ago(7)),
    ),
    one("P13.4", P, "history-told", "in a series", dataset(in_series=["https://oogst.example/s"])),
    one(
        "P13.4",
        P,
        "history-linked",
        "a link to the page before",
        asked=[seen(sample=sample(links={"prev": "https://x.example"}))],
    ),
    one(
        "P13.4",
        H,
        "history-in-file",
        "two months in one file",
        asked=[seen(sample=sample(earliest="2025-01-01", latest="2025-02-28"))],
    ),
    one("P13.4", F, "latest-only", "the state of today", asked=[seen()]),
    one("P13.4", N, "never-changes", "a map that never changes", dataset(frequency=EU + "NEVER")),
    one("P13.4", U, "no-answer-to-look-at", "no answer", asked=[failed()]),
    one("P13.5", P, "live", "an hour old", LIVE, [measured(1)]),
    one("P13.5", H, "live-late", "five hours old", LIVE, [measured(5)]),
    one("P13.5", F, "live-frozen", "a day old", LIVE, [measured(24)]),
    one("P13.5", N, "not-real-time", "a dataset of every month", dataset(frequency=MONTHLY), [seen()]),
    one("P13.5", U, "live-not-told", "no time with the measurements", LIVE, [seen()]),
]
