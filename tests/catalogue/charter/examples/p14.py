"""Principle 14: what follows common standards, and where the city takes part."""

from catalogue.charter import Outcome
from tests.catalogue.charter.examples.answered import answers_of
from tests.catalogue.charter.examples.frame import Example, OfPublisher


def share(outcome: Outcome, reason: str, following: int, entries: int = 10) -> OfPublisher:
    told = f"{following} of {entries}"
    return OfPublisher(
        check="P14.1", outcome=outcome, reason=reason, told=told, entries=entries, counted=following
    )


EXAMPLES: list[Example] = [
    share(Outcome.PASS, "standards-shared", 6),
    share(Outcome.PARTIAL, "standards-rare", 2),
    share(Outcome.FAIL, "standards-rare", 0),
    share(Outcome.NOT_APPLICABLE, "no-entries", 0, 0),
    *answers_of("P14.2"),
]
