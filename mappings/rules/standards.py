"""Standards that have one web address for all: coordinate reference systems and laws of the Union."""

import re
from typing import Final

from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.texts import plain_of

__all__ = ["legislation", "reference_system"]

_EPSG: Final = re.compile(
    r"(?:epsg:{1,2}|urn:(?:x-)?ogc:def:crs:epsg:[\d.]*:|https?://www\.opengis\.net/def/crs/epsg/[\d.]+/"
    r"|https?://(?:www\.)?epsg-registry\.org/\S*urn:ogc:def:crs:epsg:[\d.]*:)(\d{4,6})",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"\d{4,6}")
_OGC: Final = "http://www.opengis.net/def/crs/EPSG/0/"
_LAW: Final = re.compile(r"http://data\.europa\.eu/eli/[a-z_]+/\d{4}/\d+(?:/oj)?")


def reference_system(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read the OGC's address of a reference system from its EPSG code, as sources usually write it."""
    code, space = (raw.get("code"), raw.get("codeSpace")) if type(raw) is dict else (raw, "")
    link = code.get("@id") if type(code) is dict else ""
    for words in (link if type(link) is str else "", plain_of(code).strip()):
        match = _EPSG.fullmatch(words)
        bare = _BARE.fullmatch(words) if plain_of(space).strip().upper().endswith("EPSG") else None
        number = match[1] if match else bare[0] if bare else ""
        if number:
            return [Given(_OGC + number, _OGC + number, pointer, cut(words))]
    return []


def legislation(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read the European Legislation Identifier of a law of the Union; silently nothing else."""
    words = plain_of(raw).strip().replace("https://", "http://", 1)
    return [Given(words, words, pointer, cut(words))] if _LAW.fullmatch(words) else []
