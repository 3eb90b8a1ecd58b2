"""Agents and contacts: who publishes, who owns, and where to turn to."""

from typing import Final

from pyoxigraph import NamedNode

from catalogue.graph.description import Description, begin
from catalogue.graph.stubs import concepts, documents
from catalogue.graph.terms import shared, term
from catalogue.model import Agent, Contact

__all__ = ["agent", "contact"]

AGENT: Final = term("foaf:Agent")
NAME: Final = term("foaf:name")
KIND: Final = term("dct:type")
ORGANISATION: Final = term("vcard:Organization")
CONTACT: Final = term("dcat:contactPoint")
FULL_NAME: Final = term("vcard:fn")
EMAIL: Final = term("vcard:hasEmail")
URL: Final = term("vcard:hasURL")
PAGE: Final = term("foaf:page")


def agent(about: Description, predicate: NamedNode, value: Agent | None) -> None:
    if value is None:
        return
    about.node(predicate, shared(value.iri))
    if told := begin(about.blocks, value.iri, AGENT):
        told.texts(NAME, value.name)
        concepts(told, KIND, [value.kind])


def contact(about: Description, value: Contact | None) -> None:
    """Write the page twice: the platform keeps ``vcard:hasURL``, the profile asks ``foaf:page``."""
    if value is None:
        return
    about.node(CONTACT, shared(value.iri))
    if told := begin(about.blocks, value.iri, ORGANISATION):
        told.value(FULL_NAME, value.name).link(EMAIL, value.email).link(URL, value.page)
        documents(told, PAGE, [value.page])
