"""The report of a check as plain data: its keys are a promise to whoever reads ``--json``."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

import mappings
from catalogue.charter import (
    PublisherPrinciple,
    Score,
    Verdict,
    principle_text,
    publisher_score,
    score,
    state_text,
)
from catalogue.errors import OogstError
from catalogue.messages import Language
from catalogue.profile import Finding
from catalogue.views import finding_places, standing, troubles_of, verdicts_of
from harvester.fixes import Look, rank
from harvester.runs import Publication, Rules, RunSummary
from oogst.report.beside import publisher_measures
from oogst.report.fixes import FixesFound, fixes_document
from oogst.report.reasons import incomplete, not_an_entry
from oogst.report.steps import charter_step, opening_steps, publishing_steps
from oogst.report.tally import FindingTally
from oogst.report.templates import told_once
from oogst.report.texts import finding_text
from oogst.rubrics import rubric_in_force
from oogst.screen import Speech

__all__ = ["CheckReport", "Checked", "check_report"]

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check did, and under which circumstances."""

    target: str
    """The address or file as it was typed."""
    run: RunSummary
    publication: Publication
    gate: tuple[str, ...]
    kept: bool
    """Whether the feed stays where it was written."""
    with_facts: bool
    """Whether a publisher's file was applied."""
    likely_publisher: str = ""
    """Whose file would fit, where none was applied and one seems to."""
    known_publishers: tuple[str, ...] = ()
    failure: OogstError | None = None
    """What stopped the harvest or the feed; the report then tells of what there is."""
    rules: Rules
    """By which it was judged, and by which fixes are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    document: JsonObject
    failure: OogstError | None
    """What stopped the harvest or the feed; the document then tells of what there is."""


def check_report(connection: Connection, checked: Checked, language: Language) -> CheckReport:
    """Gather the report of one check from what it left in the store."""
    speech = Speech(language)
    run = checked.run
    publisher, tally = run.source.publisher, run.tally
    counts = standing(connection, publisher)
    software = mappings.software_of(str(run.source.protocol), run.source.url)
    findings = FindingTally(finding_places(connection, publisher), checked.gate, speech, software)
    findings.tell(told_once(findings.rules, counts.entries, software, speech))
    now = datetime.now(UTC)
    document = {
        "source": checked.target,
        "endpoint": run.source.url,
        "protocol": str(run.source.protocol),
        "software": software,
        "publisher": publisher,
        "publisher_facts": checked.with_facts,
        "complete": run.state == "complete",
        "incomplete_because": [incomplete(reason, speech) for reason in tally.reasons],
        "declared": tally.declared,
        "records": tally.seen + tally.duplicates + tally.skipped,
        "entries": counts.entries,
        "published": counts.published,
        "held_back": counts.held_back,
        "waiting_for_publisher_facts": counts.waiting_for_facts,
        "not_entries": [not_an_entry(one, speech) for one in troubles_of(connection, run.run_id)],
        "first_steps": [
            *publishing_steps(findings, counts.published, _facts_remedy(checked, speech)),
            *opening_steps(findings, counts.entries),
            *_charter_steps(connection, checked, software, speech, now),
        ],
        "findings": [rule.document() for rule in findings.rules],
        "charter": _charter(connection, publisher, speech, now),
        "beside": publisher_measures(connection, publisher, speech, now),
        "feed": _feed(checked, speech),
    }
    return CheckReport(document=document, failure=checked.failure)


def _facts_remedy(checked: Checked, speech: Speech) -> str:
    """Say how facts of the publisher can be given, where they were not."""
    if checked.with_facts:
        return ""
    if checked.likely_publisher:
        return speech.say("step.facts", publisher=checked.likely_publisher)
    return speech.say("step.file", known=", ".join(checked.known_publishers) or "-")


def _charter_steps(
    connection: Connection, checked: Checked, software: str, speech: Speech, now: datetime
) -> Iterator[JsonObject]:
    """Give what raises the charter's score: every fix tried on what was harvested, the best first."""
    source = checked.run.source
    look = Look(connection=connection, rules=checked.rules, at=now, find=lambda _: source)
    looked = look.looked(source.publisher)
    found = FixesFound(
        target=checked.target,
        looked=looked,
        ranked=rank(looked),
        unread=look.unread,
        software={source.name: software},
    )
    yield from map(charter_step, fixes_document(found, speech)["fixes"])


def _charter(connection: Connection, publisher: str, speech: Speech, now: datetime) -> JsonObject:
    rubric = rubric_in_force()

    def judged() -> Iterator[tuple[Score, list[Verdict]]]:
        for verdicts in verdicts_of(connection, publisher):
            yield score(verdicts, rubric), verdicts

    total = publisher_score(judged(), rubric, at=now)
    return {
        "score": total.value,
        "coverage": total.coverage,
        "rubric": f"charter-vl {rubric.version}",
        "statement": getattr(rubric.charter.statement, speech.language),
        "labels": {str(label): count for label, count in total.labels.items()},
        "gates": dict(total.gates),
        "principles": {
            str(number): {
                **_principle(one, speech),
                "title": speech.say(f"principle.{number}"),
                "text": principle_text(number, rubric, speech.language).sentence,
            }
            for number, one in total.principles.items()
        },
    }


def _principle(one: PublisherPrinciple, speech: Speech) -> JsonObject:
    return {
        "state": str(one.state),
        "state_text": state_text(one.state, speech.language),
        "score": one.value,
        "coverage": one.coverage,
        "entries": one.entries,
    }


def _feed(checked: Checked, speech: Speech) -> JsonObject:
    feed = checked.publication.feed
    paths = [str(path) for path in feed.paths] if feed and checked.kept else []
    wrong = {one.rule: one for one in checked.publication.findings if _refuses(one, checked)}
    texts = [finding_text(one.rule, one.layer, one.fault, speech).title for one in wrong.values()]
    return {
        "path": paths[0] if paths else None,
        "paths": paths,
        "entries": feed.entries if feed else 0,
        "portal_ready": checked.publication.portal_ready and feed is not None,
        "catalogue_findings": [
            {"rule": rule, "title": text} for rule, text in zip(wrong, texts, strict=True)
        ],
    }


def _refuses(finding: Finding, checked: Checked) -> bool:
    return finding.severity == "error" and finding.layer in checked.gate
