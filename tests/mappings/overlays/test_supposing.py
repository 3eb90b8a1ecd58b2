"""Supposing that a source said something else gives the entry as it would then be."""

from collections.abc import Callable
from typing import Any

import pytest

import mappings
from catalogue.model import Content, Dataset, Entry
from mappings import OverlayFault, Where

BASE = "https://oogst.example"
CC0 = "https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0"


@pytest.fixture
def entry(entry_of: Callable[..., Entry], package: Content) -> Entry:
    return entry_of(package, public="web")


def dataset(entry: Entry | None) -> Dataset:
    assert entry is not None
    assert isinstance(entry.resource, Dataset)
    return entry.resource


def suppose(entry: Entry, name: str, *values: str, **how: Any) -> Entry | None:  # noqa: ANN401  of supposition
    return mappings.suppose(entry, [mappings.supposition(name, values, **how)], base=BASE)


def licences(entry: Entry | None) -> list[str]:
    return [one.licence.iri if one.licence else "" for one in dataset(entry).distributions]


def test_what_is_missing_is_filled_in_and_the_rest_stays(entry: Entry) -> None:
    assert licences(entry)[0] == ""
    supposed = licences(suppose(entry, "licence", "cc-zero", where=Where.MISSING))
    assert supposed == [CC0, licences(entry)[1]]


def test_everywhere_is_everywhere(entry: Entry) -> None:
    assert licences(suppose(entry, "licence", "cc-zero")) == [CC0, CC0]


def test_the_entry_itself_stays_as_it_was(entry: Entry) -> None:
    before = licences(entry), dict(entry.reasons), list(entry.notes)
    suppose(entry, "licence", "cc-zero")
    assert (licences(entry), entry.reasons, entry.notes) == before


def test_what_follows_from_it_follows(entry: Entry) -> None:
    supposed = mappings.suppose(
        entry,
        [mappings.supposition("licence", ["cc-zero"]), mappings.supposition("access_rights", ["PUBLIC"])],
        base=BASE,
    )
    assert not dataset(entry).statuut
    assert dataset(supposed).statuut


def test_a_value_is_supposed_to_be_said_by_its_address(entry: Entry) -> None:
    supposed = suppose(entry, "licence", "cc-zero", where=Where.MISSING)
    assert supposed is not None
    (why,) = supposed.reasons["distributions[0].licence"]
    assert (why.original, why.default, why.correction) == (CC0, False, None)


def test_what_the_mapping_could_not_use_is_no_longer_told(
    entry_of: Callable[..., Entry], package: Content
) -> None:
    entry = entry_of(package | {"license_id": "eigen licentie"})
    assert "licence-unknown" in {note.code for note in entry.notes}
    supposed = suppose(entry, "licence", "cc-zero", where=Where.MISSING)
    assert supposed is not None
    assert "licence-unknown" not in {note.code for note in supposed.notes}


def test_words_become_the_address_of_the_same_value(entry: Entry) -> None:
    supposed = suppose(entry, "distributions.format", where=Where.WORDS)
    assert supposed is not None
    assert [one.format for one in dataset(supposed).distributions] == [
        one.format for one in dataset(entry).distributions
    ]
    assert all("://" in why.original for why in supposed.reasons["distributions[0].format"])


def test_another_list_comes_beside_what_there_is(entry_of: Callable[..., Entry], package: Content) -> None:
    entry = entry_of({**package, "title": "Lijst 7", "notes": "Zie lijst.", "tags": []})
    assert dataset(entry).themes == []
    supposed = suppose(entry, "themes", "GOVE", where=Where.BESIDE)
    assert {theme.rpartition("/")[2] for theme in dataset(supposed).themes} == {"GOVE"}
    assert supposed is not None
    assert suppose(supposed, "themes", "TRAN", where=Where.BESIDE) is None


def test_a_contact_is_supposed_where_there_is_none(entry_of: Callable[..., Entry], package: Content) -> None:
    entry = entry_of({**package, "maintainer_email": ""})
    assert entry.resource.contact is None
    supposed = suppose(entry, "contact.email", "data@voorbeeldstad.be")
    assert supposed is not None
    assert supposed.resource.contact is not None
    assert supposed.resource.contact.email == "mailto:data@voorbeeldstad.be"


def test_what_stands_there_already_supposes_nothing(entry: Entry) -> None:
    supposed = suppose(entry, "licence", "cc-zero")
    assert supposed is not None
    assert suppose(supposed, "licence", "cc-zero") is None


@pytest.mark.parametrize(("name", "value"), [("lisence", "cc-zero"), ("licence", "?"), ("modified.x", "1")])
def test_what_cannot_be_supposed_is_refused(name: str, value: str) -> None:
    with pytest.raises(OverlayFault):
        mappings.supposition(name, [value])
