"""What one CKAN tells of itself, read once: who we are to it, its schema, its licences."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.targets.ckan.codes import plain_address
from catalogue.targets.ckan.schema import Schema

__all__ = ["Portal", "licences_of", "version_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    version: tuple[int, ...]
    """Empty where the portal hides it."""
    user: str
    """Id of the account whose token we have."""
    sysadmin: bool
    """May choose the id of a dataset."""
    schema: Schema | None
    """None where datasets have no schema of the portal's own."""
    licences: Mapping[str, str]
    """Id of each licence that it knows, by that id and by its address."""


def version_of(status: Mapping[str, Any]) -> tuple[int, ...]:
    told = str(status.get("ckan_version") or "")
    return tuple(int(number) for number in re.findall(r"\d+", told)[:2])


def licences_of(told: Any) -> dict[str, str]:  # noqa: ANN401 -- JSON of the portal
    """Index licences by their id in lower case and by their plain address; the first of two wins."""
    known: dict[str, str] = {}
    for one in told if isinstance(told, list) else []:
        if isinstance(one, dict) and one.get("id"):
            known.setdefault(str(one["id"]).lower(), str(one["id"]))
            if address := plain_address(str(one.get("url") or "")):
                known.setdefault(address, str(one["id"]))
    return known
