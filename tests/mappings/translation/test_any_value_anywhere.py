"""Whole records of JSON portals with any value put in any place: an entry all the same, and a sound one."""

import copy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from catalogue.graph import entry_blocks
from catalogue.model import Content, Dialect, Kind, Moment, Record
from mappings import note_codes, translate
from tests.mappings.translation import test_any_json as trees
from tests.mappings.translation import test_arcgis_hub as hub
from tests.mappings.translation import test_ckan_packages as packages
from tests.mappings.translation import test_ckan_resources as resources
from tests.mappings.translation import test_data_json as data_json
from tests.mappings.translation import test_opendatasoft as opendatasoft

WHEN = Moment("2026-01-01T00:00:00Z", "dateTime")
FILE = {
    "url": resources.CSV,
    "hash": "ab" * 16,
    "mimetype": "application/zip",
    "mimetype_inner": "text/csv",
    "datastore_active": True,
    "access_services": [resources.SERVICE],
}
GUIDE = {"url": "https://voorbeeldstad.be/gids.pdf", "resource_type": "documentation", "state": "active"}
WHOLE: list[tuple[Dialect, Content]] = [
    (Dialect.CKAN, resources.BASIS | packages.top() | {"resources": [FILE, GUIDE]}),
    (Dialect.CKAN, resources.BASIS | packages.among_extras() | {"resources": [FILE]}),
    (Dialect.OPENDATASOFT, opendatasoft.newest()),
    (Dialect.OPENDATASOFT, opendatasoft.nested()),
    (Dialect.OPENDATASOFT_V1, opendatasoft.first()),
    (Dialect.HUB_SEARCH, hub.LAYER),
    (Dialect.HUB_SEARCH, hub.FEATURE),
    (Dialect.HUB_DCAT_AP, hub.THIRD),
    (Dialect.DCAT_US, data_json.ITEM),
]


def _places(node: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:  # noqa: ANN401 -- JSON
    found = [path] if path else []
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, value in inner:
        found += _places(value, (*path, name))
    return found


PLACES = [(dialect, content, path) for dialect, content in WHOLE for path in _places(content)]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.sampled_from(PLACES), trees.TREES)
def test_any_value_in_any_place_gives_a_sound_entry(
    place: tuple[Dialect, Content, tuple[str | int, ...]],
    value: object,
) -> None:
    dialect, content, path = place
    spoilt: Any = copy.deepcopy(content)
    node = spoilt
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    record = Record(
        identifier="r", kind=Kind.DATASET, dialect=dialect, content=spoilt, hash="", payload="", pointer=""
    )
    entry = translate(record, trees.CONTEXT)
    trees.check(entry.resource)
    for service in entry.services:
        trees.check(service)
    assert {note.code for note in entry.notes} <= set(note_codes())
    trees.resolve(entry, spoilt)
    entry_blocks(entry, issued=WHEN, modified=WHEN)
