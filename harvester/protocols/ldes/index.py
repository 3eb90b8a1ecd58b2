"""What is remembered of a stream between crawls: which page holds which objects, in a few bytes each.

Pages that never change again are not asked for again. When something new concerns an object on one of them,
this tells which; it holds marks of names, never names or content.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from catalogue.model import Content

__all__ = ["MARK", "Index", "PageEntry", "mark_of"]

FORM: Final = 1
"""Of the bookmark; one of another form is not read."""
NAME: Final = 6
"""Bytes of a mark of a name: among 100,000 objects, two share one in one of 50,000 streams."""
MARK: Final = 4
"""Bytes of a mark of a version."""
LARGEST: Final = 4 * 1024 * 1024
"""Bytes of marks; a stream that needs more is read whole each time."""


@dataclass(slots=True)
class PageEntry:
    url: str
    lasting: bool = False
    """The source says that it never changes again."""
    leads: list[int] = field(default_factory=list)
    """Numbers of the pages that it leads to."""
    newest: str = ""
    """The order of its newest version."""
    objects: dict[bytes, bytes] = field(default_factory=dict)
    """Mark of a name → mark of the version; only what no other page holds a newer version of."""
    mentions: set[bytes] = field(default_factory=set)
    """Marks of the names of objects that its objects point at."""


class Index:
    def __init__(self) -> None:
        self.pages: list[PageEntry] = []
        self._numbers: dict[str, int] = {}

    def number(self, url: str) -> int:
        """Give the number of a page; an unknown one gets the next."""
        if url not in self._numbers:
            self._numbers[url] = len(self.pages)
            self.pages.append(PageEntry(url))
        return self._numbers[url]

    @property
    def size(self) -> int:
        return sum(len(page.objects) * (NAME + MARK) + len(page.mentions) * NAME for page in self.pages)

    @property
    def places(self) -> dict[bytes, int]:
        """Mark of a name → number of the page."""
        return {mark: number for number, page in enumerate(self.pages) for mark in page.objects}

    def encode(self) -> list[Content]:
        return [
            {
                "url": page.url,
                "lasting": page.lasting,
                "leads": page.leads,
                "newest": page.newest,
                "objects": _packed(mark + version for mark, version in sorted(page.objects.items())),
                "mentions": _packed(sorted(page.mentions)),
            }
            for page in self.pages
        ]

    @classmethod
    def decode(cls, pages: list[Content]) -> "Index":
        index = cls()
        for said in pages:
            page = index.pages[index.number(said["url"])]
            page.lasting, page.leads, page.newest = said["lasting"], said["leads"], said["newest"]
            page.objects = {each[:NAME]: each[NAME:] for each in _unpacked(said["objects"], NAME + MARK)}
            page.mentions = set(_unpacked(said["mentions"], NAME))
        return index


def mark_of(name: str) -> bytes:
    return sha256(name.encode(errors="replace")).digest()[:NAME]


def _packed(marks: Any) -> str:  # noqa: ANN401 -- any iterable of bytes
    return b64encode(b"".join(marks)).decode()


def _unpacked(words: str, size: int) -> list[bytes]:
    packed = b64decode(words)
    return [packed[at : at + size] for at in range(0, len(packed), size)]
