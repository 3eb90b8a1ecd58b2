"""The charter in words, Dutch and English: checks from the rubric, answers from the message catalogue."""

from typing import Any, Final, NamedTuple

from catalogue.charter.rubric import Check, Rubric
from catalogue.charter.scoring import Label, State
from catalogue.charter.verdict import Fault, Outcome, Verdict
from catalogue.messages import Language, keys, say

__all__ = [
    "CheckText",
    "PrincipleText",
    "answer_text",
    "check_page",
    "check_text",
    "fault_text",
    "is_attested",
    "is_disputed",
    "label_text",
    "outcome_text",
    "principle_text",
    "state_text",
    "unobserved_text",
    "verdict_text",
]


WHOLE_FROM: Final = 10
"""Numbers from here on are told without decimals."""


class CheckText(NamedTuple):
    title: str
    remedy: str
    explains: str
    """What is looked at and why; empty in the first rubric."""
    page: str
    """Where the documentation tells of it."""


class PrincipleText(NamedTuple):
    sentence: str
    """In Dutch the charter's own sentence, in English our gloss."""
    source: str
    official: bool


def check_text(check: Check, language: Language, verdict: Verdict | None = None) -> CheckText:
    """Name a check and say how to do better; with a verdict the remedy names what is missing there."""
    facts = _facts(verdict, language) if verdict else {}
    shown = {name: facts.get(name) or say(f"charter.word.{name}", language) for name in ("missing", "issues")}
    return CheckText(
        getattr(check.title, language),
        getattr(check.remedy, language).format(**shown),
        getattr(check.explains, language),
        check_page(check.id),
    )


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
    """Say in one sentence why, in two where a person said otherwise.

    It may hold the source's own text: escape it on a screen.
    """
    facts = _facts(verdict, language)
    why = say(f"charter.reason.{verdict.reason}", language, **facts)
    return f"{why} {say('charter.dispute', language, **facts)}" if is_disputed(verdict) else why


def is_disputed(verdict: Verdict) -> bool:
    """Tell whether a person answered otherwise than the machine."""
    return "disputed" in verdict.evidence


def is_attested(verdict: Verdict) -> bool:
    """Tell whether the outcome is that of a person's answer and not of a machine."""
    return verdict.value is not None and verdict.reason.startswith("answer-")


def answer_text(name: str, language: Language) -> str:
    """Name what is asked beside yes and no."""
    return say(f"charter.answer.{name}", language)


def check_page(check: str) -> str:
    """Give the place of a check in the documentation: page and section."""
    return f"reference/charter-checks.md#{check.lower().replace('.', '-')}"


def unobserved_text(verdict: Verdict, language: Language) -> list[str]:
    """List the halves of the check that nobody looked at."""
    return [say(f"charter.unobserved.{half}", language) for half in verdict.evidence.get("unobserved", ())]


def _facts(verdict: Verdict, language: Language) -> dict[str, Any]:
    evidence = verdict.evidence
    telling: dict[str, Any] = next(
        (group for group in evidence.get("groups", ()) if group["reason"] == verdict.reason), {}
    )
    facts = {**evidence, **telling, **_answer(evidence.get("attestation"))}
    return {name: _shown(value, language) for name, value in facts.items()}


def _answer(attestation: dict[str, Any] | None) -> dict[str, Any]:
    if attestation is None:
        return {}
    return attestation | {"audited": "audited" if attestation["audited"] else "unaudited"}


def _shown(value: object, language: Language) -> object:
    if value is None:
        return say("charter.word.nothing", language)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, list):
        return ", ".join(str(_shown(one, language)) for one in value)
    if isinstance(value, str):
        for key in (f"charter.word.{value}", f"charter.answer.{value}"):
            if key in _WORDS:
                return say(key, language)
    return value


def _number(value: float) -> str:
    """Write a number as people say it: whole where it is large, with one decimal where that tells."""
    return f"{value:.0f}" if value >= WHOLE_FROM or value == round(value) else f"{value:.1f}"


_WORDS = frozenset(key for key in keys() if key.startswith(("charter.word.", "charter.answer.")))
