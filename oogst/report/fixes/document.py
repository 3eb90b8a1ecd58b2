"""What to mend first, as plain data: its keys are a promise to whoever reads ``--json``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import mappings
from catalogue.charter import Fault, Outcome
from catalogue.measures import mqa_page
from harvester.fixes import NONE, Beside, Looked, Member, Ranked, Totals
from harvester.rejudging import Unread
from oogst.report.fixes.words import Place, for_all, kind_of, meanwhile, places_of, software_of, text_of
from oogst.screen import Speech

__all__ = ["FixesFound", "change", "fixes_document", "totals_document"]

Document = dict[str, Any]
NEARLY_ALL: Final = 0.9
FEWEST: Final = 10
"""Entries below which nothing can be told to be a pattern."""
HUNDRED: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FixesFound:
    """What there is to tell of a look at a publisher, or at one entry of it."""

    target: str
    looked: Looked
    ranked: Sequence[Ranked]
    unread: Sequence[Unread]
    software: Mapping[str, str]
    """By source."""


def fixes_document(found: FixesFound, speech: Speech) -> Document:
    """Give every fix in its order, each with its gain, its place and its entries."""
    looked, rubric = found.looked, found.looked.rubric
    now, beside = looked.totals(NONE), Beside()
    ours = [one for one in found.ranked if one.fix.fault is Fault.MAPPING]
    yours = [one for one in found.ranked if one.fix.fault is not Fault.MAPPING]
    return {
        "target": found.target,
        "at": looked.at.isoformat(),
        "rubric": f"charter-vl {rubric.version}",
        "statement": getattr(rubric.charter.statement, speech.language),
        "entries": looked.entries,
        "not_read": [{"uuid": one.stood.uuid, "because": one.failure.key} for one in found.unread],
        "now": totals_document(now, looked.entries),
        "unknown": _unknown(looked),
        "fixes": [_fix(number, one, found, beside, speech) for number, one in enumerate(yours, 1)],
        "ours": [_fix(number, one, found, beside, speech) for number, one in enumerate(ours, 1)],
    }


def _unknown(looked: Looked) -> int:
    return sum(
        one.size * sum(verdict.outcome is Outcome.UNKNOWN for verdict in one.trial.standing(NONE).verdicts)
        for one in looked.classes
    )


def _fix(number: int, one: Ranked, found: FixesFound, beside: Beside, speech: Speech) -> Document:
    rubric, entries = found.looked.rubric, found.looked.entries
    text, kind = text_of(one.fix, rubric, speech), kind_of(one.fix)
    members = [member for each in one.classes for member in each.members]
    now = found.looked.totals(NONE)
    where = places_of(one.fix, members, found.software, speech)
    template = entries >= FEWEST and one.entries >= NEARLY_ALL * entries
    sources = list(dict.fromkeys(place.source for place in where))
    return {
        "number": number,
        "kind": one.fix.kind or None,
        "check": one.fix.check or None,
        "title": text.title,
        "do": text.do,
        "computed": not one.fix.bounded,
        "supposes": list(kind.values) if kind else [],
        "only_publisher": bool(kind and kind.only_publisher),
        "defect": _defect(one, where, speech) if template else "",
        "fault": str(one.fix.fault),
        "fault_text": speech.say(f"fixes.fault.{one.fix.fault}"),
        "template": template,
        "entries": one.entries,
        "checks": one.checks,
        "rules": one.rules,
        "alone": change(now, one.alone, entries),
        "in_order": change(one.before, one.after, entries),
        "mqa": {"version": mqa_page().version, "least": beside.change(one, entries)},
        "before": totals_document(one.before, entries),
        "after": totals_document(one.after, entries),
        "where": [place._asdict() for place in where],
        "meanwhile": for_all(one.fix, sources, speech) if template else "",
        "list": [_member(member, one, found) for member in members],
    }


def _defect(one: Ranked, places: Sequence[Place], speech: Speech) -> str:
    """Tell the defect of the portal's software that is known to make all entries lack this."""
    known = (mappings.known_defect(place.software, rule) for place in places for rule in one.rules)
    name = next(filter(None, known), "")
    return " ".join(mappings.defect_text(name, speech.language)) if name else ""


def _member(member: Member, one: Ranked, found: FixesFound) -> Document:
    pages = [page for page in member.pages if page.startswith(("https://", "http://"))]
    return {
        "uuid": member.uuid,
        "identifier": member.identifier,
        "title": member.title,
        "source": member.source,
        "page": pages[0] if pages else "",
        "edit": mappings.edited_at(software_of(member, found.software), pages),
        "meanwhile": meanwhile(one.fix, member),
    }


def totals_document(one: Totals, entries: int) -> Document:
    publisher = one.publisher
    principles = publisher.principles.items() if publisher else ()
    return {
        "score": publisher.value if publisher else None,
        "coverage": publisher.coverage if publisher else None,
        "entry_score": one.points / entries if entries else None,
        "principles": {str(number): each.value for number, each in principles},
        "labels": {str(label): count for label, count in sorted(one.labels.items())},
        "gates": dict(sorted(one.gates.items())),
        "published": one.published,
        "open_data": one.open_data,
        "errors": one.errors,
        "warnings": one.warnings,
    }


def change(before: Totals, after: Totals, entries: int) -> Document:
    """Tell what changed, in points of a hundred and in entries; lists leave out what stayed."""
    old, new = totals_document(before, entries), totals_document(after, entries)
    return {
        "score": _points(old["score"], new["score"]) if after.publisher else None,
        "entry_score": _points(old["entry_score"], new["entry_score"]),
        "principles": _lists(old["principles"], new["principles"], HUNDRED) if after.publisher else None,
        "labels": _lists(old["labels"], new["labels"]),
        "gates": _lists(old["gates"], new["gates"]),
        **{name: new[name] - old[name] for name in ("published", "open_data", "errors", "warnings")},
    }


def _points(before: float | None, after: float | None) -> float:
    return HUNDRED * ((after or 0.0) - (before or 0.0))


def _lists(before: Document, after: Document, times: int = 1) -> Document:
    names = sorted(before.keys() | after.keys(), key=lambda name: (len(name), name))
    changes = {name: times * ((after.get(name) or 0) - (before.get(name) or 0)) for name in names}
    return {name: value for name, value in changes.items() if value}
