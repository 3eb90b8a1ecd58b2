"""What Datavindplaats needs of a record to show it, and what it urges to give besides."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from catalogue.targets.twin.importing import Element, contents

__all__ = ["Shortfall", "shortfalls"]


class Shortfall(NamedTuple):
    """Something that Datavindplaats misses. The key of its message is ``twin.minimum.<name>``."""

    name: str
    must: bool
    places: int
    """How many things miss it: the record itself, or so many distributions."""


def shortfalls(record: Element, resource: Element) -> list[Shortfall]:
    """List what is missing, what is needed before what is urged."""
    found = [*_missing("record", [record]), *_missing(resource.role, [resource])]
    if resource.role == "dataset":
        held = [one for one in contents(resource, "dcat:distribution") if isinstance(one, Element)]
        found += _missing("distribution", held)
    return sorted(found, key=lambda one: not one.must)


def _missing(role: str, held: list[Element]) -> Iterator[Shortfall]:
    for level in ("must", "urged"):
        for name, paths in _table()[role].get(level, {}).items():
            without = [one for one in held if not any(_given(one, path) for path in paths)]
            if without:
                yield Shortfall(f"{role}-{name}", level == "must", len(without))


def _given(element: Element, path: str) -> bool:
    return any(
        bool(value.iri) if isinstance(value, Element) else bool(value.value.strip())
        for value in contents(element, *path.split("/"))
    )


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = YAML(typ="safe", pure=True).load(Path(__file__).with_name("minimum.yaml"))
    return table
