"""Synthetic records of HTML lists."""

from collections.abc import Callable
from typing import Any

import pytest

from catalogue.model import Dataset, Dialect, Entry, Moment, PublisherFacts

Translate = Callable[..., Entry]
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
CC0 = "https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0"
MODEL = "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"


def read(entry_of: Translate, **content: Any) -> tuple[Dataset, Entry]:  # noqa: ANN401 -- any JSON value
    files = [{"href": "https://stad.be/bomen.csv", "text": "CSV"}]
    entry = entry_of({"title": "Bomen", "files": files, **content}, Dialect.HTML_LIST)
    assert isinstance(entry.resource, Dataset)
    return entry.resource, entry


def test_an_item_becomes_a_dataset(entry_of: Translate) -> None:
    dataset, entry = read(
        entry_of,
        description="Alle bomen.",
        keywords=["groen"],
        modified="2020-02-01",
        landingPage="https://stad.be/opendata#bomen",
    )
    assert dataset.title[0].value == "Bomen"
    assert dataset.landing_pages == ["https://stad.be/opendata#bomen"]
    assert dataset.modified == Moment("2020-02-01", "date")
    (file,) = dataset.distributions
    assert (file.access_url, file.download_url) == ("https://stad.be/bomen.csv", "https://stad.be/bomen.csv")
    assert file.licence is None
    assert entry.source_iri == "https://stad.be/opendata#bomen"
    assert entry.notes == []


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ({"text": "CSV", "href": "https://stad.be/download?id=1"}, "CSV"),
        ({"text": "Handleiding bij de CSV", "href": "https://stad.be/uitleg.pdf"}, "PDF"),
        ({"text": "Download", "type": "application/json", "href": "https://stad.be/d"}, "JSON"),
        ({"text": "Download als GeoJSON (2 MB)", "href": "https://stad.be/d"}, "GEOJSON"),
        ({"text": "CSV of JSON", "href": "https://stad.be/d"}, ""),
        ({"text": "Download", "href": "https://stad.be/d"}, ""),
    ],
)
def test_a_format_is_the_links_words_its_type_its_extension_or_the_one_it_mentions(
    entry_of: Translate, file: dict[str, str], code: str
) -> None:
    dataset, _ = read(entry_of, files=[file])
    assert dataset.distributions[0].format == (FILE_TYPE + code if code else "")


def test_a_licence_of_the_item_is_read_by_its_link_or_its_words(entry_of: Translate) -> None:
    by_link = {"text": "vrij", "href": "https://creativecommons.org/publicdomain/zero/1.0/"}
    for licence in (by_link, {"text": "CC0"}):
        dataset, entry = read(entry_of, licence=licence)
        assert dataset.distributions[0].licence is not None
        assert dataset.distributions[0].licence.iri == CC0
        assert "licence-page-wide" not in {note.code for note in entry.notes}


def test_a_licence_for_the_whole_page_is_quoted_with_its_page(entry_of: Translate) -> None:
    said = {
        "quote": "Alle datasets vallen onder CC0.",
        "page": "https://stad.be/opendata",
        "href": "https://creativecommons.org/publicdomain/zero/1.0/",
    }
    dataset, entry = read(entry_of, page_licence=said)
    assert dataset.distributions[0].licence is not None
    assert dataset.distributions[0].licence.iri == CC0
    (why,) = entry.reasons["distributions[0].licence"]
    assert why.original == "“Alle datasets vallen onder CC0.” (https://stad.be/opendata)"
    assert [note.code for note in entry.notes] == ["licence-page-wide"]


@pytest.mark.parametrize("quote", ["Gratis Open Data Licentie", "CC0", "Vrij te gebruiken"])
def test_words_for_a_whole_page_without_a_link_name_no_licence(entry_of: Translate, quote: str) -> None:
    dataset, entry = read(entry_of, page_licence={"quote": quote, "page": "https://stad.be/opendata"})
    assert dataset.distributions[0].licence is None
    assert [(note.code, quote in note.original) for note in entry.notes] == [("licence-unknown", True)]


def test_a_page_of_the_citys_own_is_kept_as_it_is_and_never_becomes_a_model_licence(
    entry_of: Translate,
) -> None:
    said = {
        "quote": "Gratis Open Data Licentie",
        "page": "https://stad.be/",
        "href": "https://stad.be/licentie",
    }
    dataset, entry = read(entry_of, page_licence=said)
    assert dataset.distributions[0].licence is not None
    assert dataset.distributions[0].licence.iri == "https://stad.be/licentie"
    assert {note.code for note in entry.notes} == {"licence-page-wide", "licence-unlisted"}
    assert dataset.statuut == []


def test_words_on_the_page_keep_the_licence_of_the_publishers_file_away(
    entry_of: Translate, facts: PublisherFacts
) -> None:
    content = {
        "title": "Bomen",
        "files": [{"href": "https://stad.be/b.csv", "text": "CSV"}],
        "page_licence": {"quote": "Vraag het ons", "page": "https://stad.be/"},
    }
    resource = entry_of(content, Dialect.HTML_LIST, facts=facts).resource
    assert isinstance(resource, Dataset)
    assert resource.distributions[0].licence is None
