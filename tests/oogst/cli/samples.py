"""Small catalogues of towns that do not exist."""

from textwrap import dedent

PREFIXES = """\
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

CATALOGUE = (
    PREFIXES
    + """
<https://data.molenveld.example/> a dcat:Catalog ;
  dct:title "Open data Molenveld"@nl ; dct:description "Wat Molenveld aanbiedt."@nl ;
  dct:publisher <https://molenveld.example/> ; dcat:contactPoint <https://molenveld.example/contact> ;
  dcat:dataset <https://data.molenveld.example/bomen> , <https://data.molenveld.example/banken> .

<https://molenveld.example/> a foaf:Agent ; foaf:name "Gemeente Molenveld"@nl .
<https://molenveld.example/contact> a vcard:Kind ; vcard:fn "Open data"@nl ;
  vcard:hasEmail <mailto:opendata@molenveld.example> .

<https://data.molenveld.example/bomen> a dcat:Dataset ;
  dct:title "Bomen"@nl ; dct:description "Elke boom op het openbaar domein, met soort en plantjaar."@nl ;
  dcat:keyword "boom"@nl ; dct:publisher <https://molenveld.example/> ;
  dcat:contactPoint <https://molenveld.example/contact> ;
  dct:license <https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0> ;
  dcat:distribution <https://data.molenveld.example/bomen.csv> .
<https://data.molenveld.example/bomen.csv> a dcat:Distribution ;
  dct:title "Bomen als CSV"@nl ; dcat:accessURL <https://data.molenveld.example/bomen.csv> ;
  dct:license <https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0> .

<https://data.molenveld.example/banken> a dcat:Dataset ;
  dct:title "[red]Zitbanken[/red]"@nl ; dcat:keyword "bank"@nl ; dct:publisher <https://molenveld.example/> ;
  dcat:contactPoint <https://molenveld.example/contact> ;
  dcat:distribution <https://data.molenveld.example/banken.csv> .
<https://data.molenveld.example/banken.csv> a dcat:Distribution ;
  dct:title "Banken als CSV"@nl ; dcat:accessURL <https://data.molenveld.example/banken.csv> .
"""
)
"""One dataset without fault; one without description and licence, with a title that looks like markup."""

EMPTY_CATALOGUE = PREFIXES + '<https://leeg.example/> a dcat:Catalog ; dct:title "Leeg"@nl .\n'

WRONG_DATES = (
    PREFIXES
    + """
<https://x.example/> a dcat:Catalog ; dcat:dataset <https://x.example/1> .
<https://x.example/1> a dcat:Dataset ; dct:title "Een"@nl ; dct:issued "gisteren" .
"""
)

INVALID_IRIS = (
    PREFIXES
    + """
<https://x.example/> a dcat:Catalog ; dcat:dataset <https://x.example/1> .
<https://x.example/1> a dcat:Dataset ; dct:title "Een"@nl ; dcat:landingPage <https://x.example/a b{c}> .
"""
)

TRUNCATED_XML = dedent("""\
    <?xml version="1.0"?>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
             xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/">
      <dcat:Dataset rdf:about="https://x.example/1"><dct:title xml:lang="nl">Een</dct:title></dcat:Dataset>
      <dcat:Dataset rdf:about="https://x.example/2"><dct:title xml:la""")

PAGE = "<!doctype html>\n<html><body><h1>Welkom op het portaal</h1></body></html>\n"
