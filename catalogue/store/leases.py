"""Leases: who does a thing now. A holder that dies loses it by itself when the time runs out."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from catalogue.store import tables as t
from catalogue.store.database import Database

__all__ = ["Leases"]


class Leases:
    """Named leases in the store, the same on SQLite and PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def take(self, name: str, holder: str, seconds: float) -> bool:
        """Take the lease when it is free, expired or already ours; tell whether we have it."""
        now = datetime.now(UTC)
        mine = {"holder": holder, "until": now + timedelta(seconds=seconds)}
        free = (t.lease.c.name == name) & ((t.lease.c.until < now) | (t.lease.c.holder == holder))
        with self.database.transaction() as connection:
            if connection.execute(update(t.lease).where(free).values(**mine)).rowcount:
                return True
            if connection.execute(select(t.lease.c.name).where(t.lease.c.name == name)).first():
                return False
            try:
                with connection.begin_nested():
                    connection.execute(t.lease.insert().values(name=name, **mine))
            except IntegrityError:  # another process was a moment earlier
                return False
            return True

    def renew(self, name: str, holder: str, seconds: float) -> bool:
        """Prolong a lease that is ours; tell whether it still is."""
        until = datetime.now(UTC) + timedelta(seconds=seconds)
        ours = (t.lease.c.name == name) & (t.lease.c.holder == holder)
        with self.database.transaction() as connection:
            return bool(connection.execute(update(t.lease).where(ours).values(until=until)).rowcount)

    def release(self, name: str, holder: str) -> None:
        """Give the lease back; nothing happens when it is not ours."""
        with self.database.transaction() as connection:
            connection.execute(delete(t.lease).where(t.lease.c.name == name, t.lease.c.holder == holder))

    def holder(self, name: str) -> str | None:
        """Tell who holds the lease now."""
        held = select(t.lease.c.holder).where(t.lease.c.name == name, t.lease.c.until >= datetime.now(UTC))
        with self.database.transaction() as connection:
            return connection.execute(held).scalar()
