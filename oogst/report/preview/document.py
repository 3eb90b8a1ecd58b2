"""A forecast as plain data, which screen, page and programs read alike, with texts in one language."""

from collections.abc import Iterable, Sequence
from typing import Any

from catalogue.targets.twin import (
    Breach,
    Loss,
    LossKind,
    PassedOver,
    Problem,
    Reading,
    RecordTwin,
    RuleBroken,
    Tally,
    Verdict,
)
from oogst.screen import Speech

__all__ = ["feed_document", "record_document"]

Document = dict[str, Any]


def record_document(twin: RecordTwin, speech: Speech, notes: Sequence[str] = ()) -> Document:
    """Give the forecast of one record; ``notes`` are keys of why it is not in the feed at all."""
    registration = twin.registration
    refusals = [*notes, *(f"twin.refused.{why}" for why in twin.refusals)]
    return {
        "uuid": twin.uuid,
        "record": registration.record,
        "resource": registration.resource,
        "kind": registration.kind,
        "accepted": not refusals,
        "refused_because": [{"code": key.rpartition(".")[2], "text": speech.say(key)} for key in refusals],
        "notes": _notes(twin, speech),
        "losses": [_loss(one, speech) for one in twin.losses],
        "rewritten": [one._asdict() | {"text": _rewriting(one.rule, speech)} for one in twin.rewritten],
        "facets": _facets(twin),
        "lacking": [
            one._asdict() | {"text": speech.say(f"twin.minimum.{one.name}")} for one in twin.shortfalls
        ],
        "broken_rules": [
            _named(one, speech) | {"text": speech.say(f"twin.check.{one.rule}", predicate=one.predicate)}
            for one in twin.breaches
        ],
        "card": twin.card._asdict() | {"buttons": [one._asdict() for one in twin.card.buttons]},
    }


def feed_document(
    tally: Tally,
    speech: Speech,
    *,
    reading: Reading | None = None,
    deleted: Iterable[str] | None = None,
    held_back: int | None = None,
) -> Document:
    """Give the forecast of a whole feed. ``deleted``: records of an earlier copy that are not in this one."""
    gone = None if deleted is None else sorted(deleted)
    return {
        "fate": _fate(reading, speech),
        "problems": [_problem(one, speech) for one in (reading.problems if reading else ())],
        "records": tally.records,
        "accepted": tally.accepted,
        "refused": [one._asdict() | {"text": speech.say(f"twin.refused.{one.why}")} for one in tally.refused],
        "held_back": held_back,
        "passed_over": [_passed(one, speech) for one in (reading.extraction.passed_over if reading else ())],
        "overwritten": tally.overwritten,
        "deleted": gone,
        "losses": [
            _loss_kind(kind, records, tally, speech)
            for kind, records in sorted(tally.losses.items(), key=_gravest_first)
        ],
        "rewritten": [
            {"rule": rule, "records": records, "text": _rewriting(rule, speech)}
            for rule, records in tally.rewritten.most_common()
        ],
        "identifiers": {"made_up_records": tally.invented, "missing": dict(tally.missing)},
        "facets": {
            "indexed": tally.indexed,
            "open_data": tally.open_data,
            "open_filter": tally.open_filter,
            "public": tally.public,
            "without_date": tally.without_date,
            "licences": dict(tally.licences.most_common()),
        },
        "lacking": [
            {"name": name, "must": must, "records": records, "text": speech.say(f"twin.minimum.{name}")}
            for (name, must), records in sorted(
                tally.shortfalls.items(), key=lambda one: (not one[0][1], -one[1])
            )
        ],
        "broken_rules": [_rule(rule, records, speech) for rule, records in tally.broken.most_common()],
    }


def _notes(twin: RecordTwin, speech: Speech) -> list[str]:
    registration = twin.registration
    notes = [speech.say("twin.note.invented")] if registration.invented else []
    if registration.missing:
        notes.append(speech.say("twin.note.missing", links=", ".join(registration.missing)))
    if len(registration.uuids) > 1:
        notes.append(speech.say("twin.note.twice", uuids=", ".join(registration.uuids)))
    return notes


def _facets(twin: RecordTwin) -> Document:
    facets = twin.facets._asdict()
    for name in ("licences", "themes", "formats"):
        facets[name] = [one._asdict() for one in facets[name]]
    facets["access"] = twin.facets.access._asdict() if twin.facets.access else None
    return facets


def _loss(one: Loss, speech: Speech) -> Document:
    return _named(one, speech) | {"text": _advice(one.verdict, one.reason, one.twin, speech)}


def _loss_kind(kind: LossKind, records: int, tally: Tally, speech: Speech) -> Document:
    example = tally.examples[kind]
    return _named(kind, speech) | {
        "records": records,
        "values": tally.values[kind],
        "example": {"subject": example.subject, "value": example.value},
        "text": _advice(kind.verdict, kind.reason, kind.twin, speech),
    }


def _named(one: Loss | LossKind | Breach | RuleBroken, speech: Speech) -> Document:
    """Give its fields, and what the thing that it is about is called."""
    return one._asdict() | {"thing": speech.say(f"twin.role.{one.role}")}


def _advice(verdict: Verdict, reason: str, twin: str, speech: Speech) -> str:
    """Say what a loss means, and what to do about it where there is something to do."""
    meaning = speech.say(f"twin.verdict.{verdict}", twin=twin)
    return f"{meaning}: {speech.say(f'twin.remedy.{reason}')}" if verdict is Verdict.GONE else meaning


def _gravest_first(item: tuple[LossKind, int]) -> tuple[int, int]:
    order = (Verdict.GONE, Verdict.NO_PLACE, Verdict.OUTSIDE, Verdict.KEPT_AS)
    return order.index(item[0].verdict), -item[1]


def _rewriting(rule: str, speech: Speech) -> str:
    return speech.say(f"twin.rewrite.{rule}")


def _fate(reading: Reading | None, speech: Speech) -> Document | None:
    return reading and {"code": str(reading.fate), "text": speech.say(f"twin.fate.{reading.fate}")}


def _problem(one: Problem, speech: Speech) -> Document:
    return {"code": one.code, "text": speech.say(one.key, detail=one.detail)}


def _passed(one: PassedOver, speech: Speech) -> Document:
    return one._asdict() | {"text": speech.say(f"twin.passed.{one.why}")}


def _rule(rule: RuleBroken, records: int, speech: Speech) -> Document:
    text = speech.say(f"twin.check.{rule.rule}", predicate=rule.predicate)
    return _named(rule, speech) | {"records": records, "text": text}
