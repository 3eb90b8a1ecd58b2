"""What several rules look at, as what they ruled is remembered by."""

from collections.abc import Hashable
from typing import Any

from catalogue.charter.case import Case
from catalogue.charter.rules.fields import stated
from catalogue.charter.rules.frequencies import code_of

__all__ = ["declared", "doors", "fields", "licences", "standards", "without_period"]


def licences(case: Case, _: object) -> Hashable:
    return case.licences


def declared(case: Case, _: object) -> Hashable:
    return case.declared


def doors(case: Case, _: object) -> Hashable:
    return case.doors


def standards(case: Case, _: object) -> Hashable:
    return case.standards


def fields(case: Case, _: object) -> Hashable:
    return stated(case)


def without_period(case: Case, given: Any) -> Hashable:  # noqa: ANN401  # parameters of several rules
    """Look at the frequency where it promises nothing; with a period the age of each entry counts."""
    code = code_of(case.entry.resource)
    return code if code in given.irregular or code not in case.rubric.frequencies else None
