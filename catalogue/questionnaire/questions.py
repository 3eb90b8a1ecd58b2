"""The question that belongs to each check that takes an answer, and how long an answer to it holds."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pydantic import TypeAdapter
from ruamel.yaml import YAML

from catalogue.charter import Check, Rubric
from catalogue.charter.rubric import Words

__all__ = ["Question", "asked_checks", "ends_on", "questions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Our sentences; the charter itself asks nothing."""

    question: Words
    evidence: Words
    """What proves the answer."""
    who: Words
    """Who in a city is likely to know: a hint, and no rule about who may sign."""


@cache
def questions() -> Mapping[str, Question]:
    """Give the questions by check."""
    text = (files("catalogue.questionnaire") / "questions.yaml").read_text(encoding="utf-8")
    return MappingProxyType(TypeAdapter(dict[str, Question]).validate_python(YAML(typ="safe").load(text)))


def asked_checks(rubric: Rubric) -> list[Check]:
    """List the checks of a rubric that take the answer of a person."""
    return [check for check in rubric.checks if check.asked is not None]


def ends_on(check: Check, signed_at: datetime) -> datetime:
    """Give until when an answer holds where whoever signs it says nothing else."""
    months = check.asked.valid_months if check.asked else 0
    years, month = divmod(signed_at.year * 12 + signed_at.month - 1 + months, 12)
    day = min(signed_at.day, monthrange(years, month + 1)[1])
    return signed_at.replace(year=years, month=month + 1, day=day)
