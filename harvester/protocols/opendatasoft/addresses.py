"""Where the catalogue of a portal is read: three versions of its API, pages of each, and the export.

Law: the order is by ``dataset_id``, which never changes. Version 1 orders by date only: what changes then
moves, and something else is then met twice, which tells that an item may be missing.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

__all__ = ["PAGE_SIZE", "WINDOW", "Slice", "Version", "catalogue_url", "root_of", "slice_of"]

PAGE_SIZE: Final = 100
"""The most that the API gives at once."""
WINDOW: Final = 10_000
"""offset + limit must stay below; beyond, the API answers with an error 500."""


class Version(StrEnum):
    """Newest first: the order in which they are tried."""

    V2_1 = "v2.1"
    V2_0 = "v2.0"
    V1 = "1.0"


_PATHS: Final = {
    Version.V2_1: "/api/explore/v2.1/catalog/datasets",
    Version.V2_0: "/api/explore/v2.0/catalog/datasets",
    Version.V1: "/api/datasets/1.0/search/",
}


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a catalogue: up to ``limit`` items from item ``offset`` on."""

    base: str
    version: Version = Version.V2_1
    offset: int = 0
    limit: int = PAGE_SIZE
    where: str = ""
    """An ODSQL condition; version 1 knows none."""

    @property
    def url(self) -> str:
        address = root_of(self.base) + _PATHS[self.version]
        if self.version is Version.V1:
            query = {"rows": self._fitting, "start": self.offset, "sort": "modified", "interopmetas": "true"}
            return f"{address}?{urlencode(query)}"
        query = {"limit": self._fitting, "offset": self.offset, "order_by": "dataset_id"}
        return f"{address}?{urlencode(query | self._condition)}"

    @property
    def export(self) -> str:
        """The address of the whole catalogue as one list."""
        path = _PATHS[self.version].replace("/catalog/datasets", "/catalog/exports/json")
        query = urlencode(self._condition)
        return root_of(self.base) + path + (f"?{query}" if query else "")

    @property
    def next_version(self) -> Version | None:
        """The version before this one; none that cannot keep to the condition."""
        order = list(Version)
        older = order[order.index(self.version) + 1 :]
        return older[0] if older and not (self.where and older[0] is Version.V1) else None

    def after(self, count: int) -> "Slice":
        """Give the page after the ``count`` items of this one."""
        return replace(self, offset=self.offset + count)

    @property
    def _fitting(self) -> int:
        """The limit, smaller where the last page would touch the window."""
        return min(self.limit, max(1, WINDOW - 1 - self.offset))

    @property
    def _condition(self) -> dict[str, str | int]:
        return {"where": self.where} if self.where else {}


def slice_of(url: str, base: str) -> Slice:
    """Tell which page an address of ours asks for."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    version = next((one for one, path in _PATHS.items() if parts.path.endswith(path)), Version.V2_1)
    first, size = ("start", "rows") if version is Version.V1 else ("offset", "limit")
    return Slice(
        base,
        version,
        int(query.get(first, ["0"])[0]),
        int(query.get(size, [str(PAGE_SIZE)])[0]),
        query.get("where", [""])[0],
    )


def catalogue_url(base: str, *, offset: int, limit: int) -> str:
    """Write the address of one page; ``base`` is the portal's or any address of its API."""
    return Slice(base, offset=offset, limit=limit).url


def root_of(base: str) -> str:
    """Give the portal of any address of it."""
    return base.partition("?")[0].partition("/api/")[0].partition("/explore")[0].rstrip("/")
