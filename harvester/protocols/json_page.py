"""Reading JSON as servers really send it: with a byte order mark, stray control characters, or cut off."""

import json
from collections.abc import Iterator
from typing import Any, Final

import orjson

from catalogue.errors import SourceError

__all__ = ["load", "whole_items"]

BOM: Final = b"\xef\xbb\xbf"


def load(body: bytes, url: str) -> Any:  # noqa: ANN401 -- any JSON value
    """Parse a page. Raises SourceError when it is not JSON, with the place where reading stopped."""
    body = body.removeprefix(BOM)
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as strict:
        try:
            return _whole_characters(json.loads(body.decode(), strict=False, parse_int=_number))
        except (ValueError, RecursionError):
            raise SourceError("harvester.unparseable", url=url, detail=str(strict)) from strict


def _number(digits: str) -> int | float:
    """Read a whole number; beyond 64 bits, which nothing after us can write, as the float that is nearest."""
    number = int(digits)
    return number if -(2**63) <= number < 2**64 else float(digits)


def whole_items(body: bytes, name: str) -> Iterator[dict[str, Any]]:
    """Give the items of the list called ``name`` that are whole in a document that breaks off."""
    text = body.removeprefix(BOM).decode(errors="replace")
    decoder = json.JSONDecoder(strict=False)
    start = text.find(f'"{name}"')
    at = text.find("[", start) + 1 if start >= 0 else 0
    while at > 0:
        at = text.find("{", at)
        try:
            item, at = decoder.raw_decode(text, at) if at >= 0 else (None, 0)
        except (ValueError, RecursionError):
            return
        if isinstance(item, dict):
            yield _whole_characters(item)


def _whole_characters(value: Any) -> Any:  # noqa: ANN401 -- any JSON value
    """Replace each half of a character (a lone surrogate), which no text outside JSON can hold."""
    return json.loads(json.dumps(value, ensure_ascii=False).encode(errors="replace"))
