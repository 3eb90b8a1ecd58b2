"""Laying a bundle down in a store of its own, so that the house reads it as it reads any store."""

import gzip
from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, StatementError

from catalogue.bundle.choosing import Choice, chosen_rows
from catalogue.bundle.reading import Bundle
from catalogue.bundle.rows import TABLES, insert_lines
from catalogue.errors import AuditError
from catalogue.packing import pack
from catalogue.portions import portions
from catalogue.store import tables as t

__all__ = ["copy_into", "load_into"]

QUICK: Final = 1
AT_ONCE: Final = 200


def load_into(connection: Connection, bundle: Bundle) -> None:
    """Lay every row and file down. The store has to be SQLite, and empty; references outward may dangle.

    Raises AuditError for a row that does not fit, or a number of rows that is not the manifest's.
    """
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    for name in TABLES:
        member = f"tables/{name}.jsonl"
        try:
            count = insert_lines(connection, name, bundle.lines(member), _files(bundle, name))
        except (DBAPIError, StatementError) as error:
            raise AuditError("bundle.malformed", path=bundle.path, name=name) from error
        if count != bundle.manifest.counts.get(name, 0):
            raise AuditError("bundle.malformed", path=bundle.path, name=name)


def copy_into(connection: Connection, choice: Choice, place: Connection) -> None:
    """Lay what is chosen down in an empty SQLite store, without the bytes of payloads."""
    place.exec_driver_sql("PRAGMA foreign_keys=OFF")
    for table in TABLES.values():
        rows = chosen_rows(connection, choice, table) if table is not t.payload else iter(())
        for some in portions(rows, AT_ONCE):
            place.execute(table.insert(), some)


class _Files(Mapping[str, Mapping[str, Any]]):
    """The columns of a row that are a file of their own, packed when they are asked for."""

    def __init__(self, bundle: Bundle, folder: str, suffix: str) -> None:
        self._bundle, self._folder, self._suffix = bundle, folder, suffix
        self._names = set(bundle.names)

    def __getitem__(self, sha256: str) -> Mapping[str, Any]:
        name = f"{self._folder}/{sha256}{self._suffix}"
        if name not in self._names:
            raise KeyError(name)
        if self._folder == "rubrics":
            return {"text": pack(self._bundle.content(name))}
        packed = BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=QUICK, mtime=0) as file:
            for chunk in self._bundle.chunks(name):
                file.write(chunk)
        return {"body": packed.getvalue()}

    def __iter__(self) -> Any:  # noqa: ANN401  an iterator of names
        return iter(sorted(self._names))

    def __len__(self) -> int:
        return len(self._names)


def _files(bundle: Bundle, table: str) -> Mapping[str, Mapping[str, Any]]:
    if table == "payload":
        return _Files(bundle, "payloads", "")
    return _Files(bundle, "rubrics", ".txt") if table == "rubric" else {}
