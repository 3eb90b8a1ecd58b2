"""One verdict as plain data: principle, rule, what was seen and where, evidence, fault, remedy, history."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final

import mappings
from catalogue.charter import (
    Check,
    Outcome,
    Rubric,
    Verdict,
    check_page,
    check_text,
    outcome_text,
    principle_text,
    unobserved_text,
    verdict_text,
)
from catalogue.charter.texts import is_disputed
from catalogue.model import Reason
from catalogue.testimony import Link, Observation
from catalogue.views import EntryView
from catalogue.views.answers import PastAnswer
from oogst.report.verdict.gains import Gained
from oogst.screen import Speech

__all__ = ["Told", "verdict_document"]

Document = dict[str, Any]
SHARED: Final = frozenset({"payload", "record", "time", "rubric", "rule", "rule_version", "unobserved"})
"""Parts of the evidence that say by what and when, and are told apart from what was seen."""
KEPT_APART: Final = frozenset({"groups", "attestation", "disputed", "of"})
OF_GROUP: Final = frozenset({"outcome", "reason", "count", "where"})
ADDRESSES: Final = ("download_url", "access_url", "endpoint_url")
BEHIND: Final = {
    "standards": "conforms_to",
    "service": "conforms_to",
    "length": "description",
    "licences": "licence",
    "scheme": "access_url",
    "download": "download_url",
    "date": "modified",
    "keyword": "keywords",
    "theme": "themes",
    "language": "languages",
}
"""What the evidence calls a property that entries have under another name."""
SETTLED: Final = frozenset({Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.UNKNOWN})
"""Answers that leave nothing to mend."""
INDEX: Final = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What there is to tell one verdict from."""

    entry: EntryView
    verdict: Verdict
    rubric: Rubric
    """That judged it."""
    links: Mapping[str, Link]
    """What probes had seen by then of the addresses that the entry names."""
    past: Sequence[PastAnswer]
    gained: Gained | None = None
    """What the entry would gain by passing; ``None`` where that could not be worked out."""


def verdict_document(told: Told, speech: Speech) -> Document:
    """Give everything; its keys are a promise to whoever reads ``--json``."""
    entry, verdict = told.entry, told.verdict
    check = told.rubric.by_id[verdict.check]
    evidence = verdict.evidence
    return {
        "entry": {name: getattr(entry, name) for name in ("uuid", "iri", "title", "source", "identifier")},
        "check": _check(check, told.rubric, speech),
        "principle": _principle(check, told.rubric, speech),
        "verdict": {
            "outcome": str(verdict.outcome),
            "outcome_text": outcome_text(verdict.outcome, speech.language),
            "value": verdict.value,
            "reason": verdict.reason,
            "text": verdict_text(verdict, speech.language),
        },
        "inputs": {name: value for name, value in evidence.items() if name not in SHARED | KEPT_APART},
        "distributions": list(_distributions(told, speech)),
        "values": list(_values(told)),
        "evidence": {
            "payload": entry.payload,
            "pointer": entry.pointer,
            "record": evidence.get("record"),
            "time": evidence.get("time"),
            "rubric": evidence.get("rubric"),
            "rubric_sha256": told.rubric.digest,
            "rule": evidence.get("rule"),
            "rule_version": evidence.get("rule_version"),
        },
        "observations": [_observation(link) for link in _asked(told)],
        "fault": _fault(told, speech),
        "remedy": _remedy(told, check, speech),
        "attestation": evidence.get("attestation"),
        "disputed": is_disputed(verdict),
        "not_looked_at": unobserved_text(verdict, speech.language),
        "earlier": [_earlier(one, speech) for one in told.past],
    }


def _check(check: Check, rubric: Rubric, speech: Speech) -> Document:
    text = check_text(check, speech.language)
    return {
        "id": check.id,
        "version": check.version,
        "title": text.title,
        "explains": text.explains,
        "level": str(check.level),
        "roll_up": str(check.roll_up) if check.roll_up else None,
        "gate": check.gate,
        "weight": check.weight,
        "rule": check.rule.name,
        "parameters": _plain(check.parameters),
        "inputs": sorted(check.inputs),
        "anchors": list(check.anchors),
        "documentation": check_page(check.id),
        "rubric": rubric.version,
        "statement": getattr(rubric.charter.statement, speech.language),
    }


def _principle(check: Check, rubric: Rubric, speech: Speech) -> Document:
    official = principle_text(check.principle, rubric, "nl")
    return {
        "number": check.principle,
        "text": official.sentence,
        "gloss": "" if speech.language == "nl" else principle_text(check.principle, rubric, "en").sentence,
        "source": official.source,
        "charter": rubric.charter.version,
    }


def _plain(value: Any) -> Any:  # noqa: ANN401  parameters of any rule
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, frozenset | set):
        return sorted(map(_plain, value), key=str)
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _distributions(told: Told, speech: Speech) -> Iterator[Document]:
    """Give one row per distribution: those on which the same was seen stand in one group of the evidence."""
    for group in told.verdict.evidence.get("groups", ()):
        seen = {name: value for name, value in group.items() if name not in OF_GROUP}
        like = told.verdict._replace(reason=group["reason"], evidence=seen)
        for path in group.get("where", ()):
            yield {
                "path": path,
                "url": _address(told.entry, path),
                "outcome": group["outcome"],
                "outcome_text": outcome_text(group["outcome"], speech.language),
                "reason": group["reason"],
                "text": verdict_text(like, speech.language),
                "seen": seen,
            }


def _address(entry: EntryView, path: str) -> str:
    prefix = f"{path}." if path else ""
    found = (entry.reasons.get(prefix + name) for name in ADDRESSES)
    return next((why[0].value for why in found if why), "")


def _values(told: Told) -> Iterator[Document]:
    """Give what stands at the source behind the properties that the evidence speaks of."""
    named = _named(told.verdict.evidence)
    for path, whys in told.entry.reasons.items():
        if INDEX.sub("", path).rpartition(".")[2] in named:
            yield from (_value(path, why) for why in whys)


def _named(evidence: Mapping[str, Any]) -> set[str]:
    groups: list[Mapping[str, Any]] = [evidence, *evidence.get("groups", ())]
    names = {name for group in groups for name in group}
    for lists in ("missing", "hard", "soft", "where"):
        names |= {name for name in evidence.get(lists) or () if isinstance(name, str)}
    return {BEHIND.get(name, name) for name in names}


def _value(path: str, why: Reason) -> Document:
    return {
        "property": path,
        "value": why.value,
        "pointer": why.pointer,
        "original": why.original,
        "default": why.default,
        "rule": why.rule,
    }


def _asked(told: Told) -> list[Link]:
    """Give the links of what the evidence names, or of all where it names none."""
    urls = {_address(told.entry, path) for path in _paths(told.verdict.evidence)}
    return [link for url, link in told.links.items() if not urls or url in urls]


def _paths(evidence: Mapping[str, Any]) -> Iterator[str]:
    for group in evidence.get("groups", ()):
        yield from group.get("where", ())


def _observation(link: Link) -> Document:
    seen: Observation = link.latest
    return {
        "url": seen.url,
        "asked": seen.asked,
        "method": seen.method,
        "request": dict(seen.request),
        "at": seen.at.isoformat(),
        "vantage": seen.vantage,
        "status": seen.status,
        "failure": seen.failure,
        "redirects": [{"status": one.status, "url": one.url} for one in seen.redirects],
        "headers": dict(seen.headers),
        "tls": seen.tls,
        "conditional": seen.conditional,
        "barrier": seen.barrier,
        "milliseconds": seen.milliseconds,
        "sample_sha256": seen.sample.sha256 if seen.sample else None,
        "probes": link.probes,
        "answered": link.answered,
        "failed_days": link.failed_days,
        "first_at": link.first_at.isoformat(),
    }


def _fault(told: Told, speech: Speech) -> Document | None:
    fault = told.verdict.fault
    return {"fault": str(fault), "because": speech.say(f"verdict.fault.{fault}")} if fault else None


def _remedy(told: Told, check: Check, speech: Speech) -> Document | None:
    if told.verdict.outcome in SETTLED:
        return None
    software = mappings.software_of(told.entry.protocol, told.entry.address)
    gained = told.gained
    return {
        "text": check_text(check, speech.language, told.verdict).remedy,
        "fixes": gained.document(software, speech) if gained else [],
    }


def _earlier(one: PastAnswer, speech: Speech) -> Document:
    return {
        "at": one.at.isoformat(),
        "cause": one.cause,
        "rubric": one.rubric,
        "outcome": str(one.verdict.outcome),
        "outcome_text": outcome_text(one.verdict.outcome, speech.language),
        "reason": one.verdict.reason,
        "text": verdict_text(one.verdict, speech.language),
    }
