"""Writing many rows in one statement, and knowing their keys; keeping what another may be keeping too."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Insert, Table
from sqlalchemy.dialects import sqlite

__all__ = ["insert", "unless_kept"]


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert rows and give their keys in the same order."""
    if not rows:
        return []
    statement = table.insert().returning(table.c.id, sort_by_parameter_order=True)
    return list(connection.execute(statement, rows).scalars())


def unless_kept(connection: Connection, table: Table) -> Insert:
    """Insert what is not there yet: since we looked, another worker may have kept the same."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415  its engine has it loaded; no other needs it

    return postgresql.insert(table).on_conflict_do_nothing()
