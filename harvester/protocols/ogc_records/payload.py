"""A page of items in JSON: its records, how many there are, and where to go on.

Law: an empty page is not the end while the source says that there are more; a page without a next link is.
"""

from dataclasses import dataclass
from typing import Any, Final

from catalogue.errors import SourceError
from catalogue.model import Content, Dialect, Kind, Record
from harvester.crawl.events import Declared, Event, RecordFailed, RecordSeen
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.hashing import fingerprint
from harvester.protocols.json_page import load
from harvester.protocols.ogc_records.addresses import window

__all__ = ["Reach", "answer_of", "is_items", "matched", "read"]

PATIENCE: Final = 10
"""Empty pages in a row after which no more is expected, whatever was declared."""


@dataclass(slots=True)
class Reach:
    """How far a list of items was read."""

    given: int = 0
    empty: int = 0
    """Empty pages in a row."""


def answer_of(page: Page) -> Content:
    """Parse an answer. Raises SourceError where it is no object, or a refusal, in the words of the source."""
    answer = load(page.payload.read(), page.url)
    if not isinstance(answer, dict):
        raise SourceError("harvester.wrong-shape", url=page.url, detail="{…}")
    said = [answer.get(name) for name in ("code", "title", "description", "detail")]
    refused = isinstance(answer.get("code"), str | int) or isinstance(answer.get("status"), int)
    if refused and not {"features", "collections", "id", "links"} & answer.keys():
        words = ": ".join(str(part) for part in said if part)
        raise SourceError("harvester.refused-by-portal", url=page.url, detail=words[:500])
    return answer


def is_items(answer: Content) -> bool:
    """Tell a page of items, or a single one, from what describes a collection."""
    return "features" in answer or isinstance(answer.get("properties"), dict)


def matched(answer: Content) -> int | None:
    """Give how many items there are in all, if the source says so."""
    found = answer.get("numberMatched")
    return found if isinstance(found, int) and not isinstance(found, bool) and found >= 0 else None


def read(answer: Content, page: Page, reach: Reach) -> Steps:
    """Read a page of items, or a single one."""
    items = answer.get("features")
    if not isinstance(items, list) and isinstance(answer.get("properties"), dict):
        yield _record(answer, page.payload.sha256, "")
        yield Closed("harvester.pages.one-document")
        return
    if not isinstance(items, list):
        raise SourceError("harvester.wrong-shape", url=page.url, detail="features")
    total = matched(answer)
    if total is not None:
        yield Declared(total)
    for index, item in enumerate(items):
        yield _record(item, page.payload.sha256, f"/features/{index}")
    reach.given += len(items)
    reach.empty = 0 if items else reach.empty + 1
    yield _end(answer, page, total, reach)


def _end(answer: Content, page: Page, total: int | None, reach: Reach) -> Ask | Closed:
    onward = _next(answer)
    if total is not None and reach.given >= total:
        return Closed("harvester.pages.all-read")
    if reach.empty >= PATIENCE:
        return Closed("harvester.pages.fewer-than-declared", whole=False)
    if onward:
        return Ask(onward)
    if total is None:
        return Closed("harvester.pages.all-read")
    if reach.empty:
        return Closed("harvester.pages.fewer-than-declared", whole=False)
    return Ask(window(page.asked or page.url, startindex=reach.given))


def _next(answer: Content) -> str:
    links = answer.get("links")
    found = [
        link["href"]
        for link in (links if isinstance(links, list) else ())
        if isinstance(link, dict) and link.get("rel") == "next" and isinstance(link.get("href"), str)
    ]
    return found[0] if found else ""


def _record(item: Any, payload: str, pointer: str) -> Event:  # noqa: ANN401 -- any JSON value
    if not isinstance(item, dict):
        return RecordFailed(pointer, "harvester.record.not-an-object", str(item)[:200])
    properties = item.get("properties")
    said: Content = properties if isinstance(properties, dict) else {}
    identifier = item.get("id") or said.get("identifier")
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        identifier = str(identifier)
    if not isinstance(identifier, str) or not identifier.strip():
        return RecordFailed(pointer, "harvester.record.no-identifier", str(said.get("title", ""))[:200])
    return RecordSeen(
        Record(
            identifier=identifier,
            kind=Kind.SERVICE if said.get("type") == "service" else Kind.DATASET,
            dialect=Dialect.OGC_RECORD,
            content=item,
            hash=fingerprint(item, Dialect.OGC_RECORD),
            payload=payload,
            pointer=pointer,
        )
    )
