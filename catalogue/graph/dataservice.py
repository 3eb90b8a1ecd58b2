"""dcat:DataService."""

from typing import Final

from catalogue.graph.blocks import Blocks
from catalogue.graph.description import begin
from catalogue.graph.origin import Origin
from catalogue.graph.resource import resource
from catalogue.graph.rights import rights
from catalogue.graph.stubs import concepts, documents, licence
from catalogue.graph.terms import term
from catalogue.model import DataService

__all__ = ["data_service"]

SERVICE: Final = term("dcat:DataService")
ENDPOINT: Final = term("dcat:endpointURL")
ENDPOINT_DESCRIPTION: Final = term("dcat:endpointDescription")
SERVES: Final = term("dcat:servesDataset")
LIFECYCLE: Final = term("mdcat:levensfase")
DEVELOPMENT: Final = term("mdcat:ontwikkelingstoestand")
AUTHENTICATION_PAGE: Final = term("mdcat:landingspaginaVoorAuthenticatie")
USAGE_PAGE: Final = term("mdcat:landingspaginaVoorGebruiksinformatie")
STATUS_PAGE: Final = term("mdcat:landingspaginaVoorStatusinformatie")


def data_service(blocks: Blocks, value: DataService, origin: Origin) -> None:
    about = begin(blocks, value.iri, SERVICE)
    if about is None:
        return
    resource(about, value, origin)
    about.link(ENDPOINT, value.endpoint_url).link(ENDPOINT_DESCRIPTION, value.endpoint_description)
    about.links(SERVES, origin.own(value.serves))
    licence(about, value.licence)
    rights(about, value.rights, origin)
    concepts(about, LIFECYCLE, [value.lifecycle])
    concepts(about, DEVELOPMENT, [value.development])
    documents(about, AUTHENTICATION_PAGE, [value.authentication_page])
    documents(about, USAGE_PAGE, [value.usage_page])
    documents(about, STATUS_PAGE, [value.status_page])
