"""What several rules look at, as what they ruled is remembered by."""

from collections.abc import Hashable
from typing import Any

from catalogue.charter.case import Case

__all__ = ["without_period"]


def without_period(case: Case, given: Any) -> Hashable:  # noqa: ANN401  # parameters of several rules
    """Look at the frequency where it promises nothing; with a period the age of each entry counts."""
    code = case.frequency
    return code if code in given.irregular or code not in case.rubric.frequencies else None
