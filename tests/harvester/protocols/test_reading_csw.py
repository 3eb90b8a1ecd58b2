"""Answers of catalogue services, well-formed, malformed and hostile, and the tree of an ISO record."""

from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from catalogue.errors import SourceError
from catalogue.model import Content, Kind
from harvester.crawl import Declared, RecordFailed, RecordSeen
from harvester.crawl.spool import Payload
from harvester.crawl.steps import Ask, Closed, Page, Step
from harvester.hashing import fingerprint
from harvester.protocols.csw.iso import DEEPEST
from harvester.protocols.csw.payload import Pages, read
from harvester.protocols.csw.queries import Query, capabilities_url
from tests.catalogue_services import iso, results, service

URL = "https://x.example/csw"


def read_all(body: str | bytes, start: int = 1) -> list[Step]:
    words = body if isinstance(body, bytes) else body.encode()
    page = Page(URL, Payload(BytesIO(words), "0" * 64, len(words), ""), asked=URL)
    return list(read(page, Pages(Query(base=URL, start=start)), ""))


def contents(steps: list[Step]) -> list[Content]:
    return [step.record.content for step in steps if isinstance(step, RecordSeen)]


def names(steps: list[Step]) -> list[str]:
    return [step.record.identifier for step in steps if isinstance(step, RecordSeen)]


def failures(steps: list[Step]) -> list[tuple[str, str]]:
    return [(step.pointer, step.reason_key) for step in steps if isinstance(step, RecordFailed)]


def refused(body: str | bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_all(body)
    return caught.value.key


# The tree.


def test_a_record_becomes_a_tree_under_the_names_of_iso() -> None:
    (content,) = contents(read_all(iso()))
    identification = content["identificationInfo"]
    assert content["@type"] == "MD_Metadata"
    assert identification["@type"] == "MD_DataIdentification"
    assert identification["topicCategory"] == "environment"
    assert identification["citation"]["date"] == [
        {"@type": "CI_Date", "date": "2019-03-04", "dateType": "publication"},
        {"@type": "CI_Date", "date": "2026-01-05", "dateType": "revision"},
    ]
    assert [party["role"] for party in identification["pointOfContact"]] == ["owner", "pointOfContact"]


def test_a_text_has_the_language_of_the_record_and_each_translation_its_own() -> None:
    (content,) = contents(read_all(iso()))
    assert content["identificationInfo"]["citation"]["title"] == [
        {"@value": "Bomen", "@language": "dut"},
        {"@value": "Arbres", "@language": "fre"},
    ]


def test_an_anchor_keeps_where_it_leads() -> None:
    (content,) = contents(read_all(iso()))
    assert content["identificationInfo"]["descriptiveKeywords"]["keyword"][0] == {
        "@value": "Geologie",
        "@language": "dut",
        "@id": "http://inspire.ec.europa.eu/theme/ge",
    }


def test_what_is_said_to_be_missing_and_what_the_software_adds_is_no_part_of_the_record() -> None:
    more = (
        '<gmd:supplementalInformation gco:nilReason="missing"/>'
        '<geonet:info xmlns:geonet="http://www.fao.org/geonetwork"><id>12</id></geonet:info>'
    )
    assert contents(read_all(iso(more=more))) == contents(read_all(iso()))


def test_identifiers_of_elements_that_change_at_every_request_do_not_count() -> None:
    other = iso().replace('gml:id="t1"', 'gml:id="t2"')
    assert contents(read_all(other)) == contents(read_all(iso()))


def test_a_pointer_leads_back_to_the_record() -> None:
    body = results(iso("a"), iso("b"), matched=2)
    pointers = [step.record.pointer for step in read_all(body) if isinstance(step, RecordSeen)]
    root: Any = etree.fromstring(body.encode())
    found = [root.xpath(pointer)[0].findtext("{*}fileIdentifier/{*}CharacterString") for pointer in pointers]
    assert found == ["a", "b"]


def test_a_service_is_told_from_data_and_knows_what_it_operates_on() -> None:
    steps = read_all(results(service(), iso(level="series"), matched=2))
    assert [step.record.kind for step in steps if isinstance(step, RecordSeen)] == [
        Kind.SERVICE,
        Kind.DATASET,
    ]
    assert contents(steps)[0]["identificationInfo"]["operatesOn"] == {"uuidref": "bomen-1"}


def test_a_new_stamp_alone_is_no_change() -> None:
    (old,) = [s.record for s in read_all(iso()) if isinstance(s, RecordSeen)]
    (new,) = contents(read_all(iso().replace("2026-02-01", "2026-03-01")))
    assert fingerprint(new, old.dialect) == old.hash


ISO_3 = """<mdb:MD_Metadata xmlns:mdb="http://standards.iso.org/iso/19115/-3/mdb/2.0"
 xmlns:mcc="http://standards.iso.org/iso/19115/-3/mcc/1.0" xmlns:lan="http://standards.iso.org/iso/19115/-3/lan/1.0"
 xmlns:gco="http://standards.iso.org/iso/19115/-3/gco/1.0" xmlns:mri="http://standards.iso.org/iso/19115/-3/mri/1.0"
 ><mdb:metadataIdentifier><mcc:MD_Identifier><mcc:code><gco:CharacterString>drie</gco:CharacterString></mcc:code>
 </mcc:MD_Identifier></mdb:metadataIdentifier><mdb:defaultLocale><lan:PT_Locale id="NL"><lan:language>
 <lan:LanguageCode codeListValue="dut"/></lan:language></lan:PT_Locale></mdb:defaultLocale>
 <mdb:identificationInfo><mri:MD_DataIdentification><mri:abstract><gco:CharacterString>Bomen</gco:CharacterString>
 </mri:abstract></mri:MD_DataIdentification></mdb:identificationInfo></mdb:MD_Metadata>"""


def test_iso_19115_3_gives_the_same_tree() -> None:
    (content,) = contents(read_all(ISO_3))
    assert names(read_all(ISO_3)) == ["drie"]
    assert content["identificationInfo"]["abstract"] == {"@value": "Bomen", "@language": "dut"}


def test_what_describes_no_data_is_passed_over_with_its_reason() -> None:
    catalogue = '<gfc:FC_FeatureCatalogue xmlns:gfc="http://www.isotc211.org/2005/gfc"/>'
    steps = read_all(results(catalogue, iso(level="featureType"), matched=2))
    assert [(step.reason_key, step.skipped) for step in steps if isinstance(step, RecordFailed)] == [
        ("harvester.record.other-schema", True),
        ("harvester.record.no-dataset", True),
    ]


def test_a_record_without_an_identifier_fails_alone() -> None:
    steps = read_all(results(iso(""), iso("b"), matched=2))
    assert failures(steps) == [("/*/*[local-name()='SearchResults']/*[1]", "harvester.record.no-identifier")]
    assert names(steps) == ["b"]


# What is malformed.


def test_a_lone_ampersand_or_less_than_stands_for_itself() -> None:
    steps = read_all(results(iso(title="Bomen & struiken < 3 m, caf&eacute;"), iso("b"), matched=2))
    assert names(steps) == ["bomen-1", "b"]
    assert contents(steps)[0]["identificationInfo"]["citation"]["title"][0]["@value"] == (
        "Bomen & struiken < 3 m, café"
    )


def test_a_record_that_cannot_be_mended_fails_and_its_neighbours_do_not() -> None:
    broken = iso("b").replace("</gmd:abstract>", "</gmd:abstrakt>")
    steps = read_all(results(iso("a"), broken, iso("c"), matched=3))
    assert names(steps) == ["a", "c"]
    assert failures(steps) == [("/*/*[local-name()='SearchResults']/*[2]", "harvester.record.unreadable")]
    assert steps[-1] == Closed("harvester.pages.all-read")
    assert Declared(3) in steps


def test_a_record_with_bytes_that_are_no_text_tells_what_it_lost() -> None:
    body = results(iso(title="B@men & co"), matched=1).encode().replace(b"B@men", b"B\xf3men")
    (step,) = [step for step in read_all(body) if isinstance(step, RecordSeen)]
    assert len(step.record.damage) == 1
    assert "B\ufffdmen &amp; co" in step.record.damage[0]


def test_a_page_that_breaks_off_in_its_first_record_fails_that_record_and_goes_on() -> None:
    steps = read_all(results(iso("a"), iso("b"), matched=2)[:1500])
    assert failures(steps) == [("/*/*[local-name()='SearchResults']/*[1]", "harvester.record.truncated")]
    assert isinstance(steps[-1], Ask)


@pytest.mark.parametrize("body", ["", "niets", "<a><b></a>", "{}", results(matched=3)[:150]])
def test_what_is_no_xml_is_refused(body: str) -> None:
    assert refused(body) == "harvester.unparseable"


def test_what_is_another_kind_of_xml_is_refused_by_its_name() -> None:
    assert refused("<WMS_Capabilities/>") == "harvester.not-csw"


# What is hostile.


def bomb(reference: str) -> str:
    entities = '<!ENTITY a "xxxxxxxxxxxxxxxxxxxxxxxxx">' + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return f"<!DOCTYPE x [{entities}]>" + results(iso(), matched=1).partition("?>")[2].replace(
        "Alle bomen van de stad.", reference
    )


@pytest.mark.parametrize("reference", ["&i;", '"><x y="&i;"/>', "&a;"])
def test_a_bomb_of_entities_does_not_go_off(reference: str) -> None:
    assert refused(bomb(reference)) == "harvester.xml-entities"


@pytest.mark.parametrize("place", ["file:///etc/hostname", "http://127.0.0.1:1/x", "nowhere.dtd"])
@pytest.mark.parametrize(
    "kind", ["SYSTEM '{0}'", "[<!ENTITY i SYSTEM '{0}'>]", "[<!ENTITY % p SYSTEM '{0}'> %p;]"]
)
def test_nothing_outside_the_answer_is_touched(place: str, kind: str) -> None:
    body = f"<!DOCTYPE x {kind.format(place)}>" + results(iso(title="&i;"), matched=1).partition("?>")[2]
    assert refused(body) == "harvester.xml-entities"


def test_entities_in_another_encoding_are_seen_all_the_same() -> None:
    declared = '<?xml version="1.0" encoding="utf-16"?>'
    assert refused((declared + bomb("&i;")).encode("utf-16")).startswith("harvester.")
    assert names(read_all((declared + iso()).encode("utf-16"))) == ["bomen-1"]


def test_a_record_of_endless_depth_fails_alone() -> None:
    deep = "<gmd:a><gmd:B>" * (DEEPEST // 2 + 5) + "</gmd:B></gmd:a>" * (DEEPEST // 2 + 5)
    steps = read_all(results(iso("a", more=deep), iso("b"), matched=2))
    assert [reason for _, reason in failures(steps)] == ["harvester.record.too-large"]
    assert names(steps) == ["b"]


def test_a_document_of_endless_depth_is_refused() -> None:
    assert refused("<a>" * 5000) == "harvester.unparseable"


def test_an_answer_of_endless_length_that_is_no_list_is_refused() -> None:
    assert refused(f"<a>{'<b/>' * 5_000_000}</a>") == "harvester.too-large"


# Where it goes on.


WHOLE = Closed("harvester.pages.all-read")
STUCK = Closed("harvester.pages.fewer-than-declared", whole=False)
UNCOUNTED = results(iso(), matched=1).replace('numberOfRecordsMatched="1"', "")
ENDS = [
    pytest.param(results(matched=0), 1, WHOLE, id="empty"),
    pytest.param(results(iso(), matched=5, following=3), 5, WHOLE, id="last"),
    pytest.param(results(matched=5), 3, STUCK, id="stuck"),
    pytest.param(UNCOUNTED, 1, WHOLE, id="uncounted"),
    pytest.param(iso(), 1, Closed("harvester.pages.one-document"), id="one record"),
]


@pytest.mark.parametrize(("body", "start", "end"), ENDS)
def test_a_list_ends_only_where_it_ends(body: str, start: int, end: Closed) -> None:
    assert read_all(body, start)[-1] == end


@pytest.mark.parametrize(
    "base",
    ["https://x.example/csw", "https://x.example/csw?SERVICE=CSW&VERSION=2.0.2&REQUEST=GetCapabilities"],
)
def test_any_address_of_a_service_leads_to_it(base: str) -> None:
    assert capabilities_url(base) == (
        "https://x.example/csw?service=CSW&version=2.0.2&request=GetCapabilities"
    )


def test_a_question_can_be_read_back_from_its_address() -> None:
    asked = Query(base=URL, schema="http://www.w3.org/ns/dcat#", start=41, rows=20, way=2, since="2026-01-31")
    assert Query(base=URL).read_from(asked.url) == asked


def test_an_element_under_another_prefix_is_the_same_element() -> None:
    assert contents(read_all(iso().replace("gmd:", "x:").replace("xmlns:gmd=", "xmlns:x="))) == contents(
        read_all(iso())
    )
