"""Rows on their way: from a store to a line of JSON that people can read too, and back into a store.

Every column travels. Times are in UTC; content that lies compressed in the store is text here, and is
compressed anew where it arrives: seals are over what it says.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from sqlalchemy import Connection, LargeBinary, Table

from catalogue.errors import AuditError
from catalogue.packing import pack, unpack
from catalogue.portions import portions
from catalogue.store import tables as t
from catalogue.store.tables import Moment

__all__ = ["TABLES", "insert_lines", "line_of"]

TABLES: Final[Mapping[str, Table]] = {
    table.name: table
    for table in (
        t.source, t.run, t.seal, t.payload, t.page, t.trouble, t.record, t.entry, t.version, t.assessment,
        t.finding, t.standing, t.succession, t.copy, t.address, t.link, t.observation, t.attestation,
        t.rubric, t.publisher_assessment, t.event,
    )
}  # fmt: skip
"""What travels, in the order in which it can be laid down."""
ELSEWHERE: Final = {("payload", "body"), ("rubric", "text")}
"""Columns whose content is a file of its own."""
PLAIN: Final = {("source", "catalogue"), ("source", "bookmark")}
"""Columns of bytes that are not compressed in the store."""
AT_ONCE: Final = 200
FILES_AT_ONCE: Final = 4
"""Rows with a file each, which may be large."""


def line_of(table: Table, row: Mapping[str, Any]) -> bytes:
    """Write a row as one line of JSON, its columns in the order of the table."""
    plain = {
        str(column.name): _written(table.name, column.name, row[column.name])
        for column in table.c
        if (table.name, column.name) not in ELSEWHERE
    }
    return orjson.dumps(plain, option=orjson.OPT_APPEND_NEWLINE)


def _written(table: str, column: str, value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, bytes):
        plain = value if (table, column) in PLAIN else unpack(value)
        return plain.decode("utf-8")
    return value


def insert_lines(
    connection: Connection, name: str, lines: Iterable[bytes], extra: Mapping[str, Mapping[str, Any]]
) -> int:
    """Lay rows down in their table. Give how many. Raises AuditError for a line that is no row of it.

    ``extra`` gives, by the key of a row, the columns that are a file of their own.
    """
    table, count = TABLES[name], 0
    rows = (_row(table, line, extra) for line in lines)
    for some in portions(rows, FILES_AT_ONCE if _split(name) else AT_ONCE):
        connection.execute(table.insert(), some)
        count += len(some)
    return count


def _row(table: Table, line: bytes, extra: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    try:
        said: Any = orjson.loads(line)
        row = {name: _read(table, name, value) for name, value in said.items()}
        row |= extra[str(row["sha256"])] if _split(table.name) else {}
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise AuditError("bundle.malformed", name=table.name, path="-") from error
    if row.keys() != {column.name for column in table.c}:
        raise AuditError("bundle.malformed", name=table.name, path="-")
    return row


def _split(table: str) -> bool:
    return any(name == table for name, _ in ELSEWHERE)


def _read(table: Table, name: str, value: object) -> object:
    column = table.c[name]
    if value is None:
        return None
    if isinstance(column.type, Moment):
        return datetime.fromisoformat(str(value))
    if isinstance(column.type, LargeBinary):
        plain = str(value).encode("utf-8")
        return plain if (table.name, name) in PLAIN else pack(plain)
    return value
