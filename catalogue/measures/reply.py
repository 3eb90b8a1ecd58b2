"""The form in which a measure answers one of its checks."""

from dataclasses import dataclass, field
from typing import Any

from catalogue.charter import Outcome

__all__ = ["Reply"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    check: str
    """``HVD.3``, ``RT.1``, ``cors``."""
    outcome: Outcome
    reason: str
    """Key of a sentence: ``measures.reason.<reason>``."""
    observed: dict[str, Any] = field(default_factory=dict)
    """Plain JSON: what the sentence names, and what the answer rests on."""
