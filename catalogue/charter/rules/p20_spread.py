"""Principle 20, spreading the charter: the city's own page on open data leads to it."""

from catalogue.charter.publisher_case import PublisherCase
from catalogue.charter.rubric import Level
from catalogue.charter.rules.probed import answers, tried
from catalogue.charter.rules.registry import NoParameters, rule
from catalogue.charter.verdict import Evidence, Outcome, Ruling
from catalogue.testimony import Sample

__all__ = ["charter_linked"]


@rule(Level.PUBLISHER)
def charter_linked(case: PublisherCase, _: NoParameters) -> Ruling:
    page = case.charter.open_data_page
    if not page:
        return Ruling(Outcome.UNKNOWN, "no-open-data-page-stated", {"page": None})
    link = case.link(page)
    reached = answers(link)
    if link is None or reached is None:
        return Ruling(Outcome.UNKNOWN, "open-data-page-not-asked", {"page": page})
    observed = tried(link) | {"page": page}
    if not reached:
        return Ruling(Outcome.FAIL, "open-data-page-gone", observed)
    return _read(link.latest.sample, observed)


def _read(sample: Sample | None, observed: Evidence) -> Ruling:
    told = sample.facts.charter if sample else None
    if told == "link":
        return Ruling(Outcome.PASS, "charter-linked", observed)
    if told == "name":
        return Ruling(Outcome.PARTIAL, "charter-named", observed)
    if told is None or sample is None or not sample.whole:
        return Ruling(Outcome.UNKNOWN, "open-data-page-not-read", observed)
    return Ruling(Outcome.FAIL, "charter-not-named", observed)
