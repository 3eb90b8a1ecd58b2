"""Of what format a file is, where several things speak of it."""

from collections.abc import Callable
from typing import Any

import pytest

from catalogue.model import Dataset, Distribution, Entry, Reason

Translate = Callable[..., Entry]
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
IANA = "https://www.iana.org/assignments/media-types/"


def _file(entry: Entry) -> Distribution:
    assert isinstance(entry.resource, Dataset)
    [made] = entry.resource.distributions
    return made


def _format(entry: Entry) -> str:
    return _file(entry).format.removeprefix(FILE_TYPE)


@pytest.mark.parametrize(
    ("resource", "format_", "rule"),
    [
        ({"url": "https://x.be/a.csv", "format": "CSV"}, "CSV", "ckan.dataset.distributions.format"),
        ({"url": "https://x.be/a.csv"}, "CSV", "ckan.dataset.distributions.format"),
        ({"url": "https://x.be/a.zip", "format": "SHP"}, "SHP", "ckan.dataset.distributions.format"),
        ({"url": "https://x.be/a.geojson", "format": "JSON"}, "GEOJSON", "file.address"),
        ({"url": "https://x.be/a.csv", "mimetype": "text/plain"}, "CSV", "file.address"),
        (
            {"url": "https://x.be/a.csv", "mimetype": "application/octet-stream"},
            "CSV",
            "ckan.dataset.distributions.format",
        ),
        ({"url": "https://x.be/a", "mimetype": "text/plain"}, "TXT", "ckan.dataset.distributions.format"),
        ({"url": "https://x.be/a?format=csv", "format": "HTML"}, "CSV", "file.address"),
    ],
)
def test_the_first_special_answer_wins(
    entry_of: Translate, resource: dict[str, Any], format_: str, rule: str
) -> None:
    entry = entry_of({"title": "A", "resources": [resource]})
    assert _format(entry) == format_
    assert entry.reasons["distributions[0].format"][0].rule == rule


def test_what_else_was_seen_stands_with_what_won(entry_of: Translate) -> None:
    entry = entry_of({"title": "A", "resources": [{"url": "https://x.be/a.geojson", "format": "JSON"}]})
    [why] = entry.reasons["distributions[0].format"]
    assert why.original == "https://x.be/a.geojson [JSON: JSON]"


def test_a_contradiction_is_noted_by_both_names_and_the_statement_stays(entry_of: Translate) -> None:
    address = "https://x.be/exports/n3"
    entry = entry_of({"title": "A", "resources": [{"url": address, "format": "CSV"}]})
    assert _format(entry) == "CSV"
    [note] = [note for note in entry.notes if note.code == "format-disputed"]
    assert note.original == f"CSV (CSV) \u2260 N3 ({address})"


def test_what_the_server_answered_goes_before_the_address(entry_of: Translate) -> None:
    content = {"title": "A", "resources": [{"url": "https://x.be/a.csv"}]}
    observed = {"https://x.be/a.csv": "application/pdf; charset=utf-8"}
    entry = entry_of(content, observed=observed)
    assert _format(entry) == "PDF"
    assert entry.reasons["distributions[0].format"][0].rule == "file.observed"
    assert "format-disputed" in {note.code for note in entry.notes}


def test_a_page_that_answers_instead_of_a_file_does_not_change_the_format(entry_of: Translate) -> None:
    content = {"title": "A", "resources": [{"url": "https://x.be/a", "format": "CSV"}]}
    entry = entry_of(content, observed={"https://x.be/a": "text/html"})
    assert _format(entry) == "CSV"
    assert "format-disputed" not in {note.code for note in entry.notes}


def test_an_archive_around_a_file_is_said_apart(entry_of: Translate) -> None:
    content = {
        "title": "A",
        "resources": [{"url": "https://x.be/a.shp.zip", "format": "SHP", "mimetype": "application/zip"}],
    }
    entry = entry_of(content)
    made = _file(entry)
    assert (made.package_format, made.media_type) == (IANA + "application/zip", IANA + "application/vnd.shp")
    assert "distributions[0].package_format" in entry.reasons


def test_a_compression_around_a_file_is_said_apart(entry_of: Translate) -> None:
    made = _file(entry_of({"title": "A", "resources": [{"url": "https://x.be/a.csv.gz"}]}))
    assert (made.compress_format, made.format) == (IANA + "application/gzip", FILE_TYPE + "CSV")


def test_the_only_media_type_of_a_format_is_a_default_that_says_so(entry_of: Translate) -> None:
    entry = entry_of({"title": "A", "resources": [{"url": "https://x.be/a", "format": "CSV"}]})
    assert entry.reasons["distributions[0].media_type"] == [
        Reason("file.media-type-of-format", IANA + "text/csv", row="formats/CSV", default=True)
    ]


def test_a_format_with_two_media_types_gives_none(entry_of: Translate) -> None:
    made = _file(entry_of({"title": "A", "resources": [{"url": "https://x.be/a", "format": "XML"}]}))
    assert made.media_type == ""


def test_a_stated_media_type_of_its_own_stays(entry_of: Translate) -> None:
    resource = {"url": "https://x.be/a", "format": "CSV", "mimetype": "application/json"}
    made = _file(entry_of({"title": "A", "resources": [resource]}))
    assert made.media_type == IANA + "application/json"
