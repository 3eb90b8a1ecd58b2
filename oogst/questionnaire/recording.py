"""From an answer as it was filled in to an attestation in the store."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from catalogue.charter import Level, Rubric
from catalogue.errors import UsageError
from catalogue.questionnaire import ends_on
from catalogue.store.attestations import attestations, keep_proof, sign
from catalogue.testimony import Attestation, Hold
from catalogue.views import find_entries
from oogst.questionnaire.answer import Answer
from oogst.questionnaire.proofs import Gathered

__all__ = ["Recorder"]

HERE: Final = ZoneInfo("Europe/Brussels")
NOON, LAST = time(12), time(23, 59, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder:
    """Records answers of one publisher, one after the other."""

    connection: Connection
    publisher: str
    rubric: Rubric
    now: datetime
    via: str = ""

    def record(self, answer: Answer, proofs: list[Gathered]) -> Attestation | None:
        """Keep an answer; it takes the place of the one that holds for the same.

        ``None`` where the very same is there already: reading a questionnaire twice adds nothing.
        Raises UsageError for a scope that the check does not know, or an entry that is not there.
        """
        drafted = self._drafted(answer, proofs)
        former = self._former(drafted)
        if former is not None and _same(former, drafted, dated=answer.signed_on is not None):
            return None
        for proof, body, content_type in proofs:
            if body is not None:
                keep_proof(self.connection, proof.sha256, body, content_type)
        return sign(self.connection, _in_place_of(drafted, former), self.now)

    def _drafted(self, answer: Answer, proofs: list[Gathered]) -> Attestation:
        check = self.rubric.by_id[answer.check]
        if check.level is Level.PUBLISHER and (answer.entries or answer.theme):
            raise UsageError("attest.scope", check=check.id)
        if answer.entries and answer.theme:
            raise UsageError("attest.two-scopes", check=check.id)
        signed = self._signed(answer.signed_on)
        until = answer.valid_until
        return Attestation(
            id=str(uuid4()),
            publisher=self.publisher,
            check=check.id,
            entries=tuple(sorted(self._entry(name) for name in answer.entries)),
            theme=answer.theme,
            statement=answer.statement,
            answers=answer.answers,
            narrative=answer.narrative,
            proofs=tuple(one.proof for one in proofs),
            by_name=answer.name,
            by_role=answer.role,
            signed_at=signed,
            valid_until=datetime.combine(until, LAST, HERE) if until else ends_on(check, signed),
            charter_version=self.rubric.charter.version,
            rubric=self.rubric.version,
            via=self.via,
        )

    def _signed(self, on: date | None) -> datetime:
        """Give the moment of signing: of a day that passed its noon, so that it is that day everywhere."""
        if on is None or on == self.now.astimezone(HERE).date():
            return self.now
        return datetime.combine(on, NOON, HERE)

    def _entry(self, wanted: str) -> str:
        found = [one for one in find_entries(self.connection, wanted) if one.publisher == self.publisher]
        if not found:
            raise UsageError("attest.no-entry", wanted=wanted, publisher=self.publisher)
        if len(found) > 1:
            uuids = ", ".join(entry.uuid for entry in found[:5])
            raise UsageError("decide.several", wanted=wanted, uuids=uuids)
        return found[0].uuid

    def _former(self, one: Attestation) -> Attestation | None:
        """Give the answer that holds now for the same check and the same scope."""
        same = (
            each
            for each in attestations(self.connection, self.publisher)
            if (each.check, each.entries, each.theme) == (one.check, one.entries, one.theme)
            and each.hold(self.now) in {Hold.HOLDS, Hold.QUESTIONED}
        )
        return max(same, key=lambda each: each.signed_at, default=None)


SAME: Final = ("statement", "answers", "narrative", "by_name", "by_role", "via")


def _same(former: Attestation, drafted: Attestation, *, dated: bool) -> bool:
    """Tell whether an answer says what the one before it says, and is of the same day where it bears one."""
    proofs = [[(proof.place, proof.sha256) for proof in one.proofs] for one in (former, drafted)]
    day = not dated or former.signed_at.date() == drafted.signed_at.date()
    return (
        day
        and proofs[0] == proofs[1]
        and all(getattr(former, name) == getattr(drafted, name) for name in SAME)
    )


def _in_place_of(drafted: Attestation, former: Attestation | None) -> Attestation:
    if former is None or former.signed_at > drafted.signed_at:
        return drafted
    return replace(drafted, supersedes=former.id)
