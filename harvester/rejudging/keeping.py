"""Judging again what stands, because more is known or the rubric is another, and keeping what that changes.

A run of its own kind says why. Where nothing differs nothing is kept, not even that run: nights without news
leave no trace but what their probes saw.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Connection

from catalogue.charter import Verdict
from catalogue.errors import OogstError, StoreError
from catalogue.model import Source
from catalogue.profile import gate
from catalogue.store import Database, Leases, RunKey, RunState, Tally, begin_run, end_run, past
from catalogue.store.assessments import (
    Assessed,
    Judgement,
    keep_again_judged,
    keep_rubric,
    unpack_verdicts,
)
from catalogue.views.stood import stood
from harvester.kept import FindSource
from harvester.rejudging.judging import Rejudged, rejudge
from harvester.rejudging.reading import Unread
from harvester.runs.memory import few_collections
from harvester.runs.progress import NoProgress, Progress
from harvester.runs.road import waits_for_facts
from harvester.runs.rules import Rules
from harvester.runs.tenancy import holder_here, source_lease

__all__ = ["Rejudging", "differs", "judge_standing"]

KEPT_AT_ONCE: Final = 100
"""Entries that are kept in one transaction."""


@dataclass(slots=True, kw_only=True)
class Rejudging:
    """What came of judging the entries of one publisher again."""

    judged: int = 0
    differing: int = 0
    left: int = 0
    """Of which the rules of today make something else than what stands: a run or a replay comes first."""
    lost: list[Unread] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)
    """One for each source of which anything differs."""
    busy: list[OogstError] = field(default_factory=list)
    """Why a source was passed over: somebody works on it."""


def judge_standing(
    publisher: str,
    *,
    database: Database,
    rules: Rules,
    cause: str,
    uuids: Sequence[str] | None = None,
    find: FindSource = lambda _: None,
    progress: Progress | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Rejudging:
    """Judge what stands of a publisher, or some of its entries, by all that is known now; keep what differs.

    ``cause`` is the scope of the run that it becomes. A source that somebody works on is passed over: what
    is known now is known the next time too.
    """
    found = Rejudging()
    with database.transaction() as connection:
        standing = stood(connection, clock(), publisher=publisher, uuids=uuids)
    work = _Work(database, rules, cause, find, found, progress or NoProgress(), clock)
    work.progress.total(len(standing))
    with few_collections():
        for source, of_source in groupby(standing, lambda one: one.source):
            try:
                work.source(source, publisher, {one.uuid for one in of_source})
            except StoreError as busy:
                found.busy.append(busy)
    return found


@dataclass(slots=True)
class _Work:
    database: Database
    rules: Rules
    cause: str
    find: FindSource
    found: Rejudging
    progress: Progress
    clock: Callable[[], datetime]

    def source(self, name: str, publisher: str, uuids: set[str]) -> None:
        """Judge the entries of one source again, while nobody else works on it."""
        with ExitStack() as held:
            held.enter_context(source_lease(Leases(self.database), name, holder_here()))
            now = self.clock().replace(microsecond=0)
            reading = held.enter_context(self.database.transaction())
            standing = stood(reading, now, publisher=publisher, source=name, uuids=sorted(uuids))
            if not standing:
                return
            source = self.find(name) or past.past_source(reading, standing[0].origin.run_id)
            sheet = held.enter_context(_Sheet(self, source, self.rules.for_source(source, now.date()), now))
            for one in rejudge(reading, standing, rules=self.rules, at=now, find=self.find):
                self.progress.advance(1)
                if isinstance(one, Unread):
                    self.found.lost.append(one)
                elif not one.read.same:
                    self.found.left += 1
                else:
                    self.found.judged += 1
                    sheet.take(one)


@dataclass(slots=True)
class _Sheet:
    """What differs of one source, kept a few entries at a time; its run begins with the first of them."""

    work: _Work
    source: Source
    rules: Rules
    now: datetime
    key: RunKey | None = None
    kept: int = 0
    _waiting: list[Judgement] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        whole = error is None
        if whole:
            self._keep()
        if self.key is not None:
            state, reasons = (RunState.JUDGED, []) if whole else (RunState.FAILED, ["interrupted"])
            tally = Tally(scope=self.work.cause, seen=self.kept, changed=self.kept, reasons=reasons)
            with self.work.database.transaction() as connection:
                end_run(connection, self.key, tally, state=state, now=self.work.clock())
            self.work.found.differing += self.kept

    def take(self, one: Rejudged) -> None:
        if differs(one):
            self._waiting.append(_judgement(one, self.rules))
        if len(self._waiting) >= KEPT_AT_ONCE:
            self._keep()

    def _keep(self) -> None:
        if not self._waiting:
            return
        with self.work.database.transaction() as connection:
            key = self.key or self._begun(connection)
            keep_again_judged(connection, key, self._waiting, rules=self.rules.fingerprint, now=self.now)
        self.key, self.kept = key, self.kept + len(self._waiting)
        self._waiting.clear()

    def _begun(self, connection: Connection) -> RunKey:
        keep_rubric(connection, self.rules.rubric, self.now)
        key = begin_run(connection, self.source, self.now, scope=self.work.cause)
        self.work.found.runs.append(key.run_id)
        return key


def differs(one: Rejudged) -> bool:
    """Tell whether an entry is judged otherwise than it was: evidence alone makes no difference."""
    before, score = one.read.stood, one.score
    if (before.score, before.coverage, before.label) != (score.value, score.coverage, score.label):
        return True
    if before.rubric != score.rubric:
        return True
    return _answers(unpack_verdicts(before.verdicts)) != _answers(one.verdicts)


def _answers(verdicts: Sequence[Verdict]) -> set[tuple[object, ...]]:
    return {(one.check, one.outcome, one.value, one.fault, one.reason) for one in verdicts}


def _judgement(one: Rejudged, rules: Rules) -> Judgement:
    before, record, findings = one.read.stood, one.read.record, one.read.findings
    published = gate(findings, rules.gate)
    assessed = Assessed(
        record_hash=record.hash,
        payload=record.payload,
        pointer=record.pointer,
        findings=findings,
        verdicts=one.verdicts,
        score=one.score,
        published=published,
        waits_for_facts=not published and rules.facts is None and waits_for_facts(findings, rules.gate),
        rubric_sha256=rules.rubric.digest,
    )
    return Judgement(before.entry_id, before.version_id, before.origin.run_id, assessed)
