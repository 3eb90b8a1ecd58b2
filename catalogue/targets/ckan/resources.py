"""Distributions as CKAN's resources, each with the data services that give access to it."""

from typing import Final

from catalogue.targets.ckan.codes import format_name, media_type
from catalogue.targets.ckan.node import Node
from catalogue.targets.ckan.parts import Part, contacts, known, statements
from catalogue.targets.ckan.tongue import Spoken

__all__ = ["endpoint", "resources"]

LISTS: Final = {
    "applicable_legislation": "dcatap:applicableLegislation",
    "conforms_to": "dct:conformsTo",
    "documentation": "foaf:page",
    "language": "dct:language",
}
SIMPLE: Final = {
    "availability": "dcatap:availability",
    "license": "dct:license",
    "status": "adms:status",
}
LITERAL: Final = {
    "issued": "dct:issued",
    "modified": "dct:modified",
    "spatial_resolution_in_meters": "dcat:spatialResolutionInMeters",
    "temporal_resolution": "dcat:temporalResolution",
}


def resources(about: Node) -> list[Part]:
    """Shape each distribution; one that says where the same data stands twice stays two."""
    return [_resource(each) for each in about.nodes("dcat:distribution")]


def _resource(about: Node) -> Part:
    access, download = about.first("dcat:accessURL"), about.first("dcat:downloadURL")
    checksum = next(iter(about.nodes("spdx:checksum")), about._replace(iri=""))
    size = about.value("dcat:byteSize")
    return known(
        uri=about.iri,
        url=download or access,
        access_url=access,
        download_url=download,
        name=Spoken(about.texts("dct:title")),
        description=Spoken(about.texts("dct:description")),
        format=format_name(about.first("dct:format")),
        mimetype=media_type(about.first("dcat:mediaType")),
        compress_format=media_type(about.first("dcat:compressFormat")),
        package_format=media_type(about.first("dcat:packageFormat")),
        size=int(size) if size.isdigit() else None,
        hash=checksum.value("spdx:checksumValue"),
        hash_algorithm=checksum.first("spdx:algorithm"),
        rights=statements(about, "dct:rights"),
        access_services=_services(about),
        **_plain(about),
    )


def _plain(about: Node) -> Part:
    return {
        **{field: about.first(name) for field, name in SIMPLE.items()},
        **{field: about.value(name) for field, name in LITERAL.items()},
        **{field: sorted(about.iris(name)) for field, name in LISTS.items()},
    }


def _services(about: Node) -> list[Part]:
    return [_service(each) for each in sorted(about.nodes("dcat:accessService"), key=lambda each: each.iri)]


def _service(about: Node) -> Part:
    """Tell of a service what the entry describes of it; of one that it only points to, the IRI."""
    return known(
        uri=about.iri,
        title=Spoken(about.texts("dct:title")),
        description=Spoken(about.texts("dct:description")),
        endpoint_url=about.iris("dcat:endpointURL"),
        endpoint_description=about.first("dcat:endpointDescription"),
        serves_dataset=sorted(about.iris("dcat:servesDataset")),
        access_rights=about.first("dct:accessRights"),
        conforms_to=sorted(about.iris("dct:conformsTo")),
        identifier=about.value("dct:identifier"),
        language=sorted(about.iris("dct:language")),
        landing_page=about.iris("dcat:landingPage"),
        license=about.first("dct:license"),
        modified=about.value("dct:modified"),
        theme=sorted(about.iris("dcat:theme")),
        contact=contacts(about),
    )


def endpoint(about: Node) -> list[Part]:
    """Show where a data service answers as the one resource of the dataset that stands for it."""
    address = about.first("dcat:endpointURL")
    if not address:
        return []
    protocols = [format_name(iri) for iri in about.iris("dct:conformsTo") if "/dataserviceprotocol/" in iri]
    described = about.first("dcat:endpointDescription")
    return [
        known(
            uri=f"{about.iri}#endpoint",
            url=address,
            access_url=address,
            name=Spoken(about.texts("dct:title")),
            format=protocols[0] if protocols else "",
            license=about.first("dct:license"),
            documentation=[described] if described else [],
        )
    ]
