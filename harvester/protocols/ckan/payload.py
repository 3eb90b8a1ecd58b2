"""A page of ``package_search``: packages, how many there are in all, and where to go on.

Law: the next page starts after what was really returned, since servers cap ``rows`` in silence.
"""

from typing import Any, Final
from urllib.parse import urlencode

from catalogue.errors import SourceError
from catalogue.model import Content, Dialect, Kind, Record
from harvester.crawl.events import Declared, Event, RecordFailed, RecordSeen
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.hashing import fingerprint
from harvester.protocols.json_page import load

__all__ = ["PAGE_SIZE", "read", "search_url"]

PAGE_SIZE: Final = 500


def search_url(base: str, *, start: int, rows: int) -> str:
    """Write the address of one page; ``base`` is the portal's, or that of its API or of the action itself."""
    root = base.partition("?")[0].partition("/api/")[0].removesuffix("/api").rstrip("/")
    query = urlencode({"q": "*:*", "rows": rows, "start": start, "sort": "id asc"}, safe="*:")
    return f"{root}/api/3/action/package_search?{query}"


def read(page: Page, *, base: str, start: int, rows: int) -> Steps:
    """Read the page that begins at item ``start``."""
    result = _result(load(page.payload.read(), page.url), page.url)
    packages, count = result["results"], result["count"]
    yield Declared(count)
    for index, package in enumerate(packages):
        yield _record(package, page.payload.sha256, f"/result/results/{index}")
    reached = start + len(packages)
    if reached >= count:
        yield Closed("harvester.pages.all-read")
    elif not packages:
        yield Closed("harvester.pages.fewer-than-declared", whole=False)
    else:
        yield Ask(search_url(base, start=reached, rows=rows))


def _result(answer: Any, url: str) -> dict[str, Any]:  # noqa: ANN401 -- any JSON value
    if isinstance(answer, dict) and answer.get("success") is False:
        error = answer.get("error")
        said = error.get("message") or error.get("__type") if isinstance(error, dict) else error
        raise SourceError("harvester.refused-by-portal", url=url, detail=str(said or ""))
    result = answer.get("result") if isinstance(answer, dict) else None
    if not (isinstance(result, dict) and isinstance(result.get("results"), list)):
        raise SourceError("harvester.wrong-shape", url=url, detail="result.results")
    if not isinstance(result.get("count"), int):
        raise SourceError("harvester.wrong-shape", url=url, detail="result.count")
    return result


def _record(package: Any, payload: str, pointer: str) -> Event:  # noqa: ANN401 -- idem
    if not isinstance(package, dict):
        return RecordFailed(pointer, "harvester.record.not-an-object", str(package)[:200])
    identifier = package.get("id") or package.get("name")
    if not isinstance(identifier, str):
        return RecordFailed(pointer, "harvester.record.no-identifier", str(package.get("title", ""))[:200])
    reason = _passed_over(package)
    if reason:
        return RecordFailed(pointer, reason, identifier, skipped=True)
    return RecordSeen(
        Record(
            identifier=identifier,
            kind=Kind.DATASET,
            dialect=Dialect.CKAN,
            content=package,
            hash=fingerprint(package, Dialect.CKAN),
            payload=payload,
            pointer=pointer,
        )
    )


def _passed_over(package: Content) -> str:
    if package.get("state", "active") != "active":
        return "harvester.record.not-active"
    return "harvester.record.private" if package.get("private") is True else ""
