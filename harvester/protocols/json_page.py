"""Reading JSON as servers really send it: with a byte order mark, stray control characters, or cut off.

Law: what is handed out can be written as JSON again and is not nested without bounds, so nobody after this
runs out of stack over it.
"""

import json
from collections.abc import Iterator
from math import isinf
from typing import Any, Final

import orjson

from catalogue.errors import SourceError

__all__ = ["DEEPEST", "load", "whole_items"]

BOM: Final = b"\xef\xbb\xbf"
DEEPEST: Final = 200
"""Levels of a document, those of a record among them; the deepest of the real catalogues we know has 14."""
NESTED_BY_ORJSON: Final = 254
"""Levels that orjson writes, and no more."""
LONGEST: Final = 19
"""Digits of a number that surely fits in 64 bits, its sign included."""


def load(body: bytes, url: str) -> Any:  # noqa: ANN401 -- any JSON value
    """Parse a page. Raises SourceError when it is not JSON, with the place where reading stopped."""
    body = body.removeprefix(BOM)
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as strict:
        value = _leniently(body, url, strict)
    if not _is_shallow(value):
        raise _too_deep(url)
    return value


def whole_items(body: bytes, name: str) -> Iterator[dict[str, Any]]:
    """Give the items of the list called ``name`` that are whole in a document that breaks off."""
    text = body.removeprefix(BOM).decode(errors="replace")
    decoder = json.JSONDecoder(strict=False, parse_int=_number, parse_constant=_nothing)
    start = text.find(f'"{name}"')
    at = text.find("[", start) + 1 if start >= 0 else 0
    while at > 0:
        at = text.find("{", at)
        try:
            item, at = decoder.raw_decode(text, at) if at >= 0 else (None, 0)
        except (ValueError, RecursionError):
            return
        if isinstance(item, dict) and _is_shallow(item := _whole_characters(item)):
            yield item


def _leniently(body: bytes, url: str, strict: orjson.JSONDecodeError) -> Any:  # noqa: ANN401 -- idem
    try:
        text = body.decode()
        return _whole_characters(json.loads(text, strict=False, parse_int=_number, parse_constant=_nothing))
    except ValueError:
        raise SourceError("harvester.unparseable", url=url, detail=str(strict)) from strict
    except RecursionError:
        raise _too_deep(url) from strict


def _too_deep(url: str) -> SourceError:
    return SourceError("harvester.too-deep", url=url, limit=DEEPEST, detail="")


def _is_shallow(value: object) -> bool:
    """Tell whether a value has no more than so many levels, by writing it within the others that may be."""
    for _ in range(NESTED_BY_ORJSON - DEEPEST):
        value = [value]
    try:
        orjson.dumps(value)
    except orjson.JSONEncodeError:
        return False
    return True


def _number(digits: str) -> int | float | str:
    """Read a whole number as orjson would; one that no number can hold stays a text."""
    if len(digits) < LONGEST:
        return int(digits)
    number = float(digits)
    return digits if isinf(number) else number


def _nothing(_name: str) -> None:
    """Read NaN and infinity, which are no JSON, as orjson writes them."""


def _whole_characters(value: Any) -> Any:  # noqa: ANN401 -- any JSON value
    """Replace each half of a character (a lone surrogate), which no text outside JSON can hold."""
    return json.loads(json.dumps(value, ensure_ascii=False).encode(errors="replace"), parse_constant=_nothing)
