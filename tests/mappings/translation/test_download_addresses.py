"""When the address of a distribution is the file itself."""

from collections.abc import Callable

import pytest

from catalogue.model import Dataset, Distribution, Entry

Translate = Callable[..., Entry]


def first(entry: Entry) -> Distribution:
    assert isinstance(entry.resource, Dataset)
    return entry.resource.distributions[0]


def test_an_address_that_ends_as_a_file_of_its_own_format_is_a_download(entry_of: Translate) -> None:
    entry = entry_of({"resources": [{"url": "https://x.be/bomen.csv", "format": "CSV"}]})
    assert first(entry).download_url == "https://x.be/bomen.csv"
    why = entry.reasons["distributions[0].download_url"][0]
    assert (why.rule, why.row, why.pointer) == (
        "distribution.download-from-access",
        "formats/CSV",
        "/resources/0/url",
    )


@pytest.mark.parametrize(
    "resource",
    [
        {"url": "https://x.be/bomen", "format": "CSV"},
        {"url": "https://x.be/bomen.zip", "format": "CSV"},
        {"url": "https://x.be/bomen.html", "format": "HTML"},
    ],
)
def test_any_other_address_is_not_called_a_download(entry_of: Translate, resource: dict[str, str]) -> None:
    assert not first(entry_of({"resources": [resource]})).download_url


def test_a_download_that_the_source_gives_is_kept(entry_of: Translate) -> None:
    resource = {"url": "https://x.be/a.csv", "download_url": "https://x.be/b.csv", "format": "CSV"}
    assert first(entry_of({"resources": [resource]})).download_url == "https://x.be/b.csv"
