"""Look: from an address to an observation, politely, safely, and without judging."""

from harvester.probe.manners import ProbeManners
from harvester.probe.probing import Address, Probed
from harvester.probe.rounds import look_at, probe_store
from harvester.probe.summary import DEAD, Failing, ProbeSummary

__all__ = [
    "DEAD",
    "Address",
    "Failing",
    "ProbeManners",
    "ProbeSummary",
    "Probed",
    "look_at",
    "probe_store",
]
