"""Which addresses among a dataset's files are services, and which services a distribution names.

One law: an address becomes a service only by what the source says of it; a file stays a file.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from mappings.nodes.distributions import Draft
from mappings.reading import Given, Scope
from mappings.rules.onlines import capabilities_of, endpoint_of
from mappings.tables import services

__all__ = ["OGC", "Offer", "offer_of", "offers_inside"]

OGC: Final = ("WMS", "WFS", "WCS", "WMTS")
_HANDS_OUT: Final = ("getfeature", "getmap", "getcoverage", "gettile")
_ARCGIS: Final = re.compile(
    r"https?://[^?#]+/rest/services/[^?#]+/(?:Map|Feature|Image)Server(?:/\d+)?", re.IGNORECASE
)
"""A service of ArcGIS, or a layer of one: it describes itself to whoever asks for ``f=pjson``."""


class Offer(NamedTuple):
    """A service as the source describes it."""

    endpoint: str
    description: str
    protocol: str
    address: Given
    rule: str
    said: Given | None = None
    """The description, where the source itself gives it."""
    page: Given | None = None
    """A page about the service, where the portal software has one."""


def offer_of(draft: Draft) -> Offer | None:
    """Tell whether a distribution is the address of a service, and of which protocol."""
    address = draft.download or draft.access
    stated = services().get(draft.values["format"][0].value, "") if "format" in draft.values else ""
    if "format" in draft.values and not stated:
        return None
    try:
        query = parse_qsl(urlsplit(address.value).query, keep_blank_values=True)
    except ValueError:
        return None
    call = {name.lower(): value for name, value in query}
    protocol = call.get("service", "").upper() if call.get("service", "").upper() in OGC else stated
    if not protocol or (not stated and call.get("request", "").lower() in _HANDS_OUT):
        return None
    endpoint = endpoint_of(address.value)
    rule = f"{draft.rule}.{'format' if stated else 'access_url'}"
    return Offer(endpoint, _described(endpoint, protocol), protocol, address, rule)


def _described(endpoint: str, protocol: str) -> str:
    """Give the address where a service describes itself; empty where its protocol has none for all."""
    if protocol in OGC:
        return capabilities_of(endpoint, protocol)
    arcgis = _ARCGIS.match(endpoint)
    return f"{arcgis[0]}?f=pjson" if arcgis else ""


def offers_inside(draft: Draft, scope: Scope) -> Iterator[tuple[Draft, Offer]]:
    """Read the services that a distribution says it is served by (dcat:accessService)."""
    for block in draft.block.nodes.get("services", ()) if draft.block is not None else ():
        for pointer, inner in block.found(draft.node, draft.pointer):
            values = block.read(inner, pointer, scope)
            if "endpoint_url" not in values:
                continue
            said = values.get("endpoint_description", [None])[0]
            inside = draft._replace(node=inner, pointer=pointer, values=values, rule=block.rule, block=block)
            address = values["endpoint_url"][0]
            rule = f"{block.rule}.endpoint_url"
            yield inside, Offer(address.value, said.value if said else "", "", address, rule, said)
