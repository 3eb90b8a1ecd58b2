"""What to send so that what stands becomes what is to stand, and keeps its name and the ids of its files.

A file that is sent without its id is a new one to CKAN: its address, views and DataStore table would go.
"""

from typing import Any

from catalogue.targets.ckan.matching import matched
from catalogue.targets.push import Body

__all__ = ["merged"]


def merged(body: Body, remote_id: str, standing: Body) -> dict[str, Any]:
    ours = list(body.get("resources") or ())
    found = matched(ours, list(standing.get("resources") or ()))
    files = [
        resource | {"id": found[place]["id"]} if place in found and found[place].get("id") else resource
        for place, resource in enumerate(ours)
    ]
    name = standing.get("name") or body.get("name")
    return {**body, "id": remote_id, "name": name, "resources": files}
