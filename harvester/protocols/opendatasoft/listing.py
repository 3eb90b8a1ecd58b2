"""What a page of the catalogue holds, told by its shape: three versions of the API, and the export.

Law: an item is only read as far as needed to know it; what it says is left to the mappings.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from catalogue.errors import SourceError
from catalogue.model import Content, Dialect
from catalogue.model.portals import is_own
from harvester.crawl.events import Event, RecordFailed
from harvester.crawl.steps import Page
from harvester.protocols.json_page import load
from harvester.protocols.json_record import record_of, words_of

__all__ = ["Listing", "Placed", "events", "identifier_of", "listing", "metas_of", "processed"]


class Placed(NamedTuple):
    """An item as the portal gives it, and where it stands in the payload."""

    item: Any
    pointer: str


class Listing(NamedTuple):
    """The items of one page, and how many there are in all; an export does not say."""

    items: list[Placed]
    total: int | None
    dialect: Dialect
    links: Any = None
    """The page's own links, which version 2.0 gives."""


def listing(page: Page) -> Listing:
    """Read a page of any version. Raises SourceError when it is none."""
    answer = load(page.payload.read(), page.url)
    if isinstance(answer, list):
        items = [_placed(item, f"/{index}") for index, item in enumerate(answer)]
        return Listing(items, None, Dialect.OPENDATASOFT)
    if not isinstance(answer, dict):
        raise SourceError("harvester.wrong-shape", url=page.url, detail="results")
    _refuse(answer, page.url)
    if "nhits" in answer:
        return _first_version(answer, page.url)
    name = "results" if "results" in answer else "datasets"
    found, total = _list(answer, name, page.url), _total(answer, "total_count", page.url)
    items = [_placed(item, f"/{name}/{index}") for index, item in enumerate(found)]
    return Listing(items, total, Dialect.OPENDATASOFT, answer.get("links"))


def _first_version(answer: Content, url: str) -> Listing:
    found, total = _list(answer, "datasets", url), _total(answer, "nhits", url)
    items = [Placed(item, f"/datasets/{index}") for index, item in enumerate(found)]
    return Listing(items, total, Dialect.OPENDATASOFT_V1)


def _refuse(answer: Content, url: str) -> None:
    """Pass on an error that came with status 200."""
    if "error_code" in answer:
        said = f"{words_of(answer['error_code'])}: {words_of(answer.get('message'))}"
        raise SourceError("harvester.refused-by-portal", url=url, detail=said)
    if "error" in answer and "datasets" not in answer and "results" not in answer:
        raise SourceError("harvester.refused-by-portal", url=url, detail=words_of(answer["error"]))


def _list(answer: Content, name: str, url: str) -> list[Any]:
    found = answer.get(name)
    if not isinstance(found, list):
        raise SourceError("harvester.wrong-shape", url=url, detail="results")
    return found


def _total(answer: Content, name: str, url: str) -> int:
    total = answer.get(name)
    if type(total) is not int or total < 0:
        raise SourceError("harvester.wrong-shape", url=url, detail=name)
    return total


def _placed(item: Any, pointer: str) -> Placed:  # noqa: ANN401 -- any JSON value
    """Take an item out of the envelope that version 2.0 puts around it."""
    inside = item.get("dataset") if isinstance(item, dict) else None
    return Placed(inside, f"{pointer}/dataset") if isinstance(inside, dict) else Placed(item, pointer)


def events(found: Listing, payload: str, portal: frozenset[str] | None) -> Iterator[tuple[Placed, Event]]:
    """Tell each item as a record, or why it is none; ``portal`` holds the names of the portal itself.

    Without names copies of what others publish are taken as well.
    """
    for placed in found.items:
        yield placed, _event(placed, found.dialect, payload, portal)


def _event(placed: Placed, dialect: Dialect, payload: str, portal: frozenset[str] | None) -> Event:
    item, pointer = placed
    if not isinstance(item, dict):
        return RecordFailed(pointer, "harvester.record.not-an-object", words_of(item))
    identifier = identifier_of(item)
    if not identifier:
        return RecordFailed(pointer, "harvester.record.no-identifier", words_of(metas_of(item).get("title")))
    origin = _origin(metas_of(item), portal) if portal is not None else None
    if origin is not None:
        detail = f"{identifier} {origin}".strip()
        return RecordFailed(pointer, "harvester.record.federated", detail, skipped=True)
    return record_of(item, identifier=identifier, dialect=dialect, payload=payload, pointer=pointer)


def identifier_of(item: Any) -> str:  # noqa: ANN401 -- any JSON value
    """Give the identifier of an item, the same in every version; empty when it has none."""
    found = item.get("dataset_id", item.get("datasetid")) if isinstance(item, dict) else None
    return found if isinstance(found, str) else ""


def metas_of(item: Any) -> Content:  # noqa: ANN401 -- idem
    """Give the standard metadata of an item, which version 1 does not nest."""
    metas = item.get("metas") if isinstance(item, dict) else None
    inner = metas.get("default", metas) if isinstance(metas, dict) else None
    return inner if isinstance(inner, dict) else {}


def processed(item: Any) -> str:  # noqa: ANN401 -- idem
    """Give the moment at which the portal last worked on an item's metadata."""
    found = metas_of(item).get("metadata_processed")
    return found if isinstance(found, str) else ""


def _origin(metas: Content, portal: frozenset[str]) -> str | None:
    """Tell where an item was copied from; None when it is the portal's own.

    A portal may name itself as the source: by its own host, its name at the maker's, or a name that it had.
    """
    named = [metas[name] for name in ("source_domain_address", "source_domain") if _is_name(metas.get(name))]
    own = metas.get("domain")
    if any(is_own(name, portal) or name == own for name in named):
        return None
    shared = metas.get("shared_catalog")
    if not (named or metas.get("federated") is True or shared):
        return None
    dataset = metas.get("source_dataset")
    parts = [
        *named[:1],
        words_of(shared) if not named else "",
        dataset if _is_name(dataset) else "",
    ]
    return " ".join(part for part in parts if part)


def _is_name(value: Any) -> bool:  # noqa: ANN401 -- idem
    return isinstance(value, str) and bool(value.strip())
