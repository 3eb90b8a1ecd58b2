"""Recognising the same dataset under another name: after a change of portal, in two sources or languages.

Pure: traits in, judgements with their evidence out. A wrong likeness does more harm than a missed one, so
what cannot be told apart is said to be so, and only what rests on two kinds of evidence is called certain.
"""

from catalogue.likeness.duplicates import duplicates
from catalogue.likeness.echo import Echo, Holdings, echo
from catalogue.likeness.evidence import Clue, Evidence
from catalogue.likeness.hearing import traits_in
from catalogue.likeness.listed import Group, Listed
from catalogue.likeness.ownership import Claim, Ownership, owner
from catalogue.likeness.portal import portal_uuid
from catalogue.likeness.succession import Ambiguity, Found, Succession, successions
from catalogue.likeness.traits import Stamps, Title, Traits, gathered, traits_of

__all__ = [
    "Ambiguity",
    "Claim",
    "Clue",
    "Echo",
    "Evidence",
    "Found",
    "Group",
    "Holdings",
    "Listed",
    "Ownership",
    "Stamps",
    "Succession",
    "Title",
    "Traits",
    "duplicates",
    "echo",
    "gathered",
    "owner",
    "portal_uuid",
    "successions",
    "traits_in",
    "traits_of",
]
