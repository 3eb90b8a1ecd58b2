"""What was found at a site as one document, which a screen and a program both read."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from catalogue.profile import Finding
from harvester.detect import Candidate, Probe, Survey
from harvester.runs import Preview, Previewed
from oogst.report import finding_text
from oogst.screen import Speech
from schedules import Publisher, SourceDraft, source_lines

__all__ = ["Document", "survey_document"]

Document = dict[str, Any]
SEVERITIES = ("error", "warning", "info")
WORST = 3


def survey_document(
    found: Survey, owner: Publisher | None, shown: Preview | None, speech: Speech
) -> Document:
    site = found.site
    return {
        "source": found.url,
        "title": site.title,
        "language": site.language,
        "generator": site.generator,
        "robots": site.robots,
        "sitemap": site.sitemap,
        "figures": asdict(site.swing) if site.swing else None,
        "publisher": owner.name if owner else None,
        "candidates": [_candidate(one, speech) for one in found.candidates],
        "probes": [_probe(one, speech) for one in found.probes],
        "preview": _preview(shown, speech) if shown else None,
        "failure": {"code": found.failure.key, "text": _said(found.failure.key, found.failure.facts, speech)}
        if found.failure
        else None,
    }


def _candidate(one: Candidate, speech: Speech) -> Document:
    local = one.url.startswith("file:")
    return {
        "protocol": str(one.protocol),
        "url": one.url,
        "software": str(one.software),
        "software_name": speech.say(f"detect.software.{one.software}"),
        "version": one.version,
        "total": one.total,
        "languages": list(one.languages),
        "reasons": [speech.say(key) for key in one.why],
        "yaml": ""
        if local
        else "\n".join(["sources:", *source_lines(SourceDraft(protocol=one.protocol, url=one.url))]) + "\n",
    }


def _probe(one: Probe, speech: Speech) -> Document:
    return {
        "url": one.url,
        "status": one.status,
        "content_type": one.content_type,
        "saw": _said(one.key, one.facts, speech),
    }


def _said(key: str, facts: dict[str, Any], speech: Speech) -> str:
    """Say what was seen in one sentence; of an error, what happened."""
    if "software" in facts:
        facts = facts | {"software": speech.say(f"detect.software.{facts['software']}")}
    return speech.say(key, **facts).partition("\n")[0]


def _preview(shown: Preview, speech: Speech) -> Document:
    return {
        "declared": shown.declared,
        "entries": [_entry(one, speech) for one in shown.entries],
        "not_entries": [
            {
                "pointer": one.pointer,
                "reason": speech.say(one.reason_key),
                "detail": one.detail,
                "skipped": one.skipped,
            }
            for one in shown.failed
        ],
        "failure": _said(shown.failure.key, shown.failure.facts, speech) if shown.failure else None,
    }


def _entry(one: Previewed, speech: Speech) -> Document:
    judged = one.judged
    return {
        "title": judged.title,
        "identifier": judged.identity.identifier,
        "kind": str(judged.kind),
        "distributions": one.distributions,
        "published": judged.published,
        "waits_for_publisher_facts": judged.waits_for_facts,
        "findings": len(judged.findings),
        "worst": [_finding(finding, speech) for finding in _worst(judged.findings)],
    }


def _worst(findings: Iterable[Finding]) -> list[Finding]:
    """Give the gravest findings, each rule once."""
    first = {finding.rule: finding for finding in reversed(list(findings))}
    ordered = sorted(first.values(), key=lambda finding: (SEVERITIES.index(finding.severity), finding.rule))
    return ordered[:WORST]


def _finding(finding: Finding, speech: Speech) -> Document:
    text = finding_text(finding.rule, finding.layer, finding.fault, speech)
    return {"rule": finding.rule, "severity": finding.severity, "title": text.title, "remedy": text.remedy}
