"""What no machine can judge: it waits for the answer of a person, which is then laid beside it.

How an answer counts stands in :mod:`catalogue.charter.answering`, the same for these and for checks that a
machine judges in part.
"""

from typing import Final

from catalogue.charter.case import Case
from catalogue.charter.publisher_case import PublisherCase
from catalogue.charter.rubric import Input, Level
from catalogue.charter.rules.registry import NoParameters, rule
from catalogue.charter.verdict import Outcome, Ruling

__all__ = ["attested", "attested_entry"]

AWAITED: Final = Ruling(Outcome.MANUAL, "not-attested", {})


@rule(Level.PUBLISHER, needs=Input.ATTESTATIONS)
def attested(_: PublisherCase, __: NoParameters) -> Ruling:
    return AWAITED


@rule(Level.ENTRY, needs=Input.ATTESTATIONS)
def attested_entry(_: Case, __: NoParameters) -> Ruling:
    return AWAITED
