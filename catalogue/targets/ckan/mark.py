"""How a dataset says that it came from this installation, and which entry it is.

Two extras of our own, which no schema has a field for, beside the ``guid`` and ``uri`` by which every
harvester knows a dataset. Only what bears them both is ours; whoever copies our feed into a CKAN does not.
"""

from collections.abc import Mapping
from typing import Any, Final

__all__ = ["INSTALLATION", "UUID", "extras_of", "marks"]

INSTALLATION: Final = "oogst_installation"
UUID: Final = "oogst_uuid"


def marks(installation: str, uuid: str, iri: str) -> dict[str, str]:
    return {INSTALLATION: installation, UUID: uuid, "guid": iri}


def extras_of(package: Mapping[str, Any]) -> dict[str, Any]:
    """Give the extras of a dataset by their key."""
    told = package.get("extras")
    each = told if isinstance(told, list) else []
    return {str(one.get("key")): one.get("value") for one in each if isinstance(one, dict)}
