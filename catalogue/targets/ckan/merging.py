"""What to send so that what stands becomes what is to stand, and keeps its name and the ids of its files.

A file that is sent without its id is a new one to CKAN: its address, views and DataStore table would go. And
a field that is not sent keeps its value where CKAN has a column for it: each is emptied in so many words.
"""

from collections.abc import Mapping
from typing import Any

from catalogue.targets.ckan.matching import matched
from catalogue.targets.push import Body

__all__ = ["merged"]


def merged(body: Body, remote_id: str, standing: Body) -> dict[str, Any]:
    ours = list(body.get("resources") or ())
    found = matched(ours, list(standing.get("resources") or ()))
    files = [
        resource | _emptied(resource, found[place]) | {"id": found[place]["id"]}
        if place in found
        else resource
        for place, resource in enumerate(ours)
    ]
    name = standing.get("name") or body.get("name")
    return {**body, **_emptied(body, standing), "id": remote_id, "name": name, "resources": files}


def _emptied(ours: Mapping[str, Any], standing: Mapping[str, Any]) -> dict[str, str]:
    """Name what stands and is not to stand, as CKAN takes it: a text of nothing, of a number too."""
    gone = standing.keys() - ours.keys() - {"id"}
    return {name: "" for name in sorted(gone) if isinstance(standing[name], str | int)}
