"""The score of a publisher as one document: three numbers for each principle, and how much is known of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from catalogue.charter import (
    Rubric,
    State,
    Verdict,
    check_text,
    label_text,
    principle_text,
    verdict_text,
)
from catalogue.charter.publishers import PublisherPrinciple
from catalogue.scores import PresentScore, score_document
from oogst.rubrics import rubric_in_force
from oogst.screen import Speech

__all__ = ["compared_document", "publisher_document"]

Document = dict[str, Any]


def publisher_document(present: PresentScore, rubric: Rubric, speech: Speech) -> Document:
    """Give the score with the words for it; of the three numbers none stands without the others."""
    score, language = present.score, speech.language
    document = score_document(score)
    for number, one in score.principles.items():
        document["principles"][str(number)] |= {
            "title": speech.say(f"principle.{number}"),
            "text": principle_text(number, rubric, language).sentence,
            "assessable": _is_assessable(one, rubric),
            "why_not": _why_not(one, rubric, speech),
        }
    for plain, verdict in zip(document["verdicts"], score.verdicts, strict=True):
        plain |= {
            "title": check_text(rubric.by_id[verdict.check], language).title,
            "text": verdict_text(verdict, language),
        }
    return {
        "publisher": present.publisher,
        "at": present.at,
        **_about(rubric, speech),
        **document,
        "label_texts": {str(label): label_text(label, language) for label in score.labels},
        "gate_titles": {gate: check_text(rubric.by_id[gate], language).title for gate in score.gates},
        "judged_by_other_rubric": present.elsewise,
    }


def _about(rubric: Rubric, speech: Speech) -> Document:
    """Say whose numbers these are: they are never shown without it."""
    return {
        "charter": rubric.charter.version,
        "rubric": rubric.version,
        "rubric_sha256": rubric.digest,
        "statement": getattr(rubric.charter.statement, speech.language),
        "minimum_coverage": rubric.minimum_coverage,
    }


def _is_assessable(one: PublisherPrinciple, rubric: Rubric) -> bool:
    return one.value is not None and one.coverage >= rubric.minimum_coverage


def _why_not(one: PublisherPrinciple, rubric: Rubric, speech: Speech) -> str:
    """Say why a principle is not among those that can be assessed; empty for one that is."""
    if _is_assessable(one, rubric):
        return ""
    key = "thin" if one.state is State.SCORED else one.state
    return speech.say(f"score.why-not.{key}", minimum=round(rubric.minimum_coverage * 100))


def compared_document(found: Sequence[PresentScore], at: datetime, speech: Speech) -> Document:
    """Lay publishers beside each other, by name: no ranking, and nothing that adds them up."""
    rubric = rubric_in_force()
    return {
        "at": at,
        **_about(rubric, speech),
        "no_ranking": speech.say("score.no-ranking"),
        "publishers": [
            {
                "publisher": one.publisher,
                "entries": one.score.entries,
                "value": one.score.value,
                "coverage": one.score.coverage,
                "assessable": one.score.assessable,
                "principles": {
                    str(number): {
                        "value": each.value if _is_assessable(each, rubric) else None,
                        "automatic": each.numbers.automatic,
                        "attested": each.numbers.attested,
                        "coverage": each.coverage,
                    }
                    for number, each in one.score.principles.items()
                },
            }
            for one in sorted(found, key=lambda one: one.publisher)
        ],
    }


def unlooked(verdicts: Sequence[Verdict], rubric: Rubric, speech: Speech) -> list[Document]:
    """List what could not be determined, with the reason of each."""
    return [
        {
            "check": one.check,
            "principle": one.principle,
            "title": check_text(rubric.by_id[one.check], speech.language).title,
            "outcome": str(one.outcome),
            "text": verdict_text(one, speech.language),
        }
        for one in verdicts
        if one.check in rubric.by_id and one.value is None and str(one.outcome) != "not-applicable"
    ]
