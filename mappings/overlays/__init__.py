"""Overlays: what a person corrects in an entry, after the mapping and before what follows from it."""

from mappings.overlays.applying import correct
from mappings.overlays.checking import OverlayFault, check_overlay
from mappings.overlays.prepared import NONE, Corrections, corrections_for
from mappings.overlays.property_paths import PropertyPath, parse_path
from mappings.overlays.supposing import Supposition, Where, altered, finds, supposable, suppose, supposition

__all__ = [
    "NONE",
    "Corrections",
    "OverlayFault",
    "PropertyPath",
    "Supposition",
    "Where",
    "altered",
    "check_overlay",
    "correct",
    "corrections_for",
    "finds",
    "parse_path",
    "supposable",
    "suppose",
    "supposition",
]
