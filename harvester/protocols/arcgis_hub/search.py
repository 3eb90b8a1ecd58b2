"""A page of a hub's search: JSON:API (v3) or OGC API Records, items and how many there are in all.

Law: a search that gives 10,000 or more is not taken: the index behind it counts no further, and a hub without
a catalogue of its own answers with all of ArcGIS Online.
"""

from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from catalogue.errors import SourceError
from catalogue.model import Content, Dialect
from harvester.crawl.events import Declared
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.protocols.arcgis_hub.items import event_of
from harvester.protocols.arcgis_hub.ways import number_of, with_query
from harvester.protocols.json_record import words_of

__all__ = ["is_search", "read_search"]

WINDOW: Final = 10_000
FEWER: Final = Closed("harvester.pages.fewer-than-declared", whole=False)
NO_TOTAL: Final = Closed("harvester.pages.no-total", whole=False)


class _Found(NamedTuple):
    items: list[Any]
    name: str
    total: int | None
    next: str
    """The next page, as the hub names it."""


def is_search(answer: Any) -> bool:  # noqa: ANN401 -- any JSON value
    """Tell a page of a search by its shape."""
    return isinstance(answer, dict) and (_is_records(answer) or _is_json_api(answer))


def _is_records(answer: Content) -> bool:
    return answer.get("type") == "FeatureCollection" and isinstance(answer.get("features"), list)


def _is_json_api(answer: Content) -> bool:
    return isinstance(answer.get("data"), list) and isinstance(answer.get("meta"), dict)


def read_search(answer: Content, page: Page, seen: set[str]) -> Steps:
    """Read a page; ``seen`` holds the ids of the items of the pages before."""
    found = _records(answer) if _is_records(answer) else _search(answer)
    if found.total is not None and found.total >= WINDOW:
        raise SourceError("harvester.hub-too-wide", url=page.url, total=found.total, detail="")
    if found.total is not None:
        yield Declared(found.total)
    before = len(seen)
    seen |= {words_of(item.get("id")) for item in found.items if isinstance(item, dict)}
    if found.items and len(seen) == before:
        yield FEWER  # the hub gives the same page again
        return
    for index, item in enumerate(found.items):
        yield event_of(item, Dialect.HUB_SEARCH, page.payload.sha256, f"/{found.name}/{index}")
    yield _onward(found, page)


def _onward(found: _Found, page: Page) -> Ask | Closed:
    """Go on from what was really given: recorded hubs give no next page, and fewer than was asked for."""
    url, given = page.asked or page.url, len(found.items)
    if found.total is None:
        return Ask(found.next) if found.next else NO_TOTAL
    if found.name == "features":
        start = number_of(url, "startindex")
        following = {"startindex": str(start + given)}
        reached = start - 1 + given
    else:
        number, size = number_of(url, "page[number]"), number_of(url, "page[size]")
        size = given if number == 1 else size
        following = {"page[number]": str(number + 1), "page[size]": str(size)}
        reached = (number - 1) * size + given
    if reached >= found.total:
        return Closed("harvester.pages.all-read")
    if not given:
        return FEWER
    return Ask(found.next or with_query(url, following))


def _records(answer: Content) -> _Found:
    links = answer.get("links")
    named = [link for link in links if isinstance(link, dict)] if isinstance(links, list) else []
    following = (link.get("href") for link in named if link.get("rel") == "next")
    return _Found(answer["features"], "features", _total(answer.get("numberMatched")), _first(following))


def _search(answer: Content) -> _Found:
    meta = answer["meta"]
    stats = meta.get("stats")
    total = stats.get("totalCount") if isinstance(stats, dict) else None
    return _Found(answer["data"], "data", _total(total), _first([meta.get("next")]))


def _first(addresses: Any) -> str:  # noqa: ANN401 -- any iterable of JSON values
    return next((one for one in addresses if isinstance(one, str) and one and _is_address(one)), "")


def _is_address(words: str) -> bool:
    try:
        urlsplit(words)
    except ValueError:
        return False
    return True


def _total(value: Any) -> int | None:  # noqa: ANN401 -- any JSON value
    return value if type(value) is int and value >= 0 else None
