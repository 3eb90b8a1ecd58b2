"""What an entry looks like as triples."""

from pyoxigraph import BlankNode, NamedNode

from catalogue.graph import DCAT_AP_VL_2022, DCAT_AP_VL_2026, Blocks, entry_blocks, members
from catalogue.model import (
    Dataset,
    DatasetSeries,
    Entry,
    Kind,
    Location,
    Moment,
    PeriodOfTime,
    Text,
)
from catalogue.model.namespaces import expand, shorten


def said(blocks: Blocks, subject: str, predicate: str) -> list[str]:
    return [
        getattr(triple.object, "value", "")
        for triple in blocks[subject]
        if triple.predicate == NamedNode(expand(predicate))
    ]


def properties(blocks: Blocks, subject: str) -> set[str]:
    return {shorten(triple.predicate.value) for triple in blocks[subject]}


def test_every_node_has_an_iri_and_its_type_first(entry: Entry, when: Moment) -> None:
    blocks = entry_blocks(entry, issued=when, modified=when)
    assert all(shorten(triples[0].predicate.value) == "rdf:type" for triples in blocks.values())
    assert not any(
        isinstance(term, BlankNode)
        for triples in blocks.values()
        for triple in triples
        for term in (triple.subject, triple.object)
    )


def test_the_identifier_of_the_record_is_the_bare_uuid_and_of_the_dataset_its_iri(
    entry: Entry, when: Moment
) -> None:
    blocks = entry_blocks(entry, issued=when, modified=when)
    assert said(blocks, entry.identity.record_iri, "dct:identifier") == [entry.identity.uuid]
    assert said(blocks, entry.identity.iri, "dct:identifier") == [entry.identity.iri]


def test_a_record_declares_exactly_one_profile_that_the_caller_may_choose(entry: Entry, when: Moment) -> None:
    usual = entry_blocks(entry, issued=when, modified=when)
    chosen = entry_blocks(entry, issued=when, modified=when, profile=DCAT_AP_VL_2026)
    record = entry.identity.record_iri
    assert said(usual, record, "dct:conformsTo") == [DCAT_AP_VL_2022.iri]
    assert said(chosen, record, "dct:conformsTo") == [DCAT_AP_VL_2026.iri]


def test_the_page_of_the_source_record_is_told_only_when_it_is_a_web_address(
    entry: Entry, when: Moment
) -> None:
    entry.source_iri = "urn:example:1"
    blocks = entry_blocks(entry, issued=when, modified=when)
    assert "mdcat:bronMetadataRecordLandingspagina" not in properties(blocks, entry.identity.record_iri)


def test_a_value_that_the_platform_would_lose_is_written_the_way_it_keeps_too(
    entry: Entry, when: Moment
) -> None:
    blocks = entry_blocks(entry, issued=when, modified=when)
    resource = entry.resource
    assert isinstance(resource, Dataset)
    assert resource.contact is not None
    twins = {
        resource.iri: ("owl:versionInfo", "dcat:version"),
        resource.contact.iri: ("vcard:hasURL", "foaf:page"),
        resource.spatial[0].iri: ("locn:geometry", "dcat:bbox"),
        resource.temporal[0].iri: ("schema:startDate", "dcat:startDate"),
    }
    for subject, (one, other) in twins.items():
        assert said(blocks, subject, one) == said(blocks, subject, other) != []
    place = resource.spatial[0].iri
    assert said(blocks, place, "skos:prefLabel") == said(blocks, place, "rdfs:label") == ["Centrum"]


def test_where_a_record_comes_from_is_an_identifier_of_its_resource_too(entry: Entry, when: Moment) -> None:
    blocks = entry_blocks(entry, issued=when, modified=when)
    for resource in (entry.resource.iri, *(service.iri for service in entry.services)):
        notations = [
            notation
            for node in said(blocks, resource, "adms:identifier")
            for notation in said(blocks, node, "skos:notation")
        ]
        assert entry.source_iri in notations


def test_a_resource_that_goes_by_its_address_at_the_source_gets_no_second_identifier(
    entry: Entry, when: Moment
) -> None:
    entry.resource.alternative_identifiers = [entry.source_iri]
    blocks = entry_blocks(entry, issued=when, modified=when)
    assert not [
        node for node in said(blocks, entry.resource.iri, "adms:identifier") if "/bronrecord/" in node
    ]


def test_a_geometry_of_its_own_is_not_replaced_by_the_bounding_box(entry: Entry, when: Moment) -> None:
    entry.resource.spatial = [Location(iri="https://x.example/p", bbox="POLYGON(())", geometry="POINT(1 2)")]
    blocks = entry_blocks(entry, issued=when, modified=when)
    assert said(blocks, "https://x.example/p", "locn:geometry") == ["POINT(1 2)"]


def test_an_open_period_has_no_end(entry: Entry, when: Moment) -> None:
    resource = entry.resource
    assert isinstance(resource, Dataset)
    resource.temporal = [PeriodOfTime(iri="https://x.example/t", start=Moment("2020", "gYear"))]
    blocks = entry_blocks(entry, issued=when, modified=when)
    assert properties(blocks, "https://x.example/t") == {"rdf:type", "schema:startDate", "dcat:startDate"}


def test_what_is_not_known_leaves_no_trace(entry: Entry, when: Moment) -> None:
    entry.resource = Dataset(iri=entry.identity.iri, identifier="1", title=[Text("Kaal", "nl")])
    entry.services = []
    entry.source_iri = ""
    blocks = entry_blocks(entry, issued=when, modified=when)
    assert properties(blocks, entry.identity.iri) == {"rdf:type", "dct:identifier", "dct:title"}
    assert set(blocks) == {entry.identity.iri, entry.identity.record_iri, DCAT_AP_VL_2022.iri}


def test_concepts_are_named_in_dutch_and_belong_to_the_schemes_that_profiles_ask_for(
    entry: Entry, when: Moment
) -> None:
    blocks = entry_blocks(entry, issued=when, modified=when)
    theme = "http://publications.europa.eu/resource/authority/data-theme/TRAN"
    assert said(blocks, theme, "skos:prefLabel") == ["Vervoer"]
    assert said(blocks, theme, "skos:inScheme") == [
        "http://publications.europa.eu/resource/authority/data-theme",
        "http://vocab.belgif.be/auth/datatheme",
        "https://vocab.belgif.be/auth/datatheme",
    ]


def test_a_concept_that_we_do_not_name_goes_by_its_code(entry: Entry, when: Moment) -> None:
    code = "http://publications.europa.eu/resource/authority/frequency/10MIN"
    resource = entry.resource
    assert isinstance(resource, Dataset)
    resource.frequency = code
    blocks = entry_blocks(entry, issued=when, modified=when)
    assert [str(t.object) for t in blocks[code] if t.predicate.value.endswith("prefLabel")] == ['"10MIN"@zxx']


def test_a_known_licence_carries_its_title_and_an_unknown_one_gets_none(entry: Entry, when: Moment) -> None:
    resource = entry.resource
    assert isinstance(resource, Dataset)
    known, unknown = resource.distributions[:2]
    assert known.licence is not None
    assert unknown.licence is not None
    unknown.licence.iri = "https://x.example/licence"
    blocks = entry_blocks(entry, issued=when, modified=when)
    assert said(blocks, known.licence.iri, "dct:title") == ["Modellicentie gratis hergebruik v1.0"]
    assert said(blocks, "https://x.example/licence", "dct:title") == []


def test_a_page_that_is_a_document_and_a_provenance_statement_becomes_both(
    entry: Entry, when: Moment
) -> None:
    resource = entry.resource
    assert isinstance(resource, Dataset)
    resource.provenance = list(resource.landing_pages)
    blocks = entry_blocks(entry, issued=when, modified=when)
    assert {shorten(kind) for kind in said(blocks, resource.landing_pages[0], "rdf:type")} == {
        "foaf:Document",
        "dct:ProvenanceStatement",
    }


def test_a_sample_is_a_distribution_that_the_dataset_shows_and_does_not_distribute(
    entry: Entry, when: Moment
) -> None:
    blocks = entry_blocks(entry, issued=when, modified=when)
    shown = said(blocks, entry.identity.iri, "adms:sample")
    assert len(shown) == 1
    assert shown[0] not in said(blocks, entry.identity.iri, "dcat:distribution")
    assert said(blocks, shown[0], "rdf:type") == ["http://www.w3.org/ns/dcat#Distribution"]
    # Without an access URL a thumbnail is one of the thousand errors that data.europa.eu once counted.
    assert said(blocks, shown[0], "dcat:accessURL") == said(blocks, shown[0], "dcat:downloadURL") != []


def test_the_law_of_a_high_value_dataset_stands_with_its_files_too(entry: Entry, when: Moment) -> None:
    blocks = entry_blocks(entry, issued=when, modified=when)
    law = said(blocks, entry.identity.iri, "dcatap:applicableLegislation")
    assert law != []
    for file in said(blocks, entry.identity.iri, "dcat:distribution"):
        assert said(blocks, file, "dcatap:applicableLegislation") == law


def test_links_to_what_others_publish_are_left_out(entry: Entry, when: Moment) -> None:
    resource = entry.resource
    assert isinstance(resource, Dataset)
    own = entry.identity.iri.replace("/id/dataset/", "/id/datasetreeks/")
    resource.in_series = [own, "https://elsewhere.example/series/1"]
    resource.relations = ["https://elsewhere.example/dataset/1"]
    blocks = entry_blocks(entry, issued=when, modified=when)
    assert said(blocks, resource.iri, "dcat:inSeries") == [own]
    assert "dct:relation" not in properties(blocks, resource.iri)


def test_an_identifier_tells_who_gave_it_and_by_which_scheme(entry: Entry, when: Moment) -> None:
    blocks = entry_blocks(entry, issued=when, modified=when)
    (node,) = (iri for iri in blocks if "adms:schemaAgency" in properties(blocks, iri))
    assert properties(blocks, node) == {
        "rdf:type",
        "skos:notation",
        "adms:schemaAgency",
        "dct:creator",
        "dct:issued",
    }
    (notation,) = (one for one in blocks[node] if shorten(one.predicate.value) == "skos:notation")
    assert str(notation.object) == '"10.1/voorbeeld"^^<http://purl.org/spar/datacite/doi>'


def test_a_version_is_linked_for_the_profile_and_for_the_platform(entry: Entry, when: Moment) -> None:
    blocks = entry_blocks(entry, issued=when, modified=when)
    for link in ("hasVersion", "isVersionOf"):
        assert said(blocks, entry.identity.iri, f"dcat:{link}") == said(
            blocks, entry.identity.iri, f"dct:{link}"
        )


def test_words_on_the_origin_are_a_statement_of_their_own(entry: Entry, when: Moment) -> None:
    blocks = entry_blocks(entry, issued=when, modified=when)
    page, words = said(blocks, entry.identity.iri, "dct:provenance")
    assert page == "https://voorbeeldstad.example/data/herkomst"
    assert said(blocks, words, "rdfs:label") == ["Geteld met lussen in de weg"]


def test_a_service_listed_in_a_dataset_has_a_record_of_its_own(entry: Entry, when: Moment) -> None:
    found = members(entry_blocks(entry, issued=when, modified=when))
    service = entry.services[0].iri
    assert [(member.kind, member.iri) for member in found] == [
        (Kind.DATASET, entry.identity.iri),
        (Kind.SERVICE, service),
    ]
    assert found[1].record_iri.rpartition("/")[2] == service.rpartition("/")[2]


def test_a_series_is_written_with_what_all_resources_share(entry: Entry, when: Moment) -> None:
    entry.resource = DatasetSeries(
        iri=entry.identity.iri,
        identifier="1",
        title=[Text("Reeks", "nl")],
        frequency="http://publications.europa.eu/resource/authority/frequency/ANNUAL",
    )
    entry.services = []
    blocks = entry_blocks(entry, issued=when, modified=when)
    assert properties(blocks, entry.identity.iri) == {
        "rdf:type",
        "dct:identifier",
        "dct:title",
        "dct:accrualPeriodicity",
    }
    assert [member.kind for member in members(blocks)] == [Kind.SERIES]
