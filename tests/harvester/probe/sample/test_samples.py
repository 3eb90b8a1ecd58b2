"""What the first bytes of an answer are found to be."""

import gzip
import io
import json
import zipfile
from collections.abc import Sequence

import pytest

from catalogue.testimony import Sample
from harvester.probe.sample import sample_of

URL = "https://stad.example/bomen"


def of(text: str | bytes, kind: str = "", *, whole: bool = True, url: str = URL, link: str = "") -> Sample:
    body = text if isinstance(text, bytes) else text.encode()
    return sample_of(body, whole=whole, content_type=kind, url=url, link=link)


def zipped(*names: str, mimetype: str = "") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), b"x" * 100)
    return packed.getvalue()


@pytest.mark.parametrize(("sign", "code"), [(",", "CSV"), (";", "CSV"), ("\t", "TSV"), ("|", "CSV")])
def test_a_table_is_known_by_the_sign_that_parts_its_fields(sign: str, code: str) -> None:
    text = "id,naam,datum\n1,Eik,2026-01-01\n2,Beuk,2026-02-01\n".replace(",", sign)
    found = of(text, "text/csv")
    assert (found.format, found.parses, found.records, found.warnings) == (code, True, 2, ())
    assert found.facts.delimiter == sign
    assert found.facts.columns == ("id", "naam", "datum")
    assert found.facts.identifiers == ("1", "2")
    assert (found.facts.earliest, found.facts.latest) == ("2026-01-01", "2026-02-01")


def test_a_sign_within_quotes_parts_nothing() -> None:
    found = of('naam;adres\nEik;"Laan 1; bus 2"\nBeuk;"Plein 3"\n', "text/csv")
    assert (found.facts.delimiter, found.records, found.warnings) == (";", 2, ())


def test_rows_of_different_widths_are_ragged() -> None:
    assert "ragged" in of("a,b\n1,2\n1,2,3\n", "text/csv").warnings


def test_an_old_encoding_that_nobody_names_is_a_warning() -> None:
    body = "naam,straat\nEik,Caféstraat\n".encode("cp1252")
    assert of(body, "text/csv").warnings == ("charset",)
    assert of(body, "text/csv; charset=windows-1252").warnings == ()
    assert of(body, "text/csv").facts.encoding == "windows-1252"


def test_the_last_row_of_a_table_that_is_cut_off_does_not_count() -> None:
    found = of('id,naam\n1,Eik\n2,"Beu', "text/csv", whole=False)
    assert (found.parses, found.records) == (True, 1)


def test_a_character_cut_in_two_is_no_other_encoding() -> None:
    found = of("naam,straat\nEik,Café".encode()[:-1], "text/csv", whole=False)
    assert (found.facts.encoding, found.warnings) == ("utf-8", ())


def test_points_are_found_in_columns() -> None:
    split = of("id,lat,lon\n1,51.05,3.72\n2,51.07,3.70\n", "text/csv")
    assert split.facts.points == ((3.72, 51.05), (3.7, 51.07))
    assert split.facts.bounds == (3.7, 51.05, 3.72, 51.07)
    pair = of('id;geo_point_2d\n1;"51.05, 3.72"\n', "text/csv")
    assert pair.facts.points == ((3.72, 51.05),)


def features(*points: Sequence[float], crs: str = "") -> str:
    made = [
        {
            "type": "Feature",
            "id": at,
            "properties": {"naam": "x"},
            "geometry": {"type": "Point", "coordinates": p},
        }
        for at, p in enumerate(points)
    ]
    system = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    return json.dumps({"type": "FeatureCollection", **system, "features": made})


def test_geojson_gives_its_features_and_where_they_are() -> None:
    found = of(features([3.72, 51.05], [3.7, 51.07]), "application/json")
    assert (found.format, found.records) == ("GEOJSON", 2)
    assert found.facts.columns == ("id", "naam")
    assert found.facts.points == ((3.72, 51.05), (3.7, 51.07))


def test_coordinates_of_a_flat_map_are_turned_to_degrees() -> None:
    found = of(features([104_000.0, 194_000.0], crs="urn:ogc:def:crs:EPSG::31370"))
    assert found.facts.points is not None
    ((x, y),) = found.facts.points
    assert (round(x, 1), round(y, 1)) == (3.7, 51.1)


def test_json_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    text = features(*[[3.7, 51.0]] * 40)
    found = of(text[: len(text) // 2], whole=False)
    assert (found.format, found.parses) == ("GEOJSON", True)
    assert found.records is not None
    assert 15 <= found.records <= 21


def test_json_that_is_whole_and_broken_does_not_parse() -> None:
    assert of('{"a": [1, 2', "application/json").parses is False


@pytest.mark.parametrize(
    ("value", "code", "standard", "records"),
    [
        ([{"id": 1}, {"id": 2}], "JSON", None, 2),
        ({"results": [{"id": 1}], "total_count": 9}, "JSON", None, 1),
        ({"result": {"records": [{"id": 1}, {"id": 2}]}}, "JSON", None, 2),
        (
            {"last_updated": 1772366400, "ttl": 60, "data": {"stations": [{"station_id": "a"}]}},
            "JSON",
            "gbfs",
            1,
        ),
        ([{"id": "a", "type": "Meting", "waarde": {"type": "Number", "value": 1}}], "JSON", "ngsi-v2", 1),
        ([{"@context": "https://x", "id": "urn:a", "type": "Meting"}], "JSON_LD", "ngsi-ld", 1),
        ({"d2LogicalModel": {}}, "JSON", "datex2", 1),
        ({"collections": [], "links": []}, "JSON", "ogc-api", 1),
        ([], "JSON", None, 0),
    ],
)
def test_known_shapes_of_json_are_recognised(
    value: object, code: str, standard: str | None, records: int
) -> None:
    found = of(json.dumps(value), "application/json")
    assert (found.format, found.records, found.facts.more.get("standard")) == (code, records, standard)


def test_one_object_per_line_is_read_as_well() -> None:
    found = of('{"id": 1}\n{"id": 2}\n', "application/json")
    assert (found.parses, found.records, found.facts.more) == (True, 2, {"lines": True})


def test_the_time_of_a_live_document_is_read() -> None:
    found = of('{"last_updated": 1772366400, "ttl": 60, "data": {"stations": []}}')
    assert (found.facts.generated_at, found.facts.timed_by) == ("2026-03-01T12:00:00+00:00", "last_updated")


@pytest.mark.parametrize(
    "value",
    [{"error": "no such dataset"}, {"success": False, "error": {"message": "x"}}, {"error": {"code": 400}}],
)
def test_an_error_in_json_is_no_data(value: object) -> None:
    assert of(json.dumps(value), "application/json").facts.error == "error-object"


TURTLE = f"""\
@prefix d: <http://purl.org/dc/terms/> . @prefix h: <http://www.w3.org/ns/hydra/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
<{URL}> d:license <https://stad.example/licentie> ; h:previous <{URL}?p=1> ;
    prov:generatedAtTime "2026-03-01T10:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .
<https://stad.example/id/boom/1> a <https://data.vlaanderen.be/ns/boom#Boom> ;
    d:spatial <https://data.vlaanderen.be/id/gemeente/44021> ; d:relation <https://elders.example/1> .
"""


def test_rdf_tells_what_it_is_about_and_in_which_words() -> None:
    found = of(TURTLE, "text/turtle")
    facts = found.facts
    assert (found.format, found.parses, facts.triples, facts.about) == ("RDF_TURTLE", True, 6, 3)
    assert facts.subjects == ("https://stad.example/id/boom/1",)
    assert facts.terms is not None
    assert "https://data.vlaanderen.be/ns/boom#Boom" in facts.terms
    assert facts.outward == ("https://data.vlaanderen.be/id/gemeente/44021", "https://elders.example/1")
    assert facts.licences == ("https://stad.example/licentie",)
    assert facts.generated_at == "2026-03-01T10:00:00+00:00"
    assert facts.timed_by == "http://www.w3.org/ns/prov#generatedAtTime"
    assert facts.links == {"prev": f"{URL}?p=1"}


def test_rdf_that_is_cut_off_parses_as_far_as_it_goes() -> None:
    found = of(TURTLE[:-20], "text/turtle", whole=False)
    assert (found.parses, found.facts.triples) == (True, 5)
    assert of(TURTLE[:-20], "text/turtle").parses is False


def test_json_ld_is_read_as_statements_where_its_context_is_known() -> None:
    value = {"@context": {"d": "http://purl.org/dc/terms/"}, "@id": URL, "d:title": "Bomen"}
    found = of(json.dumps(value), "application/ld+json")
    assert (found.format, found.facts.triples, found.facts.about) == ("JSON_LD", 1, 1)
    unknown = of(json.dumps(value | {"@context": "https://elders.example/context"}), "application/ld+json")
    assert (unknown.format, unknown.parses, unknown.facts.triples) == ("JSON_LD", True, None)


def test_a_measurement_in_a_graph_of_the_document_is_about_it() -> None:
    text = f'<urn:a> <urn:p> "1" <{URL}?time=2026> .\n'
    found = of(text, "application/n-quads")
    assert (found.format, found.facts.triples, found.facts.about) == ("RDF_N_QUADS", 1, 1)


@pytest.mark.parametrize(
    ("root", "code", "records"),
    [
        (
            '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark/><Placemark/></Document></kml>',
            "KML",
            2,
        ),
        (
            '<WMS_Capabilities xmlns="http://www.opengis.net/wms"><C><Layer/></C></WMS_Capabilities>',
            "WMS_SRVC",
            1,
        ),
        (
            '<w:WFS_Capabilities xmlns:w="http://www.opengis.net/wfs/2.0"><w:L><w:FeatureType/></w:L></w:WFS_Capabilities>',
            "WFS_SRVC",
            1,
        ),
        (
            '<Capabilities xmlns="http://www.opengis.net/wmts/1.0"><C><Layer/></C></Capabilities>',
            "MAP_SRVC",
            1,
        ),
        (
            '<w:FeatureCollection xmlns:w="http://www.opengis.net/wfs/2.0"><w:member/><w:member/></w:FeatureCollection>',
            "GML",
            2,
        ),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><entry/><entry/></feed>', "ATOM", 2),
        ("<bomen><boom/><boom/><boom/></bomen>", "XML", 3),
    ],
)
def test_dialects_of_xml_are_recognised_by_their_root(root: str, code: str, records: int) -> None:
    found = of('<?xml version="1.0"?>' + root, "text/xml")
    assert (found.format, found.parses, found.records) == (code, True, records)


def test_live_traffic_data_tell_their_time() -> None:
    text = """<d2LogicalModel xmlns="http://datex2.eu/schema/2/2_0"><payloadPublication>
        <publicationTime>2026-03-01T10:00:00+01:00</publicationTime></payloadPublication></d2LogicalModel>"""
    found = of(text, "application/xml")
    assert found.facts.more == {"standard": "datex2"}
    assert (found.facts.generated_at, found.facts.timed_by) == (
        "2026-03-01T09:00:00+00:00",
        "publicationTime",
    )


def test_a_refusal_of_a_service_is_no_data() -> None:
    found = of("<ServiceExceptionReport><ServiceException/></ServiceExceptionReport>", "text/xml")
    assert (found.facts.error, found.records) == ("exception-report", None)


def test_xml_that_is_cut_off_parses_and_whole_xml_that_breaks_does_not() -> None:
    text = "<bomen>" + "<boom><naam>Eik</naam></boom>" * 20
    assert of(text, "text/xml", whole=False).parses is True
    assert of(text, "text/xml").parses is False


def test_entities_are_never_put_together() -> None:
    text = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><a><x>&c;</x></a>'
    assert of(text, "text/xml").format == "XML"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (zipped("xl/workbook.xml"), "XLSX"),
        (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ODS"),
        (zipped("wegen.shp", "wegen.dbf"), "SHP"),
        (zipped("doc.kml"), "KMZ"),
        (zipped("a.gdb/x.gdbtable"), "GDB"),
        (zipped("bomen.csv"), "ZIP"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"PAR1" + b"\x00" * 20, "PARQUET"),
        (b"CDF\x01", "NETCDF"),
        (b"SQLite format 3\x00".ljust(68, b"\x00") + b"GPKG" + b"\x00" * 30, "GPKG"),
        (gzip.compress(b"a,b", mtime=0), "GZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "XLS"),
    ],
)
def test_formats_with_a_signature_are_known_by_it(body: bytes, code: str) -> None:
    assert of(body, "text/csv").format == code


def test_a_timetable_is_known_by_the_files_in_it_also_when_it_is_cut_off() -> None:
    body = zipped("agency.txt", "stops.txt", "routes.txt", "trips.txt")
    for one in (of(body), of(body[: len(body) - 60], whole=False)):
        assert one.facts.more == {"standard": "gtfs"}
        assert one.facts.members == ("agency.txt", "stops.txt", "routes.txt", "trips.txt")


@pytest.mark.parametrize(
    ("title", "error"),
    [
        ("Bomen", ""),
        ("404 - Pagina niet gevonden", "not-found-page"),
        ("Internal Server Error", "error-page"),
    ],
)
def test_a_page_says_what_it_is_called_and_whether_it_is_one_of_an_error(title: str, error: str) -> None:
    found = of(f"<!doctype html><html><head><title>{title}</title></head></html>", "text/html")
    assert (found.format, found.page, found.facts.page_title, found.facts.error) == (
        "HTML",
        True,
        title,
        error,
    )


def test_a_page_that_asks_for_a_password_is_a_login_page() -> None:
    page = "<!doctype html><title>Aanmelden</title><input type='password'>"
    assert of(page).facts.error == "login-page"


def test_data_within_a_page_are_seen() -> None:
    plain = '<!doctype html><meta property="og:title" content="x">'
    assert of(plain).facts.linked_data_in_page is False
    assert of(plain + '<script type="application/ld+json">{}</script>').facts.linked_data_in_page is True


def test_links_in_time_come_from_the_header_too() -> None:
    header = '</bomen?p=1>; rel="prev", <https://stad.example/tijden>; rel="timemap"; type="x"'
    assert of("a,b\n1,2\n", "text/csv", link=header).facts.links == {
        "prev": "https://stad.example/bomen?p=1",
        "timemap": "https://stad.example/tijden",
    }


def test_nothing_is_nothing() -> None:
    found = of(b"", "text/csv")
    assert (found.format, found.parses, found.records, found.size, found.warnings) == (
        "",
        False,
        0,
        0,
        ("empty",),
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("<a href='https://smart.flanders.be/open-data-charter/'>Charter</a>", "link"),
        ('<a href="https://smart.flanders.be/open-data-beleid/open-data-charter/#9">9</a>', "link"),
        ("<p>Wij ondertekenden het <b>open data</b> charter.</p>", "name"),
        ("<a href='https://stad.example/handvest'>Ons handvest</a>", ""),
        ("<a href='https://smart.flanders.be/'>Smart Flanders</a> en een charter voor groen", ""),
    ],
)
def test_a_page_that_leads_to_the_charter_is_told_from_one_that_only_names_it(words: str, told: str) -> None:
    assert of(f"<!doctype html><title>Open data</title>{words}").facts.charter == told


def test_of_data_nobody_says_whether_they_lead_to_the_charter() -> None:
    assert of("a,b\n1,open data charter\n", "text/csv").facts.charter is None
