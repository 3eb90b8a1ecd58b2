"""The three ways in which a page holds structured data, each as JSON-LD: scripts, microdata, RDFa.

JSON-LD is read first: it says most, is what portals make, and costs 1 ms a page. Microdata costs as little.
RDFa costs 10 to 30 ms a page and finds something on almost all of them (Open Graph, roles), so it is only
read where a type of ours is written. Law: what one block breaks, no other block pays for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin

from extruct.jsonld import JsonLdExtractor
from extruct.rdfa import RDFaExtractor
from extruct.w3cmicrodata import MicrodataExtractor
from extruct.xmldom import XmlDomHTMLParser
from lxml import etree, html

from harvester.pages import Document, parse

__all__ = ["Damage", "Embedded", "embedded"]

_MEDIA: Final = "application/ld+json"
_WRAPPED: Final = re.compile(
    r"\A\s*(?:(?://|/\*)?\s*(?:<!\[CDATA\[|<!--[^{\[]*?-->|<!--)(?:\s*\*/)?)+|(?:(?://|/\*)?\s*(?:\]\]>|-->)(?:\s*\*/)?)+\s*\Z"
)
_OURS: Final = re.compile(r"\b(?:Dataset|DataCatalog|DataFeed|CompleteDataFeed)\b")
_TYPED: Final = "//*[contains(@{name}, 'Data')]"
LARGE: Final = 4 * 1024 * 1024
"""Bytes of a page beyond which only its JSON-LD is read: the others take time that grows faster than it."""
WORK: Final = 2_000_000
"""Microdata properties times references; ``itemref`` lets a small page ask for endless copies."""
FULL_NAMES: Final = {"@vocab": ""}
"""A context in which nothing is a name of schema.org but its IRI."""
BROKEN: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    etree.LxmlError,
)
"""What the readers of microdata and RDFa raise on pages that their makers did not think of."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A block that could not be read though it seems to describe a dataset."""

    place: str
    detail: str


@dataclass(frozen=True, slots=True)
class Embedded:
    """All that one syntax says on a page."""

    blocks: list[Any]
    damage: list[Damage]
    unordered: bool = False
    """Whether the order of values means nothing and differs from one reading to the next."""


def embedded(document: Document) -> Iterator[Embedded]:
    """Read a page in each syntax, the most telling first."""
    yield _scripts(document)
    if _holds(document, "itemtype"):
        yield _microdata(document)
    if _holds(document, "typeof"):
        yield _rdfa(document)


def _holds(document: Document, name: str) -> bool:
    typed = document.root.xpath(_TYPED.format(name=name))
    return any(_OURS.search(element.get(name)) for element in typed)


def _scripts(document: Document) -> Embedded:
    found = Embedded([], [])
    for script in document.root.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() != _MEDIA:
            continue
        text = _WRAPPED.sub("", script.text or "").strip()
        try:
            found.blocks.extend(_json_ld(script, text, document.url))
        except (ValueError, RecursionError, IndexError) as error:
            if _OURS.search(text):
                found.damage.append(Damage(document.place(script), f"JSON-LD: {error}"[:300]))
    return found


def _json_ld(script: html.HtmlElement, text: str, url: str) -> list[Any]:
    """Read one script as JSON; with comments or trailing commas by extruct, which forgives those."""
    if not text:
        return []
    script.set("type", _MEDIA)
    script.text = text
    return list(JsonLdExtractor().extract_items(script, base_url=url))


def _microdata(document: Document) -> Embedded:
    if document.size > LARGE or _work(document) > WORK:
        return Embedded([], [Damage(document.url, "microdata: too large")])
    _mend_links(document)
    try:
        items = MicrodataExtractor().extract_items(document.root, base_url=document.base)
    except BROKEN as error:
        return Embedded([], [Damage(document.url, f"microdata: {error}"[:300])])
    return Embedded([_item(item) for item in items], [])


def _work(document: Document) -> int:
    references = sum(len(refs.split()) for refs in document.root.xpath("//@itemref"))
    return int(document.root.xpath("count(//@itemprop)")) * (1 + references)


def _mend_links(document: Document) -> None:
    """Take away addresses that cannot be resolved, which would cost the whole page."""
    for element in document.root.xpath("//*[@itemprop]"):
        for name in ("href", "src", "data"):
            try:
                urljoin(document.base, element.get(name) or "")
            except ValueError:
                element.attrib.pop(name)


def _item(item: Any) -> Any:  # noqa: ANN401 -- any JSON value
    if not isinstance(item, dict) or "properties" not in item:
        return item
    types = item.get("type") or []
    node = {name: [_item(value) for value in _listed(values)] for name, values in item["properties"].items()}
    node["@type"] = types
    return node | ({"@id": item["id"]} if item.get("id") else {})


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 -- idem
    return value if isinstance(value, list) else [value]


def _rdfa(document: Document) -> Embedded:
    if document.size > LARGE:
        return Embedded([], [Damage(document.url, "RDFa: too large")])
    text = str(html.tostring(document.root, encoding="unicode"))
    try:
        tree = parse(text, document.url, XmlDomHTMLParser)
        nodes = RDFaExtractor().extract_items(tree, base_url=document.base, expanded=True)
    except BROKEN as error:
        return Embedded([], [Damage(document.url, f"RDFa: {error}"[:300])])
    return Embedded([{"@context": FULL_NAMES, "@graph": nodes}], [], unordered=True)
