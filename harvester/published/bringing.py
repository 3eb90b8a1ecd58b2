"""Brings a published file from its official address, or from a mirror with the same layout."""

from dataclasses import replace
from hashlib import sha256
from typing import Final, Literal, NamedTuple
from urllib.parse import urlsplit

from catalogue.errors import SourceError
from catalogue.profile.published import Published, read_shapes
from harvester.crawl import CrawlSettings, document
from harvester.published.shelf import Shelf

__all__ = ["Brought", "bring"]

LARGEST: Final = 8 * 1024 * 1024
"""Bytes of a file of shapes, packed or not; the largest that is known has 350,000."""


class Brought(NamedTuple):
    change: Literal["new", "same", "accepted"]
    sha256: str


def bring(
    one: Published,
    shelf: Shelf,
    *,
    settings: CrawlSettings,
    mirror: str = "",
    allow_private: bool = False,
    accept_new: bool = False,
) -> Brought:
    """Bring a file and keep it, if it is the one that it must be.

    Raises SourceError when it does not come, is no file of shapes, or is another one than it must be;
    what stands on the shelf is then left as it is.
    """
    limits = replace(settings, max_size=LARGEST, max_unpacked=LARGEST)
    url = address(one, mirror)
    content = document(url, settings=limits, allow_private=allow_private)
    found, expected = sha256(content).hexdigest(), shelf.expected(one)
    if found != expected and not accept_new:
        raise _another(one, url, expected, found)
    _read(one, url, content)
    before = shelf.look(one)
    shelf.put(one, content)
    if found not in {one.sha256, expected}:
        return Brought("accepted", found)
    return Brought("same" if before.sha256 == found else "new", found)


def address(one: Published, mirror: str) -> str:
    """Give where a file stands: a mirror has the host as its first folder, and the path below it."""
    if not mirror:
        return one.url
    parts = urlsplit(one.url)
    return f"{mirror.rstrip('/')}/{parts.netloc}{parts.path}"


def _another(one: Published, url: str, expected: str, found: str) -> SourceError:
    if not expected:
        return SourceError("profile.never-seen", name=one.name, url=url, found=found)
    return SourceError("profile.changed", name=one.name, url=url, expected=expected, found=found)


def _read(one: Published, url: str, content: bytes) -> None:
    """Look whether it can be read at all, before it takes the place of one that can."""
    try:
        read_shapes(content, one.file)
    except SyntaxError as error:
        raise SourceError("profile.not-rdf", name=one.name, url=url, detail=str(error)) from error
