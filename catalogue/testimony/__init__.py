"""What bears a verdict out beside the record: observations, history, copies elsewhere, answers of people."""

from catalogue.testimony.answers import Answers, holding, telling
from catalogue.testimony.attestation import Attestation, Hold, Proof, Review, Statement
from catalogue.testimony.facts import Box, Facts
from catalogue.testimony.known import NOTHING, Copy, Former, History, Link, Testimony
from catalogue.testimony.observation import Answer, Discount, Observation, Redirect, Role, Sample
from catalogue.testimony.publisher import NOTHING_OF_PUBLISHER, Channel, Departure, PublisherTestimony

__all__ = [
    "NOTHING",
    "NOTHING_OF_PUBLISHER",
    "Answer",
    "Answers",
    "Attestation",
    "Box",
    "Channel",
    "Copy",
    "Departure",
    "Discount",
    "Facts",
    "Former",
    "History",
    "Hold",
    "Link",
    "Observation",
    "Proof",
    "PublisherTestimony",
    "Redirect",
    "Review",
    "Role",
    "Sample",
    "Statement",
    "Testimony",
    "holding",
    "telling",
]
