"""dcat:CatalogRecord: the registration by which the platform knows an entry.

Its identifier is the bare UUID and it declares exactly one profile: with two, the platform's import fails.
"""

from typing import Final

from catalogue.graph.blocks import Blocks
from catalogue.graph.description import Description, begin
from catalogue.graph.origin import Origin
from catalogue.graph.stubs import concepts, standards
from catalogue.graph.terms import iri, plain, term
from catalogue.model import CatalogRecord, Standard, Text

__all__ = ["AT_SOURCE", "DCAT_AP_VL_2022", "DCAT_AP_VL_2026", "known_at_source", "record"]

_PROFILE: Final = "https://data.vlaanderen.be/doc/applicatieprofiel/DCAT-AP-VL/erkendestandaard/"
_TITLE: Final = Text("DCAT-AP Vlaanderen", "nl")
DCAT_AP_VL_2022: Final = Standard(iri=f"{_PROFILE}2022-04-21", title=[_TITLE], version="2022-04-21")
"""What the platform recognises: its index still keys on this version."""
DCAT_AP_VL_2026: Final = Standard(iri=f"{_PROFILE}2026-02-12", title=[_TITLE], version="2026-02-12")

RECORD: Final = term("dcat:CatalogRecord")
IDENTIFIER: Final = term("dct:identifier")
TOPIC: Final = term("foaf:primaryTopic")
ISSUED: Final = term("dct:issued")
MODIFIED: Final = term("dct:modified")
LANGUAGE: Final = term("dct:language")
LANGUAGE_CLASS: Final = term("dct:LinguisticSystem")
SOURCE_PAGE: Final = term("mdcat:bronMetadataRecordLandingspagina")
OTHER_IDENTIFIER: Final = term("adms:identifier")
IDENTIFIER_CLASS: Final = term("adms:Identifier")
NOTATION: Final = term("skos:notation")
AT_SOURCE: Final = "bronrecord"
"""The concept in the IRI of an identifier that only says again where the record comes from."""
WEB: Final = ("http://", "https://")


def record(blocks: Blocks, value: CatalogRecord) -> None:
    """Write a record. Where it comes from is told as a page, not with ``dct:source``.

    DCAT-AP 3.0.1 wants the object of ``dct:source`` to be a complete catalogue record, which only its
    own catalogue can give.
    """
    about = begin(blocks, value.iri, RECORD)
    if about is None:
        return
    about.value(IDENTIFIER, value.identifier).link(TOPIC, value.topic)
    about.moment(ISSUED, value.issued).moment(MODIFIED, value.modified)
    if value.conforms_to:
        standards(about, [value.conforms_to])
    concepts(about, LANGUAGE, [value.language], LANGUAGE_CLASS)
    if value.source.startswith(WEB):
        about.link(SOURCE_PAGE, value.source)


def known_at_source(blocks: Blocks, resource: str, source: str, origin: Origin) -> None:
    """Say the address at the source as an identifier of the resource too.

    Of a record the platform keeps neither the page nor any identifier. A resource that goes by that address
    already needs no second one.
    """
    if not source.startswith(WEB) or resource not in blocks:
        return
    told = [triple.object for triple in blocks[resource] if triple.predicate == OTHER_IDENTIFIER]
    if any(_notes(blocks, node, source) for node in told):
        return
    node = origin.mint(AT_SOURCE, source)
    Description(blocks, iri(resource), blocks[resource]).link(OTHER_IDENTIFIER, node)
    if identifier := begin(blocks, node, IDENTIFIER_CLASS):
        identifier.value(NOTATION, source)


def _notes(blocks: Blocks, node: object, notation: str) -> bool:
    described = blocks.get(getattr(node, "value", ""), ())
    return any(triple.predicate == NOTATION and triple.object == plain(notation) for triple in described)
