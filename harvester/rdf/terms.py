"""RDF terms as JSON values, and the part that each predicate plays while a catalogue is read."""

from enum import IntEnum
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from catalogue.model import Kind
from catalogue.model.namespaces import PREFIXES, shorten

__all__ = ["CLASSES", "HUBS", "LINKS", "RECORDS", "Names", "Role", "role_of", "value_of"]

DCAT: Final = PREFIXES["dcat"]
DCT: Final = PREFIXES["dct"]
FOAF: Final = PREFIXES["foaf"]
HYDRA: Final = PREFIXES["hydra"]
STRING: Final = NamedNode(PREFIXES["xsd"] + "string")

RECORDS: Final = {
    DCAT + "Dataset": Kind.DATASET,
    DCAT + "DataService": Kind.SERVICE,
    DCAT + "DatasetSeries": Kind.SERIES,
}
HUBS: Final = frozenset({DCAT + "Catalog", DCAT + "CatalogRecord"})
"""Nodes that point at everything: never part of a dataset."""


LINKS: Final = frozenset(
    (
        *(
            DCAT + name
            for name in ("inSeries", "servesDataset", "accessService", "hasVersion", "isVersionOf")
        ),
        *(DCAT + name for name in ("prev", "previousVersion", "hasCurrentVersion")),
        *(DCT + name for name in ("relation", "source", "hasPart", "isPartOf", "hasVersion", "isVersionOf")),
        *(DCT + name for name in ("replaces", "isReplacedBy", "requires", "isRequiredBy")),
    )
)
"""Properties from one record to another."""
CLASSES: Final = {kind: f"dcat:{iri.removeprefix(DCAT)}" for iri, kind in RECORDS.items()}


class Role(IntEnum):
    FOLLOW = 0
    LEAF = 1
    """Its object is a page or a code, never a node of the record."""
    TYPE = 2
    LISTS = 3
    """Its object is an item of the catalogue."""
    TOTAL = 4
    NEXT = 5
    MEMBER = 6
    """Its object belongs to it, and may not say so itself."""


_ROLES: Final = (
    {PREFIXES["rdf"] + "type": Role.TYPE}
    | dict.fromkeys((DCAT + "dataset", DCAT + "service", DCAT + "Dataset"), Role.LISTS)
    | {DCAT + "seriesMember": Role.MEMBER}
    | dict.fromkeys((HYDRA + "next", HYDRA + "nextPage"), Role.NEXT)
    | {HYDRA + "totalItems": Role.TOTAL}
    | dict.fromkeys(
        (
            *(
                DCAT + name
                for name in ("accessURL", "downloadURL", "landingPage", "endpointURL", "record", "catalog")
            ),
            *(DCT + name for name in ("isPartOf", "hasPart")),
            *(FOAF + name for name in ("page", "homepage", "isPrimaryTopicOf", "primaryTopic")),
            # A vocabulary links all its terms to each other; a record needs only those it uses.
            *(
                PREFIXES["skos"] + name
                for name in (
                    *(
                        "inScheme",
                        "topConceptOf",
                        "hasTopConcept",
                        "broader",
                        "narrower",
                        "related",
                        "member",
                    ),
                    *("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"),
                )
            ),
            *(
                HYDRA + name
                for name in ("first", "last", "previous", "firstPage", "lastPage", "member", "view")
            ),
        ),
        Role.LEAF,
    )
)


class _Roles(dict[str, Role]):
    def __missing__(self, predicate: str) -> Role:
        self[predicate] = Role.FOLLOW
        return Role.FOLLOW


class _Curies(dict[str, str]):
    def __missing__(self, predicate: str) -> str:
        self[predicate] = name = shorten(predicate)
        return name


role_of: Final = _Roles(_ROLES)
"""Predicate IRI → its role."""
curie_of: Final = _Curies()
"""Predicate or type IRI → its short name."""


class Names:
    """Names of nodes that are the same each time a document is read; blank nodes are numbered as they come.

    The parser labels anonymous blank nodes anew at each reading.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}

    def __call__(self, term: Any) -> str:  # noqa: ANN401 -- a node; the type is asked right here
        if type(term) is NamedNode:
            return term.value
        label = term.value if type(term) is BlankNode else str(term)  # a quoted triple
        name = self._numbers.get(label)
        if name is None:
            self._numbers[label] = name = f"_:{len(self._numbers)}"
        return name


def value_of(term: Any, names: Names) -> dict[str, Any]:  # noqa: ANN401 -- any RDF term
    """Write a term as a JSON value; a blank node keeps its name until its tree is built."""
    kind = type(term)
    if kind is NamedNode:
        return {"@id": term.value}
    if kind is BlankNode:
        return {"@id": names(term)}
    if kind is not Literal:
        return {"@value": str(term)}  # a quoted triple, which no catalogue means
    language = term.language
    if language is not None:
        return {"@value": term.value, "@language": language}
    datatype = term.datatype
    if datatype == STRING:
        return {"@value": term.value}
    return {"@value": term.value, "@type": curie_of[datatype.value]}
