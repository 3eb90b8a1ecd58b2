"""The words of LDES, TREE and ActivityStreams that we act on."""

from typing import Final

from pyoxigraph import NamedNode

from catalogue.model.namespaces import PREFIXES

__all__ = [
    "ACTIVITIES",
    "DELETE",
    "EVENT_STREAM",
    "LDES",
    "MEMBER",
    "NODE",
    "OBJECT",
    "RELATION",
    "STAMPS",
    "TYPE",
    "VERSION_OF",
    "VIEW",
    "VIEW_DESCRIPTION",
    "ldes",
]

TREE: Final = "https://w3id.org/tree#"
LDES: Final = "https://w3id.org/ldes#"
ACTIVITY: Final = "https://www.w3.org/ns/activitystreams#"

TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")
EVENT_STREAM: Final = NamedNode(LDES + "EventStream")
MEMBER: Final = NamedNode(TREE + "member")
NODE: Final = NamedNode(TREE + "node")
RELATION: Final = NamedNode(TREE + "relation")
VIEW: Final = NamedNode(TREE + "view")
VIEW_DESCRIPTION: Final = NamedNode(TREE + "viewDescription")
OBJECT: Final = NamedNode(ACTIVITY + "object")
DELETE: Final = NamedNode(ACTIVITY + "Delete")
ACTIVITIES: Final = frozenset({DELETE, NamedNode(ACTIVITY + "Create"), NamedNode(ACTIVITY + "Update")})
VERSION_OF: Final = NamedNode(PREFIXES["dct"] + "isVersionOf")
STAMPS: Final = (
    NamedNode(ACTIVITY + "published"),
    NamedNode("http://www.w3.org/ns/prov#generatedAtTime"),
    NamedNode(PREFIXES["dct"] + "modified"),
    NamedNode(PREFIXES["dct"] + "created"),
)
"""Where the moment of a member stands when the stream does not say, the first that is there."""


def ldes(name: str) -> NamedNode:
    return NamedNode(LDES + name)
