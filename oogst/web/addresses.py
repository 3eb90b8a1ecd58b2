"""What an address asks for, by its text alone. Pure.

Only names that the writers of the folder use are names: none leads to a hidden file, upwards or elsewhere.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from catalogue.model import Kind
from oogst.web.media import DOCUMENTS, FEEDS, MEDIA

__all__ = ["Asked", "Elsewhere", "File", "Nothing", "OneOf", "WhereFound", "asked"]

PART: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.~-]{0,199}")
NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
"""Of a publisher, as the writers of feeds have it."""
DEEPEST: Final = 8
CONCEPTS: Final = frozenset(map(str, Kind))
RECORD: Final = "record"
CATALOGUE: Final = "catalogus"
ALL: Final = "all"

Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """One file of the folder, by its parts."""

    parts: Parts

    @property
    def suffix(self) -> str:
        return self.parts[-1].rpartition(".")[2]

    @property
    def publisher(self) -> str:
        """Name whose whole catalogue it is; empty for any other file."""
        stem, _, suffix = self.parts[-1].rpartition(".")
        return stem if len(self.parts) == 1 and suffix in FEEDS else ""


@dataclass(frozen=True, slots=True)
class OneOf:
    """The same in several forms, of which the reader's choice is given."""

    forms: Mapping[str, File]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What stands under another address: a thing is no document (303).

    The address is relative, since what stands before this server may call it otherwise.
    """

    location: str


@dataclass(frozen=True, slots=True)
class WhereFound:
    """Another address too, namely the first of which there is a file: the address does not tell the kind."""

    places: Mapping[str, File]


class Nothing:
    """No address of ours."""


Asked = File | OneOf | Elsewhere | WhereFound | Nothing


def asked(path: str) -> Asked:
    """Read the path of a request, without its percent signs."""
    parts = tuple(path.removeprefix("/").split("/"))
    folder = parts[-1] == ""
    named = parts[:-1] if folder else parts
    if len(named) > DEEPEST or not all(PART.fullmatch(part) for part in named):
        return Nothing()
    if folder:
        return File((*named, "index.html"))
    if named[0] in {"id", "doc"}:
        return _thing(named) if named[0] == "id" else _document(named)
    if named[-1].rpartition(".")[2] in MEDIA and "." in named[-1]:
        return File(named)
    return _publisher(named[0]) if len(named) == 1 and NAME.fullmatch(named[0]) else Nothing()


def _thing(parts: Parts) -> Asked:
    if _extension(parts[-1]):
        return File(parts)
    match parts[1:]:
        case (concept, publisher, uuid) if concept in CONCEPTS:
            return Elsewhere(f"../../../doc/{concept}/{publisher}/{uuid}")
        case (concept, publisher, uuid) if concept == RECORD:
            return WhereFound(
                {
                    f"../../../doc/{kind}/{publisher}/{uuid}": File(
                        ("id", str(kind), publisher, f"{uuid}.html")
                    )
                    for kind in Kind
                }
            )
        case (concept, publisher) if concept == CATALOGUE:
            return Elsewhere(f"../../{publisher}")
    return Nothing()


def _document(parts: Parts) -> Asked:
    if len(parts) != 4 or parts[1] not in CONCEPTS:  # noqa: PLR2004  doc, concept, publisher, uuid
        return Nothing()
    own = ("id", *parts[1:])
    if _extension(parts[-1]):
        return File(own)
    return OneOf({form: File((*own[:-1], f"{own[-1]}.{form}")) for form in DOCUMENTS})


def _publisher(name: str) -> Asked:
    page = File(("index.html",)) if name == ALL else File((name, "index.html"))
    files = {form: File((f"{name}.{form}",)) for form in FEEDS if form != "html"}
    return OneOf(files | {"html": page})


def _extension(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return suffix if dot and stem and suffix in MEDIA else ""
