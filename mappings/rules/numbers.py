"""Numbers and checksums. One law: a number that the source does not write as a number is not guessed."""

import re
from decimal import Decimal
from typing import Final

from catalogue.model import Note
from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.texts import plain_of

__all__ = [
    "algorithm_by_length",
    "checksum",
    "checksum_algorithm",
    "sha256_algorithm",
    "size",
    "size_with_unit",
]

_DIGITS: Final = re.compile(r"(\d{1,18})(?:\.0+)?(?:\s*(?:B|bytes?))?")
_MULTIPLE: Final = re.compile(r"(\d{1,9}(?:[.,]\d{1,6})?)\s*([kKMGT])(i)?B")
_POWERS: Final = " KMGT"
_HEX: Final = re.compile(r"(?:(?:md5|sha1|sha256|sha384|sha512):)?((?:[0-9a-f]{2}){16,64})", re.IGNORECASE)
_SPDX: Final = "http://spdx.org/rdf/terms#checksumAlgorithm_"
_SHA256: Final = 64
_BY_LENGTH: Final = {32: "md5", 40: "sha1", 64: "sha256"}
_ALGORITHMS: Final = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")


def size(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read a number of bytes; zero means that the portal does not know."""
    words = plain_of(raw).strip()
    match = _DIGITS.fullmatch(words)
    if match is None:
        return [Note("number-unreadable", pointer, cut(words))] if words else []
    return [Given(int(match[1]), match[1], pointer, cut(words))] if int(match[1]) else []


def size_with_unit(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a number of bytes that may be written in a multiple: the profile allows what is rounded so."""
    words = plain_of(raw).strip()
    match = _MULTIPLE.fullmatch(words)
    if match is None:
        return size(pointer, raw, scope)
    base = 1024 if match[3] else 1000
    number = int(Decimal(match[1].replace(",", ".")) * base ** _POWERS.index(match[2].upper()))
    return [Given(number, str(number), pointer, cut(words))] if number else []


def checksum(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read a checksum in hexadecimal, in lower case."""
    words = plain_of(raw).strip()
    match = _HEX.fullmatch(words)
    if match is None:
        return [Note("checksum-unreadable", pointer, cut(words))] if words else []
    return [Given(match[1].lower(), match[1].lower(), pointer, cut(words))]


def checksum_algorithm(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read the SPDX IRI of a checksum algorithm; a checksum may carry its name in front, ``sha256:…``."""
    words = plain_of(raw).strip()
    name = words.rpartition("_")[2].rpartition("#")[2].partition(":")[0].casefold().replace("-", "")
    return [Given(_SPDX + name, _SPDX + name, pointer, cut(words))] if name in _ALGORITHMS else []


def algorithm_by_length(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Tell the algorithm from the length of a checksum, for portals whose software writes none but these."""
    match = _HEX.fullmatch(plain_of(raw).strip())
    name = _BY_LENGTH.get(len(match[1])) if match else None
    return [Given(_SPDX + name, _SPDX + name, pointer, cut(plain_of(raw)), "by-length")] if name else []


def sha256_algorithm(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Give the algorithm where the property itself names it (``sha256``) and its value is of that length."""
    words = plain_of(raw).strip()
    match = _HEX.fullmatch(words)
    if match is None or len(match[1]) != _SHA256:
        return []
    return [Given(f"{_SPDX}sha256", f"{_SPDX}sha256", pointer, cut(words))]
