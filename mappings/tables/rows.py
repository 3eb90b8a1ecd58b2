"""What a row of a table says, for those who ask why a value was translated as it was."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple, Protocol

from catalogue.errors import UsageError
from mappings import tables

__all__ = ["TableRow", "table_row"]


class TableRow(NamedTuple):
    row: str
    iri: str
    names: tuple[str, ...]
    """Everything a source may write for it, folded for comparison."""


class _Row(Protocol):
    @property
    def row(self) -> str: ...

    @property
    def iri(self) -> str: ...


def table_row(row: str) -> TableRow | None:
    """Look up a row as reasons name it, such as ``licences/cc-zero``; None where no table has it."""
    table, _, name = row.partition("/")
    if table == "codes":
        return _code_rows(name.partition("/")[0]).get(row)
    return _rows(table).get(row)


@cache
def _rows(table: str) -> dict[str, TableRow]:
    known: dict[str, Callable[[], Mapping[str, _Row]]] = {
        "access-rights": tables.access_rights,
        "formats": tables.formats,
        "frequencies": tables.frequencies,
        "languages": tables.languages,
        "media-types": tables.media_types,
        "themes": tables.themes,
        "licences": tables.licences,
        "publishers": tables.publishers,
    }
    if table == "places":
        return _gathered((name, code.row, code.iri) for name, (code, _) in tables.places().items())
    if table not in known:
        return {}
    return _gathered((name, code.row, code.iri) for name, code in known[table]().items())


@cache
def _code_rows(name: str) -> dict[str, TableRow]:
    try:
        return _gathered((spelling, code.row, code.iri) for spelling, code in tables.codes(name).items())
    except (StopIteration, UsageError):  # there is no such list
        return {}


def _gathered(named: Iterable[tuple[str, str, str]]) -> dict[str, TableRow]:
    found: dict[str, TableRow] = {}
    for name, row, iri in named:
        before = found.get(row, TableRow(row, iri, ()))
        found[row] = before._replace(names=(*before.names, name))
    return found
