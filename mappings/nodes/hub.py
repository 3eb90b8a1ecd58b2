"""What ArcGIS Hub offers of an item without listing it in its search: its page, its service, its downloads.

One law: only what the feeds of the same software list for such an item, at the addresses that they give.
"""

import re
from collections.abc import Iterator
from typing import Final

from catalogue.model import Content, Source
from mappings.engine import Values
from mappings.nodes.distributions import Draft, Listed, split
from mappings.nodes.exports import FORMAT, made_address
from mappings.reading import Given, Scope, cut
from mappings.rules.codes import format_by_extension
from mappings.tables import IANA, exports

__all__ = ["hub_offers", "hub_page"]

_LAYER: Final = re.compile(r"([0-9a-f]{32})_(\d+)")
_SERVER: Final = re.compile(r"/rest/services/(.+/(?:Map|Feature|Image)Server)(?:/\d+)?/?", re.IGNORECASE)
_NOBODY: Final = Scope(base="", publisher="")
_OGC: Final = {"WMS": "WMS_SRVC", "WFS": "WFS_SRVC"}


def hub_page(source: Source, slug: Given) -> Given | None:
    """Give the page of an item on its hub."""
    return made_address(exports().hub.page, source, slug, {"slug": slug.value})


def hub_offers(content: Content, values: Values, source: Source, scope: Scope) -> Iterator[Draft]:
    """Draft the distributions of an item: its service, the OGC services beside it, and its downloads."""
    name = "attributes" if "attributes" in content else "properties"
    said = content.get(name)
    item: Content = said if type(said) is dict else {}
    offers = [*_services(values, item, name), *_downloads(values, item, source, name)]
    for offer in offers:
        yield from split(Listed({}, offer["access_url"][0].pointer, offer, "arcgis-hub.offer"), scope)


def _services(values: Values, item: Content, name: str) -> Iterator[Values]:
    for service in values.get("hub_service", ())[:1]:
        if not _SERVER.search(service.value):
            yield _titled(_plain(service), values)
            continue
        yield _titled(_offer(service, "REST"), values)
        for found, form in _ogc(service, item, f"/{name}/supportedExtensions"):
            yield _titled(_offer(found, form), values)


def _ogc(service: Given, item: Content, pointer: str) -> Iterator[tuple[Given, str]]:
    server = item.get("server")
    extensions = item.get("supportedExtensions")
    if not extensions and type(server) is dict:
        extensions, pointer = server.get("supportedExtensions"), pointer.replace("/supp", "/server/supp")
    match = _SERVER.search(service.value)
    if type(extensions) is not str or match is None:
        return
    for protocol, form in _OGC.items():
        if f"{protocol}Server" in extensions:
            root = f"{service.value[: match.start()]}/services/{match[1]}/{protocol}Server"
            url = f"{root}?request=GetCapabilities&service={protocol}"
            yield Given(url, cut(url), pointer, cut(extensions)), form


def _downloads(values: Values, item: Content, source: Source, name: str) -> Iterator[Values]:
    """Offer the files of a layer that may be downloaded; a whole service has none of its own."""
    match = _LAYER.fullmatch(values["hub_item"][0].value)
    if match is None or item.get("downloadable") is not True:
        return
    for export in exports().hub.rows:
        parts = {"item": match[1], "layer": match[2], "export": export.name}
        found = made_address(exports().hub.download, source, values["hub_item"][0], parts)
        if found is not None and (item.get("geometryType") or not export.geo):
            found = found._replace(pointer=f"/{name}/downloadable")
            yield _offer(found, export.format, export.media) | {"download_url": [found]}


def _offer(address: Given, form: str, media: str = "") -> Values:
    row = f"exports/hub/{form.lower()}"
    values: Values = {"access_url": [address]}
    values["format"] = [address._replace(value=FORMAT + form, shown=FORMAT + form, row=row)]
    if media:
        values["media_type"] = [address._replace(value=IANA + media, shown=IANA + media, row=row)]
    return values


def _plain(address: Given) -> Values:
    """Offer an address that is no service: an application, or a file elsewhere that its extension names."""
    found = [item for item in format_by_extension("", address.value, _NOBODY) if type(item) is Given]
    form = [item._replace(pointer=address.pointer, original=address.original) for item in found]
    return {"access_url": [address]} | ({"format": form} if form else {})


def _titled(offer: Values, values: Values) -> Values:
    """Give a service the title of its item, which a data service must have."""
    return offer | {"title": values["title"]} if "title" in values else offer
