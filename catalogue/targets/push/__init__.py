"""Pushing to a portal: what a target must be able to do, and the plan, its carrying out and its proof."""

from catalogue.targets.push.target import Difference, Held, Refusal, Target, Wanted

__all__ = ["Difference", "Held", "Refusal", "Target", "Wanted"]
