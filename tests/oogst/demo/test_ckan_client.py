"""The sample CKAN portal is spoken to by CKAN's own client, which knows what a CKAN answers."""

from collections.abc import Callable
from typing import Any

import pytest
from ckanapi.errors import NotFound
from ckanapi.remoteckan import RemoteCKAN

from oogst.demo import SamplePortals

client: Callable[..., Any] = RemoteCKAN
"""The client carries no annotations."""


def test_the_client_of_ckan_pages_through_the_sample_portal() -> None:
    with SamplePortals() as portals, client(portals.url("ckan"), get_only=True) as ckan:
        first = ckan.call_action("package_search", {"rows": 5, "start": 0, "sort": "id asc"})
        names = [package["name"] for package in first["results"]]
        while len(names) < first["count"]:
            page = {"rows": 5, "start": len(names), "sort": "id asc"}
            names += [package["name"] for package in ckan.call_action("package_search", page)["results"]]
    assert len(names) == len(set(names)) == first["count"]


def test_the_client_of_ckan_understands_a_refusal_of_the_sample_portal() -> None:
    with (
        SamplePortals() as portals,
        client(portals.url("ckan"), get_only=True) as ckan,
        pytest.raises(NotFound),
    ):
        ckan.call_action("package_show", {"id": "bestaat-niet"})
