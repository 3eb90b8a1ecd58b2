"""The newest version of every object met in a crawl, on disk: a stream may hold more than memory does.

Law: the order in which pages are read decides nothing, except between two versions of one moment.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from harvester.protocols.ldes.member import PART, Version

__all__ = ["Held", "Objects"]

_TABLE: Final = """
create table object (
  iri text primary key, "order" text, kind text, deleted integer, digest blob, links text, body blob,
  page integer, payload text, damage text
)
"""
_COLUMNS: Final = 'iri, "order", kind, deleted, digest, links, page, payload, damage'


class Held(NamedTuple):
    """What is known of an object, without its triples."""

    iri: str
    order: str
    kind: str
    deleted: bool
    digest: bytes
    links: tuple[str, ...]
    page: int
    """Number of the page on which it stands."""
    payload: str
    damage: tuple[str, ...]

    @property
    def is_part(self) -> bool:
        return self.kind == PART and not self.deleted


class Objects:
    """A table in a file of the spool. The file goes with the crawl, so no transaction has to end."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "objects.sqlite", isolation_level=None)
        for line in ("pragma journal_mode = off", "pragma synchronous = off", _TABLE, "begin"):
            self._database.execute(line)

    def close(self) -> None:
        self._database.close()

    def keep(self, version: Version, *, page: int, payload: str) -> None:
        """Take a version, unless a newer one is known. What kind of thing was deleted is remembered."""
        known = self.get(version.object)
        if known is not None and known.order > version.order:
            if known.deleted and known.kind == PART != version.kind:
                self._database.execute(
                    "update object set kind = ? where iri = ?", (version.kind, version.object)
                )
            return
        kind = known.kind if known is not None and version.deleted else version.kind
        self._database.execute(
            "insert or replace into object values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(version.object, version.order, kind, version.deleted, version.digest),
                *("\n".join(version.links), version.body, page, payload, "\n".join(version.damage)),
            ),
        )

    def get(self, iri: str) -> Held | None:
        found = self._database.execute(f"select {_COLUMNS} from object where iri = ?", (iri,)).fetchone()  # noqa: S608 -- a constant
        return _held(found) if found else None

    def body(self, iri: str) -> bytes:
        found: bytes = self._database.execute("select body from object where iri = ?", (iri,)).fetchone()[0]
        return found

    def all(self, *, kinds: Iterable[str] = (), deleted: bool | None = None) -> Iterator[Held]:
        """Give objects in the order of their names: of these kinds, or all."""
        wanted = tuple(kinds)
        query = f"select {_COLUMNS} from object where 1"  # noqa: S608 -- a constant
        query += f" and kind in ({', '.join('?' * len(wanted))})" if wanted else ""
        query += "" if deleted is None else f" and deleted = {int(deleted)}"
        return map(_held, self._database.execute(f"{query} order by iri", wanted))


def _held(row: tuple[str, str, str, int, bytes, str, int, str, str]) -> Held:
    iri, order, kind, deleted, digest, links, page, payload, damage = row
    return Held(iri, order, kind, bool(deleted), digest, _lines(links), page, payload, _lines(damage))


def _lines(words: str) -> tuple[str, ...]:
    return tuple(words.split("\n")) if words else ()
