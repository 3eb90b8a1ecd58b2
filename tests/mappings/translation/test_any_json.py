"""Whatever tree a source sends: no crash, no invalid IRI, nothing that XML cannot hold, no lost pointer."""

import re
from dataclasses import fields, is_dataclass
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from pyoxigraph import NamedNode

from catalogue.model import Dialect, Entry, Kind, Protocol, Record, Source, Text
from mappings import Context, note_codes, translate
from mappings.engine import Block
from mappings.engine import fields as field_file

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
IRI_FIELDS = frozenset(
    [
        "access_rights",
        "access_services",
        "access_url",
        "algorithm",
        "applicable_legislation",
        "authentication_page",
        "availability",
        "compress_format",
        "download_url",
        "email",
        "endpoint_description",
        "endpoint_url",
        "format",
        "frequency",
        "hvd_categories",
        "iri",
        "is_referenced_by",
        "kind",
        "kinds",
        "landing_pages",
        "languages",
        "media_type",
        "package_format",
        "page",
        "pages",
        "provenance",
        "serves",
        "statuut",
        "status",
        "status_page",
        "themes",
        "usage_page",
    ]
)
CONTEXT = Context(
    base="https://oogst.example",
    publisher="x",
    source=Source(name="x/y", publisher="x", protocol=Protocol.CKAN, url="https://portaal.be"),
    public="web",
)


def _paths(block: Block) -> set[str]:
    found = {key for line in block.lines for key in line.keys}
    return found.union(*(_paths(inner) for inners in block.nodes.values() for inner in inners))


KEYS = sorted(
    {key for dialect in Dialect for block in field_file(dialect).blocks.values() for key in _paths(block)}
    | {
        "dcat:distribution",
        "resources",
        "distribution",
        "metas",
        "default",
        "dct:publisher",
        "contact",
        "dct:spatial",
        "access_services",
        "attachments",
        "attributes",
        "properties",
    }
    | {"has_records", "features", "@id", "@value", "@language", "nl", "extras", "key", "value", "dataset"}
)
WORDS = some.one_of(
    some.text(max_size=12),
    some.sampled_from(
        ["https://x.be/a b", "http://", "<p>x</p>", "2020-01-01", "geo", "WMS", "CSV", "nl", "_:b"]
    ),
    some.sampled_from(
        ["1,2,3,4", "{", "[", '{"nl": "x"}', "mailto:a@b.be", "https://x.be?service=wms", "http://["]
    ),
)
TREES = some.recursive(
    some.one_of(some.none(), some.booleans(), some.integers(), some.floats(), WORDS),
    lambda inner: some.one_of(
        some.lists(inner, max_size=3),
        some.dictionaries(some.sampled_from(KEYS) | some.text(max_size=3), inner, max_size=6),
    ),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    some.dictionaries(some.sampled_from(KEYS), TREES, max_size=12),
    some.sampled_from(list(Dialect)),
    some.sampled_from(list(Kind)),
)
def test_any_tree_gives_a_sound_entry(content: dict[str, Any], dialect: Dialect, kind: Kind) -> None:
    record = Record(
        identifier="r", kind=kind, dialect=dialect, content=content, hash="", payload="", pointer=""
    )
    entry = translate(record, CONTEXT)
    check(entry.resource)
    for service in entry.services:
        check(service)
    assert {note.code for note in entry.notes} <= set(note_codes())
    resolve(entry, content)


def check(node: Any) -> None:  # noqa: ANN401 -- any dataclass of the model
    for part in fields(node):
        value = getattr(node, part.name)
        for item in value if isinstance(value, list) else [value]:
            if is_dataclass(item):
                check(item)
            elif isinstance(item, Text):
                assert not FORBIDDEN.search(item.value)
            elif isinstance(item, str) and item:
                assert not FORBIDDEN.search(item)
                assert part.name not in IRI_FIELDS or NamedNode(item).value == item


def resolve(entry: Entry, content: dict[str, Any]) -> None:
    for reasons in entry.reasons.values():
        for pointer in (why.pointer for why in reasons if why.pointer):
            node: Any = content
            for part in pointer.split("/")[1:]:
                name = part.replace("~1", "/").replace("~0", "~")
                node = node[int(name)] if isinstance(node, list) else node[name]
