"""Questionnaires as files: written out to be filled in, and read back with line and remedy where they err."""

from oogst.questionnaire.answer import Answer, FilledIn
from oogst.questionnaire.filled import read_form
from oogst.questionnaire.form import form_text, standing
from oogst.questionnaire.proofs import gather
from oogst.questionnaire.recording import Recorder
from oogst.questionnaire.table import read_table
from oogst.questionnaire.typed import typed_answer

__all__ = [
    "Answer",
    "FilledIn",
    "Recorder",
    "form_text",
    "gather",
    "read_form",
    "read_table",
    "standing",
    "typed_answer",
]
