"""A record as fields that can be compared: what it says, not what the platform makes of it. Pure.

A node is told apart by its address, a text by its language:
``dcat:Dataset/dcat:distribution <https://…>/dct:title@nl``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from ruamel.yaml import YAML

from catalogue.targets.geonetwork.mark import Mark
from catalogue.targets.geonetwork.markup import ABOUT, LANGUAGE, RESOURCE, Element, children, parsed, short

__all__ = ["NODE", "Fields", "Portrait", "Rewrite", "differing", "portrait", "rewrites", "settled"]

Fields = Mapping[str, list[str]]
"""Path → values, sorted."""

RESOURCES: Final = {"dcat:Dataset": "dataset", "dcat:DataService": "service"}
IDENTIFIERS: Final = "dcat:CatalogRecord/adms:identifier"
CODES: Final = frozenset({"skos:Concept", "skos:ConceptScheme", "dct:LinguisticSystem"})
"""Of a code only its address counts: its names are the platform's own."""
NODE: Final = re.compile(r" <[^>]*>")
IN: Final = re.compile(r"@([A-Za-z0-9-]+)$")
MAIN: Final = "nl"
"""The language of the platform: it says so of a text that comes without one."""
LANGUAGES: Final = {"NLD": MAIN, "FRA": "fr", "ENG": "en", "DEU": "de"}
"""Of the authority list, those that the platform knows."""


class Portrait(NamedTuple):
    """What a record is about, and what it says."""

    uuid: str
    kind: str
    mark: Mark | None
    fields: Fields
    """Without our mark and other identifiers of the record: the platform has its own."""


def portrait(record: bytes) -> Portrait | None:
    """Read a record as written by us or by the platform; None when it holds no single resource."""
    document = parsed(record)
    if document is None:
        return None
    registered = [one for one in document.iter() if short(one) == "dcat:CatalogRecord"]
    resources = [one for one in document.iter() if short(one) in RESOURCES and _listed(one)]
    if len(registered) != 1 or len(resources) != 1:
        return None
    fields: dict[str, list[str]] = {}
    for element in (*registered, *resources):
        for path, value in _said(element, short(element)):
            fields.setdefault(path, []).append(value)
    uuid = next(iter(fields.get("dcat:CatalogRecord/dct:identifier", ())), "")
    mark = _mark(fields, uuid)
    told = {path: values for path, values in fields.items() if not path.startswith(IDENTIFIERS)}
    return Portrait(uuid, RESOURCES[short(resources[0])], mark, told)


def _listed(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and short(parent) in {"dcat:dataset", "dcat:service"}


def _mark(fields: Fields, uuid: str) -> Mark | None:
    notations = (value for path, values in fields.items() if path.startswith(IDENTIFIERS) for value in values)
    marks = (Mark.read(one) for one in notations)
    return next((one for one in marks if one and one.uuid == uuid), None)


def _said(element: Element, path: str) -> Iterator[tuple[str, str]]:
    """Give every value inside an element, by path."""
    for property_ in children(element):
        known = f"{path}/{short(property_)}"
        nodes = list(children(property_))
        if not nodes:
            yield _plain(property_, known)
        for node in nodes:
            about = node.get(ABOUT, "")
            yield known, about
            if short(node) not in CODES:
                yield from _said(node, f"{known} <{about}>")


def _plain(element: Element, path: str) -> tuple[str, str]:
    if element.get(RESOURCE) is not None:
        return path, element.get(RESOURCE, "")
    language = element.get(LANGUAGE, "").lower()
    return f"{path}@{language}" if language else path, element.text or ""


class Rewrite(NamedTuple):
    """What the platform does by itself."""

    id: str
    what: str
    """``ignored``, ``forced`` or ``lost``."""
    places: re.Pattern[str]
    values: frozenset[str]
    why: str


@cache
def rewrites() -> tuple[Rewrite, ...]:
    page: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(Path(__file__).with_name("rewrites.yaml"))
    return tuple(
        Rewrite(one["id"], one["is"], _places(one["at"]), frozenset(one.get("values", ())), one["why"])
        for one in page
    )


def _places(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(one).replace(r"\*", ".*") for one in patterns))


def settled(fields: Fields) -> dict[str, list[str]]:
    """Leave out what the platform may alter by itself: equal records are equal before and after."""
    spoken = _spoken(fields)
    found: dict[str, list[str]] = {}
    for path, values in fields.items():
        in_language = IN.search(path)
        if in_language is None or in_language[1] in spoken:
            known = path.removesuffix(f"@{MAIN}")
            found.setdefault(known, []).extend(_own(known, values))
    return {path: sorted(values) for path, values in sorted(found.items()) if values}


def _own(path: str, values: list[str]) -> list[str]:
    forced = _forced(NODE.sub("", IN.sub("", path)))
    return [] if forced is None else [one for one in values if one.strip() and one not in forced]


@cache
def _forced(place: str) -> frozenset[str] | None:
    """Give the values that may be added in a place; None where nothing is compared."""
    forced: frozenset[str] = frozenset()
    for one in rewrites():
        if one.places.fullmatch(place):
            if one.what != "forced":
                return None
            forced |= one.values
    return forced


def _spoken(fields: Fields) -> frozenset[str]:
    """Tell in which languages the platform keeps texts: its own and those of the resource."""
    places = {f"{one}/dct:language" for one in RESOURCES}
    said = (value.rpartition("/")[2] for place in places for value in fields.get(place, ()))
    return frozenset({MAIN, *(LANGUAGES[one] for one in said if one in LANGUAGES)})


def differing(before: Fields, after: Fields) -> Iterator[tuple[str, list[str], list[str]]]:
    """List the paths in which two records differ."""
    for path in sorted({*before, *after}):
        one, other = before.get(path, []), after.get(path, [])
        if one != other:
            yield path, one, other
