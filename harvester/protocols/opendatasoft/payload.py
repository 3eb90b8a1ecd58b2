"""A page of the Explore catalogue, or its whole export: datasets, their number, and where to go on.

Law: paging ends at 10,000 items; a larger catalogue is read from its export, and the run says so.
"""

from typing import Any, Final
from urllib.parse import urlencode

from catalogue.errors import SourceError
from catalogue.model import Dialect, Kind, Record
from harvester.crawl.events import Declared, Event, RecordFailed, RecordSeen
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.hashing import fingerprint
from harvester.protocols.json_page import load

__all__ = ["PAGE_SIZE", "WINDOW", "catalogue_url", "export_url", "read", "read_export"]

PAGE_SIZE: Final = 100
"""The most that the API gives at once."""
WINDOW: Final = 10_000
"""offset + limit must stay below."""


def catalogue_url(base: str, *, offset: int, limit: int) -> str:
    """Write the address of one page; ``base`` is the portal's or any address of its API."""
    query = urlencode({"limit": limit, "offset": offset, "order_by": "dataset_id"})
    return f"{_root(base)}/api/explore/v2.1/catalog/datasets?{query}"


def export_url(base: str) -> str:
    return f"{_root(base)}/api/explore/v2.1/catalog/exports/json"


def read(page: Page, *, base: str, offset: int, limit: int) -> Steps:
    """Read the page that begins at item ``offset``."""
    answer = load(page.payload.read(), page.url)
    items, total = _items(answer, page.url)
    yield Declared(total)
    if total >= WINDOW and offset == 0:
        yield Ask(export_url(base), feed=True)
        return
    for index, item in enumerate(items):
        yield _record(item, page.payload.sha256, f"/results/{index}")
    reached = offset + len(items)
    if reached >= total:
        yield Closed("harvester.pages.all-read")
    elif not items:
        yield Closed("harvester.pages.fewer-than-declared", whole=False)
    else:
        yield Ask(catalogue_url(base, offset=reached, limit=limit))


def read_export(page: Page) -> Steps:
    """Read the export: the whole catalogue as one list."""
    answer = load(page.payload.read(), page.url)
    if not isinstance(answer, list):
        raise SourceError("harvester.wrong-shape", url=page.url, detail="[…]")
    for index, item in enumerate(answer):
        yield _record(item, page.payload.sha256, f"/{index}")
    yield Closed("harvester.pages.export-read")


def _root(base: str) -> str:
    return base.partition("?")[0].partition("/api/")[0].partition("/explore")[0].rstrip("/")


def _items(answer: Any, url: str) -> tuple[list[Any], int]:  # noqa: ANN401 -- any JSON value
    if isinstance(answer, dict) and "error_code" in answer:
        said = f"{answer['error_code']}: {answer.get('message', '')}"
        raise SourceError("harvester.refused-by-portal", url=url, detail=said)
    items = answer.get("results", answer.get("datasets")) if isinstance(answer, dict) else None
    if not isinstance(items, list):
        raise SourceError("harvester.wrong-shape", url=url, detail="results")
    if not isinstance(answer.get("total_count"), int):
        raise SourceError("harvester.wrong-shape", url=url, detail="total_count")
    return items, answer["total_count"]


def _record(item: Any, payload: str, pointer: str) -> Event:  # noqa: ANN401 -- idem
    if isinstance(item, dict) and isinstance(item.get("dataset"), dict):
        item, pointer = item["dataset"], f"{pointer}/dataset"  # as version 2.0 nests it
    if not isinstance(item, dict):
        return RecordFailed(pointer, "harvester.record.not-an-object", str(item)[:200])
    identifier = item.get("dataset_id")
    if not isinstance(identifier, str) or not identifier:
        return RecordFailed(pointer, "harvester.record.no-identifier", "")
    if _meta(item, "federated") is True:
        origin = _meta(item, "source_domain_address") or _meta(item, "source_domain") or ""
        return RecordFailed(
            pointer, "harvester.record.federated", f"{identifier} {origin}".strip(), skipped=True
        )
    return RecordSeen(
        Record(
            identifier=identifier,
            kind=Kind.DATASET,
            dialect=Dialect.OPENDATASOFT,
            content=item,
            hash=fingerprint(item, Dialect.OPENDATASOFT),
            payload=payload,
            pointer=pointer,
        )
    )


def _meta(item: dict[str, Any], name: str) -> Any:  # noqa: ANN401 -- idem
    metas = item.get("metas")
    default = metas.get("default") if isinstance(metas, dict) else None
    return default.get(name) if isinstance(default, dict) else None
