"""Writing the log of harvests beside the feeds: all runs as lines, how the sources stand, the newest as Atom.

It is written after each run, also one that failed: that is what it is for; and when a person accepts a run.
The feeds do not depend on it.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import orjson

from catalogue.errors import TargetError
from catalogue.messages import say
from catalogue.store import Database
from catalogue.targets.site import AtomEntry, AtomFeed, Place, atom
from catalogue.views import RunView, ended_runs, source_statuses
from oogst.harvestlog.document import run_document, run_iri, source_document
from schedules import Publisher

__all__ = ["NEWEST", "stands", "write_harvest_log"]

NEWEST: Final = 200
"""Runs in the Atom feed and in the document; the lines hold all of them."""
FILES: Final = ("runs.jsonl", "runs.jsonld", "runs.atom")
"""A line per run, the oldest first, so that what was read stays where it was; a document; a feed."""
Document = dict[str, Any]


def write_harvest_log(
    folder: Path, database: Database, publishers: Sequence[Publisher], *, base: str, now: datetime
) -> None:
    """Write what is known of all harvests. Raises TargetError when the folder refuses."""
    with database.transaction() as connection:
        runs = ended_runs(connection)
        complete = {name: one.last_complete for name, one in source_statuses(connection).items()}
    if not runs:
        return
    newest = {run.source: run for run in runs}
    scheduled = [one for publisher in publishers for one in publisher.sources if one.active(now)]
    sources = [
        source_document(one, newest.get(one.name), complete.get(one.name), now, base) for one in scheduled
    ]
    documents = [run_document(run, base) for run in runs]
    last = list(zip(runs, documents, strict=True))[: -NEWEST - 1 : -1]
    graph = [*sources, *(document for _, document in last)]
    contents = (
        b"".join(map(_line, documents)),
        orjson.dumps(graph, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE),
        _feed(last, base),
    )
    try:
        with Place.held(folder) as place:
            for name, content in zip(FILES, contents, strict=True):
                place.put(name, content)
    except OSError as error:
        where = error.filename or folder
        raise TargetError("harvestlog.not-written", where=where, detail=error.strerror or error) from error


def stands(folder: Path) -> bool:
    """Tell whether there is a log in this folder."""
    return any((folder / name).exists() for name in FILES)


def _feed(runs: Sequence[tuple[RunView, Document]], base: str) -> bytes:
    return atom(
        AtomFeed(
            id=f"{base}/runs.atom",
            title=_both("harvestlog.title"),
            author="Oogst",
            address=f"{base}/runs.atom",
            links=[("related", "application/x-ndjson", f"{base}/runs.jsonl")],
            entries=[_entry(run, document, base) for run, document in runs],
        )
    )


def _entry(run: RunView, document: Document, base: str) -> AtomEntry:
    facts = {"seen": run.counts["seen"], "declared": "?" if run.declared is None else run.declared}
    changes = {name: run.counts[name] for name in ("new", "changed", "withdrawn", "failed")}
    reasons = [" / ".join(one["@value"] for one in reason["text"]) for reason in document["reasons"]]
    iri = run_iri(run, base)
    return AtomEntry(
        id=f"urn:uuid:{iri.rpartition('/')[2]}",
        title=f"{run.source}: {_both(f'state.{run.state}')}",
        updated=run.accepted_at or run.ended_at or run.started_at,
        link=f"{base}/runs.jsonld",
        summary="\n".join([_both("harvestlog.counts", **facts, **changes), *reasons]),
        categories=[run.state],
    )


def _both(key: str, **facts: object) -> str:
    return f"{say(key, 'nl', **facts)} / {say(key, 'en', **facts)}"


def _line(document: Document) -> bytes:
    return orjson.dumps(document) + b"\n"
