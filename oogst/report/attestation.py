"""Attestations as documents and on a screen: what was stated, by whom, how it stands, every act on it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from catalogue.store.attestation_chain import Act
from catalogue.testimony import Attestation, Hold, Proof
from oogst.rubrics import rubric_in_force
from oogst.screen import Speech, data_table, fact_table, heading, plain

__all__ = ["act_document", "attestation_document", "print_acts", "print_attestations"]

Document = dict[str, Any]
SHORT: Final = 8
"""Characters of a number that the list shows: it is found by its beginning."""
COLUMNS: Final = ("number", "check", "statement", "by", "signed", "until", "hold", "review")


def attestation_document(one: Attestation, at: datetime, speech: Speech) -> Document:
    """Give an attestation as it stood at a moment."""
    hold = one.hold(at)
    check = rubric_in_force().by_id.get(one.check)
    return {
        "number": one.id,
        "publisher": one.publisher,
        "check": one.check,
        "principle": int(one.check[1:3]),
        "title": getattr(check.title, speech.language) if check else "",
        "entries": list(one.entries),
        "theme": one.theme,
        "statement": str(one.statement),
        "answers": dict(one.answers),
        "narrative": one.narrative,
        "proofs": [_proof(proof) for proof in one.proofs],
        "by": {"name": one.by_name, "role": one.by_role},
        "signed_at": one.signed_at,
        "recorded_at": one.recorded_at,
        "valid_until": one.valid_until,
        "via": one.via,
        "charter": one.charter_version,
        "rubric": one.rubric,
        "hold": str(hold),
        "hold_text": _hold_text(one, hold, speech),
        "review": {
            "outcome": str(one.review) or None,
            "by": {"name": one.reviewed_by, "role": one.reviewer_role},
            "at": one.reviewed_at,
            "note": one.review_note,
        },
        "supersedes": one.supersedes or None,
        "superseded_by": one.superseded_by or None,
        "withdrawn": {"at": one.withdrawn_at, "by": one.withdrawn_by, "why": one.withdrawn_why},
    }


def _proof(one: Proof) -> Document:
    return {
        "place": one.place,
        "sha256": one.sha256 or None,
        "retrieved_at": one.retrieved_at,
        "size": one.size,
        "kept": one.kept,
    }


def _hold_text(one: Attestation, hold: Hold, speech: Speech) -> str:
    if hold is Hold.HOLDS:
        audited = "confirmed" if one.review else "unaudited"
        return speech.say(f"attestation.holds.{audited}")
    return speech.say(f"attestation.hold.{hold}")


def act_document(one: Act) -> Document:
    return {
        "act": one.act,
        "at": one.at,
        "said": one.said,
        "previous": one.previous or None,
        "hash": one.hash,
    }


def print_attestations(
    documents: Sequence[Document], screen: Console, speech: Speech, *, whole: bool = False
) -> None:
    """Show attestations in a table, or one of them with all that it says."""
    if not documents:
        screen.print(speech.say("attestation.none"))
    elif whole or len(documents) == 1:
        for one in documents:
            screen.print(_facts(one, speech))
    else:
        screen.print(_table(documents, speech))


def _table(documents: Sequence[Document], speech: Speech) -> Table:
    table = data_table([speech.say(f"attestation.column.{name}") for name in COLUMNS])
    for one in documents:
        table.add_row(
            one["number"][:SHORT],
            one["check"],
            speech.say(f"questionnaire.statement.{one['statement']}"),
            Line(plain(one["by"]["name"])),
            f"{one['signed_at']:%Y-%m-%d}",
            f"{one['valid_until']:%Y-%m-%d}",
            one["hold_text"],
            _review(one, speech),
        )
    return table


def _review(one: Document, speech: Speech) -> str:
    outcome = one["review"]["outcome"]
    return speech.say(f"attestation.review.{outcome}") if outcome else "-"


def _facts(one: Document, speech: Speech) -> Table:
    say = speech.say
    by, review, withdrawn = one["by"], one["review"], one["withdrawn"]
    facts = {
        "number": one["number"],
        "publisher": one["publisher"],
        "check": f"{one['check']} {one['title']}",
        "scope": one["theme"] or ", ".join(one["entries"]) or say("attestation.whole"),
        "statement": say(f"questionnaire.statement.{one['statement']}"),
        **{f"{say(f'charter.answer.{name}')}": value for name, value in one["answers"].items()},
        "narrative": one["narrative"],
        "by": f"{by['name']} ({by['role']})",
        "signed": f"{one['signed_at']:%Y-%m-%d}",
        "recorded": f"{one['recorded_at']:%Y-%m-%d %H:%M} UTC" if one["recorded_at"] else "",
        "via": one["via"],
        "until": f"{one['valid_until']:%Y-%m-%d}",
        "hold": one["hold_text"],
        "review": _reviewed(review, speech) if review["outcome"] else "",
        "withdrawn": _withdrawn(withdrawn, speech) if withdrawn["at"] else "",
        "superseded": one["superseded_by"] or "",
    }
    table = fact_table()
    for name, value in facts.items():
        if value:
            label = say(f"attestation.column.{name}") if name in _NAMED else name
            table.add_row(label, Line(plain(value)))
    for proof in one["proofs"]:
        table.add_row(say("attestation.column.proof"), Line(plain(_proof_text(proof, speech))))
    return table


_NAMED: Final = frozenset(
    {*COLUMNS, "publisher", "scope", "narrative", "recorded", "via", "withdrawn", "superseded"}
)


def _reviewed(review: Document, speech: Speech) -> str:
    outcome = speech.say(f"attestation.review.{review['outcome']}")
    by = f"{review['by']['name']} ({review['by']['role']})"
    return speech.say(
        "attestation.reviewed",
        outcome=outcome,
        by=by,
        day=f"{review['at']:%Y-%m-%d}",
        note=review["note"] or "-",
    )


def _withdrawn(said: Document, speech: Speech) -> str:
    return speech.say(
        "attestation.withdrawn", day=f"{said['at']:%Y-%m-%d}", by=said["by"], why=said["why"] or "-"
    )


def _proof_text(proof: Document, speech: Speech) -> str:
    if not proof["sha256"]:
        return speech.say("attestation.proof.named", place=proof["place"])
    key = "attestation.proof.kept" if proof["kept"] else "attestation.proof.hashed"
    return speech.say(
        key, place=proof["place"], sha256=proof["sha256"], day=f"{proof['retrieved_at']:%Y-%m-%d}"
    )


def print_acts(acts: Sequence[Document], screen: Console, speech: Speech) -> None:
    screen.print(heading(speech.say("attestation.acts")))
    for one in acts:
        by = one["said"]["by"]
        said = speech.say(f"attestation.act.{one['act']}", by=f"{by['name']} ({by['role']})")
        screen.print(Line(f"  {one['at']:%Y-%m-%d %H:%M} UTC  {plain(said)}"))
        screen.print(Line(f"  {one['hash']}", style="dim"))
