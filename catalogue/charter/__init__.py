"""Judge an entry against the Smart Flanders open data charter, rubric as data, evidence for every answer.

The charter itself binds nobody and gives no figures: every number is the rubric's and carries its version.
"""

from catalogue.charter.judging import judge, judge_apart
from catalogue.charter.loading import NEWEST, load_rubric, read_rubric, rubric_text, versions
from catalogue.charter.publisher_case import PublisherCase
from catalogue.charter.publishers import PublisherPrinciple, PublisherScore, publisher_score
from catalogue.charter.rubric import Asked, Check, Level, Principle, Rubric
from catalogue.charter.scoring import Label, PrincipleScore, Score, State, score
from catalogue.charter.texts import (
    CheckText,
    PrincipleText,
    answer_text,
    check_page,
    check_text,
    fault_text,
    is_attested,
    is_disputed,
    label_text,
    outcome_text,
    principle_text,
    state_text,
    unobserved_text,
    verdict_text,
)
from catalogue.charter.verdict import Fault, FindingLike, Outcome, Verdict

__all__ = [
    "NEWEST",
    "Asked",
    "Check",
    "CheckText",
    "Fault",
    "FindingLike",
    "Label",
    "Level",
    "Outcome",
    "Principle",
    "PrincipleScore",
    "PrincipleText",
    "PublisherCase",
    "PublisherPrinciple",
    "PublisherScore",
    "Rubric",
    "Score",
    "State",
    "Verdict",
    "answer_text",
    "check_page",
    "check_text",
    "fault_text",
    "is_attested",
    "is_disputed",
    "judge",
    "judge_apart",
    "label_text",
    "load_rubric",
    "outcome_text",
    "principle_text",
    "publisher_score",
    "read_rubric",
    "rubric_text",
    "score",
    "state_text",
    "unobserved_text",
    "verdict_text",
    "versions",
]
