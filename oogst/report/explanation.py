"""Why an entry says what it says, as plain data: every value with its place, rule and row, and the rest.

Pure: a function of the entry as it stands, the record as it was read again, and the language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import mappings
from catalogue.errors import OogstError
from catalogue.model import Reason, Record
from catalogue.profile import Finding
from catalogue.views import EntryView
from oogst.report.attribution import about
from oogst.report.texts import finding_text
from oogst.screen import Speech

__all__ = ["Explained", "explanation"]

Document = dict[str, Any]
SHOWN_LAST: Final = ("unused", "noted", "corrected", "read", "outranked", "known", "volatile", "empty")
"""What was not used, in the order in which it asks for attention."""
NAMES: Final = 12
"""Names of a table row that are given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What there is to explain an entry from."""

    entry: EntryView
    record: Record | None
    """As it was read again; None where it cannot be had, and ``failure`` says why."""
    failure: OogstError | None = None
    is_volatile: Callable[[str], bool] = lambda _: False


def explanation(given: Explained, speech: Speech, *, whole: bool = True) -> Document:
    """Give every value with its reason; with ``whole`` also what of the source was not used."""
    entry = given.entry
    named = ("uuid", "iri", "kind", "title", "source", "identifier", "valid_from", "withdrawn_at")
    findings = about(entry)
    return {
        **{name: getattr(entry, name) for name in named},
        "record": {
            "payload": entry.payload,
            "pointer": entry.pointer,
            "read_again": given.record is not None,
        },
        "not_read_again": _failure(given.failure),
        "values": [
            _value(path, number, why, given, speech)
            | {"findings": _told(given.entry, findings.of(path), speech)}
            for path, whys in entry.reasons.items()
            for number, why in enumerate(whys)
        ],
        "findings": _told(entry, findings.rest(list(entry.reasons)), speech),
        "not_used": _not_used(given, speech) if whole and given.record else [],
    }


def _failure(failure: OogstError | None) -> Document | None:
    return {"key": failure.key, **failure.facts} if failure else None


def _value(path: str, number: int, why: Reason, given: Explained, speech: Speech) -> Document:
    row = mappings.table_row(why.row) if why.row else None
    return {
        "property": path,
        "number": number,
        "value": why.value,
        "pointer": why.pointer,
        "at_source": _at_source(why, given.record),
        "original": why.original,
        "default": why.default,
        "correction": why.correction and why.correction._asdict(),
        "rule": why.rule,
        "rule_in_words": mappings.rule_text(why.rule, speech.language),
        "row": why.row,
        "row_in_words": mappings.row_text(why.row, speech.language),
        "row_says": {"iri": row.iri, "names": _names(row)} if row else None,
    }


def _names(row: mappings.TableRow) -> list[str]:
    """Give what a source may write for a row: words before addresses, which follow a pattern."""
    return sorted(row.names, key=lambda name: "/" in name)[:NAMES]


def _at_source(why: Reason, record: Record | None) -> Any:  # noqa: ANN401  any JSON value
    return mappings.value_at(record.content, why.pointer) if record is not None and why.pointer else None


def _told(entry: EntryView, findings: list[Finding], speech: Speech) -> list[Document]:
    software = mappings.software_of(entry.protocol, entry.address)
    found = []
    for one in findings:
        text = finding_text(one.rule, one.layer, one.fault, speech, software)
        found.append(one._asdict() | {"title": text.title, "remedy": text.remedy})
    return found


def _not_used(given: Explained, speech: Speech) -> list[Document]:
    if given.record is None:
        return []
    entry = given.entry
    found = mappings.usage(given.record, entry.reasons, entry.notes, is_volatile=given.is_volatile)
    told = [leaf for leaf in found.leaves if leaf.fate in SHOWN_LAST]
    told.sort(key=lambda leaf: SHOWN_LAST.index(leaf.fate))
    winners = {why.pointer: path for path, whys in entry.reasons.items() for why in whys}
    return [_leaf(leaf, winners, speech) for leaf in told]


def _leaf(leaf: mappings.Leaf, winners: Mapping[str, str], speech: Speech) -> Document:
    return {
        "pointer": leaf.pointer,
        "field": leaf.path,
        "value": leaf.value,
        "why": leaf.fate,
        "because": _because(leaf, winners, speech),
        "row": leaf.row,
        "by": list(leaf.by),
    }


def _because(leaf: mappings.Leaf, winners: Mapping[str, str], speech: Speech) -> str:
    say, name = speech.say, leaf.row.partition(".")[2].partition(".")[2]
    match leaf.fate:
        case "noted":
            notes = (mappings.note_text(code, speech.language) for code in leaf.by)
            return say("usage.noted", note=" ".join(notes))
        case "corrected":
            return say("usage.corrected", property=", ".join(leaf.by))
        case "outranked":
            better = [pointer for pointer in leaf.by if pointer in winners] or list(leaf.by)
            return say("usage.outranked", property=name, winner=", ".join(better[:3]))
        case "read":
            return say("usage.read", property=name)
        case "known":
            return say(f"usage.{leaf.by[0]}")
    return say(f"usage.{leaf.fate}")
