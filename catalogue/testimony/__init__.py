"""What bears a verdict out beside the record: observations, history, copies elsewhere, answers of people."""

from catalogue.testimony.attestation import Attestation, Proof, Review, Statement
from catalogue.testimony.facts import Box, Facts
from catalogue.testimony.known import NOTHING, Copy, Former, History, Link, Testimony
from catalogue.testimony.observation import Discount, Observation, Redirect, Role, Sample

__all__ = [
    "NOTHING",
    "Attestation",
    "Box",
    "Copy",
    "Discount",
    "Facts",
    "Former",
    "History",
    "Link",
    "Observation",
    "Proof",
    "Redirect",
    "Review",
    "Role",
    "Sample",
    "Statement",
    "Testimony",
]
