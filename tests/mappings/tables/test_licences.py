"""Every statement of a licence in the recorded catalogues is known, or left unknown on purpose."""

import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import orjson
import pyoxigraph as ox
import pytest

from mappings.reading import Given, Scope
from mappings.rules.codes import licence
from mappings.rules.markup import licence_in_markup
from mappings.rules.texts import clean, is_placeholder
from mappings.tables import left_unknown, licence_key, licences, name_key

SCOPE = Scope(base="https://oogst.example", publisher="x")
PROPERTIES = ("http://purl.org/dc/terms/license", "http://purl.org/dc/terms/licence")
FEEDS = (
    ("dcat_rdf/antwerpen_dcat_2021-01-12.rdf.gz", ox.RdfFormat.RDF_XML),
    ("dcat_rdf/data.gov.be_2025-04_antwerpen.ttl.gz", ox.RdfFormat.TURTLE),
    ("dcat_rdf/data.gov.be_2025-04_gent.ttl.gz", ox.RdfFormat.TURTLE),
    ("dcat_rdf/data.gov.be_2025-04_brussel-stad.ttl.gz", ox.RdfFormat.TURTLE),
    ("dcat_rdf/data.gov.be_2025-04_brussels-region_datastore.rdf.gz", ox.RdfFormat.RDF_XML),
    ("opendatasoft/economie-gouv-fr_catalog_exports_dcat.rdf.gz", ox.RdfFormat.RDF_XML),
)
PACKAGES = "ckan/open-data.europa.eu_2015-08-04_package_show_sample1500.jsonl.gz"
SENTENCE = 60
"""Longer than this is prose, which names a licence by its address or not at all."""


def _row(words: str) -> str:
    found = [item.row for item in licence("", words, SCOPE) if isinstance(item, Given)]
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("written", "row"),
    [
        ("https://creativecommons.org/licenses/by-sa/2.5/", "cc-by-sa-2.5"),
        ("http://creativecommons.org/licenses/by/3.0/nl/", "cc-by-3.0"),
        ("https://creativecommons.org/licenses/by/4.0/deed.nl", "cc-by-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/legalcode.fr", "cc-by-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/deed.zh-hans", "cc-by-4.0"),
        ("https://creativecommons.org/licenses/by/", "cc-by"),
        ("https://creativecommons.org/publicdomain/zero/1.0/legalcode", "cc-zero"),
        ("CC BY-NC-SA 3.0", "cc-by-nc-sa-3.0"),
        ("Creative Commons Naamsvermelding-GelijkDelen 4.0 Internationaal", "cc-by-sa-4.0"),
        ("http://publications.europa.eu/resource/authority/licence/CC_BYNC_4_0", "cc-by-nc-4.0"),
        ("Licence Ouverte v2.0 (Etalab)", "etalab-2.0"),
        ("ODC-PDDL-1.0", "odc-pddl"),
        ("http://www.nationalarchives.gov.uk/doc/open-government-licence/version/2/", "ogl-2.0"),
        ("uk-ogl", "ogl"),
    ],
)
def test_a_licence_in_any_spelling_leads_to_its_row(written: str, row: str) -> None:
    assert _row(written) == f"licences/{row}"


@pytest.mark.parametrize(
    "written",
    [
        "Gratis Open Data Licentie",
        "https://www.antwerpen.be/info/5c9c967180779f42723823c9/gratis-open-data-licentie",
        "https://www.antwerpen.be/nl/overzicht/open-data/over-opendata/gratis-open-data-licentie",
        "https://data.stad.gent/algemene-licentie",
        "CC BY",
        "https://creativecommons.org/licenses/by/4.0/deed.nl",
    ],
)
def test_nothing_but_its_own_name_leads_to_a_flemish_model_licence(written: str) -> None:
    row = licences().get(licence_key(written)) or licences().get(name_key(written))
    assert row is None or not row.model


def test_the_link_of_a_city_to_its_own_page_is_not_taken_for_the_model_licence_of_the_same_name() -> None:
    page = "https://www.antwerpen.be/info/5c9c967180779f42723823c9/gratis-open-data-licentie"
    said = licence_in_markup("", f'<p>Zie <a href="{page}">Gratis Open Data Licentie</a></p>', SCOPE)
    assert not any(isinstance(item, Given) and item.row for item in said)


def test_what_is_left_unknown_has_no_row() -> None:
    assert licences().keys().isdisjoint(left_unknown())
    assert all(left_unknown().values())


@pytest.mark.corpus
def test_every_licence_that_the_recordings_state_twice_is_known_or_left_unknown_on_purpose(
    corpus: Path,
) -> None:
    said = Counter(_said(corpus))
    assert sum(said.values()) > 10_000
    strange = {
        words: times
        for words, times in said.items()
        if times > 1 and len(words) < SENTENCE * (1 + words.startswith("http")) and not _known(words)
    }
    assert strange == {}


def _known(words: str) -> bool:
    left = left_unknown()
    return bool(_row(words)) or is_placeholder(words) or licence_key(words) in left or name_key(words) in left


def _said(corpus: Path) -> Iterator[str]:
    for file, syntax in FEEDS:
        for triple in ox.parse(_bytes(corpus / file), format=syntax, lenient=True, base_iri="https://x.be/"):
            if triple.predicate.value in PROPERTIES and not isinstance(triple.object, ox.BlankNode):
                yield clean(triple.object.value)
    for line in _bytes(corpus / PACKAGES).splitlines():
        package = orjson.loads(line)
        yield from (
            str(package[name]) for name in ("license_id", "license_title", "license_url") if package.get(name)
        )


def _bytes(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())
