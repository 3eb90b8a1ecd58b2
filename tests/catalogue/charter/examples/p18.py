"""Principle 18: data that stay up, keep their names and are not left to themselves."""

from collections.abc import Sequence

from catalogue.charter import Outcome
from catalogue.model import Moment
from catalogue.testimony import Departure, Link, PublisherTestimony, Redirect
from tests.catalogue.charter.examples.answered import answers_of
from tests.catalogue.charter.examples.frame import Example, OfPublisher, Recorded
from tests.catalogue.charter.examples.watched import ANTWERPEN, EU, F, H, N, P, U, one
from tests.catalogue.charter.observed import CSV, days_ago, failed, history, link, links, seen
from tests.catalogue.charter.sample import dataset, distribution, series

MONTHLY = EU + "MONTHLY"
DONE = "http://publications.europa.eu/resource/authority/distribution-status/COMPLETED"
GONE = Departure(entry="e", at=days_ago(10), why="absent", addresses=(CSV,))
CARRIED_ON = Departure(entry="e", at=days_ago(10), why="absent", replaced_by="f")
DEAD = link(failed("", status=404), failed_days=3)
MOVED = seen("https://data.stad.example/fiets", redirects=(Redirect(301, "https://data.stad.example/nieuw"),))


def left(
    outcome: Outcome, reason: str, told: str, departures: Sequence[Departure] | None, *asked: Link
) -> OfPublisher:
    testimony = PublisherTestimony(departures=departures, links=links(*asked))
    return OfPublisher(check="P18.3", outcome=outcome, reason=reason, told=told, testimony=testimony)


EXAMPLES: list[Example] = [
    one("P18.1", P, "stays-up", "always", asked=[link()]),
    one("P18.1", H, "mostly-up", "58 of 60 times", asked=[link(answered=58)]),
    one("P18.1", F, "often-down", "half of the time", asked=[link(answered=30)]),
    one("P18.1", U, "too-few-probes", "asked five times", asked=[link(probes=5, answered=5)]),
    one("P18.1", N, "kind", "a series", series(), [link()]),
    one("P18.2", P, "identity-stable", "a hundred days the same", history=history()),
    one("P18.2", H, "page-moved", "a page that sends on", asked=[MOVED], history=history()),
    one("P18.2", F, "identifier-changed", "a new identifier", history=history(identifiers=["a", "b"])),
    one("P18.2", U, "watched-too-short", "a week of looking", history=history(first_seen=days_ago(7))),
    left(P, "leaves-word", "carried on by another", [CARRIED_ON]),
    left(H, "leaves-some-word", "the file remains", [GONE], link()),
    left(F, "leaves-silently", "vanished", [GONE], DEAD),
    left(N, "nothing-departed", "nothing left", []),
    left(U, "departures-not-asked", "nobody asked", [GONE]),
    one("P18.4", P, "kept-up", "changed last month", dataset(frequency=MONTHLY)),
    one(
        "P18.4",
        P,
        "marked-as-ended",
        "old, and said to be finished",
        dataset(distribution(status=DONE), frequency=MONTHLY, modified=Moment("2014", "gYear")),
    ),
    one("P18.4", F, "abandoned", "old", dataset(frequency=MONTHLY, modified=Moment("2014", "gYear"))),
    one("P18.4", N, "changes-irregularly", "an irregular rhythm", dataset(frequency=EU + "IRREG")),
    one("P18.4", U, "no-period", "no rhythm declared"),
    Recorded(
        check="P18.4",
        outcome=F,
        reason="abandoned",
        told="Antwerpen: bicycle stands",
        path=ANTWERPEN,
        publisher="antwerpen",
        identifier="https://portaal-stadantwerpen.opendata.arcgis.com/maps/stadAntwerpen::"
        "straatobjecten-infodrager-nietje",
    ),
    *answers_of("P18.5"),
]
