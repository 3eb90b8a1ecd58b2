"""One entry that breaks no rule, with every kind of thing that the profile knows."""

from typing import Final

import pyoxigraph as ox

from catalogue.graph import Blocks
from catalogue.model.namespaces import PREFIXES

HOME: Final = "https://stad.example"

PUBLISHER: Final = "https://data.vlaanderen.be/id/organisatie/OVO000000"
"""A code that nobody bears."""
VL: Final = "https://data.vlaanderen.be"
GDI: Final = "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden"
EU: Final = "http://publications.europa.eu/resource/authority"

GOOD: Final = """
<{h}/catalogue/{n}> a dcat:Catalog ;
    dct:identifier "catalogue-{n}" ; dct:title "Open data"@nl, "Open data"@en ; dct:description "Alles."@nl ;
    dcat:contactPoint <{h}/contact/{n}> ; dct:publisher <{ovo}> ;
    dct:license <https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0> ;
    dct:language <{eu}/language/NLD> ; dct:spatial <{h}/location/{n}> ; foaf:homepage <{h}/> ;
    dcat:themeTaxonomy <{eu}/data-theme> ;
    dct:issued "2026-01-01"^^xsd:date ; dct:modified "2026-02-03"^^xsd:date ;
    dcat:dataset <{h}/dataset/{n}> ; dcat:service <{h}/service/{n}> ; dcat:record <{h}/record/{n}> .

<{h}/record/{n}> a dcat:CatalogRecord ;
    dct:identifier "{n:08d}-5c1e-5a33-9a39-6fd0f6ac0001" ; foaf:primaryTopic <{h}/dataset/{n}> ;
    dct:issued "2026-01-01T04:05:06Z"^^xsd:dateTime ; dct:modified "2026-02-03T04:05:06Z"^^xsd:dateTime ;
    dct:conformsTo <https://data.vlaanderen.be/doc/applicatieprofiel/DCAT-AP-VL> .

<{h}/dataset/{n}> a dcat:Dataset ;
    dct:identifier "dataset-{n}" ; dct:title "Bomen"@nl ; dct:description "Elke boom in de stad."@nl ;
    dcat:contactPoint <{h}/contact/{n}> ; dct:publisher <{ovo}> ; dct:rightsHolder <{h}/agent/{n}> ;
    dct:accessRights <{eu}/access-right/PUBLIC> ;
    dct:issued "2026-01-01T00:00:00Z"^^xsd:dateTime ; dct:modified "2026-02-01T00:00:00Z"^^xsd:dateTime ;
    dct:language <{eu}/language/NLD> ; dct:accrualPeriodicity <{eu}/frequency/ANNUAL> ;
    dcat:landingPage <{h}/bomen> ; dct:conformsTo <{h}/standard/{n}> ; dcat:keyword "boom"@nl ;
    dcat:theme <{eu}/data-theme/ENVI>, <http://vocab.belgif.be/auth/datatheme/ENVI> ;
    dcatap:applicableLegislation <http://data.europa.eu/eli/reg_impl/2023/138/oj> ;
    dcatap:hvdCategory <http://data.europa.eu/bna/c_dd313021> ;
    mdcat:statuut <https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATA> ;
    dct:spatial <{h}/location/{n}> ; dct:temporal <{h}/period/{n}> ; adms:identifier <{h}/identifier/{n}> ;
    dcat:distribution <{h}/distribution/{n}> ; adms:sample <{h}/sample/{n}> ; dcat:inSeries <{h}/series/{n}> ;
    dcat:qualifiedRelation <{h}/relationship/{n}> .

<{h}/series/{n}> a dcat:DatasetSeries ;
    dct:identifier "series-{n}" ; dct:title "Groen"@nl ; dct:description "Groen in de stad."@nl ;
    dcat:contactPoint <{h}/contact/{n}> ; dct:publisher <{ovo}> ; dcat:keyword "groen"@nl ;
    dct:accessRights <{eu}/access-right/PUBLIC> ;
    mdcat:statuut <https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATA> .

<{h}/distribution/{n}> a dcat:Distribution ;
    dct:identifier "distribution-{n}" ; dcat:accessURL <{h}/bomen.csv> ; dct:description "Als CSV."@nl ;
    dct:license <https://data.vlaanderen.be/id/licentie/onvoorwaardelijk-hergebruik/v1.0> ;
    dct:format <{eu}/file-type/CSV> ; dcatap:availability <{eu}/planned-availability/STABLE> ;
    dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ;
    dcat:byteSize "42"^^xsd:nonNegativeInteger ; dct:modified "2026-02-01"^^xsd:date ;
    dcat:downloadURL <{h}/bomen.csv> ;
    dcatap:applicableLegislation <http://data.europa.eu/eli/reg_impl/2023/138/oj> ;
    spdx:checksum <{h}/checksum/{n}> .

<{h}/sample/{n}> a dcat:Distribution ;
    dct:identifier "sample-{n}" ; dcat:accessURL <{h}/bomen.png> ; dcat:downloadURL <{h}/bomen.png> ;
    dct:description "Een plaatje."@nl ; dct:format <{eu}/file-type/PNG> ;
    dcatap:availability <{eu}/planned-availability/STABLE> ;
    dcat:mediaType <https://www.iana.org/assignments/media-types/image/png> ;
    dcat:byteSize "42"^^xsd:nonNegativeInteger ; dct:modified "2026-02-01"^^xsd:date ;
    dct:license <https://data.vlaanderen.be/id/licentie/onvoorwaardelijk-hergebruik/v1.0> .

<{h}/service/{n}> a dcat:DataService ;
    dct:identifier "service-{n}" ; dct:title "Bomen als dienst"@nl ; dcat:keyword "boom"@nl ;
    dct:description "Bomen opvragen."@nl ; foaf:page <{h}/api/about> ;
    dcat:contactPoint <{h}/contact/{n}> ; dct:publisher <{ovo}> ;
    dcat:servesDataset <{h}/dataset/{n}> ;
    dct:conformsTo <https://data.vlaanderen.be/id/concept/dataserviceprotocol/REST> ;
    dcat:theme <{eu}/data-theme/ENVI>, <http://vocab.belgif.be/auth/datatheme/ENVI> ;
    dcatap:applicableLegislation <http://data.europa.eu/eli/reg_impl/2023/138/oj> ;
    dcatap:hvdCategory <http://data.europa.eu/bna/c_dd313021> ;
    dct:accessRights <{eu}/access-right/PUBLIC> ;
    dcat:endpointURL <{h}/api> ; dcat:endpointDescription <{h}/api/about> ;
    dct:license <https://data.vlaanderen.be/id/licentie/onvoorwaardelijk-hergebruik/v1.0> ;
    mdcat:statuut <https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATASERVICE> .

<{ovo}> a foaf:Agent ; foaf:name "Stad"@nl ; dct:type <http://purl.org/adms/publishertype/LocalAuthority> .
<{h}/agent/{n}> a foaf:Agent ; foaf:name "Dienst"@nl ;
    dct:type <http://purl.org/adms/publishertype/LocalAuthority> .
<{h}/contact/{n}> a vcard:Organization ; vcard:hasEmail <mailto:data@stad.example> .
<{h}/location/{n}> a dct:Location ; rdfs:label "Stad"@nl ;
    dcat:bbox "POLYGON((3 51, 4 51, 4 52, 3 52, 3 51))"^^geo:wktLiteral .
<{h}/period/{n}> a dct:PeriodOfTime ; dcat:startDate "2020"^^xsd:gYear ; dcat:endDate "2030"^^xsd:gYear .
<{h}/standard/{n}> a dct:Standard ; dct:title "Standaard"@nl .
<{h}/identifier/{n}> a adms:Identifier ; skos:notation "42" .
<{h}/checksum/{n}> a spdx:Checksum ; spdx:checksumValue "c0ffee"^^xsd:hexBinary ;
    spdx:algorithm spdx:checksumAlgorithm_sha1 .
<{h}/licence/{n}> a dct:LicenseDocument ; dct:type <http://purl.org/adms/licencetype/PublicDomain> .
<{h}/concept/{n}> a skos:Concept ; skos:prefLabel "Code"@nl .
<{h}/scheme/{n}> a skos:ConceptScheme ; dct:title "Lijst"@nl .
<{h}/relationship/{n}> a dcat:Relationship ;
    dct:relation <{h}/dataset/{n}> ;
    dcat:hadRole <https://data.vlaanderen.be/id/concept/relatievorm/crossReference> ;
    mdcat:RelatieQualificatie.catalogusResource.source <{h}/dataset/{n}> ;
    mdcat:RelatieQualificatie.catalogusResource.target <{h}/series/{n}> .
<{h}/> a foaf:Document .
<{h}/bomen> a foaf:Document .
<{h}/api/about> a foaf:Document .
<http://data.europa.eu/eli/reg_impl/2023/138/oj> a eli:LegalResource .
<https://data.vlaanderen.be/doc/applicatieprofiel/DCAT-AP-VL> a dct:Standard .
<https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0> a dct:LicenseDocument ;
    dct:type <http://purl.org/adms/licencetype/PublicDomain> .
<https://data.vlaanderen.be/id/licentie/onvoorwaardelijk-hergebruik/v1.0> a dct:LicenseDocument ;
    dct:type <http://purl.org/adms/licencetype/PublicDomain> .
<https://data.vlaanderen.be/id/concept/dataserviceprotocol/REST> a dct:Standard ;
    skos:inScheme <https://data.vlaanderen.be/id/conceptscheme/dataserviceprotocol> .
<https://data.vlaanderen.be/id/conceptscheme/dataserviceprotocol> a skos:ConceptScheme ;
    dct:title "Protocollen"@nl .
<{eu}/language/NLD> a dct:LinguisticSystem .
<{eu}/frequency/ANNUAL> a dct:Frequency .
<https://www.iana.org/assignments/media-types/text/csv> a dct:MediaType .
<https://www.iana.org/assignments/media-types/image/png> a dct:MediaType .
<{eu}/data-theme> a skos:ConceptScheme ; dct:title "Thema's"@nl .
"""

CONCEPTS: Final = {
    f"{EU}/access-right/PUBLIC": f"{EU}/access-right",
    f"{EU}/file-type/CSV": f"{EU}/file-type",
    f"{EU}/file-type/PNG": f"{EU}/file-type",
    f"{EU}/planned-availability/STABLE": f"{EU}/planned-availability",
    f"{EU}/data-theme/ENVI": f"{EU}/data-theme>, <https://vocab.belgif.be/auth/datatheme",
    "http://vocab.belgif.be/auth/datatheme/ENVI": "https://vocab.belgif.be/auth/datatheme",
    "http://data.europa.eu/bna/c_dd313021": "http://data.europa.eu/bna/asd487ae75",
    "http://purl.org/adms/publishertype/LocalAuthority": "http://purl.org/adms/publishertype/1.0",
    "http://purl.org/adms/licencetype/PublicDomain": "http://purl.org/adms/licencetype/1.0",
    f"{VL}/id/concept/relatievorm/crossReference": f"{VL}/id/conceptscheme/relatievorm",
    f"{GDI}/VLOPENDATA": GDI,
    f"{GDI}/VLOPENDATASERVICE": GDI,
}
"""Every code that the sample uses, and its list."""


def good(number: int) -> Blocks:
    """Give the entry that breaks no rule; entries of two numbers share nothing but codes and licences."""
    codes = "\n".join(
        f'<{code}> a {kind} ; skos:prefLabel "Code"@nl ; skos:inScheme <{scheme}> .'
        for code, scheme in CONCEPTS.items()
        for kind in ["skos:Concept, dcat:Role" if "relatievorm" in code else "skos:Concept"]
    )
    whole = GOOD.replace("{h}", HOME).replace("{eu}", EU).replace("{ovo}", PUBLISHER) + codes
    return parsed(whole.replace("{n:08d}", f"{number:08d}").replace("{n}", str(number)))


def parsed(turtle: str) -> Blocks:
    """Read Turtle, with the prefixes of the house, as blocks."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    blocks: Blocks = {}
    for quad in ox.parse(prefixes + turtle, format=ox.RdfFormat.TURTLE):
        subject = quad.subject
        blocks.setdefault(subject.value if isinstance(subject, ox.NamedNode) else str(subject), []).append(
            quad.triple
        )
    return blocks


def ntriples(blocks: Blocks) -> str:
    triples = (triple for of_subject in blocks.values() for triple in of_subject)
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
