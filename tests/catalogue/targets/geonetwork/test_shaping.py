"""One entry as one record: nested and ordered as the platform wants it, and nothing lost in silence."""

import pytest

from catalogue.graph import entry_blocks, members, statements
from catalogue.model import (
    Agent,
    Checksum,
    Contact,
    DataService,
    DatasetSeries,
    Distribution,
    Entry,
    Kind,
    Licence,
    Moment,
    Standard,
    Text,
    identify,
)
from catalogue.targets.geonetwork.markup import ABOUT, children, parsed, short
from catalogue.targets.geonetwork.shaping import Shaped, shape_record
from catalogue.targets.push import Refusal, Wanted
from catalogue.targets.twin import Fate, platform_uuid, poison, read_document, sniff
from tests.catalogue.targets.geonetwork.conftest import BASE, FREE, TOWN, WHEN, dataset
from tests.standins.geonetwork.order import SEQUENCES
from tests.standins.geonetwork.validity import faults


def shape(wanted: Wanted) -> Shaped:
    found = shape_record(wanted)
    assert isinstance(found, Shaped)
    return found


def texts(record: bytes) -> set[str | None]:
    document = parsed(record)
    assert document is not None
    return {one.text for one in document.iter()}


def service() -> Wanted:
    identity = identify(base=BASE, publisher=TOWN, source=f"{TOWN}/x", kind=Kind.SERVICE, identifier="wms")
    resource = DataService(
        iri=identity.iri,
        identifier=identity.identifier,
        title=[Text("Kaarten", "nl")],
        description=[Text("Kaarten van de stad", "nl")],
        keywords=[Text("kaart", "nl")],
        publisher=Agent(iri=f"{BASE}/id/organisatie/{TOWN}", name=[Text("Voorbeeldstad", "nl")]),
        contact=Contact(iri=f"{BASE}/id/contact/{TOWN}", name="Open data", email="mailto:data@stad.example"),
        access_rights="http://publications.europa.eu/resource/authority/access-right/PUBLIC",
        statuut=["https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATASERVICE"],
        endpoint_url="https://stad.example/wms",
        endpoint_description="https://stad.example/wms?request=GetCapabilities",
        licence=Licence(iri=FREE),
    )
    blocks = entry_blocks(
        Entry(identity=identity, kind=Kind.SERVICE, resource=resource), issued=WHEN, modified=WHEN
    )
    (member,) = members(blocks)
    return Wanted(identity.uuid, member.iri, TOWN, member.kind, "Kaarten", "abc", statements(blocks))


@pytest.mark.parametrize("wanted", [dataset(1), service()], ids=["dataset", "service"])
def test_an_entry_is_one_record_that_schema_and_rules_accept(wanted: Wanted) -> None:
    document = parsed(shape(wanted).record)
    assert faults(document) == []
    assert [short(one) for one in children(document)] == ["dcat:Catalog"]
    held = [short(one) for one in children(next(iter(children(document))))]
    assert held.count("dcat:record") == held.count("dcat:dataset") + held.count("dcat:service") == 1


@pytest.mark.parametrize("wanted", [dataset(1), service()], ids=["dataset", "service"])
def test_the_twin_reads_the_same_uuid_back(wanted: Wanted) -> None:
    reading = read_document(shape(wanted).record)
    assert (reading.fate, reading.problems) == (Fate.HARVESTED, [])
    (registration,) = reading.extraction.registrations
    assert registration.uuids == (wanted.uuid,)
    assert platform_uuid(registration.catalogue, wanted.uuid) == wanted.uuid


def test_the_resource_goes_by_a_bare_uuid_and_keeps_its_iri_as_another_identifier() -> None:
    wanted = dataset(1)
    text = shape(wanted).record.decode()
    inside = text[text.index("<dcat:Dataset ") : text.index("</dcat:Dataset>")]
    assert f"</dct:description><dct:identifier>{wanted.uuid}</dct:identifier>" in inside
    assert f"<skos:notation>{wanted.iri}</skos:notation>" in inside


def test_equal_entries_give_equal_bytes() -> None:
    assert shape(dataset(1)) == shape(dataset(1))


@pytest.mark.parametrize("text", ["Eerst @prefix dan", "<http://x> & <![CDATA[", "een\rregel", "]]>"])
def test_no_text_makes_it_look_like_another_syntax(text: str) -> None:
    record = shape(dataset(1, description=[Text(text, "nl")])).record
    assert poison(record) == []
    assert sniff(record) == ("rdf/xml", True)
    assert text in texts(record)


def test_what_the_schema_has_no_place_for_is_left_out_and_named() -> None:
    file = f"{BASE}/id/distributie/{TOWN}/9"
    checksum = Checksum(
        iri=f"{file}#som", algorithm="http://spdx.org/rdf/terms#checksumAlgorithm_md5", value="d41d8cd9"
    )
    given = Distribution(
        iri=file,
        identifier=file,
        access_url="https://stad.example/9.csv",
        checksum=checksum,
        availability="http://publications.europa.eu/resource/authority/planned-availability/STABLE",
    )
    found = shape(dataset(1, distributions=[given], issued=Moment("2019", "gYear")))
    assert {(one.predicate, one.why) for one in found.left_out} == {
        ("spdx:checksum", "no-place"),
        ("dcatap:availability", "no-place"),
        ("dct:issued", "date"),
    }
    assert faults(parsed(found.record)) == []


def test_of_several_schemes_of_a_code_one_is_written() -> None:
    theme = "http://publications.europa.eu/resource/authority/data-theme/TRAN"
    found = shape(dataset(1, themes=[theme]))
    assert [(one.subject, one.why) for one in found.left_out] == [(theme, "several")]
    assert faults(parsed(found.record)) == []


def test_a_standard_repeats_its_address_as_the_schema_demands() -> None:
    given = Standard(iri="https://standaard.example/1", title=[Text("Standaard", "nl")])
    document = parsed(shape(dataset(1, conforms_to=[given])).record)
    assert document is not None
    told = {
        one.get(ABOUT): [short(each) for each in children(one)]
        for one in document.iter()
        if short(one) == "dct:Standard"
    }
    assert told["https://standaard.example/1"] == ["dct:identifier", "dct:title"]


def test_a_series_is_refused_with_a_reason() -> None:
    identity = identify(base=BASE, publisher=TOWN, source="x", kind=Kind.SERIES, identifier="reeks")
    entry = Entry(
        identity=identity,
        kind=Kind.SERIES,
        resource=DatasetSeries(iri=identity.iri, identifier="reeks", title=[Text("Reeks", "nl")]),
    )
    blocks = entry_blocks(entry, issued=WHEN, modified=WHEN)
    wanted = Wanted(identity.uuid, identity.iri, TOWN, Kind.SERIES, "Reeks", "a", statements(blocks))
    assert shape_record(wanted) == Refusal("geonetwork.refused.series", {"title": "Reeks"})


@pytest.mark.parametrize(("times", "count"), [(0, 0), (2, 2)])
def test_a_record_with_no_profile_or_two_is_refused(times: int, count: int) -> None:
    wanted = dataset(1)
    lines = wanted.graph.splitlines(keepends=True)
    profile = next(line for line in lines if b"/record/" in line and b"conformsTo" in line)
    rest = [line for line in lines if line != profile]
    graph = b"".join([*rest, *(profile.replace(b"2022-04-21", b"202%d" % each) for each in range(times))])
    found = shape_record(wanted._replace(graph=graph))
    assert isinstance(found, Refusal)
    assert (found.key, found.facts["count"]) == ("geonetwork.refused.profiles", count)


def test_an_entry_without_its_record_is_refused() -> None:
    found = shape_record(dataset(1)._replace(uuid="00000000-0000-5000-8000-000000000000"))
    assert isinstance(found, Refusal)
    assert found.key == "geonetwork.refused.unregistered"


def test_the_order_of_the_product_is_the_order_of_the_schema() -> None:
    from catalogue.targets.geonetwork.table import _roles  # noqa: PLC0415  nothing else lists them

    for role in _roles().values():
        sequence = SEQUENCES[role.kind]
        assert list(role.holds) == sorted(role.holds, key=sequence.index), role.kind
