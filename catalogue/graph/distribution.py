"""dcat:Distribution and its checksum."""

from typing import Final

from catalogue.graph.blocks import Blocks
from catalogue.graph.description import Description, begin
from catalogue.graph.extent import resolutions
from catalogue.graph.identifiers import other_identifiers
from catalogue.graph.origin import Origin
from catalogue.graph.parties import agent
from catalogue.graph.resource import LEGAL_RESOURCE, LEGISLATION
from catalogue.graph.rights import rights
from catalogue.graph.stubs import concepts, documents, licence, standards, types
from catalogue.graph.terms import term
from catalogue.model import Checksum, Distribution

__all__ = ["distribution"]

DISTRIBUTION: Final = term("dcat:Distribution")
IDENTIFIER: Final = term("dct:identifier")
TITLE: Final = term("dct:title")
DESCRIPTION: Final = term("dct:description")
ACCESS_URL: Final = term("dcat:accessURL")
DOWNLOAD_URL: Final = term("dcat:downloadURL")
ISSUED: Final = term("dct:issued")
MODIFIED: Final = term("dct:modified")
FORMAT: Final = term("dct:format")
MEDIA_TYPE: Final = term("dcat:mediaType")
COMPRESS_FORMAT: Final = term("dcat:compressFormat")
PACKAGE_FORMAT: Final = term("dcat:packageFormat")
MEDIA_CLASS: Final = term("dct:MediaType")
LANGUAGE: Final = term("dct:language")
LANGUAGE_CLASS: Final = term("dct:LinguisticSystem")
BYTE_SIZE: Final = term("dcat:byteSize")
NON_NEGATIVE: Final = term("xsd:nonNegativeInteger")
PAGE: Final = term("foaf:page")
AVAILABILITY: Final = term("dcatap:availability")
STATUS: Final = term("adms:status")
DISTRIBUTOR: Final = term("geodcatap:distributor")
ACCESS_SERVICE: Final = term("dcat:accessService")
CHECKSUM: Final = term("spdx:checksum")
CHECKSUM_CLASS: Final = term("spdx:Checksum")
ALGORITHM: Final = term("spdx:algorithm")
CHECKSUM_VALUE: Final = term("spdx:checksumValue")
HEX: Final = term("xsd:hexBinary")


def distribution(blocks: Blocks, value: Distribution, origin: Origin) -> None:
    about = begin(blocks, value.iri, DISTRIBUTION)
    if about is None:
        return
    about.value(IDENTIFIER, value.identifier or value.iri)
    about.texts(TITLE, value.title).texts(DESCRIPTION, value.description)
    about.link(ACCESS_URL, value.access_url).link(DOWNLOAD_URL, value.download_url)
    about.moment(ISSUED, value.issued).moment(MODIFIED, value.modified)
    concepts(about, FORMAT, [value.format])
    concepts(about, MEDIA_TYPE, [value.media_type], MEDIA_CLASS)
    concepts(about, COMPRESS_FORMAT, [value.compress_format], MEDIA_CLASS)
    concepts(about, PACKAGE_FORMAT, [value.package_format], MEDIA_CLASS)
    concepts(about, LANGUAGE, value.languages, LANGUAGE_CLASS)
    licence(about, value.licence)
    rights(about, value.rights, origin)
    if value.byte_size is not None:
        about.typed(BYTE_SIZE, str(value.byte_size), NON_NEGATIVE)
    checksum(about, value.checksum)
    documents(about, PAGE, value.pages)
    standards(about, value.conforms_to)
    concepts(about, AVAILABILITY, [value.availability])
    concepts(about, STATUS, [value.status])
    agent(about, DISTRIBUTOR, value.distributor)
    types(about, LEGISLATION, value.applicable_legislation, LEGAL_RESOURCE)
    about.links(ACCESS_SERVICE, origin.own(value.access_services))
    other_identifiers(about, value, origin)
    resolutions(about, value)


def checksum(about: Description, value: Checksum | None) -> None:
    if value is None:
        return
    about.link(CHECKSUM, value.iri)
    if told := begin(about.blocks, value.iri, CHECKSUM_CLASS):
        told.link(ALGORITHM, value.algorithm).typed(CHECKSUM_VALUE, value.value, HEX)
