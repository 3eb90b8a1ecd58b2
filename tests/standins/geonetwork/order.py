"""In which order the schema of the platform takes elements, written down apart from the product's own table.

Where both agree, neither has slipped; the recorded record that the platform saved itself holds both.
"""

from typing import Final

__all__ = ["AT_MOST_ONE", "MUST", "SEQUENCES"]

WRITTEN: Final = {
    "dcat:Catalog": (
        "dcat:catalog dcat:contactPoint dcat:dataset dcat:keyword dcat:landingPage dcat:record "
        "dcat:service dcat:theme dcat:themeTaxonomy dct:accessRights dct:conformsTo dct:creator "
        "dct:description dct:hasPart dct:identifier dct:isPartOf dct:isReferencedBy dct:issued "
        "dct:language dct:license dct:modified dct:publisher dct:relation dct:rights dct:spatial "
        "dct:title dct:type foaf:homepage dcatap:applicableLegislation dct:subject mdcat:MAGDA- "
        "categorie mdcat:statuut dct:rightsHolder"
    ),
    "dcat:CatalogRecord": (
        "foaf:primaryTopic dct:modified dct:conformsTo adms:status dct:issued dct:title dct:description "
        "dct:source dct:language dct:rights dct:identifier adms:identifier mdcat:stars dct:created "
        "dct:publisher"
    ),
    "dcat:Dataset": (
        "dcat:contactPoint dcat:distribution dcat:keyword dcat:landingPage dcat:qualifiedRelation "
        "dcat:spatialResolutionInMeters dcat:temporalResolution dcat:theme adms:identifier adms:sample "
        "adms:versionNotes dct:accessRights dct:accrualPeriodicity dct:conformsTo dct:creator "
        "dct:description dct:identifier dct:isReferencedBy dct:issued dct:language dct:modified "
        "dct:provenance dct:publisher dct:relation dct:rights dct:source dct:spatial dct:temporal "
        "dct:title dct:type foaf:page dcat:version dcat:isVersionOf dcat:hasVersion "
        "dcatap:applicableLegislation dcat:inSeries dct:created dct:rightsHolder dct:subject "
        "mdcat:MAGDA-categorie mdcat:statuut dcat:extension dcatap:hvdCategory owl:versionInfo "
        "dct:hasVersion dct:isVersionOf"
    ),
    "dcat:DataService": (
        "dcat:contactPoint dcat:endpointDescription dcat:endpointURL dcat:keyword dcat:landingPage "
        "dcat:qualifiedRelation dcat:servesDataset dct:accessRights dct:conformsTo dct:creator "
        "dct:description dct:identifier dct:language dct:license dct:modified dct:publisher "
        "dct:relation dct:rights dct:title dct:type dcat:version dct:format "
        "dcatap:applicableLegislation dcat:inSeries dcat:theme adms:identifier adms:versionNotes "
        "dct:created dct:issued dct:rightsHolder dct:subject mdcat:MAGDA-categorie "
        "mdcat:landingspaginaVoorAuthenticatie mdcat:landingspaginaVoorGebruiksinformatie "
        "mdcat:landingspaginaVoorStatusinformatie mdcat:levensfase mdcat:ontwikkelingstoestand "
        "mdcat:statuut owl:versionInfo dcatap:hvdCategory"
    ),
    "dcat:Distribution": (
        "dcat:accessService dcat:accessURL dcat:byteSize dcat:downloadURL "
        "dcat:spatialResolutionInMeters dcat:temporalResolution adms:status dcat:mediaType "
        "dcat:compressFormat dcat:packageFormat dcatap:availability dct:accessRights dct:conformsTo "
        "dct:description dct:format dct:issued dct:language dct:license dct:modified dct:rights "
        "dct:title foaf:page spdx:checksum dcatap:applicableLegislation dct:identifier adms:sample "
        "dct:temporal"
    ),
    "dcat:Relationship": "dcat:hadRole dct:relation",
    "foaf:Agent": "foaf:name dct:type foaf:workplaceHomepage foaf:mbox foaf:phone",
    "foaf:Document": "foaf:name",
    "vcard:Organization": (
        "vcard:fn vcard:organization-name vcard:hasAddress vcard:hasEmail vcard:hasURL vcard:hasTelephone"
    ),
    "dct:Location": "locn:geometry skos:prefLabel",
    "dct:PeriodOfTime": "dcat:startDate dcat:endDate schema:startDate schema:endDate",
    "dct:LicenseDocument": "dct:type dct:title dct:description dct:identifier",
    "dct:RightsStatement": "dct:title dct:description dct:type",
    "dct:ProvenanceStatement": "dct:description",
    "dct:Standard": "dct:identifier dct:title dct:description owl:versionInfo dct:issued",
    "adms:Identifier": "skos:notation",
    "skos:Concept": "rdf:type skos:prefLabel skos:inScheme",
}
SEQUENCES: Final = {name: tuple(line.split()) for name, line in WRITTEN.items()}
AT_MOST_ONE: Final = {
    "foaf:Agent": ("dct:type",),
    "vcard:Organization": ("vcard:fn", "vcard:hasEmail", "vcard:hasURL", "vcard:hasTelephone"),
    "dct:PeriodOfTime": SEQUENCES["dct:PeriodOfTime"],
    "dct:Standard": ("dct:identifier", "owl:versionInfo", "dct:issued"),
    "adms:Identifier": ("skos:notation",),
    "skos:Concept": ("skos:inScheme",),
}
MUST: Final = {
    "foaf:Agent": ("foaf:name",),
    "dct:Standard": ("dct:identifier",),
    "adms:Identifier": ("skos:notation",),
}
