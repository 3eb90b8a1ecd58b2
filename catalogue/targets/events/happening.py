"""One thing that happened to a published entry, and the member of the stream that tells it.

The dialect is that of DCAT-AP Feeds: an activity names its object and its moment, and what the object is from
then on stands in the graph that bears the name of the activity. A deletion has no graph.
"""

import hashlib
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from catalogue.targets.feed.nodes import turtle_of

__all__ = ["Happening", "Verb", "graph_digest", "member", "moment"]


class Verb(StrEnum):
    """What happened; each is a class of ActivityStreams under the same name."""

    CREATE = "Create"
    UPDATE = "Update"
    DELETE = "Delete"


class Happening(NamedTuple):
    verb: Verb
    object: str
    """IRI of the entry, or of the catalogue."""
    at: datetime
    graph: bytes
    """What the object is from then on, N-Triples; empty when it is no more."""


def graph_digest(graph: bytes) -> str:
    """Hash a graph without blank nodes: equal triples, equal hash, in whatever order they stand."""
    return hashlib.sha256(b"".join(sorted(set(graph.splitlines(keepends=True))))).hexdigest()


def moment(at: datetime) -> str:
    """Write a moment in UTC with milliseconds: clients that count in those must not see two as one."""
    return at.isoformat("T", "milliseconds").replace("+00:00", "Z")


def member(happening: Happening, stream: str) -> bytes:
    """Write a member of a stream as TriG, without prefixes.

    Its IRI is that of the object with the moment behind it: nothing happens to one object twice at a moment.
    """
    at = moment(happening.at)
    name = f"<{happening.object}/{at}>"
    said = (
        f"<{stream}> tree:member {name} .\n"
        f"{name} a as:{happening.verb} ;\n"
        f"\tas:object <{happening.object}> ;\n"
        f'\tas:published "{at}"^^xsd:dateTime .\n'
    ).encode()
    if not happening.graph:
        return said
    return said + f"{name} {{\n".encode() + turtle_of(happening.graph) + b"}\n"
