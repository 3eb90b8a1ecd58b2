"""One item of a hub: by which identifier it is known, and whether it is data at all.

Law: an item has the same identifier in every feed and search that lists it: the page of the item in ArcGIS
Online, with its layer. The same layer under two items is listed twice by its publisher and stays two.
"""

import re
from typing import Any, Final

from catalogue.model import Content, Dialect
from harvester.crawl.events import Event, RecordFailed
from harvester.protocols.json_record import record_of, words_of

__all__ = ["event_of"]

IDENTIFIERS: Final = {
    Dialect.DCAT_US: ("identifier", "landingPage", "@id"),
    Dialect.HUB_DCAT_AP: ("dct:identifier", "@id"),
    Dialect.HUB_SEARCH: ("id",),
}
_ITEM: Final = re.compile(r"([0-9a-f]{32})(?:_(\d+))?")
_PAGE: Final = "https://www.arcgis.com/home/item.html?id="
_NO_DATA: Final = tuple(
    f" {words}"
    for words in (
        "application",
        "app",
        "dashboard",
        "document link",
        "experience",
        "form",
        "hub initiative",
        "hub page",
        "image",
        "insights workbook",
        "map",
        "notebook",
        "page",
        "pdf",
        "powerpoint",
        "project",
        "scene",
        "site",
        "storymap",
        "template",
        "word",
    )
)
"""Last words of the types of items that show or tell of data without being data."""
_CLOSED: Final = frozenset({"private", "org", "shared"})


def event_of(item: Any, dialect: Dialect, payload: str, pointer: str) -> Event:  # noqa: ANN401 -- any JSON value
    """Tell an item as a record, or why it is none."""
    if not isinstance(item, dict):
        return RecordFailed(pointer, "harvester.record.not-an-object", words_of(item))
    identifier = _identifier(item, dialect)
    if not identifier:
        title = words_of(item.get("title") or item.get("dct:title"))
        return RecordFailed(pointer, "harvester.record.no-identifier", title)
    reason = _passed_over(item) if dialect is Dialect.HUB_SEARCH else ""
    if reason:
        said = words_of(_said(item).get("type"))
        return RecordFailed(pointer, reason, f"{identifier} {said}".strip(), skipped=True)
    return record_of(item, identifier=identifier, dialect=dialect, payload=payload, pointer=pointer)


def _identifier(item: Content, dialect: Dialect) -> str:
    for name in IDENTIFIERS[dialect]:
        value = item.get(name)
        if isinstance(value, dict):
            value = value.get("@value", value.get("@id"))
        if isinstance(value, str) and value.strip():
            return _page(value)
    return ""


def _page(identifier: str) -> str:
    """Write the bare id of an item, which some feeds and all searches give, as the feeds write it."""
    match = _ITEM.fullmatch(identifier)
    if match is None:
        return identifier
    return f"{_PAGE}{match[1]}" + (f"&sublayer={match[2]}" if match[2] else "")


def _said(item: Content) -> Content:
    """Give what a search says of an item: JSON:API and GeoJSON name it differently."""
    found = item.get("attributes", item.get("properties"))
    return found if isinstance(found, dict) else {}


def _passed_over(item: Content) -> str:
    said = _said(item)
    if words_of(said.get("access")) in _CLOSED:
        return "harvester.record.private"
    return "" if _is_data(item, said) else "harvester.record.not-data"


def _is_data(item: Content, said: Content) -> bool:
    """Believe the hub: a layer is data, else its own grouping counts, else the type; the unknown is kept.

    Feeds list items without a layer too (files, whole services), and say nothing of their type: all are kept.
    """
    match = _ITEM.fullmatch(words_of(item.get("id")))
    if match is not None and match[2]:
        return True
    for name in ("collection", "typeCategories"):
        grouped = said.get(name)
        if isinstance(grouped, list) and grouped:
            return "Dataset" in grouped
    words = words_of(said.get("hubType") or said.get("type")).casefold()
    return not f" {words}".endswith(_NO_DATA)
