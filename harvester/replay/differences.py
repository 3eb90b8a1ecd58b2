"""What differs between an entry as it stands and the same entry under other rules. Pure.

Content is compared as RDF, so that neither order nor spelling counts; it is told value by value, with the
reasons of before and after.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from catalogue.charter import load_rubric
from catalogue.charter.rubric import Input
from catalogue.graph import content_lines, from_ntriples
from catalogue.model import Reason
from catalogue.packing import unpack
from catalogue.profile import Finding
from catalogue.store import Judged
from catalogue.store.keeping import corrections_in, unpack_reasons
from catalogue.store.replays import Standing

__all__ = ["Change", "Difference", "compare"]

NUMBERED: Final = re.compile(r"\[\d+\]")
PLACED: Final = re.compile(r"(distributions|services)\[(\d+)\]")
ADDRESS: Final = {"distributions": ("access_url", "download_url"), "services": ("endpoint_url",)}
"""By what a node is the same before and after, though its number changed."""

UNKNOWN: Final = "unknown"
LATER: Final = frozenset(
    {Input.OBSERVATIONS, Input.SAMPLE, Input.ELSEWHERE, Input.HISTORY, Input.ATTESTATIONS}
)

Reasons = Mapping[str, Sequence[Reason]]


class Change(NamedTuple):
    """One property of one node that says something else."""

    path: str
    """``title``, ``distributions[https://…].licence``: nodes by their address."""
    name: str
    """The same without saying which node: ``distributions.licence``."""
    before: list[Reason]
    after: list[Reason]

    @property
    def removed(self) -> list[Reason]:
        return _without(self.before, self.after)

    @property
    def added(self) -> list[Reason]:
        return _without(self.after, self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that other rules make different of one entry."""

    uuid: str
    title: str
    changes: list[Change] = field(default_factory=list)
    lines_removed: list[str] = field(default_factory=list)
    """Triples, in N-Triples."""
    lines_added: list[str] = field(default_factory=list)
    findings_gone: list[Finding] = field(default_factory=list)
    findings_new: list[Finding] = field(default_factory=list)
    published: tuple[bool, bool]
    score: tuple[float | None, float | None]
    checks: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Outcomes before and after, by check."""

    @property
    def of_content(self) -> bool:
        """Tell whether the entry itself says something else, so that it gets another version."""
        return bool(self.lines_removed or self.lines_added)


def compare(standing: Standing, judged: Judged) -> Difference | None:
    """Compare an entry as it stands with what was made of its record now; None where nothing differs."""
    same = standing.hash == judged.hash
    removed, added = ([], []) if same else _lines(standing.body, judged.body)
    gone = list((Counter(standing.findings) - Counter(judged.findings)).elements())
    new = list((Counter(judged.findings) - Counter(standing.findings)).elements())
    checks = {one.check: (str(one.outcome), one.value) for one in judged.verdicts}
    differing = standing.checks.keys() | checks.keys() if standing.checks != checks else ()
    learned = {name for name in differing if _outcome(standing.checks, name) == UNKNOWN and name in _later()}
    signed = corrections_in(standing.reasons) != corrections_in(judged.reasons)
    found = Difference(
        uuid=judged.identity.uuid,
        title=judged.title or standing.title,
        changes=_changes(standing.reasons, judged.reasons) if signed or not same else [],
        lines_removed=removed,
        lines_added=added,
        findings_gone=gone,
        findings_new=new,
        published=(standing.published, judged.published),
        score=(standing.score, judged.score.value),
        checks={
            name: (_outcome(standing.checks, name), _outcome(checks, name))
            for name in sorted(differing)
            if standing.checks.get(name) != checks.get(name) and name not in learned
        },
    )
    return found if _differs(found, same=same and not signed, learned=bool(learned)) else None


def _differs(found: Difference, *, same: bool, learned: bool) -> bool:
    judged = found.findings_gone or found.findings_new or found.checks
    score = len(set(found.score)) > 1 and not learned
    return not same or bool(judged) or len(set(found.published)) > 1 or score


@cache
def _later() -> frozenset[str]:
    """Name the checks that rest on what becomes known after a harvest: no rule makes them answer."""
    return frozenset(check.id for check in load_rubric().entry_checks if check.inputs & LATER)


def _outcome(checks: Mapping[str, tuple[str, float | None]], name: str) -> str:
    return checks[name][0] if name in checks else ""


def _lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    sides = [set(content_lines(from_ntriples(unpack(body)))) for body in (before, after)]
    removed, added = sides[0] - sides[1], sides[1] - sides[0]
    return [line.decode().rstrip() for line in sorted(removed)], [
        line.decode().rstrip() for line in sorted(added)
    ]


def _changes(before: bytes, after: bytes) -> list[Change]:
    old, new = (_by_address(unpack_reasons(packed)[0]) for packed in (before, after))
    names = {path: name for path, (name, _) in (*old.items(), *new.items())}
    none: tuple[str, list[Reason]] = ("", [])
    found = (
        Change(path, name, old.get(path, none)[1], new.get(path, none)[1]) for path, name in names.items()
    )
    return sorted((one for one in found if one.removed or one.added), key=lambda one: one.path)


def _by_address(reasons: Reasons) -> dict[str, tuple[str, list[Reason]]]:
    """Give the reasons by paths in which nodes have their address, with the name of the property."""
    addresses: dict[tuple[str, str], str] = {}
    used: Counter[str] = Counter()
    for path in reasons:
        for node, number in PLACED.findall(path):
            if (node, number) not in addresses:
                address = _address(reasons, node, number)
                used[f"{node} {address}"] += 1
                again = used[f"{node} {address}"]
                addresses[node, number] = address if again == 1 else f"{address} #{again}"
    return {
        PLACED.sub(lambda at: f"{at[1]}[{addresses[at[1], at[2]]}]", path): (
            NUMBERED.sub("", path),
            list(whys),
        )
        for path, whys in reasons.items()
    }


def _address(reasons: Reasons, node: str, number: str) -> str:
    said = [reasons.get(f"{node}[{number}].{name}", ()) for name in ADDRESS[node]]
    return " ".join(dict.fromkeys(why.value for whys in said for why in whys)) or number


def _without(some: Sequence[Reason], others: Sequence[Reason]) -> list[Reason]:
    """Give the reasons whose value, or whose answer for it, is not among the others."""
    left = Counter((one.value, one.correction) for one in others)
    found = []
    for one in some:
        said = one.value, one.correction
        if left[said]:
            left[said] -= 1
        else:
            found.append(one)
    return found
