"""ISO records, as the harvester reads them, become entries; every sample is synthetic."""

from io import BytesIO
from typing import Any

import pytest

from catalogue.model import DataService, Dataset, Dialect, Distribution, Entry, Kind, PublisherFacts, Text
from harvester.crawl import RecordSeen
from harvester.crawl.spool import Payload
from harvester.crawl.steps import Page
from harvester.protocols.csw.payload import Pages, read
from harvester.protocols.csw.queries import Query
from mappings.engine.paths import walker
from tests.catalogue_services import CONSTRAINTS, LICENCE, iso, legal, online, party, service, text
from tests.mappings.conftest import Translate

MODEL = "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"
PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
NON_PUBLIC = "http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC"
FORMAT = "http://publications.europa.eu/resource/authority/file-type/"


def entry(entry_of: Translate, body: str, **context: Any) -> Entry:  # noqa: ANN401 -- fields of Context
    page = Page("u", Payload(BytesIO(body.encode()), "0" * 64, len(body), ""), asked="u")
    (record,) = [s.record for s in read(page, Pages(Query(base="u")), "") if isinstance(s, RecordSeen)]
    return entry_of(record.content, Dialect.ISO_19139, record.kind, **context)


def dataset(entry_of: Translate, body: str, **context: Any) -> Dataset:  # noqa: ANN401 -- idem
    resource = entry(entry_of, body, **context).resource
    assert isinstance(resource, Dataset)
    return resource


def notes(entry_of: Translate, body: str, **context: Any) -> set[str]:  # noqa: ANN401 -- idem
    return {note.code for note in entry(entry_of, body, **context).notes}


def test_texts_come_out_in_every_language_of_the_record(entry_of: Translate) -> None:
    made = dataset(entry_of, iso())
    assert made.title == [Text("Bomen", "nl"), Text("Arbres", "fr")]
    assert made.description == [Text("Alle bomen van de stad.", "nl"), Text("Tous les arbres.", "fr")]
    assert Text("Géologie", "fr") in made.keywords


def test_dates_codes_and_identifiers_come_out(entry_of: Translate) -> None:
    made = dataset(entry_of, iso())
    assert made.issued is not None
    assert made.modified is not None
    assert (made.issued.lexical, made.modified.lexical) == ("2019-03-04", "2026-01-05")
    assert made.frequency.endswith("/ANNUAL")
    assert made.languages == ["http://publications.europa.eu/resource/authority/language/NLD"]
    assert {theme.rpartition("/")[2] for theme in made.themes} == {"ENVI"}
    assert made.alternative_identifiers == ["bomen-1"]
    assert [period.start.lexical for period in made.temporal if period.start] == ["2019-01-01"]


def test_the_box_comes_out_with_longitude_first(entry_of: Translate) -> None:
    assert [place.bbox for place in dataset(entry_of, iso()).spatial] == [
        "POLYGON((3.5 50.9, 3.9 50.9, 3.9 51.2, 3.5 51.2, 3.5 50.9))"
    ]


def test_each_role_is_what_it_says(entry_of: Translate) -> None:
    made = dataset(entry_of, iso())
    assert made.contact is not None
    assert made.publisher is not None
    assert made.rights_holder is not None
    assert made.contact.email == "mailto:data@voorbeeld.be"
    assert made.publisher.name == [Text("Stad Voorbeeld", "nl")]
    assert made.publisher.iri == "https://data.vlaanderen.be/id/organisatie/OVO999999"
    assert made.rights_holder.iri == made.publisher.iri


def test_who_is_named_as_publisher_comes_before_the_owner(entry_of: Translate) -> None:
    parties = party("Eigenaar", "owner", "a@voorbeeld.be") + party("Uitgever", "publisher", "b@voorbeeld.be")
    publisher = dataset(entry_of, iso(parties=parties)).publisher
    assert publisher is not None
    assert publisher.name == [Text("Uitgever", "nl")]


def test_a_point_of_contact_is_no_publisher(entry_of: Translate, facts: PublisherFacts) -> None:
    parties = party("Helpdesk", "pointOfContact", "help@voorbeeld.be")
    assert dataset(entry_of, iso(parties=parties)).publisher is None
    publisher = dataset(entry_of, iso(parties=parties), facts=facts).publisher
    assert publisher is not None
    assert publisher.name == [Text("Stad Voorbeeld", "nl")]


def test_flemish_keywords_are_its_status(entry_of: Translate) -> None:
    marks = {mark.rpartition("/")[2] for mark in dataset(entry_of, iso(), public="web").statuut}
    assert marks == {"HERBRUIKBAAR", "VLOPENDATA"}
    unfounded = iso(constraints=legal("useConstraints", text("otherConstraints", "Vraag het ons")))
    assert "statuut-unfounded" in notes(entry_of, unfounded, public="web")


def test_standards_are_known_by_their_address(entry_of: Translate) -> None:
    assert [standard.iri for standard in dataset(entry_of, iso()).conforms_to] == [
        "http://www.opengis.net/def/crs/EPSG/0/31370"
    ]


# Licences and limits.


def test_the_licence_among_the_conditions_is_that_of_every_file_and_service(entry_of: Translate) -> None:
    made = entry(entry_of, iso(), public="web")
    assert isinstance(made.resource, Dataset)
    offered: list[Distribution | DataService] = [*made.resource.distributions, *made.services]
    assert len(offered) == 2
    assert {offer.licence.iri for offer in offered if offer.licence} == {MODEL}


def test_conditions_with_an_address_of_their_own_are_kept_as_unlisted(entry_of: Translate) -> None:
    body = iso(
        constraints=legal("useConstraints", text("otherConstraints", "Eigen", "https://voorbeeld.be/l"))
    )
    licence = dataset(entry_of, body).distributions[0].licence
    assert licence is not None
    assert licence.iri == "https://voorbeeld.be/l"
    assert "licence-unlisted" in notes(entry_of, body)


def test_words_that_limit_use_are_never_overruled_by_a_default(
    entry_of: Translate, facts: PublisherFacts
) -> None:
    body = iso(constraints=legal("useConstraints", text("otherConstraints", "Enkel voor scholen")))
    assert {made.licence for made in dataset(entry_of, body, facts=facts).distributions} == {None}
    assert "licence-unknown" in notes(entry_of, body, facts=facts)
    silent = dataset(entry_of, iso(constraints=""), facts=facts).distributions[0].licence
    assert silent is not None


@pytest.mark.parametrize(
    ("constraints", "right"),
    [
        (CONSTRAINTS, PUBLIC),
        (legal("accessConstraints", text("otherConstraints", "No limitations to public access")), PUBLIC),
        (
            legal(
                "accessConstraints",
                text(
                    "otherConstraints",
                    "x",
                    "http://inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess/"
                    "INSPIRE_Directive_Article13_1d",
                ),
            ),
            NON_PUBLIC,
        ),
        (CONSTRAINTS.replace("otherRestrictions", "restricted", 1), NON_PUBLIC),
        (legal("accessConstraints", text("otherConstraints", "Enkel na toelating")), ""),
        ("", PUBLIC),
    ],
    ids=["anchor", "words", "article 13", "code", "words that nobody can read", "silent"],
)
def test_limits_on_access_are_read_and_never_defaulted_away(
    entry_of: Translate, constraints: str, right: str
) -> None:
    assert dataset(entry_of, iso(constraints=constraints), public="web").access_rights == right


# Links.


def test_links_become_services_files_and_pages(entry_of: Translate) -> None:
    made = entry(entry_of, iso(), public="web")
    assert isinstance(made.resource, Dataset)
    (file,) = made.resource.distributions
    assert (file.access_url, file.download_url) == ("https://voorbeeld.be/bomen.zip",) * 2
    assert file.format == FORMAT + "ZIP"
    assert [one.endpoint_url for one in made.services] == ["https://geo.voorbeeld.be/wms"]
    assert made.resource.pages == ["https://voorbeeld.be/over-bomen"]


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        (online("https://x.be/a", "WWW:LINK-1.0-http--link"), "file"),
        (online("https://x.be/a", "WWW:LINK-1.0-http--related"), "page"),
        (online("https://x.be/a", function="download"), "file"),
        (online("https://x.be/a", function="order"), "page"),
        (online("https://x.be/a.csv"), "file"),
        (online("https://x.be/a.pdf"), "page"),
        (online("https://x.be/a", "OGC:WFS-1.1.0-http-get-feature", "Laag", "information"), "service"),
        (online("https://x.be/a", "OGC Web Map Service", "Laag"), "service"),
        (online("https://x.be/a", "INSPIRE Atom"), "file"),
    ],
)
def test_protocol_and_function_tell_what_a_link_is(entry_of: Translate, link: str, kind: str) -> None:
    made = entry(entry_of, iso(onlines=link), public="web")
    assert isinstance(made.resource, Dataset)
    found = {"file": made.resource.distributions, "page": made.resource.pages, "service": made.services}
    assert {name for name, some in found.items() if some} == {kind}


def test_a_link_to_data_without_an_address_is_noted(entry_of: Translate) -> None:
    assert "distribution-without-url" in notes(
        entry_of, iso(onlines=online("bomen.zip", function="download"))
    )


def test_the_one_format_of_the_record_is_that_of_its_one_file(entry_of: Translate) -> None:
    one = online("https://x.be/get?id=1", function="download")
    assert dataset(entry_of, iso(onlines=one)).distributions[0].format == FORMAT + "SHP"
    two = one + online("https://x.be/get?id=2", function="download")
    assert {made.format for made in dataset(entry_of, iso(onlines=two)).distributions} == {""}


def test_a_service_says_where_it_is_and_where_it_describes_itself(entry_of: Translate) -> None:
    made = entry(entry_of, service())
    assert made.kind is Kind.SERVICE
    assert isinstance(made.resource, DataService)
    assert made.resource.endpoint_url == "https://geo.voorbeeld.be/wms"
    assert made.resource.endpoint_description == (
        "https://geo.voorbeeld.be/wms?service=WMS&request=GetCapabilities"
    )
    assert made.resource.licence is not None
    assert made.resource.licence.iri == MODEL
    assert made.resource.title == [Text("Kaarten", "nl")]


def test_every_reason_points_into_the_record(entry_of: Translate) -> None:
    made = entry(entry_of, iso(), public="web")
    pointed = [why for whys in made.reasons.values() for why in whys if why.pointer]
    assert len(pointed) > 20
    assert made.reasons["distributions[0].licence"][0].original == LICENCE


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("b", True),
        (["a", "b"], True),
        ({"@value": "b"}, True),
        ("a", False),
        (None, False),
        ({"@id": "b"}, False),
    ],
)
def test_a_condition_in_a_path_knows_texts_and_lists(value: object, *, found: bool) -> None:
    assert bool(walker("x[role=b]/name")({"x": {"role": value, "name": "n"}}, "")) is found


def test_words_on_use_that_name_no_licence_are_a_statement_of_rights(entry_of: Translate) -> None:
    made = dataset(
        entry_of,
        iso(
            constraints=legal("useConstraints", text("otherConstraints", "Vermeld de bron."))
            + legal("useConstraints", text("otherConstraints", "Niet voor navigatie.")),
            onlines=online("https://x.example/a.csv", "WWW:DOWNLOAD", "Bomen"),
        ),
    )
    assert {file.rights[0].value for file in made.distributions} == {
        "Vermeld de bron.\n\nNiet voor navigatie."
    }


def test_a_licence_that_is_named_is_not_repeated_as_rights(entry_of: Translate) -> None:
    made = dataset(
        entry_of,
        iso(
            constraints=legal("useConstraints", text("otherConstraints", "Modellicentie", LICENCE)),
            onlines=online("https://x.example/a.csv", "WWW:DOWNLOAD", "Bomen"),
        ),
    )
    assert [(file.licence is not None, file.rights) for file in made.distributions] == [(True, [])]


def test_a_graphic_overview_is_a_sample(entry_of: Translate) -> None:
    overview = (
        "<gmd:graphicOverview><gmd:MD_BrowseGraphic>"
        f"{text('fileName', 'https://x.example/kaart.png')}{text('fileDescription', 'De kaart')}"
        f"{text('fileType', 'image/png')}</gmd:MD_BrowseGraphic></gmd:graphicOverview>"
    )
    body = iso().replace("</gmd:MD_DataIdentification>", overview + "</gmd:MD_DataIdentification>")
    (sample,) = dataset(entry_of, body).samples
    assert (sample.download_url, sample.title[0].value) == ("https://x.example/kaart.png", "De kaart")
    assert sample.media_type.endswith("/image/png")


def test_a_ground_distance_is_a_resolution_and_the_lineage_is_told_in_words(entry_of: Translate) -> None:
    distance = (
        "<gmd:spatialResolution><gmd:MD_Resolution><gmd:distance>"
        '<gco:Distance uom="cm">25</gco:Distance></gmd:distance></gmd:MD_Resolution></gmd:spatialResolution>'
    )
    lineage = (
        "<gmd:dataQualityInfo><gmd:DQ_DataQuality><gmd:lineage><gmd:LI_Lineage>"
        f"{text('statement', 'Ingemeten op het terrein.')}"
        "</gmd:LI_Lineage></gmd:lineage></gmd:DQ_DataQuality></gmd:dataQualityInfo>"
    )
    body = iso().replace("</gmd:MD_DataIdentification>", distance + "</gmd:MD_DataIdentification>")
    made = dataset(entry_of, body.replace("</gmd:MD_Metadata>", lineage + "</gmd:MD_Metadata>"))
    assert made.spatial_resolution == "0.25"
    assert Text("Ingemeten op het terrein.", "nl") in made.provenance_texts


def test_a_frequency_of_ones_own_is_read_from_its_length(entry_of: Translate) -> None:
    own = (
        "<gmd:resourceMaintenance><gmd:MD_MaintenanceInformation><gmd:userDefinedMaintenanceFrequency>"
        "<gts:TM_PeriodDuration xmlns:gts='http://www.isotc211.org/2005/gts'>P0Y0M7DT0H0M0S"
        "</gts:TM_PeriodDuration></gmd:userDefinedMaintenanceFrequency></gmd:MD_MaintenanceInformation>"
        "</gmd:resourceMaintenance>"
    )
    body = iso()
    start, end = body.index("<gmd:resourceMaintenance>"), body.index("</gmd:resourceMaintenance>")
    made = dataset(entry_of, body[:start] + own + body[end + len("</gmd:resourceMaintenance>") :])
    assert made.frequency.endswith("/WEEKLY")
