"""Pushes on the screen and as documents: plans with their steps, what came of them, what was read back."""

from oogst.report.push.document import (
    applied_document,
    plan_document,
    rehearsed_document,
    verified_document,
)
from oogst.report.push.screen import print_applied, print_plan, print_rehearsed, print_verified

__all__ = [
    "applied_document",
    "plan_document",
    "print_applied",
    "print_plan",
    "print_rehearsed",
    "print_verified",
    "rehearsed_document",
    "verified_document",
]
