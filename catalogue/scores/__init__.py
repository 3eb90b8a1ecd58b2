"""The score of a publisher as it is now, and as it was: each change is kept with its moment and cause."""

from catalogue.scores.kept import Cause, KeptScore, keep_score, kept_score, kept_scores
from catalogue.scores.present import PresentScore, present_score
from catalogue.scores.written import score_document

__all__ = [
    "Cause",
    "KeptScore",
    "PresentScore",
    "keep_score",
    "kept_score",
    "kept_scores",
    "present_score",
    "score_document",
]
