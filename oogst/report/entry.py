"""One entry as plain data, with the reason of each value."""

from typing import Any

from catalogue.model import Reason
from catalogue.views import EntryView

__all__ = ["entry_document"]


def entry_document(entry: EntryView) -> dict[str, Any]:
    """Give everything that is known of an entry, as JSON values."""
    plain = ("uuid", "iri", "kind", "publisher", "source", "identifier", "title", "first_seen", "valid_from")
    judged = ("withdrawn_at", "published", "score", "coverage", "label", "payload", "pointer")
    return {
        **{name: getattr(entry, name) for name in (*plain, *judged)},
        "reasons": {path: [_why(why) for why in reasons] for path, reasons in entry.reasons.items()},
        "notes": [note._asdict() for note in entry.notes],
        "findings": [finding._asdict() for finding in entry.findings],
        "verdicts": [verdict._asdict() for verdict in entry.verdicts],
        "rdf": entry.body,
    }


def _why(why: Reason) -> dict[str, Any]:
    return why._asdict() | {"correction": why.correction and why.correction._asdict()}
