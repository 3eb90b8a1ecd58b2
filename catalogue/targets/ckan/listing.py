"""Finding datasets in a CKAN by its search, page by page, without losing one or believing a stale one.

Laws: a page begins after what really came, since a portal cuts ``rows`` in silence; the order is that of ids,
which no change disturbs; what is found is held against the number that the portal gives, and read again once.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import Any, Final

from catalogue.errors import TargetError
from catalogue.portions import portions
from catalogue.targets.ckan.client import Client

__all__ = ["found_by", "one_of", "quoted"]

MOST_TERMS: Final = 100
"""Names in one question."""


def quoted(text: str) -> str:
    """Write a text as one exact term of a search."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def found_by(client: Client, query: str, rows: int) -> Iterator[Mapping[str, Any]]:
    """Give every dataset that a filter finds, private ones and drafts included, each once.

    Raises TargetError when the portal counts more than it shows, twice in a row.
    """
    met: set[str] = set()
    for is_last in (False, True):
        total = yield from _once(client, query, rows, met)
        if len(met) >= total:
            return
        if is_last:
            raise TargetError("ckan-target.not-all-shown", seen=len(met), total=total)


def _once(client: Client, query: str, rows: int, met: set[str]) -> Generator[Mapping[str, Any], None, int]:
    start, total = 0, 0
    while True:
        asked = {"fq": query, "sort": "id asc", "start": start, "rows": rows}
        page = client.call("package_search", asked | {"include_private": True, "include_drafts": True})
        results = [one for one in page["results"] if isinstance(one, Mapping)]
        total = int(page["count"])
        for one in results:
            if one["id"] not in met:
                met.add(one["id"])
                yield one
        start += len(results)
        if not results or start >= total:
            return total


def one_of(client: Client, field: str, values: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """Give every dataset that has one of these values in a field."""
    for some in portions(sorted(set(values)), MOST_TERMS):
        terms = " OR ".join(map(quoted, some))
        yield from found_by(client, f"{field}:({terms})", len(some))
