"""The feeds as a target: what the next publication changes, that publication, and what the public gets of it.

A feed is written whole, so its plan is the difference between two documents: the one that would be written
now and the one that stands. Its guards are those of the publication itself, asked on a copy set aside.
"""

import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Final

from catalogue.errors import TargetError, UsageError
from catalogue.store import Database
from catalogue.store.decisions import Decision
from catalogue.targets import GUARDS, Limits
from catalogue.targets.push import CALLS, Act, Difference, Plan, State, Step, TargetSettings
from catalogue.targets.push.applying import Applied
from catalogue.targets.push.documents import Compared, compare
from catalogue.targets.push.drawing import in_order
from catalogue.targets.push.fingerprint import line, of_lines
from catalogue.targets.push.journal import Came, Journal, Outcome
from catalogue.targets.push.offered import Fate, fates, publishing
from catalogue.targets.push.placements import store_identity
from catalogue.targets.push.plans import Kept, KeptStep, steps_kept
from catalogue.targets.push.progress import Progress
from catalogue.targets.push.rehearsing import Rehearsed
from catalogue.targets.push.rules import because, evident
from catalogue.targets.push.staleness import refuse_elsewhere, refuse_settled
from catalogue.targets.push.tenancy import alone
from catalogue.targets.push.verifying import Alteration, Missing, Sample, Verified
from harvester.runs.agreement import Asked, agree, allowed_by, asked_by, asked_of
from harvester.runs.fetching import fetched
from harvester.runs.publication import FURTHER, Further, Publication, publish
from harvester.runs.rules import Rules

__all__ = ["FeedChannel"]

FORMAT: Final = "rdf"
"""What the platform reads: the other formats are written from the same statements."""
LONGEST: Final = 250
"""Characters of an identity."""
SHOWN: Final = 50


class FeedChannel:
    """The feeds in one folder, and the public address at which that folder is served."""

    def __init__(
        self,
        settings: TargetSettings,
        database: Database,
        folder: Path,
        rules: Mapping[str, Rules],
        limits: Mapping[str, Limits],
    ) -> None:
        self._settings = settings
        self._database = database
        self._folder = folder
        self._rules = rules
        """By publisher; nobody else's feed is written."""
        self._limits = limits
        """By publisher: how much may go without a person looking."""

    def identity(self) -> str:
        """Tell one folder of feeds from every other."""
        folder = self._folder.resolve().as_uri()
        return folder if len(folder) <= LONGEST else f"feed {sha256(folder.encode()).hexdigest()}"

    def plan(self, publishers: Sequence[str], now: datetime) -> Plan:
        """Say what the next publication of each feed changes against the copy that stands."""
        scope = tuple(sorted(publishers or self._settings.publishers))
        with self._database.transaction() as connection:
            store = store_identity(connection, now)
        identity = self.identity()
        steps: list[Step] = []
        asks: list[tuple[str, Mapping[str, object]]] = []
        unchanged = standing = 0
        for publisher in self._meant(scope):
            found, asked, entries = self._steps(publisher)
            steps += found
            asks += [one.said for one in asked]
            changed = sum(step.act in {Act.CREATE, Act.UPDATE} and bool(step.uuid) for step in found)
            unchanged += max(entries - changed, 0)
            standing += entries - sum(step.act is Act.CREATE for step in found)
        basis = [line(identity, store, *scope), *(line(*_said(step)) for step in steps)]
        basis += [line(key, repr(sorted(facts.items()))) for key, facts in asks]
        return Plan(
            target=self._settings.name,
            identity=identity,
            store=store,
            publishers=scope,
            made_at=now,
            steps=tuple(sorted(steps, key=in_order)),
            unchanged=unchanged,
            standing=standing,
            basis=of_lines(basis),
            asks=tuple(asks),
        )

    def apply(self, kept: Kept, progress: Progress, stop: Event) -> Applied:
        """Publish the feeds that a plan is about. Raises UsageError where it does not hold any more."""
        with alone(self._database, kept, stop):
            self._refuse_unfit(kept)
            return self._published(kept, progress, stop)

    def verify(self, publishers: Sequence[str], sample: Sample | None, progress: Progress) -> Verified:
        """Compare what the public gets with what the store would have published now; always all of it."""
        del sample  # a document is fetched whole
        found = Verified(placed=0)
        meant = self._meant(publishers or self._settings.publishers)
        progress.total(len(meant))
        for publisher in meant:
            with self._draft(publisher) as (draft, _), TemporaryDirectory() as aside:
                compared = self._compared(draft, self._public(publisher, Path(aside)))
            _add(found, compared)
            progress.advance(1)
        return found

    def rehearse(self, kept: Kept, progress: Progress) -> Rehearsed:
        """Refuse: planning asks every guard already, and nobody else has a say."""
        del progress
        raise UsageError("push.no-rehearsal", target=kept.plan.target)

    def _meant(self, scope: Sequence[str]) -> list[str]:
        """Give the publishers whose feed there is to write, or one that stands."""
        with self._database.transaction() as connection:
            offering = publishing(connection, scope)
        standing = [one for one in self._rules if (not scope or one in scope) and self._file(one).exists()]
        return sorted({one for one in offering if one in self._rules} | set(standing))

    def _file(self, publisher: str) -> Path:
        return self._folder / f"{publisher}.{FORMAT}"

    def _public(self, publisher: str, aside: Path) -> Path | None:
        """Fetch what the public gets; what stands in the folder, where no address is configured."""
        if not self._settings.url:
            return self._file(publisher) if self._file(publisher).exists() else None
        path = aside / f"{publisher}.{FORMAT}"
        fetched(f"{self._settings.url}/{publisher}.{FORMAT}", path)
        return path

    @contextmanager
    def _draft(self, publisher: str) -> Iterator[tuple[Path, list[Asked]]]:
        """Publish beside a copy of what stands, so that every guard speaks and nothing changes."""
        with TemporaryDirectory(prefix="oogst-") as name:
            aside = Path(name)
            for file in self._folder.glob(f"{publisher}.*") if self._folder.is_dir() else ():
                if file.is_file():
                    shutil.copy2(file, aside / file.name)
            try:
                asked = self._published_aside(publisher, aside)
            except TargetError as refused:
                facts = {
                    key: str(value).replace(name, str(self._folder)) for key, value in refused.facts.items()
                }
                raise TargetError(refused.key, **facts) from refused
            yield aside / f"{publisher}.{FORMAT}", asked

    def _published_aside(self, publisher: str, aside: Path) -> list[Asked]:
        """Publish there as if a person had said yes to each guard that asks for it; give what they asked.

        Raises TargetError for what nobody can say yes to. A yes that is only supposed is kept nowhere.
        """
        asked: list[Asked] = []
        for _ in GUARDS:
            try:
                self._publish(publisher, aside, asked, further=())
            except TargetError as refused:
                one = asked_by(refused)
                if one is None:
                    raise
                asked.append(one)
            else:
                return asked
        self._publish(publisher, aside, asked, further=())
        return asked

    def _publish(
        self, publisher: str, folder: Path, asked: Sequence[Asked], further: Sequence[Further] = FURTHER
    ) -> Publication:
        return publish(
            publisher,
            database=self._database,
            rules=self._rules[publisher],
            folder=folder,
            limits=self._limits.get(publisher, Limits()),
            allowed=allowed_by(asked),
            further=further,
        )

    def _steps(self, publisher: str) -> tuple[list[Step], list[Asked], int]:
        """Give what the next publication changes, what it asks of a person, and how many entries it holds."""
        standing = self._file(publisher)
        try:
            with self._draft(publisher) as (draft, asked):
                found = self._compared(draft, standing if standing.exists() else None)
        except TargetError as refused:
            step = Step(Act.REFUSE, "", publisher, publisher, refused.key, refused.facts)
            return [step], [], 0
        known = self._fates([*found.created, *found.updated, *found.deleted])
        return list(_written(publisher, found, known)), asked, found.entries

    def _fates(self, uuids: Collection[str]) -> dict[str, Fate]:
        with self._database.transaction() as connection:
            return fates(connection, sorted(uuids))

    def _compared(self, wanted: Path, standing: Path | None) -> Compared:
        """Compare two documents. Raises TargetError when what stands cannot be read."""
        try:
            return compare(wanted, standing, self._fates)
        except (SyntaxError, OSError) as error:
            raise TargetError("push.feed-unreadable", path=standing, detail=error) from error

    def _refuse_unfit(self, kept: Kept) -> None:
        with self._database.transaction() as connection:
            mine = store_identity(connection, datetime.now(UTC))
        refuse_settled(kept, mine)
        refuse_elsewhere(kept, self.identity())

    def _published(self, kept: Kept, progress: Progress, stop: Event) -> Applied:
        journal = Journal(self._database, kept.number, kept.plan.identity, places=False)
        pending = self._pending(kept)
        still = {
            publisher: self._unless_stale(kept, publisher, steps) for publisher, steps in pending.items()
        }
        journal.begin()
        progress.total(sum(map(len, pending.values())))
        done = Applied()
        for publisher, steps in pending.items():
            if stop.is_set() or done.error:
                break
            if still[publisher]:
                self._replace(kept, publisher, journal, steps, done)
            if done.error is None:
                journal.remember(steps)
                progress.advance(len(steps))
        journal.end()
        self._sum_up(kept, pending, done, stop)
        return done

    def _replace(
        self, kept: Kept, publisher: str, journal: Journal, steps: Sequence[KeptStep], done: Applied
    ) -> None:
        """Publish one feed, past the guards that a person said yes to."""
        call = journal.intend(steps[0])
        asked = asked_of(kept.plan.asks, publisher)
        if asked and kept.accepted_at is not None:
            said = Decision(kept.accepted_by, kept.accepted_why, kept.accepted_at)
            agree(self._database, publisher, self._folder, allowed_by(asked), said)
        try:
            done.beside += self._publish(publisher, self._folder, asked).failures
        except TargetError as refused:
            journal.settle(steps[0], call, Outcome(Came.FAILED, error=refused))
            done.error = refused
            return
        journal.settle(steps[0], call, Outcome(Came.DONE))

    def _sum_up(self, kept: Kept, pending: Mapping[str, list[KeptStep]], done: Applied, stop: Event) -> None:
        left = self._pending(kept)
        done.left = sum(map(len, left.values()))
        done.stopped = stop.is_set() and bool(done.left)
        for one in (step.step.act for steps in pending.values() for step in steps):
            done.counts[one] = done.counts.get(one, 0) + 1
        for one in (step.step.act for steps in left.values() for step in steps):
            done.counts[one] -= 1
        with self._database.transaction() as connection:
            done.refused += steps_kept(connection, kept.number, acts=[Act.REFUSE])

    def _pending(self, kept: Kept) -> dict[str, list[KeptStep]]:
        found: dict[str, list[KeptStep]] = {}
        with self._database.transaction() as connection:
            states = (State.PLANNED, State.STARTED)
            for one in steps_kept(connection, kept.number, states, sorted(CALLS)):
                found.setdefault(one.step.publisher, []).append(one)
        return found

    def _unless_stale(self, kept: Kept, publisher: str, steps: list[KeptStep]) -> bool:
        """Tell whether a feed is still to be written: what was written before a kill stands already.

        Raises UsageError when its publication would change something else than was planned.
        """
        now, asked, _ = self._steps(publisher)
        if not now:
            return False
        same = {line(*_said(one)) for one in now} == {line(*_said(one.step)) for one in steps}
        if not same or allowed_by(asked) != allowed_by(asked_of(kept.plan.asks, publisher)):
            facts = {"target": kept.plan.target, "publisher": publisher}
            raise UsageError("push.stale-feed", plan=kept.name, **facts)
        return True


def _written(publisher: str, found: Compared, known: Mapping[str, Fate]) -> Iterator[Step]:
    for uuid in found.created:
        yield _step(Act.CREATE, publisher, uuid, known)
    for uuid, differences in found.updated.items():
        yield _step(Act.UPDATE, publisher, uuid, known)._replace(differences=tuple(differences))
    for uuid in found.deleted:
        step = _step(Act.DELETE, publisher, uuid, known)
        fate = known.get(uuid)
        if fate is None:
            yield step._replace(rule="push.rule.feed-stranger")
        elif evident(fate):
            rule, facts = because(fate)
            yield step._replace(rule=rule, facts=facts)
        else:
            yield step._replace(rule="push.rule.feed-held-back")


def _step(act: Act, publisher: str, uuid: str, known: Mapping[str, Fate]) -> Step:
    fate = known.get(uuid)
    title = fate.title if fate else uuid
    return Step(act, uuid, publisher, title or publisher, kind=fate.kind if fate else "")


def _said(step: Step) -> tuple[str, ...]:
    differences = repr([list(one) for one in step.differences])
    return (step.act, step.publisher, step.uuid, step.rule, differences)


def _add(found: Verified, compared: Compared) -> None:
    """Add what one document of the public has otherwise."""
    found.placed += compared.entries
    found.read += compared.entries - len(compared.created)
    found.missing_count += len(compared.created)
    found.missing += [Missing(uuid, "", uuid) for uuid in compared.created[: SHOWN - len(found.missing)]]
    found.altered += len(compared.updated)
    found.equal += compared.entries - len(compared.created) - sum(map(bool, compared.updated))
    found.surplus += len(compared.deleted)
    for uuid, differences in compared.updated.items():
        for name, one in {one.field.split(" ")[0]: one for one in differences}.items():
            example = Difference(one.field, one.before, one.after)
            found.fields.setdefault(name, Alteration(0, example, uuid)).entries += 1
