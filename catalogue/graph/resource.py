"""What datasets, data services and series have in common."""

from typing import Final

from catalogue.graph.description import Description
from catalogue.graph.extent import places
from catalogue.graph.identifiers import other_identifiers
from catalogue.graph.origin import Origin
from catalogue.graph.parties import agent, contact
from catalogue.graph.relationships import relationships
from catalogue.graph.stubs import concepts, documents, standards, types
from catalogue.graph.terms import term
from catalogue.model import Resource

__all__ = ["resource"]

IDENTIFIER: Final = term("dct:identifier")
TITLE: Final = term("dct:title")
DESCRIPTION: Final = term("dct:description")
CREATED: Final = term("dct:created")
ISSUED: Final = term("dct:issued")
MODIFIED: Final = term("dct:modified")
PUBLISHER: Final = term("dct:publisher")
KEYWORD: Final = term("dcat:keyword")
STATUUT: Final = term("mdcat:statuut")
THEME: Final = term("dcat:theme")
ACCESS_RIGHTS: Final = term("dct:accessRights")
PAGE: Final = term("foaf:page")
LANDING_PAGE: Final = term("dcat:landingPage")
LANGUAGE: Final = term("dct:language")
LANGUAGE_CLASS: Final = term("dct:LinguisticSystem")
VERSIONS: Final = (term("owl:versionInfo"), term("dcat:version"))
LEGISLATION: Final = term("dcatap:applicableLegislation")
LEGAL_RESOURCE: Final = term("eli:LegalResource")
HVD_CATEGORY: Final = term("dcatap:hvdCategory")
RELATION: Final = term("dct:relation")


def resource(about: Description, value: Resource, origin: Origin) -> None:
    """Write the shared properties. The identifier is the resource's own IRI, which lasts."""
    about.value(IDENTIFIER, value.iri)
    about.texts(TITLE, value.title).texts(DESCRIPTION, value.description)
    contact(about, value.contact)
    about.moment(CREATED, value.created).moment(ISSUED, value.issued).moment(MODIFIED, value.modified)
    agent(about, PUBLISHER, value.publisher)
    about.texts(KEYWORD, value.keywords)
    concepts(about, STATUUT, value.statuut)
    concepts(about, THEME, value.themes)
    concepts(about, ACCESS_RIGHTS, [value.access_rights])
    standards(about, value.conforms_to)
    documents(about, PAGE, value.pages)
    documents(about, LANDING_PAGE, value.landing_pages)
    concepts(about, LANGUAGE, value.languages, LANGUAGE_CLASS)
    for version in VERSIONS:
        about.value(version, value.version)
    places(about, value.spatial)
    types(about, LEGISLATION, value.applicable_legislation, LEGAL_RESOURCE)
    concepts(about, HVD_CATEGORY, value.hvd_categories)
    about.links(RELATION, origin.own(value.relations))
    relationships(about, value.qualified_relations, origin)
    other_identifiers(about, value, origin)
