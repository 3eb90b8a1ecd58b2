"""Links between records: the IRI that each end has, and what is said where a link cannot be used.

All samples are synthetic. They are read by the harvester, which says of what class the other end is.
"""

from io import BytesIO

import pytest

from catalogue.model import DataService, Dataset, Dialect, Entry, Kind, Protocol, Record, Source, identify
from harvester.crawl import RecordSeen
from harvester.crawl.spool import Payload
from harvester.crawl.steps import Page
from harvester.protocols.csw.payload import Pages
from harvester.protocols.csw.payload import read as read_csw
from harvester.protocols.csw.queries import Query
from harvester.protocols.dcat_rdf.payload import read as read_rdf
from mappings import Context, translate
from tests.catalogue_services import iso, service

FORM = "https://data.vlaanderen.be/id/concept/relatievorm/"
BASE = "https://oogst.example"
PREFIXES = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix mdcat: <https://data.vlaanderen.be/ns/metadata-dcat#> .
@prefix : <https://stad.example/id/> .
"""


def iri(identifier: str, kind: Kind = Kind.DATASET) -> str:
    return identify(base=BASE, publisher="stad", source="", kind=kind, identifier=identifier).iri


def context(**known_as: str) -> Context:
    source = Source(
        name="stad/bron", publisher="stad", protocol=Protocol.DCAT_RDF, url="https://stad.example"
    )
    known = {("dataset", name): first for name, first in known_as.items()}
    return Context(base=BASE, publisher="stad", source=source, known_as=known)


def records(turtle: str) -> dict[str, Record]:
    page = _page((PREFIXES + turtle).encode(), "text/turtle")
    seen = [step.record for step in read_rdf(page, {}) if isinstance(step, RecordSeen)]
    return {record.identifier.rpartition("/")[2]: record for record in seen}


def _page(body: bytes, media: str) -> Page:
    return Page("https://stad.example/x", Payload(BytesIO(body), "0" * 64, len(body), ""), media, asked="u")


def entries(turtle: str) -> dict[str, Entry]:
    return {name: translate(record, context()) for name, record in records(turtle).items()}


def dataset(entry: Entry) -> Dataset:
    assert isinstance(entry.resource, Dataset)
    return entry.resource


def notes(entry: Entry) -> list[tuple[str, str]]:
    return [(note.code, note.original) for note in entry.notes if note.code.startswith("link")]


def test_a_relation_leads_to_the_entry_of_the_other_record_whatever_that_is() -> None:
    made = entries(":a a dcat:Dataset ; dct:relation :b, :c . :b a dcat:Dataset . :c a dcat:DataService .")
    service = iri("https://stad.example/id/c", Kind.SERVICE)
    assert made["c"].identity.iri == service
    assert made["a"].resource.relations == [made["b"].identity.iri, service]
    why = made["a"].reasons["relations"][0]
    assert (why.rule, why.pointer, why.original) == (
        "dcat-rdf.dataset.relations",
        "/dct:relation/0",
        "https://stad.example/id/b",
    )


def test_a_link_follows_a_record_to_the_identifier_that_its_entry_is_named_after() -> None:
    (record, *_) = records(":a a dcat:Dataset ; dct:source :b . :b a dcat:Dataset .").values()
    known = {("dataset", "https://stad.example/id/b"): "vroeger"}
    first = Context(base=BASE, publisher="stad", source=context().source, known_as=known)
    assert dataset(translate(record, first)).sources == [iri("vroeger")]


def test_a_whole_is_told_with_its_role_and_a_catalogue_is_no_whole() -> None:
    made = entries(
        ":cat a dcat:Catalog ; dcat:dataset :a . :b a dcat:Dataset ."
        ":a a dcat:Dataset ; dct:isPartOf :cat, :b ."
    )
    (relation,) = made["a"].resource.qualified_relations
    assert (relation.target, relation.role) == (made["b"].identity.iri, FORM + "largerWorkCitation")
    assert made["a"].resource.relations == [made["b"].identity.iri]
    assert notes(made["a"]) == []


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("<https://data.vlaanderen.be/id/concept/relatievorm/source>", FORM + "source"),
        (
            "<http://www.iana.org/assignments/relation/related>",
            "http://www.iana.org/assignments/relation/related",
        ),
        ('"crossReference"', FORM + "crossReference"),
    ],
)
def test_a_qualified_relation_keeps_its_role(written: str, role: str) -> None:
    made = entries(
        f":a a dcat:Dataset ; dcat:qualifiedRelation [ dct:relation :b ; dcat:hadRole {written} ] ."
        ":b a dcat:Dataset ."
    )
    assert [one.role for one in made["a"].resource.qualified_relations] == [role]


def test_the_flemish_ends_of_a_relation_are_read_too() -> None:
    target = "mdcat:RelatieQualificatie.catalogusResource.target"
    made = entries(
        f":a a dcat:Dataset ; dcat:qualifiedRelation [ {target} :b ; dcat:hadRole <{FORM}stereoMate> ] ."
        ":b a dcat:Dataset ."
    )
    assert [one.target for one in made["a"].resource.qualified_relations] == [made["b"].identity.iri]


def test_a_series_that_names_its_members_is_linked_from_them() -> None:
    made = entries(
        ":r a dcat:DatasetSeries ; dcat:seriesMember :a . :a a dcat:Dataset ."
        ":b a dcat:Dataset ; dcat:inSeries :r ."
    )
    series = made["r"].identity.iri
    assert [dataset(made[name]).in_series for name in "ab"] == [[series], [series]]
    assert made["a"].reasons["in_series"][0].pointer == "/@reverse/dcat:seriesMember/0"


def test_a_service_and_the_files_that_it_serves_point_at_each_other() -> None:
    made = entries(
        ":a a dcat:Dataset ; dcat:distribution :f . :s a dcat:DataService ; dcat:servesDataset :a ."
        ":f dcat:accessURL <https://x.example> ; dcat:accessService :s ."
    )
    served = made["s"].resource
    assert isinstance(served, DataService)
    assert served.serves == [made["a"].identity.iri]
    assert dataset(made["a"]).distributions[0].access_services == [made["s"].identity.iri]


def test_versions_are_linked() -> None:
    made = entries(
        ":a a dcat:Dataset ; dct:hasVersion :b . :b a dcat:Dataset ; dcat:isVersionOf :a ; dct:replaces :c ."
        ":c a dcat:Dataset ."
    )
    assert dataset(made["a"]).has_version == [made["b"].identity.iri]
    assert dataset(made["b"]).is_version_of == [made["a"].identity.iri]
    assert made["b"].resource.relations == [made["c"].identity.iri]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("dct:relation <https://elders.example/wet>", "link-elsewhere"),
        ('dct:source "Eigen metingen"', "link-elsewhere"),
        ("dcat:inSeries :a", "link-to-itself"),
        ('dcat:inSeries "reeks 3"', "link-unusable"),
    ],
)
def test_a_link_that_cannot_be_used_is_a_note(said: str, code: str) -> None:
    made = entries(f":a a dcat:Dataset ; {said} .")
    assert [one for one, _ in notes(made["a"])] == [code]
    about = dataset(made["a"])
    assert [*about.relations, *about.in_series, *about.sources] == []


def test_an_iso_service_serves_the_datasets_that_it_works_on() -> None:
    operates = (
        '<srv:operatesOn uuidref="bomen-1"/>'
        '<srv:operatesOn xlink:href="https://x.example/csw?request=GetRecordById&amp;id=straten-2"/>'
        '<srv:operatesOn xlink:href="https://x.example/onbekend"/>'
    )
    body = service().replace("</srv:SV_ServiceIdentification>", operates + "</srv:SV_ServiceIdentification>")
    made = _iso(body)
    assert isinstance(made.resource, DataService)
    assert made.resource.serves == [iri("bomen-1"), iri("straten-2")]
    assert notes(made) == [("link-unusable", "https://x.example/onbekend")]


def test_an_iso_record_is_part_of_its_parent_and_related_as_its_association_says() -> None:
    parent = "<gmd:parentIdentifier><gco:CharacterString>reeks-1</gco:CharacterString></gmd:parentIdentifier>"
    other = (
        "<gmd:aggregationInfo><gmd:MD_AggregateInformation><gmd:aggregateDataSetIdentifier><gmd:MD_Identifier>"
        "<gmd:code><gco:CharacterString>luchtfoto-1</gco:CharacterString></gmd:code></gmd:MD_Identifier>"
        '</gmd:aggregateDataSetIdentifier><gmd:associationType><gmd:DS_AssociationTypeCode codeList="x"'
        ' codeListValue="source"/></gmd:associationType></gmd:MD_AggregateInformation></gmd:aggregationInfo>'
    )
    body = iso().replace("<gmd:hierarchyLevel>", parent + "<gmd:hierarchyLevel>", 1)
    made = _iso(body.replace("</gmd:MD_DataIdentification>", other + "</gmd:MD_DataIdentification>"))
    assert {(one.target, one.role) for one in made.resource.qualified_relations} == {
        (iri("reeks-1"), FORM + "largerWorkCitation"),
        (iri("luchtfoto-1"), FORM + "source"),
    }
    assert made.resource.relations == [iri("reeks-1"), iri("luchtfoto-1")]


def _iso(body: str) -> Entry:
    page = _page(body.encode(), "")
    (record,) = [
        step.record for step in read_csw(page, Pages(Query(base="u")), "") if isinstance(step, RecordSeen)
    ]
    assert record.dialect is Dialect.ISO_19139
    return translate(record, context())
