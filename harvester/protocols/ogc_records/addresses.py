"""Addresses of an OGC API: its collections, one of them, and a window of its items."""

from typing import Final, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

__all__ = ["Place", "collections_url", "has_parameter", "items_url", "place_of", "window"]

_COLLECTIONS: Final = "/collections"


class Place(NamedTuple):
    """Where an API stands, and the collection that an address names, if any."""

    root: str
    collection: str = ""


def place_of(url: str) -> Place:
    """Read the address of an API, of its collections, of one of them, or of its items."""
    parts = urlsplit(url)
    path, found, rest = parts.path.partition(_COLLECTIONS)
    named = unquote(rest.strip("/").partition("/")[0]) if found and rest[:1] in {"", "/"} else ""
    root = path if found and rest[:1] in {"", "/"} else parts.path
    return Place(urlunsplit((parts.scheme, parts.netloc, root.rstrip("/"), "", "")), named)


def collections_url(place: Place) -> str:
    """Write the address of the list of collections, or of the one that is named."""
    named = f"/{quote(place.collection, safe='')}" if place.collection else ""
    return f"{place.root}{_COLLECTIONS}{named}?f=json"


def items_url(place: Place, collection: str) -> str:
    return f"{place.root}{_COLLECTIONS}/{quote(collection, safe='')}/items?f=json"


def window(url: str, **wanted: int) -> str:
    """Set parameters such as ``limit``, and leave the others as they are."""
    parts = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in wanted]
    query = urlencode([*kept, *wanted.items()], safe=":/,")
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def has_parameter(url: str, name: str) -> bool:
    return name in dict(parse_qsl(urlsplit(url).query))
