"""Writing the feed of one publisher from what stands in the store.

The last good feed stays whenever anything here fails; an empty feed never replaces one with something.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from typing import Protocol as Interface

from sqlalchemy import Connection

from catalogue.errors import TargetError
from catalogue.profile import Finding, assess, gate
from catalogue.store import Database
from catalogue.targets.feed import (
    Allowed,
    FeedWritten,
    Guards,
    LastCopy,
    Limits,
    last_copy,
    write_feed,
)
from catalogue.views.feeds import feed_past, published_entries
from harvester.runs.catalogues import Whole, whole_of
from harvester.runs.events import write_stream
from harvester.runs.memory import few_collections
from harvester.runs.pages import write_pages
from harvester.runs.paging import write_in_pages
from harvester.runs.rules import Rules

__all__ = ["FURTHER", "Further", "Publication", "publish"]


class Further(Interface):
    """Writes what goes with a feed, right after the feed has taken its place: its events, its pages."""

    def __call__(
        self, folder: Path, copy: LastCopy, whole: Whole, *, connection: Connection, rules: Rules
    ) -> None:
        """Write from what the feed was written from: the connection still shows just that.

        Raises TargetError when it cannot; the feed stands, and the others are written all the same.
        """


FURTHER: Final[tuple[Further, ...]] = (write_in_pages, write_stream, write_pages)
"""Called in this order after each publication that the platform may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A feed as written, and what is still wrong with the catalogue itself."""

    feed: FeedWritten | None
    findings: list[Finding]
    """Of the catalogue, not of its entries."""
    portal_ready: bool
    """False when the catalogue misses mandatory facts: the feed then holds entries without a catalogue."""
    failures: list[TargetError] = field(default_factory=list)
    """Why something that goes with the feed was not written; the feed itself is."""


def publish(
    publisher: str,
    *,
    database: Database,
    rules: Rules,
    folder: Path,
    strict: bool = True,
    limits: Limits = Limits(),  # noqa: B008 - it cannot be altered
    allowed: Allowed | None = None,
    further: Sequence[Further] = FURTHER,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Publication:
    """Write the feed of a publisher. Raises TargetError when it may not or cannot be written.

    ``strict`` refuses an incomplete catalogue or an empty feed; else the best possible file is written, once,
    to look at.
    What stands is left when the feed would do to it what nobody ``allowed``, beyond the ``limits``.
    """
    with few_collections(), database.snapshot() as connection:
        whole = whole_of(publisher, rules, connection)
        findings = assess([whole.bare()], rules.validator)[0]
        ready = gate(findings, rules.gate)
        if strict:
            _refuse(publisher, findings, ready=ready, members=len(whole.members))
        if not whole.members:
            return Publication(feed=None, findings=findings, portal_ready=ready)
        entries = published_entries(connection, publisher)
        past = feed_past(connection, publisher)
        guards = Guards(publisher=publisher, past=past, limits=limits, allowed=allowed or {})
        feed = write_feed(
            folder,
            publisher,
            whole.blocks(),
            entries,
            bare=not ready,
            indexed=strict,
            guard=guards,
            clock=clock,
        )
        failures = _go_on(further if ready else (), folder, whole, connection, rules)
    return Publication(feed=feed, findings=findings, portal_ready=ready, failures=failures)


def _go_on(
    further: Sequence[Further], folder: Path, whole: Whole, connection: Connection, rules: Rules
) -> list[TargetError]:
    """Have everything written that goes with a feed; one that fails does not keep the others from it."""
    failures: list[TargetError] = []
    copy = last_copy(folder, whole.publisher)
    if copy is None:
        return failures
    for write in further:
        try:
            write(folder, copy, whole, connection=connection, rules=rules)
        except TargetError as refused:
            failures.append(refused)
    return failures


def _refuse(publisher: str, findings: list[Finding], *, ready: bool, members: int) -> None:
    if not members:
        raise TargetError("feed.empty", publisher=publisher)
    if not ready:
        rules = ", ".join(sorted({finding.rule for finding in findings if finding.severity == "error"}))
        raise TargetError("feed.catalogue-incomplete", publisher=publisher, rules=rules)
