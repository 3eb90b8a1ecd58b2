"""What people are asked where no machine can tell: the questions, how each stands, areas of maturity."""

from catalogue.questionnaire.areas import Area, areas
from catalogue.questionnaire.maturity import Kept, Maturity, maturity
from catalogue.questionnaire.opening import Opening, Waits, openings
from catalogue.questionnaire.questions import Question, asked_checks, ends_on, questions

__all__ = [
    "Area",
    "Kept",
    "Maturity",
    "Opening",
    "Question",
    "Waits",
    "areas",
    "asked_checks",
    "ends_on",
    "maturity",
    "openings",
    "questions",
]
