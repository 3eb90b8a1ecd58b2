"""What a reader has already, and what part it wants: the conditions of RFC 9110. Pure."""

import re
from collections.abc import Mapping
from email.utils import formatdate, parsedate_to_datetime
from typing import Final, NamedTuple

__all__ = ["Part", "has_it", "http_date", "wanted_part", "would_not"]

TAG: Final = re.compile(r'(?:W/)?("[^"]*")')
RANGE: Final = re.compile(r"bytes=(\d{0,19})-(\d{0,19})", re.IGNORECASE)


class Part(NamedTuple):
    """The bytes from one place up to another; an empty one cannot be given."""

    start: int
    end: int


def has_it(headers: Mapping[str, str], tag: str, modified: float) -> bool:
    """Tell whether the reader holds this very content."""
    if (known := headers.get("if-none-match")) is not None:
        return _names(known, tag)
    since = _moment(headers.get("if-modified-since"))
    return since is not None and int(modified) <= since


def would_not(headers: Mapping[str, str], tag: str, modified: float) -> bool:
    """Tell whether the reader wants an answer only if nothing changed, and something did."""
    if (known := headers.get("if-match")) is not None:
        return not _names(known, tag) or (known.strip() != "*" and f"W/{tag}" in known)
    since = _moment(headers.get("if-unmodified-since"))
    return since is not None and int(modified) > since


def wanted_part(headers: Mapping[str, str], tag: str, modified: float, size: int) -> Part | None:
    """Give the part that is asked for; none for all of it, as with several parts or other units."""
    found = RANGE.fullmatch(headers.get("range", "").strip())
    if found is None or not _same(headers.get("if-range"), tag, modified):
        return None
    first, last = found.groups()
    if not first:
        return Part(max(0, size - int(last)), size if int(last) else 0) if last else None
    if last and int(last) < int(first):
        return None
    end = min(size, int(last) + 1) if last else size
    return Part(int(first), end) if int(first) < size else Part(0, 0)


def http_date(moment: float) -> str:
    return formatdate(int(moment), usegmt=True)


def _same(condition: str | None, tag: str, modified: float) -> bool:
    if condition is None:
        return True
    if condition.startswith(('"', "W/")):
        return condition.strip() == tag
    return _moment(condition) == int(modified)


def _names(header: str, tag: str) -> bool:
    return header.strip() == "*" or tag in TAG.findall(header)


def _moment(text: str | None) -> int | None:
    try:
        return int(parsedate_to_datetime(text).timestamp()) if text else None
    except (ValueError, OverflowError):
        return None
