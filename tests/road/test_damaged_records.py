"""Whatever is wrong within a record, the road is walked to its end and what comes of it is whole."""

from copy import deepcopy
from dataclasses import replace
from typing import Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from catalogue.graph import from_ntriples
from catalogue.packing import unpack
from catalogue.profile import gate
from harvester.runs.road import Given, Road
from tests.road.conftest import NOON, Sample

ODD: Final[list[Any]] = [
    None,
    True,
    -1,
    1e300,
    2**64,
    "",
    " ",
    "\x00",
    "\u2028",
    "\ufffe",
    "onbekend",
    "mailto:",
    "http://",
    "http://[",
    'https://x.example/a b<c>"{}|\\^`',
    "javascript:alert(1)",
    "2025-02-30",
    "9999999999999",
    "P1Y",
    "POLYGON((",
    "en-",
    "x" * 3_000,
    [],
    [[]],
    {},
    {"@id": "_:b"},
    {"@value": None},
    {"@value": "x", "@language": "not a tag"},
    {"@id": "urn:x", "@type": ["dcat:Distribution"]},
]


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401  any JSON value
    """List the path of every value within a JSON value."""
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [(*path, key) for key, _ in inner] + [
        place for key, value in inner for place in places(value, (*path, key))
    ]


def altered(content: Any, path: tuple[Any, ...], value: object) -> Any:  # noqa: ANN401  idem
    content = deepcopy(content)
    node = content
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return content


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=some.data())
def test_one_odd_value_anywhere_stops_nothing(sample: Sample, data: some.DataObject) -> None:
    record = data.draw(some.sampled_from(sample.records))
    content = record.content
    for _ in range(data.draw(some.integers(1, 3))):
        there = places(content)
        content = altered(content, data.draw(some.sampled_from(there)), data.draw(some.sampled_from(ODD)))
    road = Road(rules=sample.rules, context=sample.context, now=NOON)
    (entry,) = road.walk([Given(replace(record, content=content), None)]).entries
    blocks = from_ntriples(unpack(entry.body))

    assert entry.identity.iri in blocks
    assert entry.members
    assert entry.published is gate(entry.findings, sample.rules.gate)
    assert entry.verdicts
    assert "engine-failed" not in {finding.rule for finding in entry.findings}
