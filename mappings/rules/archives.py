"""What is around a file: its compression (gzip) or the archive that it lies in (zip).

One law: only what the source says of it; an archive of which nothing is said is the format of the file.
"""

import re
from functools import lru_cache
from typing import Final

from catalogue.model import Note
from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.codes import format_named, media_type
from mappings.rules.texts import clean, is_placeholder, plain_of
from mappings.tables import IANA, media_of

__all__ = ["archive", "compression_around", "format_inside", "package_around"]

_GZIP: Final = IANA + "application/gzip"
_ZIP: Final = IANA + "application/zip"
_AROUND: Final = {"gz": _GZIP, "gzip": _GZIP, "zip": _ZIP, "zipped": _ZIP}
_WORD: Final = "|".join(_AROUND)
_BEFORE: Final = re.compile(rf"({_WORD})\s*[+/]\s*([^+/].*)", re.IGNORECASE)
_AFTER: Final = re.compile(rf"(.*[^+/\s])\s*(?:[+/]\s*|\(\s*\.?|\.)({_WORD})\s*\)?", re.IGNORECASE)
_PACKAGES: Final = frozenset({_ZIP})


def archive(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the media type of a compression or an archive, also from the code of a file format."""
    found = media_type(pointer, raw, scope)
    if found:
        return found
    words = clean(plain_of(raw))
    if not words or is_placeholder(words):
        return []
    named = format_named(words)
    media = media_of(named.iri) if named else ""
    if named is None or not media:
        return [Note("media-type-unknown", pointer, cut(words))]
    return [Given(media, media, pointer, cut(words), named.row)]


def package_around(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the archive that a resource says to be in: beside a type inside it, or in words (``zip+csv``)."""
    return [item for item in _around(pointer, raw, scope) if item.value in _PACKAGES]


def compression_around(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the compression that a resource says to have, in the same ways."""
    return [item for item in _around(pointer, raw, scope) if item.value not in _PACKAGES]


def format_inside(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read the format of a file in an archive (``zip+csv``, ``Shapefile (zip)``); silently nothing else."""
    words = clean(plain_of(raw))
    inside = _parted(words)[0]
    named = format_named(inside) if inside else None
    return [Given(named.iri, named.iri, pointer, cut(words), named.row)] if named else []


def _around(pointer: str, raw: object, scope: Scope) -> list[Given]:
    if type(raw) is not dict:
        words = clean(plain_of(raw))
        inside, media = _parted(words)
        return [Given(media, media, pointer, cut(words))] if inside and format_named(inside) else []
    if not plain_of(raw.get("mimetype_inner")).strip():
        return []
    found = media_type(f"{pointer}/mimetype", raw.get("mimetype"), scope)
    return [item for item in found if type(item) is Given and item.value in _AROUND.values()]


@lru_cache(maxsize=1024)
def _parted(words: str) -> tuple[str, str]:
    """Part what is inside from what is around it; empty where it is not written as the one in the other."""
    if match := _BEFORE.fullmatch(words):
        return match[2], _AROUND[match[1].lower()]
    if match := _AFTER.fullmatch(words):
        return match[1], _AROUND[match[2].lower()]
    return "", ""
