"""How each question stands for one publisher at one moment: open, answered, ended, or in dispute."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from catalogue.charter import Check, Level, Rubric
from catalogue.questionnaire.questions import Question, asked_checks, questions
from catalogue.testimony import Attestation, Hold, telling

__all__ = ["Opening", "Waits", "openings"]

SOON: Final = timedelta(days=60)
"""How long before its end an answer is asked for again: a council meets once a month."""


class Waits(StrEnum):
    """What a question waits for."""

    OPEN = "open"
    """Nobody answered it."""
    ENDED = "ended"
    """The last answer no longer holds."""
    ENDS_SOON = "ends-soon"
    DISPUTED = "disputed"
    """A machine answers otherwise, and no auditor has decided."""
    NOTHING = "nothing"
    """It is answered."""
    NOT_ASKED = "not-asked"
    """It is about entries, and there is none that it concerns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    check: Check
    question: Question
    waits: Waits
    present: Attestation | None
    """The answer that holds; where several do, the one about the publisher as a whole, else the newest."""
    last: Attestation | None
    """Where none holds: the last one there was."""
    hold: Hold | None
    """What became of the last one."""
    others: tuple[Attestation, ...]
    """Answers that hold for a part: entries or a theme."""
    entries: int
    """Entries that wait for an answer, where it is asked of entries."""

    @property
    def asks(self) -> bool:
        return self.waits not in {Waits.NOTHING, Waits.NOT_ASKED}


def openings(
    rubric: Rubric,
    attestations: Sequence[Attestation],
    *,
    at: datetime,
    waiting: Mapping[str, int],
    disputed: Iterable[str] = (),
) -> list[Opening]:
    """Tell of every question how it stands.

    ``waiting`` says for how many entries a check waits for a person, and ``disputed`` on which checks a
    machine answers otherwise.
    """
    contested = set(disputed)
    return [
        _opening(
            check,
            [one for one in attestations if one.check == check.id],
            at,
            waiting.get(check.id, 0),
            disputed=check.id in contested,
        )
        for check in asked_checks(rubric)
        if check.id in questions()
    ]


def _opening(
    check: Check, given: Sequence[Attestation], at: datetime, waiting: int, *, disputed: bool
) -> Opening:
    holding = [one for one in given if one.hold(at) is Hold.HOLDS]
    whole = [one for one in holding if not one.narrow]
    present = telling(whole, check.id) or max(holding, key=lambda one: one.signed_at, default=None)
    ended = [one for one in given if one.hold(at) is not Hold.SUPERSEDED]
    last = None if present else max(ended, key=lambda one: one.signed_at, default=None)
    return Opening(
        check=check,
        question=questions()[check.id],
        waits=Waits.DISPUTED if disputed else _waits(check, present, last, at, waiting),
        present=present,
        last=last,
        hold=last.hold(at) if last else None,
        others=tuple(one for one in holding if one is not present),
        entries=waiting,
    )


def _waits(
    check: Check, present: Attestation | None, last: Attestation | None, at: datetime, waiting: int
) -> Waits:
    if check.level is not Level.PUBLISHER and not waiting and present is None:
        return Waits.NOT_ASKED
    if present is None:
        return Waits.ENDED if last else Waits.OPEN
    if check.level is not Level.PUBLISHER and waiting:
        return Waits.OPEN
    return Waits.ENDS_SOON if present.valid_until - at <= SOON else Waits.NOTHING
