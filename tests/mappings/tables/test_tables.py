"""Every IRI in a table stands in a list of the profile, or on the list of open licences below."""

import gzip
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from mappings.tables import (
    Code,
    access_rights,
    codes,
    exports,
    formats,
    frequencies,
    languages,
    licence_key,
    licences,
    media_types,
    name_key,
    places,
    publishers,
    schema,
    themes,
)
from mappings.tables.index import load

OPEN_LICENCES = (
    "https://creativecommons.org/licenses/",
    "https://opendatacommons.org/licenses/",
    "http://www.opendefinition.org/licenses/",
    "http://publications.europa.eu/resource/authority/licence/",
    "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/",
    "http://reference.data.gov.uk/id/open-government-licence",
    "https://creativecommons.org/publicdomain/mark/1.0/",
    "http://cirb.brussels/fr/nos-solutions/urbis-solutions/licence-urbis-open-data",
    "https://www.govdata.de/dl-de/",
    "http://ec.europa.eu/geninfo/legal_notices_en.htm",
    "https://overheid.vlaanderen.be/Webdiensten-Gebruiksrecht",
)


@pytest.fixture(scope="session")
def listed(shared_data: Path) -> frozenset[str]:
    """Every IRI that the recorded vocabularies name."""
    return _listed(shared_data / "vocab")


@cache
def _listed(folder: Path) -> frozenset[str]:
    files = [*folder.glob("*.ttl"), *folder.glob("thesauri/*.rdf")]
    return frozenset(
        iri for file in files for iri in re.findall(r'https?://[^\s"<>]+', file.read_text(encoding="utf-8"))
    )


@pytest.mark.corpus
@pytest.mark.parametrize(
    "table", [formats, frequencies, languages, access_rights], ids=lambda table: table.__name__
)
def test_every_code_stands_in_the_list_of_the_profile(
    table: Callable[[], dict[str, Code]], listed: frozenset[str]
) -> None:
    assert {code.iri for code in table().values()} <= listed


@pytest.mark.corpus
def test_every_theme_stands_in_both_lists(listed: frozenset[str]) -> None:
    assert {iri for code in themes().values() for iri in (code.iri, code.extra)} <= listed


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name", ["distribution-status", "publisher-type", "statuut", "levensfase", "ontwikkelingstoestand", "hvd"]
)
def test_every_code_of_a_short_list_stands_in_its_list(name: str, listed: frozenset[str]) -> None:
    assert {code.iri for code in codes(name).values()} <= listed


@pytest.mark.corpus
def test_every_place_stands_in_the_list_of_flemish_regions(listed: frozenset[str]) -> None:
    assert {code.iri for code, _ in places().values()} <= listed


@pytest.mark.corpus
def test_every_licence_is_flemish_and_listed_or_a_known_open_licence(listed: frozenset[str]) -> None:
    unknown = {row.iri for row in licences().values() if not row.iri.startswith(OPEN_LICENCES)} - listed
    assert unknown == set()


@pytest.mark.corpus
def test_every_licence_type_stands_in_the_list(listed: frozenset[str]) -> None:
    assert {kind for row in licences().values() for kind in row.kinds} <= listed


@pytest.mark.corpus
def test_organisations_stand_in_the_facts_of_the_profile_or_in_a_recorded_feed(
    shared_data: Path,
) -> None:
    facts = (shared_data.parent / "reference" / "dcat-ap-vl.md").read_text(encoding="utf-8")
    sources = (shared_data.parent / "reference" / "sources.md").read_text(encoding="utf-8")
    numbers = {row.iri.rpartition("/")[2] for row in publishers().values()}
    feed = shared_data / "corpus" / "dcat_rdf" / "mow-dataroom_dcat-feed_2023-01.rdf"
    said = facts + sources + feed.read_text(encoding="utf-8")
    left = {number for number in numbers if number not in said}
    for file in ("andere-vlaamse-lokale-besturen.ttl", "brussels-region_datastore.rdf", "vlaanderen_all.nt"):
        with gzip.open(shared_data / "corpus" / "dcat_rdf" / f"data.gov.be_2025-04_{file}.gz", "rt") as lines:
            for line in lines:
                if "/Cbe" in line or "/organisatie/" in line:
                    left -= set(re.findall(r"(?:OVO)?\d{6,10}", line))
                if not left:
                    return
    assert left == set()


def test_no_two_publishers_share_a_name() -> None:
    rows = load("publishers.yaml", schema.Publishers).rows
    names = [name_key(name) for row in rows for name in dict.fromkeys(name_key(each) for each in row.names)]
    assert len(names) == len(set(names))


def test_media_types_have_the_form_that_the_european_profile_prescribes() -> None:
    form = re.compile(r"https://www\.iana\.org/assignments/media-types/[a-z]+/[a-z0-9.+-]+")
    assert all(form.fullmatch(code.iri) for code in media_types().values())


def test_availability_codes_are_those_of_the_profile() -> None:
    assert {code.iri.rpartition("/")[2] for code in codes("availability").values()} == {
        "AVAILABLE",
        "EXPERIMENTAL",
        "STABLE",
        "TEMPORARY",
    }


def test_exactly_four_licences_lie_behind_the_flemish_open_data_filter() -> None:
    assert {row.row for row in licences().values() if row.model} == {
        "licences/cc-zero",
        "licences/gratis-hergebruik",
        "licences/onvoorwaardelijk-hergebruik",
        "licences/hergebruik-tegen-vergoeding",
    }


def test_every_export_has_a_format_of_the_table() -> None:
    assert all(name_key(row.format) in formats() for row in exports().rows)


@pytest.mark.parametrize(
    "written",
    [
        "http://data.vlaanderen.be/doc/licentie/modellicentie-gratis-hergebruik/v1.0",
        "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0/",
    ],
)
def test_spellings_of_a_model_licence_lead_to_its_row(written: str) -> None:
    assert licences()[licence_key(written)].row == "licences/gratis-hergebruik"


@pytest.mark.parametrize(
    "written", ["https://creativecommons.org/licenses/by/4.0/deed.nl", "CC-BY-4.0", "CC BY 4.0"]
)
def test_an_open_licence_is_never_upgraded_to_a_model_licence(written: str) -> None:
    row = licences().get(licence_key(written)) or licences()[name_key(written)]
    assert row.iri == "https://creativecommons.org/licenses/by/4.0/"
    assert not row.model
