"""What Opendatasoft offers of a dataset without listing it: its exports, its page, its attachments.

One law: only the exports that the software documents, and only where the dataset has records.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from catalogue.model import Content, Dialect, Record, Source
from mappings.engine import Block, Values
from mappings.nodes.distributions import Draft, Listed, split
from mappings.reading import Given, Scope
from mappings.tables import IANA, exports

__all__ = ["Portal", "item_of", "made_address", "offered", "package_page", "page_of", "portal_of"]

FORMAT: Final = "http://publications.europa.eu/resource/authority/file-type/"
_API: Final = re.compile(r"/api/(?:explore/)?v2(?:\.\d)?/catalog(?=/datasets)")
_NEWEST: Final = "/api/explore/v2.1/catalog"
_FIRST: Final = 1


def portal_of(source: Source) -> str:
    """Give the address of the portal, without the path of an API."""
    return source.url.split("/api/")[0].split("/explore")[0].split("?")[0].rstrip("/")


def page_of(source: Source, dataset: Given) -> Given | None:
    """Give the page of a dataset on its portal."""
    return made_address(exports().page, source, dataset, {"dataset": dataset.value})


def package_page(source: Source, name: Given) -> Given | None:
    """Give the page of a CKAN package on its portal."""
    return made_address(exports().ckan_page, source, name, {"name": name.value})


def made_address(pattern: str, source: Source, given: Given, parts: dict[str, str]) -> Given | None:
    """Write an address that the software documents; None where the source is a file without a portal."""
    portal = portal_of(source)
    if not urlsplit(portal).hostname:
        return None
    api = portal + parts.get("api", "")
    quoted = {name: quote(value, safe=":") for name, value in parts.items() if name != "api"}
    made = pattern.format(portal=portal, api=api, root=api.removesuffix("/catalog"), **quoted)
    return Given(made, made, given.pointer, given.original)


@dataclass(frozen=True, slots=True)
class Portal:
    """Where the files of a dataset are: the portal, and the version of the API that it was read by."""

    source: Source
    api: str
    version: int

    @classmethod
    def of(cls, record: Record, source: Source) -> "Portal":
        version = _FIRST if record.dialect is Dialect.OPENDATASOFT_V1 else _FIRST + 1
        return cls(source, _api_of(record.context), version)

    @property
    def describes_itself(self) -> bool:
        return self.version > _FIRST

    def address(self, what: str, dataset: Given, **parts: str) -> Given | None:
        table = exports().first if self.version == _FIRST else exports()
        patterns = {"export": table.path, "alternative": table.alternative}
        pattern = patterns.get(what, table.attachment)
        return made_address(
            pattern, self.source, dataset, parts | {"dataset": dataset.value, "api": self.api}
        )


def _api_of(catalogue: Content) -> str:
    """Version 2.0 says in its links where its catalogue is; later ones say nothing."""
    links = catalogue.get("links")
    for link in links if type(links) is list else []:
        if type(link) is dict and type(link.get("href")) is str and (found := _API.search(link["href"])):
            return found[0]
    return _NEWEST


def offered(
    record: Record, blocks: tuple[Block, ...], source: Source, dataset: Given, scope: Scope
) -> Iterator[Draft]:
    """Draft the distributions of a dataset: its exports, then its attachments."""
    portal = Portal.of(record, source)
    yield from _records(record.content, portal, dataset, scope)
    yield from _attachments(record.content, blocks, portal, dataset, scope)


def item_of(content: Content) -> tuple[Content, str]:
    """Give the dataset within a record, with its pointer: version 2.0 has an envelope around it."""
    inside = content.get("dataset")
    return (inside, "/dataset") if type(inside) is dict else (content, "")


def _records(content: Content, portal: Portal, dataset: Given, scope: Scope) -> Iterator[Draft]:
    """Draft a distribution for each export of a dataset with records."""
    item, base = item_of(content)
    if item.get("has_records") is not True:
        return
    features = item.get("features")
    geo = type(features) is list and "geo" in features
    for export in exports().rows:
        if (export.geo and not geo) or export.since > portal.version:
            continue
        found = portal.address("export", dataset, export=export.name)
        if found is not None:
            row = f"exports/{export.name}"
            values: Values = {"access_url": [found], "download_url": [found]}
            values["format"] = [
                found._replace(value=FORMAT + export.format, shown=FORMAT + export.format, row=row)
            ]
            if export.media:
                values["media_type"] = [
                    found._replace(value=IANA + export.media, shown=IANA + export.media, row=row)
                ]
            yield from split(Listed(item, f"{base}/has_records", values, "opendatasoft.export"), scope)


def _attachments(
    content: Content, blocks: tuple[Block, ...], portal: Portal, dataset: Given, scope: Scope
) -> Iterator[Draft]:
    """Draft a distribution for each attachment."""
    for block in blocks:
        for pointer, inner in block.found(content, ""):
            values = block.read(inner, pointer, scope)
            what = "attachment" if "attachment" in values else "alternative"
            if "access_url" not in values and what in values:
                name = values[what][0]
                found = portal.address(what, dataset, attachment=name.value)
                if found is not None:
                    values["access_url"] = [found._replace(pointer=name.pointer, original=name.original)]
            yield from split(Listed(inner, pointer, values, block.rule, block), scope)
