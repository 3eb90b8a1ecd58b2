"""What Opendatasoft offers of a dataset without listing it: its exports, its page, its attachments.

One law: only the exports that the software documents, and only where the dataset has records.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, urlsplit

from catalogue.model import Source
from mappings.engine import Block, Values
from mappings.nodes.distributions import Draft, Listed, split
from mappings.reading import Given, Scope
from mappings.tables import IANA, exports

__all__ = ["attachments", "page_of", "portal_of", "records"]

_FORMAT: Final = "http://publications.europa.eu/resource/authority/file-type/"


def portal_of(source: Source) -> str:
    """Give the address of the portal, without the path of an API."""
    return source.url.split("/api/")[0].split("/explore")[0].split("?")[0].rstrip("/")


def page_of(source: Source, dataset: Given) -> Given | None:
    """Give the page of a dataset on its portal."""
    return _address(exports().page, source, dataset, {})


def _address(pattern: str, source: Source, dataset: Given, more: dict[str, str]) -> Given | None:
    portal = portal_of(source)
    if not urlsplit(portal).hostname:
        return None
    parts = {name: quote(value, safe="") for name, value in more.items()}
    made = pattern.format(portal=portal, dataset=quote(dataset.value, safe=""), **parts)
    return Given(made, made, dataset.pointer, dataset.original)


def records(content: dict[str, object], source: Source, dataset: Given, scope: Scope) -> Iterator[Draft]:
    """Draft a distribution for each export of a dataset with records."""
    inside = content.get("dataset")
    item, base = (inside, "/dataset") if type(inside) is dict else (content, "")
    if item.get("has_records") is not True:
        return
    features = item.get("features")
    geo = type(features) is list and "geo" in features
    for export in exports().rows:
        found = (
            _address(exports().path, source, dataset, {"export": export.name})
            if geo or not export.geo
            else None
        )
        if found is not None:
            row = f"exports/{export.name}"
            values: Values = {"access_url": [found], "download_url": [found]}
            values["format"] = [
                found._replace(value=_FORMAT + export.format, shown=_FORMAT + export.format, row=row)
            ]
            if export.media:
                values["media_type"] = [
                    found._replace(value=IANA + export.media, shown=IANA + export.media, row=row)
                ]
            yield from split(Listed(item, f"{base}/has_records", values, "opendatasoft.export"), scope)


def attachments(
    content: object, blocks: tuple[Block, ...], source: Source, dataset: Given, scope: Scope
) -> Iterator[Draft]:
    """Draft a distribution for each attachment."""
    for block in blocks:
        for pointer, inner in block.found(content, ""):
            values = block.read(inner, pointer, scope)
            if "access_url" not in values and "attachment" in values:
                name = values["attachment"][0]
                found = _address(exports().attachment, source, dataset, {"attachment": name.value})
                if found is not None:
                    values["access_url"] = [found._replace(pointer=name.pointer, original=name.original)]
            yield from split(Listed(inner, pointer, values, block.rule, block), scope)
