"""Addresses as evidence: two that lead to one place are written alike, one that leads nowhere is none.

What a portal's software puts into its addresses to tell its items apart is read out of them as well: it often
survives when host and path do not.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

__all__ = ["address", "is_layer", "local_names", "names_at", "slug", "world_names"]

LONGEST: Final = 2000
PORTS: Final = {"http": 80, "https": 443}
TRACKING: Final = re.compile(
    r"utm_\w+|(?:fb|g)clid|msclkid|mc_[ce]id|_ga|_gl|pk_\w+|\w*session_?id", re.IGNORECASE
)
SESSION: Final = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
UUID: Final = re.compile(
    r"(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])", re.IGNORECASE
)
ITEM: Final = re.compile(r"(?<![0-9a-f-])([0-9a-f]{32})(?:_(\d{1,4}))?(?![0-9a-f])", re.IGNORECASE)
"""An item of ArcGIS, and its layer where that stands behind it."""
LAYER: Final = re.compile(r"[?&](?:sub)?layers?=(\d{1,4})(?:&|$)", re.IGNORECASE)
PLACES: Final = re.compile(
    r"/(?:explore/(?:embed/)?(?:dataset|assets)|catalog/datasets|api/datasets/1\.0)/([^/?#]+)"
    r"|/dataset/([^/?#]+)(?=/?$|[?#]|/resource/)"
    r"|/api/records/1\.0/(?:download|search)/?\?(?:[^#]*&)?dataset=([^&#]+)",
    re.IGNORECASE,
)
"""Where Opendatasoft and CKAN write the name of a dataset."""
NO_NAME: Final = frozenset(
    {"search", "exports", "export", "dataset", "datasets", "index", "home", "download"}
)
LAYER_OF_SERVICE: Final = re.compile(r"/(?:Map|Feature)Server/\d+$", re.IGNORECASE)
FEWEST_LETTERS: Final = 5


def address(url: str) -> str:
    """Write an address so that equal places are equal; empty when it says no more than which site.

    Scheme, ``www.``, default port, closing slash and what tracks visitors are left out; the order of a query
    does not count. Language folders and fragments stay: they may be all that differs.
    """
    parts = _parts(url)
    if parts is None:
        return ""
    host, path = _host(parts), _path(parts.path)
    query = urlencode(sorted(one for one in parse_qsl(parts.query, True) if not TRACKING.fullmatch(one[0])))  # noqa: FBT003 -- a blank value counts
    if not host or not (path or query or parts.fragment):
        return ""
    return host + path + (f"?{query}" if query else "") + (f"#{parts.fragment}" if parts.fragment else "")


def is_layer(written: str) -> bool:
    """Tell a layer of a map service: those are numbered, and a number is handed out again."""
    return bool(LAYER_OF_SERVICE.search(written))


def world_names(text: str) -> Iterator[str]:
    """Find names that nothing else in the world has: UUIDs, and items of ArcGIS with their layer."""
    text = text[:LONGEST]
    for found in UUID.finditer(text):
        yield found[0].lower()
    for found in ITEM.finditer(text):
        layer = found[2] or ((beside := LAYER.search(text)) and beside[1])
        yield found[1].lower() + (f"_{layer}" if layer else "")


def local_names(url: str) -> Iterator[str]:
    """Find the names that a portal's software gave a dataset, which say nothing outside this publisher."""
    for found in PLACES.finditer(url[:LONGEST]):
        name = unquote(found[found.lastindex or 0]).casefold()
        if len(name) >= FEWEST_LETTERS and name not in NO_NAME and not name.isdigit():
            yield name


def names_at(url: str) -> Iterator[str]:
    """Find the same names with the host of the portal, which makes them its own in all the world.

    A portal has several addresses for one dataset (a page, an API of each version); this is equal in all.
    """
    parts = _parts(url)
    if parts is not None and (host := _host(parts)):
        yield from (f"{name}@{host}" for name in local_names(url))


def slug(url: str) -> str:
    """Give the last part of an address, which most software makes of the title; empty when it is no words."""
    parts = _parts(url)
    if parts is None:
        return ""
    last = unquote(parts.fragment or parts.path.rstrip("/").rpartition("/")[2]).casefold()
    name = re.sub(r"\.[a-z]{2,7}$", "", last.rpartition("::")[2].rpartition("/")[2])
    words = sum(letter.isalpha() for letter in name)
    known = name in NO_NAME or UUID.search(name) or ITEM.search(name)
    return name if words >= FEWEST_LETTERS and not known else ""


def _parts(url: str) -> SplitResult | None:
    if len(url) > LONGEST or not url.lower().startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port  # read here, since it may be no number
    except ValueError:
        return None
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    port = "" if parts.port in {None, PORTS[parts.scheme]} else f":{parts.port}"
    return host and host + port


def _path(path: str) -> str:
    plain = re.sub(r"/{2,}", "/", quote(unquote(SESSION.sub("", path)), safe="/:@!$&'()*+,;=~"))
    return plain.rstrip("/")
