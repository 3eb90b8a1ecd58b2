"""The score of a publisher as it is now, and as it was: each change is kept with its moment and cause."""

from catalogue.scores.kept import Cause, KeptScore, keep_score, kept_score, kept_scores
from catalogue.scores.past import PastScore, past_score, rubric_then
from catalogue.scores.present import PresentScore, present_score
from catalogue.scores.written import score_document

__all__ = [
    "Cause",
    "KeptScore",
    "PastScore",
    "PresentScore",
    "keep_score",
    "kept_score",
    "kept_scores",
    "past_score",
    "present_score",
    "rubric_then",
    "score_document",
]
