"""Which collection to read, and in which form: what an API says of its collections."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import parse_qsl, urljoin, urlsplit

from catalogue.errors import SourceError
from catalogue.model import Content

__all__ = ["chosen", "items_link", "rdf_link", "said_of"]

MAIN: Final = "main"
"""The whole catalogue of a GeoNetwork, besides its parts."""
ITEMS: Final = frozenset({"items", "http://www.opengis.net/def/rel/ogc/1.0/items"})
RDF: Final = ("text/turtle", "application/rdf+xml", "application/n-triples")
FORMS: Final = ("dcat_ap_vl", "dcat_ap", "dcat")
"""Names of the form in ``f=``, best first: the first is made for the Flemish profile."""


def chosen(answer: Content, part: str, url: str) -> Content:
    """Choose a collection: the one that is asked for, else the only one, else the main one.

    Raises SourceError, naming what there is, where that does not decide.
    """
    if isinstance(answer.get("id"), str) and not isinstance(answer.get("collections"), list):
        return answer
    there = {one["id"]: one for one in _collections(answer)}
    if not there:
        raise SourceError("harvester.wrong-shape", url=url, detail="collections")
    wanted = part or (next(iter(there)) if len(there) == 1 else MAIN)
    found = there.get(wanted)
    if found is None:
        raise SourceError("harvester.no-such-part", url=url, detail=", ".join(there)[:500])
    return found


def _collections(answer: Content) -> list[Content]:
    """List the collections of records; an API may hold features as well."""
    given = answer.get("collections")
    found = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    named = [one for one in found if isinstance(one.get("id"), str)]
    return [one for one in named if one.get("itemType") == "record"] or named


def rdf_link(collection: Content, url: str) -> str:
    """Find where the collection says that its items are had as RDF; empty where it does not."""
    links = [(_form(href), kind, href) for kind, href in _items(collection, url)]
    for wanted in FORMS:
        for form, _, href in links:
            if form == wanted or (form.startswith(wanted) and wanted != "dcat"):
                return href
    return next((href for _, kind, href in links if kind.partition(";")[0].strip() in RDF), "")


def items_link(collection: Content, url: str) -> str:
    """Find where the collection says that its items are had as JSON; empty where it does not."""
    for kind, href in _items(collection, url):
        if "json" in kind and "ld+json" not in kind and "schema" not in kind:
            return href
    return ""


def _items(collection: Content, url: str) -> Iterator[tuple[str, str]]:
    links = collection.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("rel") in list(ITEMS) and isinstance(link.get("href"), str):
            kind = link.get("type")
            yield kind.lower() if isinstance(kind, str) else "", urljoin(url, link["href"])


def _form(href: str) -> str:
    return dict(parse_qsl(urlsplit(href).query)).get("f", "").lower().replace("-", "_")


def said_of(collection: Content) -> dict[str, Any]:
    """Give what the collection says of itself, without how it is asked."""
    return {name: value for name, value in collection.items() if name not in {"links", "extent", "crs"}}
