"""A correction changes exactly what it says, and says who answers for it."""

import pickle
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest

from catalogue.model import Content, Correction, Dataset, Entry, Overlay, PublisherFacts, Source, Text
from mappings import Context

Over = Callable[..., Entry]
Make = Callable[..., Overlay]
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
CC_ZERO = "http://creativecommons.org/publicdomain/zero/1.0/"
PAGE = {"page": "https://voorbeeldstad.be/licentie"}
OPEN_DATA = "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATA"
FREE_REUSE = "modellicentie-gratis-hergebruik"


def dataset(entry: Entry) -> Dataset:
    assert isinstance(entry.resource, Dataset)
    return entry.resource


def told(entry: Entry) -> list[str]:
    return [note.code for note in entry.notes if note.code.startswith("overlay-")]


def test_a_title_is_corrected_and_its_reason_says_who_why_until_when_and_what_it_was(
    over: Over, overlay: Make
) -> None:
    one = overlay("title@nl", "Bomen")
    entry = over(one)
    assert entry.resource.title == [Text("Bomen", "nl")]
    (why,) = entry.reasons["title"]
    assert (why.rule, why.value, why.original, why.pointer) == ("overlay.title", "Bomen", "Boomen", "/title")
    assert why.correction == Correction(
        one.key, "Jana Peeters", "Gemeld aan het portaal.", "2026-03-01", "2026-09-01", ""
    )
    assert told(entry) == ["overlay-applied"]


def test_nothing_else_of_the_entry_changes(over: Over, overlay: Make) -> None:
    before, after = over(), over(overlay("title", "Bomen"))
    after.resource.title = before.resource.title
    assert (after.resource, after.identity, after.services) == (
        before.resource,
        before.identity,
        before.services,
    )


def test_a_text_in_another_language_is_added_beside_the_first(over: Over, overlay: Make) -> None:
    entry = over(overlay("dct:title@en", "Trees"))
    assert entry.resource.title == [Text("Boomen", "nl"), Text("Trees", "en")]
    assert [why.rule for why in entry.reasons["title"]] == ["ckan.dataset.title", "overlay.title"]


def test_several_values_replace_a_list(over: Over, overlay: Make) -> None:
    entry = over(overlay("keywords", "bomen", "stad"))
    assert entry.resource.keywords == [Text("bomen", "nl"), Text("stad", "nl")]
    assert entry.reasons["keywords"][0].original == "boom, groen"


def test_a_theme_is_read_as_that_of_a_source_in_both_lists(over: Over, overlay: Make) -> None:
    themes = over(overlay("dcat:theme", "ENVI")).resource.themes
    assert themes == [
        "http://vocab.belgif.be/auth/datatheme/ENVI",
        "http://publications.europa.eu/resource/authority/data-theme/ENVI",
    ]


def test_a_licence_is_that_of_every_distribution_with_its_row_and_page(over: Over, overlay: Make) -> None:
    entry = over(overlay("licence", "cc-zero", **PAGE))
    licences = [one.licence.iri for one in dataset(entry).distributions if one.licence]
    assert len(licences) == 2
    assert len(set(licences)) == 1
    why = entry.reasons["distributions[1].licence"][0]
    assert (why.row, why.correction and why.correction.page) == ("licences/cc-zero", PAGE["page"])


def test_what_follows_from_a_licence_follows_from_a_corrected_one(over: Over, overlay: Make) -> None:
    assert OPEN_DATA not in over().resource.statuut
    assert OPEN_DATA in over(overlay("licence", FREE_REUSE, **PAGE)).resource.statuut


def test_one_distribution_is_corrected_by_its_address_and_keeps_its_name(over: Over, overlay: Make) -> None:
    for one in (
        overlay("distributions[url=https://x.be/a.csv].format", "TSV"),
        overlay("format", "TSV", entry="", distribution="https://x.be/a.csv"),
    ):
        before, after = dataset(over()).distributions, dataset(over(one)).distributions
        assert [two.format for two in after] == [FILE_TYPE + "TSV", FILE_TYPE + "GEOJSON"]
        assert [two.iri for two in after] == [two.iri for two in before]


def test_an_address_is_corrected_without_giving_the_distribution_another_name(
    over: Over, overlay: Make
) -> None:
    before = dataset(over()).distributions[0]
    after = dataset(
        over(overlay("access_url", "https://x.be/goed.csv", entry="", distribution="https://x.be/a.csv"))
    )
    assert after.distributions[0].access_url == "https://x.be/goed.csv"
    assert after.distributions[0].iri == before.iri


def test_a_contact_keeps_what_is_not_corrected(over: Over, overlay: Make) -> None:
    contact = over(overlay("contact.email", "nieuw@voorbeeldstad.be")).resource.contact
    assert contact is not None
    assert contact.email == "mailto:nieuw@voorbeeldstad.be"
    before = over().resource.contact
    assert before is not None
    assert contact.iri != before.iri


def test_a_value_is_taken_away_and_the_reason_says_so(over: Over, overlay: Make) -> None:
    entry = over(overlay("keywords", remove=True))
    assert entry.resource.keywords == []
    (why,) = entry.reasons["keywords"]
    assert (why.value, why.original) == ("", "boom, groen")
    assert why.correction is not None


def test_a_selection_of_what_misses_a_licence_leaves_the_rest_alone(
    over: Over, overlay: Make, package: Content
) -> None:
    package["resources"][1]["license_url"] = "https://creativecommons.org/licenses/by/4.0/"
    wide = overlay("distributions.format", "TSV", entry="", source="portaal", having=("dct:format", "CSV"))
    assert told(over(wide)) == []  # the condition is about the dataset, which has no format of its own
    narrow = overlay(
        "distributions.format", "TSV", entry="", source="portaal", having=("distributions.format", "CSV")
    )
    assert [one.format for one in dataset(over(narrow)).distributions] == [
        FILE_TYPE + "TSV",
        FILE_TYPE + "GEOJSON",
    ]


def test_a_missing_value_is_looked_for_place_by_place(over: Over, overlay: Make, package: Content) -> None:
    package["resources"][1]["format"] = ""
    package["resources"][1]["url"] = "https://x.be/b"
    one = overlay("distributions.format", "TSV", entry="", source="portaal", missing="distributions.format")
    formats = [one.format for one in dataset(over(one)).distributions]
    assert formats == [FILE_TYPE + "CSV", FILE_TYPE + "TSV"]


def test_words_of_the_source_that_were_not_understood_can_be_selected(
    over: Over, overlay: Make, package: Content
) -> None:
    one = overlay("title", "Bomen", entry="", source="portaal", having=("title", "Boomen"))
    assert over(one).resource.title == [Text("Bomen", "nl")]
    package["title"] = "Bossen"
    assert over(one).resource.title == [Text("Bossen", "nl")]


def test_an_overlay_for_another_source_or_entry_does_nothing(over: Over, overlay: Make) -> None:
    for one in (overlay("title", "X", source="hub"), overlay("title", "X", entry="r2")):
        assert over(one).resource.title == over().resource.title


@pytest.mark.parametrize("name", ["uuid", "iri"])
def test_an_entry_is_found_by_our_own_name_for_it(over: Over, overlay: Make, name: str) -> None:
    entry = over(overlay("title", "Bomen", entry=getattr(over().identity, name)))
    assert entry.resource.title == [Text("Bomen", "nl")]


@pytest.mark.parametrize(("today", "applies"), [("2026-02-28", False), ("2026-03-01", True),
                                                ("2026-09-01", True), ("2026-09-02", False)])  # fmt: skip
def test_an_overlay_holds_from_its_day_up_to_its_last(
    over: Over, overlay: Make, today: str, *, applies: bool
) -> None:
    assert (over(overlay("title", "Bomen"), today=today).resource.title == [Text("Bomen", "nl")]) is applies


def test_a_source_that_says_so_itself_is_left_its_own_reason(
    over: Over, overlay: Make, package: Content
) -> None:
    package["title"] = "Bomen"
    entry = over(overlay("title", "Bomen"))
    assert told(entry) == ["overlay-caught-up"]
    assert entry.reasons["title"][0].rule == "ckan.dataset.title"


def test_a_source_that_says_something_new_is_reported_and_still_corrected(
    over: Over, overlay: Make, package: Content
) -> None:
    one = overlay("title", "Bomen", was="Boomen")
    assert told(over(one)) == ["overlay-applied"]
    package["title"] = "Boometjes"
    entry = over(one)
    assert told(entry) == ["overlay-outdated"]
    assert entry.resource.title == [Text("Bomen", "nl")]


def test_of_two_on_one_property_the_narrowest_holds_whatever_the_order(over: Over, overlay: Make) -> None:
    wide, narrow = overlay("title", "Wijd", entry="", source="portaal"), overlay("title", "Nauw")
    for pair in ((wide, narrow), (narrow, wide)):
        entry = over(*pair)
        assert entry.resource.title == [Text("Nauw", "nl")]
        assert told(entry) == ["overlay-applied", "overlay-overruled"]


def test_an_overlay_keeps_its_name_when_its_words_are_edited(overlay: Make) -> None:
    one = overlay("title", "Bomen")
    assert overlay("title", "Boompjes", reason="Anders", until=date(2026, 5, 5)).key == one.key
    assert overlay("title@fr", "Arbres").key != one.key


def test_the_same_record_and_overlays_give_the_same_entry(over: Over, overlay: Make) -> None:
    both = overlay("title", "Bomen"), overlay("contact.page", "https://voorbeeldstad.be/contact")
    assert over(*both) == over(*both)


def test_a_context_travels_to_another_process_with_its_corrections(
    over: Over, overlay: Make, facts: PublisherFacts, source: Source
) -> None:
    both = overlay("title", "Bomen"), overlay("licence", "cc-zero", entry="", source="portaal", **PAGE)
    known = replace(facts, overlays=both)
    context = Context(base="https://x.example", publisher="a", source=source, facts=known, today="2026-03-10")
    there = pickle.loads(pickle.dumps(context))  # noqa: S301  our own
    assert there.corrections == context.corrections
    assert there.corrections
    assert over(*both).resource.title == [Text("Bomen", "nl")]


def test_the_record_itself_is_left_as_it_was(over: Over, overlay: Make, package: Content) -> None:
    before = deepcopy(package)
    over(overlay("title", "Bomen"), overlay("contact.email", "nieuw@voorbeeldstad.be"))
    assert package == before
