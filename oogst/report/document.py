"""The report of a check as plain data: its keys are a promise to whoever reads ``--json``."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

import mappings
from catalogue.charter import load_rubric, principle_text, publisher_score, score, state_text
from catalogue.errors import OogstError
from catalogue.messages import Language
from catalogue.profile import RuleText, rule_text
from catalogue.store import FindingCount, count_findings, standing, troubles_of, verdicts_of
from harvester.runs import Publication, RunSummary

__all__ = ["CheckReport", "check_report", "finding_text"]

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    document: JsonObject
    failure: OogstError | None
    """What stopped the harvest, where something did; the document then tells of what was seen before."""


def check_report(
    connection: Connection,
    run: RunSummary,
    publication: Publication,
    *,
    target: str,
    kept: bool,
    language: Language,
) -> CheckReport:
    """Gather the report of one run. ``kept`` tells whether the feed stays where it was written."""
    publisher, tally = run.source.publisher, run.tally
    counts = standing(connection, publisher)
    document = {
        "source": target,
        "endpoint": run.source.url,
        "protocol": str(run.source.protocol),
        "publisher": publisher,
        "complete": run.state == "complete",
        "incomplete_because": tally.reasons,
        "declared": tally.declared,
        "records": tally.seen + tally.duplicates + tally.skipped,
        "entries": counts.entries,
        "published": counts.published,
        "held_back": counts.held_back,
        "waiting_for_publisher_facts": counts.waiting_for_facts,
        "not_entries": [one._asdict() for one in troubles_of(connection, run.run_id)],
        "findings": [_finding(one, language) for one in count_findings(connection, publisher)],
        "charter": _charter(connection, publisher, language),
        "feed": _feed(publication, kept=kept),
    }
    return CheckReport(document=document, failure=run.failure)


def finding_text(rule: str, layer: str, language: Language) -> RuleText:
    """Say what a finding means and what to do about it, whether the profile or the mapping found it."""
    if layer == "mapping":
        sentence, _, remedy = mappings.note_text(rule, language).partition(". ")
        return RuleText(sentence.rstrip("."), remedy)
    return rule_text(rule, language)


def _finding(one: FindingCount, language: Language) -> JsonObject:
    text = finding_text(one.rule, one.layer, language)
    return {**one._asdict(), "title": text.title, "remedy": text.remedy}


def _charter(connection: Connection, publisher: str, language: Language) -> JsonObject:
    rubric = load_rubric()
    judged = ((score(verdicts, rubric), verdicts) for verdicts in verdicts_of(connection, publisher))
    total = publisher_score(judged, rubric, at=datetime.now(UTC))
    return {
        "score": total.value,
        "coverage": total.coverage,
        "rubric": f"charter-vl {rubric.version}",
        "statement": getattr(rubric.charter.statement, language),
        "labels": {str(label): count for label, count in total.labels.items()},
        "gates": dict(total.gates),
        "principles": {
            str(number): {
                "state": str(one.state),
                "state_text": state_text(one.state, language),
                "score": one.value,
                "coverage": one.coverage,
                "entries": one.entries,
                "text": principle_text(number, rubric, language).sentence,
            }
            for number, one in total.principles.items()
        },
    }


def _feed(publication: Publication, *, kept: bool) -> JsonObject:
    feed = publication.feed
    paths = [str(path) for path in feed.paths] if feed and kept else []
    return {
        "path": paths[0] if paths else None,
        "paths": paths,
        "entries": feed.entries if feed else 0,
        "portal_ready": publication.portal_ready and feed is not None,
        "catalogue_findings": sorted({one.rule for one in publication.findings if one.severity == "error"}),
    }
