"""Coming to the same numbers from a bundle alone: its records read again, judged again, added up again.

Law: nothing of the bundle is believed but the bytes of sources and probes, and what people signed; entries,
findings, verdicts, scores and numbers are made anew, and compared with those that it states.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Connection

from catalogue.bundle import Bundle, load_into
from catalogue.bundle.manifest import SoftwareFacts
from catalogue.charter import Rubric, Score, Verdict
from catalogue.errors import AuditError, UsageError
from catalogue.profile import gate
from catalogue.scores import rubric_then
from catalogue.store import open_database
from catalogue.store.assessments import findings_kept, unpack_verdicts
from catalogue.store.seals import Checked, check
from catalogue.views.stood import Stood, stood
from harvester.evidence.numbers import (
    Numbers,
    added_up,
    differences_of,
    judged_by,
    rubric_of,
)
from harvester.evidence.published import Published, log_again, summed_up
from harvester.evidence.samples import samples_again
from harvester.evidence.terms import Terms, Whom, find_in, read_whom, rules_of, software
from harvester.kept import FindSource
from harvester.rejudging import Rejudged, Unread, rejudge
from harvester.runs import Rules

__all__ = ["Came", "Differs", "found_in", "laid_down", "replay_bundle", "sealed_in"]

SHARED: Final = ("payload", "record", "time")
"""Evidence that an assessment says for all its verdicts."""


class Differs(NamedTuple):
    """One thing that does not come out as the bundle states it."""

    what: str
    """``verdict``, ``score``, ``finding``, ``content``, ``published``, ``unreadable`` and so on."""
    publisher: str
    entry: str
    """UUID; empty for a number of the publisher."""
    title: str
    where: str
    """The check, the rule, or the place in the publisher's numbers."""
    then: str
    now: str
    why: tuple[str, ...] = ()
    """Codes: what else is not as it was, and may be the cause."""


@dataclass(slots=True, kw_only=True)
class Came:
    """What a replay came to."""

    counted: Counter[str] = field(default_factory=Counter)
    """Entries, verdicts, findings, numbers, samples and events that came out the same."""
    differing: list[Differs] = field(default_factory=list)
    software: list[str] = field(default_factory=list)
    """Codes: in what this software is not that of the bundle."""
    sealed: Checked
    numbers: dict[str, Numbers] = field(default_factory=dict)
    published: dict[str, Published] = field(default_factory=dict)
    """By publisher, what was published when."""

    @property
    def same(self) -> bool:
        return not self.differing and self.sealed.holds


@contextmanager
def laid_down(bundle: Bundle, workplace: Path) -> Iterator[Connection]:
    """Lay a bundle down in a store that is gone afterwards."""
    try:
        folder = TemporaryDirectory(prefix=".oogst-audit-", dir=workplace, ignore_cleanup_errors=True)
    except OSError as error:
        raise UsageError("run.no-workplace", folder=workplace, detail=error.strerror or error) from error
    with folder as place:
        database = open_database(f"sqlite:///{Path(place) / 'bundle.db'}")
        try:
            with database.transaction() as connection:
                load_into(connection, bundle)
            with database.transaction() as connection:
                yield connection
        finally:
            database.close()


def replay_bundle(
    bundle: Bundle, workplace: Path, *, advance: Callable[[int], None] = lambda _: None
) -> Came:
    """Make everything in a bundle anew, and compare. Raises AuditError for what cannot be read at all."""
    with laid_down(bundle, workplace) as connection:
        sealed = check(connection, partial=True, known_acts=_acts(bundle))
        work = _Work(
            connection,
            bundle,
            read_whom(bundle.content("publishers.json")),
            Came(sealed=sealed, software=_elsewise(bundle)),
            advance,
        )
        stated: dict[str, Numbers] = orjson.loads(bundle.content("numbers.json"))
        for name in bundle.manifest.scope.publishers:
            work.publisher(name, stated.get(name))
            work.published(name)
        work.samples()
    return work.came


def sealed_in(bundle: Bundle, workplace: Path) -> Checked:
    """Hold what a bundle brought along to the seals in it, and make nothing anew."""
    with laid_down(bundle, workplace) as connection:
        return check(connection, partial=True, known_acts=_acts(bundle))


def found_in(bundle: Bundle) -> FindSource:
    """Give the sources of a bundle with their settings, by name."""
    publishers = read_whom(bundle.content("publishers.json"))
    return lambda name: find_in(publishers, name)


def _acts(bundle: Bundle) -> set[str]:
    """Give the hashes in the chain of acts. Raises AuditError where one does not follow the one before it."""
    before, found = "", set()
    for previous, hash_ in orjson.loads(bundle.content("attestations.json")):
        if previous != before:
            raise AuditError("bundle.malformed", path=bundle.path, name="attestations.json")
        found.add(hash_)
        before = hash_
    return found


def _elsewise(bundle: Bundle) -> list[str]:
    then = bundle.manifest.software
    now = software(Terms(base=then.base, profile=then.profile, gate=tuple(then.gate)))
    pairs = {name: (getattr(then, name), getattr(now, name)) for name in SoftwareFacts.model_fields}
    return [name for name, (before, after) in pairs.items() if before != after]


@dataclass(slots=True)
class _Work:
    connection: Connection
    bundle: Bundle
    publishers: Mapping[str, Whom]
    came: Came
    advance: Callable[[int], None]

    def publisher(self, name: str, stated: Numbers | None) -> None:
        """Judge the entries of a publisher again, each at the moment at which it was judged, and add up."""
        scope = self.bundle.manifest.scope
        whom = self.publishers.get(name)
        rules = rules_of(whom, self.bundle.manifest.software)
        standing = stood(self.connection, scope.at, publisher=name, uuids=scope.entries or None)
        newest = rubric_then(self.connection, standing) if standing else None
        again = list(self._judged(standing, rules, newest))
        if stated is None or newest is None:
            return
        now = added_up(
            self.connection,
            name,
            again,
            rubric=newest,
            at=scope.at,
            facts=whom.facts if whom else None,
        )
        self.came.numbers[name] = now
        for where, then, found in differences_of(stated, now):
            self._differs("number", name, where, then=_plain(then), now=_plain(found))
        self.came.counted["number"] += 1

    def _judged(
        self, standing: Sequence[Stood], rules: Rules, newest: Rubric | None
    ) -> Iterator[tuple[Score, Sequence[Verdict]]]:
        for rubric, at, some in self._together(standing):
            chosen = rules.with_rubric(rubric)
            for one in rejudge(
                self.connection,
                some,
                rules=chosen,
                at=at,
                find=lambda name: find_in(self.publishers, name),
                reuse=False,
            ):
                self.advance(1)
                if isinstance(one, Unread):
                    self._differs("unreadable", one.stood, "", then="", now=one.failure.key)
                    continue
                self._compare(one, chosen)
                if newest is not None and judged_by(one.read.stood, newest):
                    yield one.score, one.verdicts

    def _together(self, standing: Sequence[Stood]) -> Iterator[tuple[Rubric, Any, list[Stood]]]:
        """Put together what was judged at one moment by one rubric."""
        rubrics: dict[tuple[str, str], Rubric] = {}
        ordered = sorted(standing, key=lambda one: (one.judged_at, one.rubric, one.rubric_sha256))
        for (at, *key), some in groupby(ordered, lambda one: (one.judged_at, one.rubric, one.rubric_sha256)):
            batch = list(some)
            named = (key[0], key[1])
            if named not in rubrics:
                rubrics[named] = rubric_of(self.connection, batch[0])
            yield rubrics[named], at, batch

    def _compare(self, one: Rejudged, rules: Rules) -> None:
        stood_, read = one.read.stood, one.read
        kept = {each.check: each for each in unpack_verdicts(stood_.verdicts)}
        made = {each.check: each for each in one.verdicts}
        before = len(self.came.differing)
        for check_id in sorted(kept.keys() | made.keys()):
            then, now = _verdict(kept.get(check_id)), _verdict(made.get(check_id))
            if then == now:
                self.came.counted["verdict"] += 1
            else:
                self._differs("verdict", stood_, check_id, then=then, now=now, rules=rules)
        self._compare_findings(one, rules)
        published = gate(read.findings, rules.gate)
        pairs = {
            "content": (True, read.same),
            "score": ((stood_.score, stood_.coverage, stood_.label), _score(one.score)),
            "published": (stood_.published, published),
        }
        for what, (was, is_) in pairs.items():
            if was != is_:
                self._differs(what, stood_, "", then=_plain(was), now=_plain(is_), rules=rules)
        if len(self.came.differing) == before:
            self.came.counted["entry"] += 1

    def _compare_findings(self, one: Rejudged, rules: Rules) -> None:
        stood_ = one.read.stood
        kept = Counter(findings_kept(self.connection, [stood_.assessment_id]).get(stood_.assessment_id, []))
        made = Counter(one.read.findings)
        self.came.counted["finding"] += (kept & made).total()
        for finding in (kept - made).elements():
            self._differs("finding", stood_, finding.rule, then=_plain(finding), now="", rules=rules)
        for finding in (made - kept).elements():
            self._differs("finding", stood_, finding.rule, then="", now=_plain(finding), rules=rules)

    def published(self, name: str) -> None:
        """Make the log of what was published anew, and compare."""
        lines = list(log_again(self.connection, name, self.bundle.manifest.scope.entries))
        if told := summed_up(lines):
            self.came.published[name] = told
        for line in lines:
            if line.then == line.now:
                self.came.counted["event"] += 1
                continue
            differs = Differs("event", name, line.entry, line.title, line.where, line.then, line.now)
            self.came.differing.append(differs)

    def samples(self) -> None:
        """Look at the sampled bytes again, and compare with what the probe noted down of them."""
        for one in samples_again(self.connection):
            if one.then != one.now:
                self._differs("sample", "", one.url, then=one.then, now=one.now)
            else:
                self.came.counted["sample"] += 1

    def _differs(
        self, what: str, of: Stood | str, where: str, *, then: str, now: str, rules: Rules | None = None
    ) -> None:
        """Note a difference of an entry, or of a publisher by name."""
        why = [f"software-{name}" for name in self.came.software]
        if isinstance(of, str):
            one = Differs(what, of, "", "", where, then, now, tuple(why))
        else:
            why += self._other_rules(of, rules) if rules else []
            one = Differs(what, of.publisher, of.uuid, of.title, where, then, now, tuple(why))
        self.came.differing.append(one)

    def _other_rules(self, one: Stood, rules: Rules) -> list[str]:
        """Tell whether it was made by other rules than those that made it now."""
        source = find_in(self.publishers, one.source)
        mine = rules.for_source(source, one.judged_at.date()) if source else rules
        same = mine.reads_as(one.rules), mine.fingerprint[HALF:] == one.rules[HALF:]
        return [
            code for code, equal in zip(("rules-reading", "rules-judging"), same, strict=True) if not equal
        ]


HALF: Final = 32


def _verdict(one: Verdict | None) -> str:
    if one is None:
        return ""
    own = {name: value for name, value in one.evidence.items() if name not in SHARED}
    said = [str(one.outcome), one.value, str(one.fault), one.reason, own]
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode()


def _score(score: Score) -> tuple[float | None, float, str]:
    return score.value, score.coverage, str(score.label)


def _plain(value: object) -> str:
    return (
        orjson.dumps(value, option=orjson.OPT_SORT_KEYS, default=list).decode() if value is not None else ""
    )
