"""Which property an overlay corrects: ``title@nl``, ``contact.email``, ``distributions[url=…].format``.

One law: what a path is written as reads back as the same path.
"""

import re
from typing import Final, NamedTuple

from mappings.rules.texts import language_tag

__all__ = ["FaultyPathError", "PropertyPath", "parse_path"]

_PATH: Final = re.compile(
    r"(?:(?P<node>[^\s.\[\]@]+)(?:\[\s*url\s*=\s*(?P<url>\S.*?)\s*\])?\.)?(?P<name>[^\s.\[\]@]+)(?:@(?P<tag>[^\s.\[\]@]*))?"
)
_WORD: Final = re.compile(r"(?:[a-z]+:)?[A-Za-z][A-Za-z_]*")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
NODES: Final = {"": "", "distribution": "distributions", "service": "services", "contact": "contact"}
"""By their plain name: what of an entry holds properties of its own."""
_OTHER_NAMES: Final = {"contact_point": "contact", "access_service": "service"}


class FaultyPathError(ValueError):
    """Raised for a path that cannot be read, or that names a node we do not have."""


class PropertyPath(NamedTuple):
    node: str
    """``distributions``, ``services``, ``contact``; empty: the entry itself."""
    url: str
    """Only the node at this address."""
    name: str
    """Plain name of the property, as :func:`plain_name` gives it."""
    language: str
    """BCP 47 tag of the text that it is about."""

    def __str__(self) -> str:
        node = f"{self.node}[url={self.url}]." if self.url else f"{self.node}." if self.node else ""
        return f"{node}{self.name}{'@' if self.language else ''}{self.language}"


def plain_name(word: str) -> str:
    """Make ``dct:accessRights``, ``access_rights`` and ``license`` say the same, in the singular."""
    snake = _CAMEL.sub("_", word.rpartition(":")[2]).lower()
    return snake.replace("license", "licence").rstrip("s_")


def parse_path(written: str) -> PropertyPath:
    """Read a path. Raises FaultyPathError; whether the property exists is not looked at."""
    found = _PATH.fullmatch(written.strip())
    if found is None or not _WORD.fullmatch(found["name"]):
        raise FaultyPathError(written)
    node, url = found["node"] or "", found["url"] or ""
    if node and not _WORD.fullmatch(node):
        raise FaultyPathError(written)
    plain = plain_name(node)
    plain = _OTHER_NAMES.get(plain, plain)
    name = plain_name(found["name"])
    if not name or plain not in NODES or (url and plain not in {"distribution", "service"}):
        raise FaultyPathError(written)
    tag = language_tag(found["tag"]) if found["tag"] else ""
    if found["tag"] is not None and not tag:
        raise FaultyPathError(written)
    return PropertyPath(NODES[plain], url, name, tag)
