"""One entry that breaks no rule, with every kind of thing that the profile knows."""

from typing import Final

import pyoxigraph as ox

from catalogue.graph import Blocks
from catalogue.model.namespaces import PREFIXES

HOME: Final = "https://stad.example"

GOOD: Final = """
<{h}/catalogue/{n}> a dcat:Catalog ;
    dct:identifier "catalogue-{n}" ; dct:title "Open data"@nl, "Open data"@en ; dct:description "Alles."@nl ;
    dcat:contactPoint <{h}/contact/{n}> ; dct:publisher <{h}/agent/{n}> ;
    dct:license <https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0> ;
    dcat:dataset <{h}/dataset/{n}> ; dcat:service <{h}/service/{n}> ; dcat:record <{h}/record/{n}> .
<https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0> a dct:LicenseDocument .

<{h}/record/{n}> a dcat:CatalogRecord ;
    dct:identifier "{n:08d}-5c1e-5a33-9a39-6fd0f6ac0001" ; foaf:primaryTopic <{h}/dataset/{n}> ;
    dct:modified "2026-02-03T04:05:06Z"^^xsd:dateTime ; dct:conformsTo <{h}/standard/{n}> .

<{h}/dataset/{n}> a dcat:Dataset ;
    dct:identifier "dataset-{n}" ; dct:title "Bomen"@nl ; dct:description "Elke boom in de stad."@nl ;
    dcat:contactPoint <{h}/contact/{n}> ; dct:publisher <{h}/agent/{n}> ;
    dct:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> ;
    dct:issued "2026-01-01T00:00:00Z"^^xsd:dateTime ; dcat:keyword "boom"@nl ; dcat:theme <{h}/theme/{n}> ;
    mdcat:statuut <https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATA> ;
    dct:spatial <{h}/location/{n}> ; dct:temporal <{h}/period/{n}> ; adms:identifier <{h}/identifier/{n}> ;
    dcat:distribution <{h}/distribution/{n}> ; adms:sample <{h}/sample/{n}> ; dcat:inSeries <{h}/series/{n}> ;
    dcat:qualifiedRelation <{h}/relationship/{n}> .

<{h}/series/{n}> a dcat:DatasetSeries ;
    dct:identifier "series-{n}" ; dct:title "Groen"@nl ; dct:description "Groen in de stad."@nl ;
    dcat:contactPoint <{h}/contact/{n}> ; dct:publisher <{h}/agent/{n}> ; dcat:keyword "groen"@nl ;
    dct:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> ;
    mdcat:statuut <https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATA> .

<{h}/distribution/{n}> a dcat:Distribution ;
    dct:identifier "distribution-{n}" ; dcat:accessURL <{h}/bomen.csv> ; dct:description "Als CSV."@nl ;
    dct:license <https://data.vlaanderen.be/id/licentie/onvoorwaardelijk-hergebruik/v1.0> ;
    dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> ;
    spdx:checksum <{h}/checksum/{n}> .

<{h}/sample/{n}> a dcat:Distribution ;
    dct:identifier "sample-{n}" ; dcat:accessURL <{h}/bomen.png> ; dcat:downloadURL <{h}/bomen.png> ;
    dct:description "Een plaatje."@nl ;
    dct:license <https://data.vlaanderen.be/id/licentie/onvoorwaardelijk-hergebruik/v1.0> .

<{h}/service/{n}> a dcat:DataService ;
    dct:identifier "service-{n}" ; dct:title "Bomen als dienst"@nl ; dcat:keyword "boom"@nl ;
    dcat:contactPoint <{h}/contact/{n}> ; dct:publisher <{h}/agent/{n}> ;
    dcat:servesDataset <{h}/dataset/{n}> ;
    dct:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> ;
    dcat:endpointURL <{h}/api> ; dcat:endpointDescription <{h}/api/about> ;
    dct:license <https://data.vlaanderen.be/id/licentie/onvoorwaardelijk-hergebruik/v1.0> ;
    mdcat:statuut <https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATASERVICE> .

<{h}/agent/{n}> a foaf:Agent ; foaf:name "Stad"@nl .
<{h}/contact/{n}> a vcard:Organization ; vcard:hasEmail <mailto:data@stad.example> .
<{h}/location/{n}> a dct:Location ; rdfs:label "Stad"@nl .
<{h}/period/{n}> a dct:PeriodOfTime ; dcat:startDate "2020"^^xsd:gYear .
<{h}/standard/{n}> a dct:Standard ; dct:title "Standaard"@nl .
<{h}/identifier/{n}> a adms:Identifier ; skos:notation "42" .
<{h}/checksum/{n}> a spdx:Checksum ; spdx:checksumValue "c0ffee"^^xsd:hexBinary ;
    spdx:algorithm spdx:checksumAlgorithm_sha1 .
<https://data.vlaanderen.be/id/licentie/onvoorwaardelijk-hergebruik/v1.0> a dct:LicenseDocument .
<{h}/theme/{n}> a skos:Concept ; skos:prefLabel "Natuur"@nl ;
    skos:inScheme <http://vocab.belgif.be/auth/datatheme>, <https://vocab.belgif.be/auth/datatheme> .
<{h}/licence/{n}> a dct:LicenseDocument .
<{h}/concept/{n}> a skos:Concept ; skos:prefLabel "Code"@nl .
<{h}/scheme/{n}> a skos:ConceptScheme ; dct:title "Lijst"@nl .
<{h}/relationship/{n}> a dcat:Relationship ;
    dct:relation <{h}/dataset/{n}> ; dcat:hadRole <{h}/role/{n}> ;
    mdcat:RelatieQualificatie.catalogusResource.source <{h}/dataset/{n}> ;
    mdcat:RelatieQualificatie.catalogusResource.target <{h}/series/{n}> .
<{h}/role/{n}> a dcat:Role, skos:Concept ; skos:prefLabel "Deel"@nl .
<http://publications.europa.eu/resource/authority/access-right/PUBLIC> a skos:Concept ;
    skos:prefLabel "publiek"@nl ;
    skos:inScheme <http://publications.europa.eu/resource/authority/access-right> .
<http://publications.europa.eu/resource/authority/file-type/CSV> a skos:Concept ;
    skos:prefLabel "CSV"@nl ; skos:inScheme <http://publications.europa.eu/resource/authority/file-type> .
<https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATA> a skos:Concept ;
    skos:prefLabel "Vlaamse Open data"@nl ;
    skos:inScheme <https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden> .
<https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATASERVICE> a skos:Concept ;
    skos:prefLabel "Vlaamse Open data Service"@nl ;
    skos:inScheme <https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden> .
"""


def good(number: int) -> Blocks:
    """Give the entry that breaks no rule; entries of two numbers share nothing but codes and licences."""
    return parsed(GOOD.replace("{h}", HOME).replace("{n:08d}", f"{number:08d}").replace("{n}", str(number)))


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
