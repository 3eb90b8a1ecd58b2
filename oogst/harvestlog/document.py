"""A run, and how a source stands, as JSON-LD: each a document of its own, with a name that lasts. Pure.

Nothing of it follows from the moment of writing: whether a source is late is told as the moment from which
it is. Who said yes to a run stays in the store, and so does the traceback of one that broke.
"""

from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from catalogue.messages import LANGUAGES
from catalogue.model import mint
from catalogue.targets.site import stamp
from catalogue.views import RunView
from oogst.report import incomplete
from oogst.screen import Speech
from schedules import Scheduled, staleness

__all__ = ["CONTEXT", "run_document", "run_iri", "source_document"]

CONTEXT: Final = {
    "prov": "http://www.w3.org/ns/prov#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "started": {"@id": "prov:startedAtTime", "@type": "xsd:dateTime"},
    "ended": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    "source": {"@id": "prov:used", "@type": "@id"},
    "name": "dct:title",
    "address": {"@id": "dct:source", "@type": "@id"},
}
"""The words of others; ours are added under the base of the installation."""
OWN: Final = "ns/oogst#"

Document = dict[str, Any]


def run_iri(run: RunView, base: str) -> str:
    """Name a run for ever, by its source and its beginning: numbers belong to one database."""
    return mint(base, "oogstbeurt", run.publisher, run.source, run.started_at.isoformat())


def run_document(run: RunView, base: str) -> Document:
    """Describe one run that ended."""
    return _whole(base) | {
        "@id": run_iri(run, base),
        "@type": "prov:Activity",
        "source": _source_iri(run.publisher, run.source, base),
        "sourceName": run.source,
        "publisher": run.publisher,
        "scope": run.scope,
        "started": stamp(run.started_at),
        "ended": _moment(run.ended_at),
        "state": run.state,
        "reasons": [_reason(reason) for reason in run.reasons],
        "declared": run.declared,
        "counts": run.counts,
        "proof": {"ending": run.ending, "pages": run.pages, "seal": run.seal or None},
        "accepted": _moment(run.accepted_at),
    }


def source_document(
    scheduled: Scheduled, newest: RunView | None, last_complete: datetime | None, now: datetime, base: str
) -> Document:
    """Describe how a source stands: when it was last harvested wholly, and from when on it is late."""
    source = scheduled.source
    late = staleness(last_complete, scheduled.cadence, now).deadline
    return _whole(base) | {
        "@id": _source_iri(source.publisher, source.name, base),
        "@type": "prov:Entity",
        "name": source.name,
        "publisher": source.publisher,
        "protocol": str(source.protocol),
        "address": without_secrets(source.url),
        "lastComplete": _moment(last_complete),
        "lateFrom": _moment(late),
        "newest": run_iri(newest, base) if newest else None,
        "state": newest.state if newest else None,
    }


def without_secrets(url: str) -> str:
    """Leave out of an address what may be a name, a password or a key."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _whole(base: str) -> Document:
    return {"@context": {"@vocab": f"{base}/{OWN}", **CONTEXT}}


def _source_iri(publisher: str, source: str, base: str) -> str:
    return mint(base, "bron", publisher, source)


def _reason(reason: str) -> Document:
    """Tell a reason as its code, what it counts, and in words."""
    told = {language: incomplete(reason, Speech(language)) for language in LANGUAGES}
    words = [{"@language": language, "@value": one["text"]} for language, one in told.items()]
    return {"code": told["nl"]["code"], "detail": told["nl"]["detail"], "text": words}


def _moment(moment: datetime | None) -> str | None:
    return stamp(moment) if moment else None
