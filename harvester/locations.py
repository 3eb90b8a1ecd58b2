"""What a person may give as the place of a catalogue: a web address, a file: URL or the path of a file."""

import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from catalogue.errors import SourceError

__all__ = ["joined", "local_path", "web_address"]

LONGEST_URL: Final = 4000
LONGEST_SHOWN: Final = 200

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s/?#@\[\]]+)")


def local_path(place: str) -> Path | None:
    """Give the file that a place names, or None when it is a web address."""
    if place.lower().startswith("file:"):
        return Path(unquote(urlsplit(place).path)).resolve()
    return None if _SCHEME.match(place) else Path(place).expanduser().resolve()


def web_address(place: str) -> str:
    """Check an http or https address. Raises SourceError when it is none."""
    try:
        parts = urlsplit(place)
        usable = parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.hostname or "") is not None
        _ = parts.port
    except ValueError:
        usable = False
    if not usable:
        raise SourceError("harvester.not-a-url", url=place, detail="")
    return place


def joined(page: str, link: str) -> str:
    """Make a link absolute. Raises SourceError when no address comes of it."""
    try:
        url = urljoin(page, link)
        urlsplit(url)
    except ValueError as error:
        raise SourceError("harvester.not-a-url", url=link[:LONGEST_SHOWN], detail="") from error
    if len(url) > LONGEST_URL:
        raise SourceError("harvester.not-a-url", url=url[:LONGEST_SHOWN], detail="")
    return url
