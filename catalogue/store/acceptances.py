"""What people said yes to, of feeds that a guard had stopped: for whoever asks why it was published."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from catalogue.store import tables as t
from catalogue.store.decisions import Decision

__all__ = ["Acceptance", "accept_publication", "acceptances"]


class Acceptance(NamedTuple):
    """A yes to one guard, for one publication."""

    publisher: str
    at: datetime
    guard: str
    most: int | None
    """How many records it is for; None: whatever it comes to."""
    by: str
    why: str
    sha256: str
    """Of the copy that stood when it was said."""


def accept_publication(
    connection: Connection,
    publisher: str,
    allowed: Mapping[str, int | None],
    decision: Decision,
    sha256: str,
) -> None:
    """Keep a yes before it is acted upon, so that no publication is ever without the yes it needed."""
    said = {"publisher": publisher, "sha256": sha256, **decision._asdict()}
    rows = [said | {"guard": guard, "most": most} for guard, most in allowed.items()]
    connection.execute(insert(t.acceptance), rows)


def acceptances(connection: Connection, publisher: str) -> list[Acceptance]:
    """List what was said yes to of a publisher, the newest first."""
    a = t.acceptance.c
    columns = (a.publisher, a.at, a.guard, a.most, a.by, a.why, a.sha256)
    query = select(*columns).where(a.publisher == publisher).order_by(a.id.desc())
    return [Acceptance(*row) for row in connection.execute(query)]
