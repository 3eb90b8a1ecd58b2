"""The traits of a record as a source gives it, in whatever dialect: a walk over a JSON tree.

Only what a record says of itself counts. What it says of others (relations, its publisher, its licence) and
what it says in prose is passed by: to mention a catalogue is not to be a copy of it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from enum import Enum, auto
from typing import Any, Final, NamedTuple

from catalogue.likeness.traits import Traits, gathered
from catalogue.model import Content, Kind

__all__ = ["traits_in"]

MOST_NODES: Final = 20_000
DEEPEST: Final = 24
LONGEST: Final = 2_000


class Role(Enum):
    IDENTIFIER = auto()
    PAGE = auto()
    FILE = auto()
    TITLE = auto()
    OTHER = auto()
    """Of something else: passed by with all that is under it."""


ROLES: Final = {
    name: role
    for role, names in {
        Role.IDENTIFIER: "id identifier identifiers guid uuid uri notation fileidentifier datasetid sameas"
        " datasetuid externalids",
        Role.PAGE: "landingpage url page bronmetadatarecordlandingspagina",
        Role.FILE: "accessurl downloadurl contenturl endpointurl linkage",
        Role.TITLE: "title name titletranslated",
        Role.OTHER: "description notes comment abstract relation relations isreferencedby references source"
        " sources isversionof hasversion replaces isreplacedby requires isrequiredby ispartof"
        " haspart inseries servesdataset accessservice catalog incatalog includedindatacatalog"
        " conformsto license licence rights publisher contactpoint contact creator contributor"
        " maintainer author rightsholder theme keyword keywords tags groups organization spatial"
        " temporal language format mediatype provenance sample qualifiedattribution"
        " qualifiedrelation attributions fields relationshipsassubject relationshipsasobject parent"
        " parentidentifier thumbnail aggregationinfo referencesysteminfo",
    }.items()
    for name in names.split()
}
HOLDERS: Final = frozenset(
    {"distribution", "resources", "distributioninfo", "exports", "attachments", "online"}
)
"""What holds files: a page or an identifier in there is the file's."""
OF_FILES: Final = {Role.PAGE: Role.FILE, Role.TITLE: Role.OTHER}


class _Place(NamedTuple):
    node: Any
    role: Role | None = None
    in_file: bool = False
    depth: int = 0
    language: str = ""


def traits_in(content: Content, kind: Kind = Kind.DATASET) -> Traits:
    """Read the traits of a record that was not translated. A very large record is read in part."""
    heard = defaultdict[Role, set[tuple[str, str]]](set)
    for role, language, text in _said(content):
        heard[role].add((language, text))
    return gathered(
        kind=kind,
        titles=heard[Role.TITLE],
        pages=[text for _, text in heard[Role.PAGE]],
        files=[text for _, text in heard[Role.FILE]],
        identifiers=[text for _, text in heard[Role.IDENTIFIER]],
    )


def _said(content: Content) -> Iterator[tuple[Role, str, str]]:
    ahead = [_Place(content)]
    for _ in range(MOST_NODES):
        if not ahead:
            return
        place = ahead.pop()
        if isinstance(place.node, str):
            if place.role is not None and _stands_alone(place.node, place.role):
                yield place.role, place.language, place.node.strip()
        elif place.depth < DEEPEST:
            ahead.extend(_below(place))


def _stands_alone(text: str, role: Role) -> bool:
    return len(text) <= LONGEST and (role is Role.TITLE or not re.search(r"\s", text.strip()))


def _below(place: _Place) -> Iterator[_Place]:
    node = place.node
    if isinstance(node, list):
        yield from (place._replace(node=one, depth=place.depth + 1) for one in node)
    elif isinstance(node, dict) and isinstance(node.get("key"), str) and "value" in node:
        yield from _child(place, node["key"], node["value"], "")
    elif isinstance(node, dict):
        tag = node.get("@language")
        for key, value in node.items():
            yield from _child(place, str(key), value, tag if isinstance(tag, str) else "")


def _child(place: _Place, key: str, value: object, language: str) -> Iterator[_Place]:
    name = re.split(r"[:/#}]", key)[-1].lower().translate(MARKS)
    own = ROLES.get(name)
    in_file = place.in_file or name in HOLDERS
    if in_file:
        own = OF_FILES.get(own, own) if own else None
    if key in {"@id", "@value"} or own is None:
        own = place.role if place.role or place.depth or key != "@id" else Role.IDENTIFIER
    if own is not Role.OTHER and not key.startswith(("@type", "@context")):
        yield _Place(value, own, in_file, place.depth + 1, language or place.language)


MARKS: Final = str.maketrans("", "", "@_-. ")
