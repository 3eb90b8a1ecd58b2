"""Evidence for auditors: out into a bundle, back from it elsewhere, and drawn at random to be traced."""

from harvester.evidence.drawing import Drawn, draw
from harvester.evidence.exporting import Wanted, export, last_moment, publishers_kept
from harvester.evidence.replaying import Came, Differs, found_in, laid_down, replay_bundle, sealed_in
from harvester.evidence.terms import Terms, Whom

__all__ = [
    "Came",
    "Differs",
    "Drawn",
    "Terms",
    "Wanted",
    "Whom",
    "draw",
    "export",
    "found_in",
    "laid_down",
    "last_moment",
    "publishers_kept",
    "replay_bundle",
    "sealed_in",
]
