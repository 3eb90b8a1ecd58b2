"""adms:Identifier: other names of a resource or file, with who gave them and when where that is known."""

from typing import Final

from pyoxigraph import NamedNode

from catalogue.graph.description import Description, begin
from catalogue.graph.origin import Origin
from catalogue.graph.parties import agent
from catalogue.graph.terms import shared, term
from catalogue.model import Distribution, Identifier, Resource

__all__ = ["other_identifiers"]

OTHER: Final = term("adms:identifier")
IDENTIFIER: Final = term("adms:Identifier")
NOTATION: Final = term("skos:notation")
AGENCY: Final = term("adms:schemaAgency")
CREATOR: Final = term("dct:creator")
ISSUED: Final = term("dct:issued")


def other_identifiers(about: Description, value: Resource | Distribution, origin: Origin) -> None:
    for notation in value.alternative_identifiers:
        node = origin.mint("identificator", notation)
        about.link(OTHER, node)
        if told := begin(about.blocks, node, IDENTIFIER):
            told.value(NOTATION, notation)
    for each in value.assigned_identifiers:
        _assigned(about, each, origin)


def _assigned(about: Description, value: Identifier, origin: Origin) -> None:
    issued = value.issued if value.issued and value.issued.datatype == "dateTime" else None
    whose = value.creator.iri if value.creator else ""
    parts = (value.datatype, value.agency, whose, issued.lexical if issued else "")
    node = origin.mint("identificator", value.notation, *parts)
    about.link(OTHER, node)
    if told := begin(about.blocks, node, IDENTIFIER):
        if value.datatype:
            told.typed(NOTATION, value.notation, _scheme(value.datatype))
        else:
            told.value(NOTATION, value.notation)
        told.value(AGENCY, value.agency).moment(ISSUED, issued)
        agent(told, CREATOR, value.creator)


def _scheme(iri: str) -> NamedNode:
    return shared(iri)
