"""Pushing to a portal: what a target must be able to do, and the plan, its carrying out and its proof.

This page hands out what a target is written with; planning, applying and verifying have pages of their own.
"""

from catalogue.targets.push.errors import EntryAlteredError, EntryRefusedError, TargetBusyError
from catalogue.targets.push.plan import CALLS, Act, Placement, Plan, State, Step
from catalogue.targets.push.settings import Care, Secret, TargetSettings
from catalogue.targets.push.target import Body, Difference, Held, Refusal, Target, Wanted

__all__ = [
    "CALLS",
    "Act",
    "Body",
    "Care",
    "Difference",
    "EntryAlteredError",
    "EntryRefusedError",
    "Held",
    "Placement",
    "Plan",
    "Refusal",
    "Secret",
    "State",
    "Step",
    "Target",
    "TargetBusyError",
    "TargetSettings",
    "Wanted",
]
