"""When an address is asked again: data daily, pages weekly, what hardly changes monthly, failures tomorrow.

A day is counted as twenty hours, so that a job at a fixed hour of the night is never a moment too early.
"""

from datetime import datetime, timedelta
from typing import Final

from catalogue.testimony import Answer, Discount, Observation, Role

__all__ = ["next_time"]

DAY: Final = timedelta(hours=20)
WEEK: Final = timedelta(days=6, hours=20)
MONTH: Final = timedelta(days=27, hours=20)
OF_ROLE: Final = {
    Role.DOWNLOAD: DAY,
    Role.ACCESS: DAY,
    Role.ENDPOINT: DAY,
    Role.PAGE: WEEK,
    Role.OWN: WEEK,
    Role.LICENCE: MONTH,
    Role.STANDARD: MONTH,
    Role.THING: MONTH,
}
NEVER_ASKED: Final = frozenset({"scheme", "not-a-url", "private-address"})


def next_time(one: Observation) -> datetime:
    if one.discount is not Discount.NONE:
        return one.at
    if one.failure in NEVER_ASKED:
        return one.at + MONTH
    if one.answer is Answer.NONE:
        return one.at + WEEK
    return one.at + (OF_ROLE[one.role] if one.answer is Answer.GIVEN else DAY)
