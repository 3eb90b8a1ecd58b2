"""Why a score moved between two days: each part of it named by what caused it, so that they add up."""

from harvester.attribution.account import Account, Cause, Figure, Moved, Movement, Part
from harvester.attribution.accounting import NothingKnown, account_of_entry, account_of_publisher

__all__ = [
    "Account",
    "Cause",
    "Figure",
    "Moved",
    "Movement",
    "NothingKnown",
    "Part",
    "account_of_entry",
    "account_of_publisher",
]
