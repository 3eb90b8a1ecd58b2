"""Overlays as small as a case needs, laid over a small package of CKAN (synthetic)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from catalogue.model import Content, Entry, Overlay, PublisherFacts

Over = Callable[..., Entry]
Make = Callable[..., Overlay]
DAY = "2026-03-10"


@pytest.fixture
def package() -> Content:
    return {
        "id": "r1",
        "title": "Boomen",
        "notes": "Alle bomen",
        "license_id": "notspecified",
        "metadata_modified": "2024-05-01T10:00:00",
        "maintainer_email": "data@voorbeeldstad.be",
        "tags": [{"name": "boom"}, {"name": "groen"}],
        "resources": [
            {"id": "1", "url": "https://x.be/a.csv", "format": "CSV", "name": "Bestand"},
            {"id": "2", "url": "https://x.be/b.geojson", "format": "GeoJSON", "name": "Kaart",
             "license": "https://creativecommons.org/licenses/by/4.0/"},
        ],
    }  # fmt: skip


@pytest.fixture
def overlay() -> Make:
    """Make an overlay; arguments are those of the model, the property first."""

    def make(property_name: str, *values: str, **more: Any) -> Overlay:  # noqa: ANN401 -- fields of Overlay
        given: dict[str, Any] = {
            "author": "Jana Peeters",
            "reason": "Gemeld aan het portaal.",
            "written_on": date(2026, 3, 1),
            "until": date(2026, 9, 1),
            "entry": "r1",
        }
        return Overlay(property_name=property_name, values=values, **(given | more))

    return make


@pytest.fixture
def over(entry_of: Callable[..., Entry], facts: PublisherFacts, package: Content) -> Over:
    """Translate the package with overlays, on a day."""

    def run(*overlays: Overlay, today: str = DAY, **context: Any) -> Entry:  # noqa: ANN401 -- fields of Context
        known = replace(facts, overlays=overlays, licence=None)
        return entry_of(package, facts=known, today=today, public="web", **context)

    return run
