"""Which resource that stands is which of ours, so that it keeps its id, and with it its address and data."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from catalogue.targets.ckan.parts import Part

__all__ = ["matched"]

Key = Callable[[Mapping[str, Any]], tuple[str, ...]]


def _by_uri(resource: Mapping[str, Any]) -> tuple[str, ...]:
    return (str(resource.get("uri") or ""),)


def _by_address(resource: Mapping[str, Any]) -> tuple[str, ...]:
    return (str(resource.get("url") or ""),)


def _by_name(resource: Mapping[str, Any]) -> tuple[str, ...]:
    name = str(resource.get("name") or "")
    return (name, str(resource.get("format") or "").casefold()) if name else ("",)


SIGNS: Final[tuple[Key, ...]] = (_by_uri, _by_address, _by_name)
"""From the surest on: its IRI, where it is, what it is called and in which format."""


def matched(ours: Sequence[Part], standing: Sequence[Mapping[str, Any]]) -> dict[int, Mapping[str, Any]]:
    """Give, by its place among ours, the resource that stands for it; each stands for one at most."""
    found: dict[int, Mapping[str, Any]] = {}
    left = list(standing)
    for sign in SIGNS:
        for place, resource in enumerate(ours):
            told = sign(resource)
            if place in found or not told[0]:
                continue
            match = next((one for one in left if sign(one) == told), None)
            if match is not None:
                found[place] = match
                left.remove(match)
    return found
