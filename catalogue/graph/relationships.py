"""dcat:Relationship: a relation between two resources, told with the role of the one to the other.

DCAT-AP points from it with ``dct:relation``, the Flemish profile with two properties of its own.
"""

from collections.abc import Iterable
from typing import Final

from catalogue.graph.description import Description, begin
from catalogue.graph.origin import Origin
from catalogue.graph.stubs import concepts
from catalogue.graph.terms import iri, term
from catalogue.model import Relationship

__all__ = ["RELATIONSHIP", "relationships"]

RELATIONSHIP: Final = term("dcat:Relationship")
QUALIFIED: Final = term("dcat:qualifiedRelation")
ENDS: Final = (term("dct:relation"), term("mdcat:RelatieQualificatie.catalogusResource.target"))
START: Final = term("mdcat:RelatieQualificatie.catalogusResource.source")
ROLE: Final = term("dcat:hadRole")
ROLE_CLASS: Final = term("dcat:Role")


def relationships(about: Description, values: Iterable[Relationship], origin: Origin) -> None:
    for value in values:
        if not origin.own([value.target]):
            continue
        node = origin.mint("relatie", about.subject.value, value.role, value.target)
        about.link(QUALIFIED, node)
        if told := begin(about.blocks, node, RELATIONSHIP):
            told.node(START, about.subject)
            for end in ENDS:
                told.node(end, iri(value.target))
            concepts(told, ROLE, [value.role], ROLE_CLASS)
