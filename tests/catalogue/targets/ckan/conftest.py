"""Portals that have told of themselves, and entries for them."""

from collections.abc import Callable
from typing import Any

import pytest

from catalogue.targets.ckan import CkanSettings
from catalogue.targets.ckan.portal import Portal
from catalogue.targets.ckan.schema import read_schema
from catalogue.targets.push import Wanted

from .entries import BASE, MakeWanted, Said, a_dataset, a_service, wanted_of


@pytest.fixture
def dataset() -> MakeWanted:
    return lambda identifier="bomen", **more: wanted_of(a_dataset(identifier, **more))


@pytest.fixture
def service() -> Wanted:
    return wanted_of(a_service())


@pytest.fixture
def settings() -> CkanSettings:
    return CkanSettings(name="proef", url="http://127.0.0.1:9", installation=BASE)


@pytest.fixture
def plain_portal() -> Portal:
    """Tell of a CKAN without a schema, of which we are a sysadmin."""
    return Portal(version=(2, 12), user="u", sysadmin=True, schema=None, licences={"cc-by": "cc-by"})


def a_field(name: str, **more: Said) -> dict[str, Any]:
    return {"field_name": name, "label": name} | more


def several(name: str) -> dict[str, Any]:
    return a_field(name, validators="ignore_missing scheming_multiple_text")


SCHEMA: dict[str, Any] = {
    "dataset_fields": [
        a_field("title", required=True),
        a_field("notes", required=True),
        a_field("name", validators="not_empty unicode_safe"),
        a_field("contact", repeating_subfields=[a_field("name"), a_field("email")]),
        a_field("publisher", repeating_once=True, repeating_subfields=[a_field("uri"), a_field("name")]),
        a_field("spatial_coverage", repeating_subfields=[a_field("text"), a_field("geom")]),
        a_field("issued"),
        several("theme"),
    ],
    "resource_fields": [
        a_field("url"),
        a_field("name"),
        a_field("uri"),
        a_field("status", choices=[{"value": "http://purl.org/adms/status/Completed", "label": "Completed"}]),
        several("documentation"),
    ],
}


@pytest.fixture
def schema_portal(plain_portal: Portal) -> Callable[..., Portal]:
    """Tell of a CKAN with a schema: the small one of this file, with what is given in its place."""

    def make(**more: Said) -> Portal:
        return Portal(
            version=plain_portal.version,
            user=plain_portal.user,
            sysadmin=plain_portal.sysadmin,
            licences=plain_portal.licences,
            schema=read_schema(SCHEMA | more),
        )

    return make
