"""What we had targets keep, as this database remembers it; and which database that is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import uuid4

from sqlalchemy import Connection, bindparam, func, select, update

from catalogue.store.push_tables import installation
from catalogue.store.push_tables import placement as p
from catalogue.targets.push.plan import Placement

__all__ = ["count_placements", "forget", "place", "placements", "store_identity", "taken_away"]

STANDING: Final = "standing"
GONE: Final = "gone"
_ALTER: Final = update(p).where(p.c.identity == bindparam("whose"), p.c.uuid == bindparam("entry"))
_ADD: Final = p.insert()
"""Made once: to make a statement takes as long as to carry it out, and a push does so for every entry."""


def store_identity(connection: Connection, now: datetime) -> str:
    """Give what tells this database from every other; made once."""
    found: str | None = connection.execute(select(installation.c.uuid)).scalar()
    if found is None:
        found = str(uuid4())
        connection.execute(installation.insert().values(uuid=found, made_at=now))
    return found


def placements(connection: Connection, identity: str) -> dict[str, Placement]:
    """Give what stands of ours at a target, by UUID."""
    columns = [p.c[name] for name in Placement._fields]
    rows = connection.execute(select(*columns).where(p.c.identity == identity, p.c.state == STANDING))
    return {row.uuid: Placement(*row) for row in rows}


def taken_away(connection: Connection, identity: str) -> dict[str, Placement]:
    """Give what the last plan for a target that was begun had it keep no longer, by UUID."""
    last = select(func.max(p.c.plan_id)).where(p.c.identity == identity).scalar_subquery()
    columns = [p.c[name] for name in Placement._fields]
    gone = (p.c.identity == identity) & (p.c.state == GONE) & (p.c.plan_id == last)
    return {row.uuid: Placement(*row) for row in connection.execute(select(*columns).where(gone))}


def place(connection: Connection, identity: str, plan_id: int, placed: Sequence[Placement]) -> None:
    """Remember what a target keeps of entries now."""
    for one in placed:
        values = {**one._asdict(), "state": STANDING, "plan_id": plan_id}
        known = {"whose": identity, "entry": one.uuid}
        if not connection.execute(_ALTER, known | values).rowcount:
            connection.execute(_ADD, {"identity": identity} | values)


def forget(connection: Connection, identity: str, plan_id: int, uuid: str, now: datetime) -> None:
    """Remember that a target keeps an entry no longer."""
    known = {"whose": identity, "entry": uuid}
    connection.execute(_ALTER, known | {"state": GONE, "at": now, "plan_id": plan_id})


def count_placements(connection: Connection, identity: str) -> int:
    """Count what stands of ours at a target."""
    standing = (p.c.identity == identity) & (p.c.state == STANDING)
    return connection.execute(select(func.count()).select_from(p).where(standing)).scalar_one()
