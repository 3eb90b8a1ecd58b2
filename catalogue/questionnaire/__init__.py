"""What people are asked where no machine can tell: the questions, how each stands, areas of maturity."""

from catalogue.questionnaire.areas import Area, areas
from catalogue.questionnaire.opening import Opening, Waits, openings
from catalogue.questionnaire.questions import Question, asked_checks, ends_on, questions

__all__ = [
    "Area",
    "Opening",
    "Question",
    "Waits",
    "areas",
    "asked_checks",
    "ends_on",
    "openings",
    "questions",
]
