"""What a run kept in codes, in words: why it was not complete, and why a record is no entry."""

from typing import Final

from catalogue.messages import keys
from catalogue.views import TroubleCount
from harvester.runs import RunSummary
from oogst.screen import Speech

__all__ = ["incomplete", "not_an_entry", "run_reasons"]

_KNOWN: Final = frozenset(keys())
COUNTED: Final = "failed-records"


def incomplete(reason: str, speech: Speech) -> dict[str, str]:
    """Explain one reason of a run that is not complete: ``code: detail``, or the key of an error."""
    code, _, detail = reason.partition(": ")
    if code == COUNTED:
        text = speech.count(f"reason.{code}", int(detail))
    elif f"reason.{code}" in _KNOWN:
        text = speech.say(f"reason.{code}", detail=_worded(detail, speech))
    else:
        text = _worded(code, speech) + (f" ({detail})" if detail else "")
    return {"code": code, "detail": detail, "text": text}


def run_reasons(run: RunSummary, speech: Speech) -> list[str]:
    """Say why a run was not complete; a failure is told by itself, with what to do."""
    told = run.failure.key if run.failure else ""
    return [incomplete(reason, speech)["text"] for reason in run.tally.reasons if reason != told]


def not_an_entry(trouble: TroubleCount, speech: Speech) -> dict[str, str]:
    """Explain why a record is not an entry of its own, with the harvester's reason in words."""
    key, _, detail = trouble.detail.partition(": ")
    why = speech.say(f"trouble.{trouble.kind}")
    if key in _KNOWN:
        why = f"{why}: {_worded(key, speech)}"
    else:
        detail = trouble.detail
    return {"kind": trouble.kind, "pointer": trouble.pointer, "detail": detail, "text": why}


def _worded(code: str, speech: Speech) -> str:
    """Say a message that needs no facts; anything else stays as it is."""
    if code not in _KNOWN:
        return code
    try:
        return speech.say(code)
    except KeyError:  # a message with facts that the run did not keep
        return code
