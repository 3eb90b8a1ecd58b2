"""The charter in words, Dutch and English: checks from the rubric, answers from the message catalogue."""

from typing import Any, NamedTuple

from catalogue.charter.rubric import Check, Rubric
from catalogue.charter.scoring import Label, State
from catalogue.charter.verdict import Fault, Outcome, Verdict
from catalogue.messages import Language, keys, say

__all__ = [
    "CheckText",
    "PrincipleText",
    "check_text",
    "fault_text",
    "label_text",
    "outcome_text",
    "principle_text",
    "state_text",
    "unobserved_text",
    "verdict_text",
]


class CheckText(NamedTuple):
    title: str
    remedy: str


class PrincipleText(NamedTuple):
    sentence: str
    """In Dutch the charter's own sentence, in English our gloss."""
    source: str
    official: bool


def check_text(check: Check, language: Language, verdict: Verdict | None = None) -> CheckText:
    """Name a check and say how to do better; with a verdict the remedy names what is missing there."""
    facts = _facts(verdict, language) if verdict else {}
    shown = {name: facts.get(name) or say(f"charter.word.{name}", language) for name in ("missing", "issues")}
    return CheckText(getattr(check.title, language), getattr(check.remedy, language).format(**shown))


def principle_text(number: int, rubric: Rubric, language: Language) -> PrincipleText:
    principle = rubric.principles[number - 1]
    return PrincipleText(getattr(principle, language), rubric.source_of(number), language == "nl")


def label_text(label: Label, language: Language) -> str:
    return say(f"charter.label.{label}", language)


def outcome_text(outcome: Outcome, language: Language) -> str:
    return say(f"charter.outcome.{outcome}", language)


def state_text(state: State, language: Language) -> str:
    return say(f"charter.state.{state}", language)


def fault_text(fault: Fault, language: Language) -> str:
    """Say who has to act; empty where nobody has."""
    return say(f"charter.fault.{fault}", language) if fault else ""


def verdict_text(verdict: Verdict, language: Language) -> str:
    """Say in one sentence why. It may hold the source's own text: escape it on a screen."""
    return say(f"charter.reason.{verdict.reason}", language, **_facts(verdict, language))


def unobserved_text(verdict: Verdict, language: Language) -> list[str]:
    """List the halves of the check that nobody looked at."""
    return [say(f"charter.unobserved.{half}", language) for half in verdict.evidence.get("unobserved", ())]


def _facts(verdict: Verdict, language: Language) -> dict[str, Any]:
    evidence = verdict.evidence
    telling: dict[str, Any] = next(
        (group for group in evidence.get("groups", ()) if group["reason"] == verdict.reason), {}
    )
    return {name: _shown(value, language) for name, value in {**evidence, **telling}.items()}


def _shown(value: object, language: Language) -> object:
    if isinstance(value, list):
        return ", ".join(str(_shown(one, language)) for one in value)
    word = f"charter.word.{value}"
    return say(word, language) if isinstance(value, str) and word in _WORDS else value


_WORDS = frozenset(key for key in keys() if key.startswith("charter.word."))
