"""DCAT in RDF: every property of the profile that the other tests of translation leave out. Synthetic."""

import pytest

from catalogue.model import DataService, Dataset, DatasetSeries, Entry, Kind, Text
from tests.mappings.translation.test_links import entries, records

PREFIXES = """
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix dcatap: <http://data.europa.eu/r5r/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
HVD = "http://data.europa.eu/eli/reg_impl/2023/138/oj"
IANA = "https://www.iana.org/assignments/media-types/"


def entry(said: str, rest: str = "") -> Entry:
    return entries(f"{PREFIXES} :a a dcat:Dataset ; {said} . {rest}")["a"]


def dataset(said: str) -> Dataset:
    made = entry(said).resource
    assert isinstance(made, Dataset)
    return made


def service(said: str) -> DataService:
    made = entries(f"{PREFIXES} :s a dcat:DataService ; {said} .")["s"].resource
    assert isinstance(made, DataService)
    return made


def test_an_identifier_keeps_who_gave_it_when_and_by_which_scheme() -> None:
    made = dataset(
        'dct:identifier "b-1" ;'
        ' adms:identifier [ skos:notation "10.1/b"^^<http://purl.org/spar/datacite/doi> ;'
        ' adms:schemaAgency "DataCite" ; dct:issued "2024-01-02T03:04:05Z"^^xsd:dateTime ;'
        ' dct:creator [ foaf:name "Stad" ] ], [ skos:notation "b-2" ], "b-3", <urn:b:4>'
    )
    (identifier,) = made.assigned_identifiers
    assert (identifier.notation, identifier.datatype, identifier.agency) == (
        "10.1/b",
        "http://purl.org/spar/datacite/doi",
        "DataCite",
    )
    assert identifier.issued is not None
    assert identifier.creator is not None
    assert (identifier.issued.lexical, identifier.creator.name) == ("2024-01-02T03:04:05Z", [Text("Stad")])
    assert sorted(made.alternative_identifiers) == ["b-1", "b-2", "b-3", "urn:b:4"]


def test_what_is_said_of_the_origin_in_words_is_kept_with_a_note() -> None:
    made = entry('dct:provenance [ rdfs:label "Geteld"@nl, "Compté"@fr ]')
    assert isinstance(made.resource, Dataset)
    assert set(made.resource.provenance_texts) == {Text("Geteld", "nl"), Text("Compté", "fr")}
    assert "provenance-in-words" in {note.code for note in made.notes}


@pytest.mark.parametrize(
    "said",
    [
        "<https://x.example/herkomst>",
        '"https://x.example/herkomst"',
        '[ rdfs:label "https://x.example/herkomst" ]',
    ],
)
def test_a_page_on_the_origin_is_a_page(said: str) -> None:
    made = dataset(f"dct:provenance {said}")
    assert (made.provenance, made.provenance_texts) == (["https://x.example/herkomst"], [])


def test_codes_and_resolutions_find_their_place() -> None:
    made = dataset(
        "dct:type <http://publications.europa.eu/resource/authority/dataset-type/HVD> ;"
        ' dcat:spatialResolutionInMeters 0.25 ; dcat:temporalResolution "PT15M"^^xsd:duration ;'
        ' adms:versionNotes "Nieuwe kolom"@nl ; dct:isReferencedBy <https://doi.org/10.1/x> ;'
        f' dcatap:applicableLegislation <{HVD}> ; dct:frequency "P1M" ; dct:creator [ foaf:name "Dienst" ]'
    )
    assert made.kinds == ["http://publications.europa.eu/resource/authority/dataset-type/HVD"]
    assert (made.spatial_resolution, made.temporal_resolution) == ("0.25", "PT15M")
    assert (made.version_notes, made.is_referenced_by) == (
        [Text("Nieuwe kolom", "nl")],
        ["https://doi.org/10.1/x"],
    )
    assert made.applicable_legislation == [HVD]
    assert made.frequency.endswith("/MONTHLY")
    assert [creator.name for creator in made.creators] == [[Text("Dienst")]]


def test_subjects_are_keywords_themes_and_marks_by_what_they_name() -> None:
    made = dataset(
        "dct:subject <http://vocab.belgif.be/auth/datatheme/TRAN>,"
        " <https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/GEODATA>,"
        ' [ skos:prefLabel "fietspad"@nl ]'
    )
    assert made.keywords == [Text("fietspad", "nl")]
    assert {theme.rpartition("/")[2] for theme in made.themes} == {"TRAN"}
    assert [mark.rpartition("/")[2] for mark in made.statuut] == ["GEODATA"]


def test_a_file_has_all_that_the_profile_knows_of_it() -> None:
    (file,) = dataset(
        "dcat:distribution [ dcat:accessURL <https://x.example/a> ;"
        " dcat:downloadURL <https://x.example/a.zip> ;"
        ' dct:identifier "f-1" ; adms:identifier [ skos:notation "f-2" ; adms:schemaAgency "Stad" ] ;'
        f" dcat:compressFormat <{IANA}application/gzip> ; dcat:packageFormat <{IANA}application/zip> ;"
        f" dcatap:applicableLegislation <{HVD}> ; dcat:spatialResolutionInMeters 10 ;"
        ' dcat:temporalResolution "P1D" ; dct:conformsTo [ dct:title "Norm" ; owl:versionInfo "2" ;'
        ' dct:description "Een norm" ; rdfs:seeAlso <https://x.example/norm> ; skos:prefLabel "N2" ] ]'
    ).distributions
    assert (file.alternative_identifiers, file.assigned_identifiers[0].agency) == (["f-1"], "Stad")
    assert (file.compress_format, file.package_format) == (
        f"{IANA}application/gzip",
        f"{IANA}application/zip",
    )
    assert (file.applicable_legislation, file.spatial_resolution, file.temporal_resolution) == (
        [HVD],
        "10",
        "P1D",
    )
    (norm,) = file.conforms_to
    assert (norm.version, norm.page, norm.label) == ("2", "https://x.example/norm", "N2")
    assert norm.description == [Text("Een norm")]


def test_a_sample_is_a_picture_and_a_distributor_hands_out_a_file() -> None:
    made = dataset(
        f"adms:sample [ dcat:downloadURL <https://x.example/kaart.png> ; dcat:mediaType <{IANA}image/png> ;"
        ' dct:description "De kaart"@nl ] ; foaf:thumbnail <https://x.example/klein.png> ;'
        " dcat:distribution [ dcat:accessURL <https://x.example/a> ;"
        ' <http://data.europa.eu/930/distributor> [ foaf:name "Verdeler" ] ]'
    )
    assert {sample.download_url for sample in made.samples} == {
        "https://x.example/kaart.png",
        "https://x.example/klein.png",
    }
    (file,) = made.distributions
    assert file.distributor is not None
    assert file.distributor.name == [Text("Verdeler")]


def test_a_service_has_all_that_the_profile_knows_of_it() -> None:
    made = service(
        'dcat:endpointUrl "https://x.example/api" ; dcat:endpointDescription <https://x.example/api.yaml> ;'
        " mdcat:landingspaginaVoorAuthenticatie <https://x.example/sleutel> ;"
        " mdcat:landingspaginaVoorGebruiksinformatie <https://x.example/uitleg> ;"
        " mdcat:landingspaginaVoorStatusinformatie <https://x.example/status> ;"
        " mdcat:levensfase <https://data.vlaanderen.be/id/concept/levensfase/live> ;"
        " mdcat:ontwikkelingstoestand <https://data.vlaanderen.be/id/concept/ontwikkelingstoestand/PROD> ;"
        ' dcatap:hvdCategory <http://data.europa.eu/bna/c_b79e35eb> ; dct:rights [ rdfs:label "Bron: stad" ]'
    )
    assert (made.endpoint_url, made.endpoint_description) == (
        "https://x.example/api",
        "https://x.example/api.yaml",
    )
    assert [made.authentication_page, made.usage_page, made.status_page] == [
        "https://x.example/sleutel",
        "https://x.example/uitleg",
        "https://x.example/status",
    ]
    assert (made.lifecycle.rpartition("/")[2], made.development.rpartition("/")[2]) == ("live", "PROD")
    assert made.hvd_categories == ["http://data.europa.eu/bna/c_b79e35eb"]
    assert made.rights == [Text("Bron: stad")]


def test_a_series_keeps_one_other_identifier_and_when_it_is_updated() -> None:
    made = entries(
        f'{PREFIXES} :r a dcat:DatasetSeries ; dct:title "Reeks" ; dct:identifier "r-1" ;'
        ' adms:identifier [ skos:notation "r-2" ; adms:schemaAgency "Stad" ] ;'
        " dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/ANNUAL> ;"
        ' dct:temporal [ dcat:startDate "2020"^^xsd:gYear ] .'
    )["r"].resource
    assert isinstance(made, DatasetSeries)
    assert ([one.notation for one in made.assigned_identifiers], made.alternative_identifiers) == (
        ["r-2"],
        [],
    )
    assert made.frequency.endswith("/ANNUAL")
    assert [period.start.lexical for period in made.temporal if period.start] == ["2020"]


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ('"2019-01-01/2020-12-31"', "2019-01-01", "2020-12-31"),
        ('[ dcat:startDate "2019-01-01" ]', "2019-01-01", ""),
        ('"2019"', "2019", "2019"),
    ],
)
def test_a_period_is_a_node_or_an_interval_in_words(said: str, start: str, end: str) -> None:
    (period,) = dataset(f"dct:temporal {said}").temporal
    assert (
        period.start.lexical if period.start else "",
        period.end.lexical if period.end else "",
    ) == (start, end)


@pytest.mark.parametrize(
    "mail",
    [
        "<mailto:data@stad.example>",
        '"data@stad.example"',
        "[ vcard:hasValue <mailto:data@stad.example> ]",
        '"mailto:data@stad.example"',
    ],
)
def test_a_contact_is_reached_however_its_address_is_written(mail: str) -> None:
    contact = dataset(
        f'dcat:contactPoint [ vcard:hasOrganizationName "Dienst" ; vcard:hasEmail {mail} ;'
        " vcard:hasURL [ vcard:hasValue <https://stad.example/contact> ] ]"
    ).contact
    assert contact is not None
    assert (contact.name, contact.email, contact.page) == (
        "Dienst",
        "mailto:data@stad.example",
        "https://stad.example/contact",
    )


def test_an_empty_node_is_nothing() -> None:
    made = entry(
        "dcat:contactPoint [] ; dct:publisher [] ; dct:spatial [] ; dct:temporal [] ; adms:identifier []"
    )
    assert (made.resource.contact, made.resource.publisher, made.resource.spatial) == (None, None, [])
    assert made.resource.alternative_identifiers == []


def test_the_reader_tells_the_class_of_a_linked_record_and_not_what_stands_in_it() -> None:
    read = records(':a a dcat:Dataset ; dct:relation :b . :b a dcat:Dataset ; dct:title "Twee" .')
    assert read["a"].content["dct:relation"] == [
        {"@id": "https://stad.example/id/b", "@type": ["dcat:Dataset"]}
    ]
    assert read["b"].kind is Kind.DATASET
