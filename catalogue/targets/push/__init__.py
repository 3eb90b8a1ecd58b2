"""Pushing to a portal: what a target must be able to do, and the plan, its carrying out and its proof.

This page hands out what a target is written with; planning, applying and verifying have pages of their own.
"""

from catalogue.targets.push.errors import EntryAlteredError, EntryRefusedError, TargetBusyError
from catalogue.targets.push.plan import Act, Evidence, Placement, Plan, State, Step
from catalogue.targets.push.settings import Care, Secret, TargetSettings
from catalogue.targets.push.target import Body, Difference, Held, Refusal, Target, Wanted

__all__ = [
    "Act",
    "Body",
    "Care",
    "Difference",
    "EntryAlteredError",
    "EntryRefusedError",
    "Evidence",
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
