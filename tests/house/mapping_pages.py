"""Writes the reference of how each kind of source is translated, from the field files; a test holds it so.

``python -m tests.house.mapping_pages`` rewrites ``docs/reference/mapping-*.md``.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from catalogue.model import Dialect
from mappings.engine.outline import Part, Row, outline
from mappings.tables import exports
from mappings.wording import sentence

FOLDER: Final = Path(__file__).parents[2] / "docs" / "reference"

PORTALS: Final = {
    "ckan": ("CKAN", (Dialect.CKAN,)),
    "opendatasoft": ("Opendatasoft", (Dialect.OPENDATASOFT, Dialect.OPENDATASOFT_V1)),
    "arcgis-hub": ("ArcGIS Hub", (Dialect.HUB_SEARCH, Dialect.HUB_DCAT_AP, Dialect.DCAT_US)),
    "rdf": ("RDF", (Dialect.DCAT_RDF,)),
    "catalogue-service": ("a catalogue service", (Dialect.ISO_19139, Dialect.OGC_RECORD)),
    "web": ("the web", (Dialect.SCHEMA_ORG, Dialect.HTML_LIST, Dialect.DATATANK)),
}
WRITTEN: Final = {
    Dialect.CKAN: "Packages of the Action API",
    Dialect.OPENDATASOFT: "Explore API v2.1 and v2.0",
    Dialect.OPENDATASOFT_V1: "Search API v1",
    Dialect.HUB_SEARCH: "Search: JSON:API v3 and OGC API Records",
    Dialect.HUB_DCAT_AP: "Feeds DCAT-AP 2.0.1, 2.1.1 and 3.0.0",
    Dialect.DCAT_US: "Feed DCAT-US 1.1, and data.json elsewhere",
    Dialect.DCAT_RDF: "DCAT in RDF, whole, in pages or as a stream",
    Dialect.ISO_19139: "ISO 19139 and ISO 19115-3",
    Dialect.OGC_RECORD: "OGC API - Records",
    Dialect.SCHEMA_ORG: "Descriptions in schema.org",
    Dialect.HTML_LIST: "Lists of links",
    Dialect.DATATANK: "The DataTank",
}
NODES: Final = {
    "contact": "Contact (dcat:contactPoint)",
    "publisher": "Publisher (dct:publisher)",
    "rights_holder": "Rights holder (dct:rightsHolder)",
    "creators": "Creator (dct:creator)",
    "spatial": "Place (dct:spatial)",
    "temporal": "Period (dct:temporal)",
    "assigned_identifiers": "Identifier (adms:Identifier)",
    "creator": "Who gave it (dct:creator)",
    "distributor": "Distributor (geodcatap:distributor)",
    "conforms_to": "Standard (dct:conformsTo)",
    "qualified_relations": "Relation with a role (dcat:qualifiedRelation)",
    "samples": "Sample (adms:sample)",
    "distributions": "Distribution (dcat:distribution)",
    "checksum": "Checksum (spdx:checksum)",
    "services": "Data service (dcat:accessService)",
}
PROPERTIES: Final = {
    "access_rights": "dct:accessRights",
    "access_url": "dcat:accessURL",
    "access_services": "dcat:accessService",
    "agency": "adms:schemaAgency",
    "datatype": "the datatype of skos:notation",
    "email_of_iri": "vcard:hasEmail",
    "file_formats": "dct:format, where one file has none",
    "notation": "skos:notation",
    "page_of_iri": "foaf:page and vcard:hasURL",
    "serves": "dcat:servesDataset",
    "algorithm": "spdx:algorithm",
    "alternative": "dcat:accessURL, made from the name of the file",
    "applicable_legislation": "dcatap:applicableLegislation",
    "attachment": "dcat:accessURL, made from the name of the file",
    "authentication_page": "mdcat:landingspaginaVoorAuthenticatie",
    "availability": "dcatap:availability",
    "bbox": "dcat:bbox and locn:geometry",
    "byte_size": "dcat:byteSize",
    "centroid": "dcat:centroid",
    "compress_format": "dcat:compressFormat",
    "created": "dct:created",
    "dataset_id": "addresses made by exports.yaml",
    "package_name": "address made by exports.yaml",
    "description": "dct:description",
    "development": "mdcat:ontwikkelingstoestand",
    "download_url": "dcat:downloadURL",
    "email": "vcard:hasEmail",
    "end": "dcat:endDate and schema:endDate",
    "endpoint_description": "dcat:endpointDescription",
    "endpoint_url": "dcat:endpointURL",
    "federated": "none; a copy from another portal gets a note",
    "format": "dct:format",
    "frequency": "dct:accrualPeriodicity",
    "geometry": "locn:geometry",
    "has_version": "dcat:hasVersion and dct:hasVersion",
    "hub_item": "addresses made by exports.yaml",
    "hub_service": "dcat:endpointURL",
    "hub_slug": "dcat:landingPage",
    "hvd_categories": "dcatap:hvdCategory",
    "identifiers": "adms:identifier",
    "in_series": "dcat:inSeries",
    "iri": "the IRI of the node",
    "is_referenced_by": "dct:isReferencedBy",
    "is_version_of": "dcat:isVersionOf and dct:isVersionOf",
    "issued": "dct:issued",
    "keywords": "dcat:keyword",
    "kind": "dct:type",
    "kinds": "dct:type",
    "known": "the IRI of a place that we know",
    "label": "rdfs:label and skos:prefLabel",
    "landing_pages": "dcat:landingPage",
    "languages": "dct:language",
    "licence": "dct:license, of each file and service",
    "licence_by_name": "dct:license",
    "lifecycle": "mdcat:levensfase",
    "media_type": "dcat:mediaType",
    "modified": "dct:modified",
    "name": "foaf:name or vcard:fn",
    "package_format": "dcat:packageFormat",
    "page": "foaf:page and vcard:hasURL",
    "pages": "foaf:page",
    "provenance": "dct:provenance",
    "provenance_texts": "dct:provenance, in words",
    "relations": "dct:relation",
    "rights": "dct:rights, of each file and service",
    "rights_beside": "dct:rights, where the one above is silent",
    "role": "dcat:hadRole",
    "sources": "dct:source",
    "spatial_resolution": "dcat:spatialResolutionInMeters",
    "start": "dcat:startDate and schema:startDate",
    "status": "adms:status",
    "status_page": "mdcat:landingspaginaVoorStatusinformatie",
    "statuut": "mdcat:statuut",
    "target": "the other end of the relation",
    "temporal_resolution": "dcat:temporalResolution",
    "text_language": "the language of texts without a tag",
    "themes": "dcat:theme, Belgian and European",
    "title": "dct:title",
    "usage_page": "mdcat:landingspaginaVoorGebruiksinformatie",
    "value": "spdx:checksumValue",
    "version": "dcat:version and owl:versionInfo",
    "version_notes": "adms:versionNotes",
}


def page(portal: str) -> str:
    name, dialects = PORTALS[portal]
    head = f"""# How {name} is translated

Per property of the profile: where it is read in the source, best first, and as what. A value that is on no
list, or is no address, date or number, gets a note and is left out. `oogst show ENTRY --why` tells of each
value which of these gave it, and what of the source was not used.

This page is written from the field files in `mappings/fields` by `python -m tests.house.mapping_pages`.
"""
    made = [*_made(portal)]
    return "\n".join([head, *made, *(line for dialect in dialects for line in _dialect(dialect))])


def main() -> None:
    """Rewrite the pages."""
    for portal in PORTALS:
        (FOLDER / f"mapping-{portal}.md").write_text(page(portal), encoding="utf-8")


def _made(portal: str) -> Iterator[str]:
    """Tell the addresses that the software documents, and that no record lists."""
    table = exports()
    rows = {
        "ckan": [("DataStore", table.datastore.endpoint), ("its description", table.datastore.description)],
        "opendatasoft": [
            ("page of a dataset", table.page),
            *((f"export {row.name}", table.path.replace("{export}", row.name)) for row in table.rows),
            ("attachment", table.attachment),
            ("export made elsewhere", table.alternative),
            ("API", table.api.endpoint),
            ("its description", table.api.description),
            ("its page", table.api.page),
        ],
        "arcgis-hub": [
            ("page of an item", table.hub.page),
            *(
                (f"download {row.name}", table.hub.download.replace("{export}", row.name))
                for row in table.hub.rows
            ),
            ("thumbnail", table.hub.thumbnail),
        ],
    }.get(portal)
    if rows is None:
        return
    yield "## Addresses that the software documents\n\n| what | address |\n|---|---|"
    yield from (f"| {what} | `{address}` |" for what, address in rows)
    yield ""


def _dialect(dialect: Dialect) -> Iterator[str]:
    kinds = outline(dialect).kinds
    part = kinds["dataset"]
    yield f"## {WRITTEN[dialect]}\n\n### Dataset (dcat:Dataset)\n"
    yield from _table([part])
    yield from _inside(part, 3)
    if "dataservice" in kinds:
        known = {row.name for row in part.rows}
        own = [row for row in kinds["dataservice"].rows if row.name not in known]
        yield "### Data service (dcat:DataService)\n\nWhat a dataset has, and besides:\n"
        yield from _table([replace(kinds["dataservice"], rows=tuple(own))])


def _inside(part: Part, depth: int) -> Iterator[str]:
    groups: dict[str, list[Part]] = {}
    for inner in part.parts:
        groups.setdefault(inner.place.rpartition(".")[2], []).append(inner)
    for name, members in groups.items():
        yield f"{'#' * depth} {NODES[name]}\n"
        yield from _table(members)
        yield from _inside(members[0], depth + 1)


def _table(parts: list[Part]) -> Iterator[str]:
    yield "| property | read from |\n|---|---|"
    for part in parts:
        yield from (f"| {PROPERTIES[row.name]} | {_told(row, part.at)} |" for row in part.rows)
    yield ""


def _told(row: Row, at: str) -> str:
    return sentence(row, "en", at=at).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


if __name__ == "__main__":
    main()
