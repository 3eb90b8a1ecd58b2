"""An entry in the words of schema.org, as search engines for datasets read them. Pure.

Only what the entry says is said: a search engine that misses a field shows less, and that is true.
"""

import re
from typing import Any, Final

import orjson

from catalogue.graph import Member
from catalogue.model import Kind, Text
from catalogue.targets.site.node import Node, best, licences

__all__ = ["described", "script"]

TYPES: Final = {Kind.DATASET: "Dataset", Kind.SERVICE: "WebAPI", Kind.SERIES: "CreativeWorkSeries"}
LONGEST: Final = 5000
"""Letters of a description that Google's guide for datasets allows; the page shows all of it."""
LANGUAGES: Final = {"NLD": "nl", "ENG": "en", "FRA": "fr", "DEU": "de"}
"""Codes of the EU list that a language tag is known of."""
MEDIA: Final = "https://www.iana.org/assignments/media-types/"
PUBLIC: Final = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
_LICENCE: Final = "https://data.vlaanderen.be/id/licentie/"
FREE: Final = {
    f"{_LICENCE}creative-commons-zero-verklaring/v1.0": True,
    f"{_LICENCE}onvoorwaardelijk-hergebruik/v1.0": True,
    f"{_LICENCE}modellicentie-gratis-hergebruik/v1.0": True,
    f"{_LICENCE}modellicentie-hergebruik-tegen-vergoeding/v1.0": False,
}
"""Licences that say themselves whether there is a charge."""
POINT: Final = re.compile(r"(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)")

Document = dict[str, Any]


def described(resource: Node, member: Member, catalogue: Document) -> Document:
    """Describe a resource; ``catalogue`` is the outline of the catalogue that it is in."""
    is_service = member.kind is Kind.SERVICE
    found: Document = {
        "@context": "https://schema.org/",
        "@type": TYPES[member.kind],
        "@id": resource.iri,
        "name": best(resource.texts("dct:title")).value,
        "alternateName": _others(resource.texts("dct:title")),
        "description": best(resource.texts("dct:description")).value[:LONGEST],
        "url": f"{resource.iri}.html",
        "sameAs": resource.links("dcat:landingPage"),
        "identifier": [resource.iri, *_notations(resource)],
        "keywords": [text.value for text in resource.texts("dcat:keyword")],
        "license": [one.iri for one in licences(resource)],
        "isAccessibleForFree": _free(resource),
        "publisher": [_organisation(one) for one in resource.nodes("dct:publisher")],
        "provider" if is_service else "creator": [
            _organisation(one) for one in resource.nodes("dct:creator")
        ],
        "datePublished": resource.value("dct:issued"),
        "dateModified": resource.value("dct:modified"),
        "dateCreated": resource.value("dct:created"),
        "inLanguage": _languages(resource),
        "version": resource.value("dcat:version"),
        "temporalCoverage": [text for one in resource.nodes("dct:temporal") if (text := _period(one))],
        "spatialCoverage": [_place(one) for one in resource.nodes("dct:spatial")],
        "conditionsOfAccess": "" if _is_public(resource) else _access(resource),
        "documentation": resource.links("dcat:endpointDescription") if is_service else [],
        "distribution": [_download(one) for one in resource.nodes("dcat:distribution")],
        "includedInDataCatalog": catalogue if member.kind is Kind.DATASET else {},
    }
    if is_service:
        found["potentialAction"] = [
            {"@type": "ConsumeAction", "target": url} for url in resource.links("dcat:endpointURL")
        ]
    return _without_nothing(found)


def script(document: Document) -> str:
    """Write a document to stand inside a script of a page: nothing in it can end that, or begin another."""
    text = orjson.dumps(document).decode()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _download(file: Node) -> Document:
    return _without_nothing(
        {
            "@type": "DataDownload",
            "@id": file.iri,
            "name": best(file.texts("dct:title")).value,
            "description": best(file.texts("dct:description")).value[:LONGEST],
            "contentUrl": file.links("dcat:downloadURL"),
            "url": file.links("dcat:accessURL"),
            "encodingFormat": _formats(file),
            "contentSize": file.value("dcat:byteSize"),
            "license": file.links("dct:license")[:1],
            "datePublished": file.value("dct:issued"),
            "dateModified": file.value("dct:modified"),
            "inLanguage": _languages(file),
        }
    )


def _formats(file: Node) -> list[str]:
    """Name the media type, else the format as people write it."""
    media = [one.removeprefix(MEDIA) for one in file.links("dcat:mediaType") if one.startswith(MEDIA)]
    return media or [one.name.value for one in file.nodes("dct:format") if one.name.value != one.iri]


def _organisation(agent: Node) -> Document:
    """Name an organisation, by its IRI too."""
    name = agent.name.value
    return {"@type": "Organization", "@id": agent.iri, **({"name": name} if name != agent.iri else {})}


def _others(titles: list[Text]) -> list[str]:
    chosen = best(titles)
    return [text.value for text in titles if text != chosen]


def _notations(resource: Node) -> list[str]:
    return [text for one in resource.nodes("adms:identifier") if (text := one.value("skos:notation"))]


def _free(resource: Node) -> bool | None:
    licences = {
        *resource.links("dct:license"),
        *(iri for one in resource.nodes("dcat:distribution") for iri in one.links("dct:license")),
    }
    told = {FREE.get(iri) for iri in licences}
    if not told or None in told or not _is_public(resource):
        return None
    return told == {True}


def _is_public(resource: Node) -> bool:
    return resource.links("dct:accessRights") == [PUBLIC]


def _access(resource: Node) -> str:
    return next((one.name.value for one in resource.nodes("dct:accessRights")), "")


def _languages(node: Node) -> list[str]:
    codes = (iri.rpartition("/")[2] for iri in node.links("dct:language"))
    return [LANGUAGES[code] for code in codes if code in LANGUAGES]


def _period(period: Node) -> str:
    start, end = period.value("dcat:startDate"), period.value("dcat:endDate")
    return f"{start or '..'}/{end or '..'}" if start or end else ""


def _place(place: Node) -> Document:
    """Name a place and its box, whose corners schema.org writes latitude first."""
    found: Document = {"@type": "Place"}
    if (name := place.name.value) != place.iri:
        found["name"] = name
    if "/.well-known/" not in place.iri:
        found["@id"] = place.iri
    points = [(float(x), float(y)) for x, y in POINT.findall(place.value("dcat:bbox"))]
    if points:
        west, south = min(x for x, _ in points), min(y for _, y in points)
        east, north = max(x for x, _ in points), max(y for _, y in points)
        found["geo"] = {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
    return found


def _without_nothing(document: Document) -> Document:
    """Leave out what is not known, and write one value as one."""
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in document.items()
        if value not in ("", [], {}, None)
    }
