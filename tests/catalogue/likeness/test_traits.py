import pytest

from catalogue.likeness import Stamps, Title, traits_of
from catalogue.model import Kind, Moment, Text
from tests.catalogue.likeness.made import BASE, ITEM, LONG, NEW, distribution, entry, kept, service


def test_an_entry_as_it_is_kept_gives_what_it_is_recognised_by() -> None:
    given = entry(
        "fietsen",
        title=[Text("Fietstellingen", "nl"), Text("Bicycle counts", "en-GB")],
        description=[Text(LONG, "nl")],
        landing_pages=[f"{NEW}/dataset/fietstellingen/"],
        pages=[f"{NEW}/over-fietsen"],
        alternative_identifiers=["fietsen-2b"],
        modified=Moment("2026-02-03", "date"),
        distributions=[distribution(f"{NEW}/fietsen.csv", f"{NEW}/download/fietsen.csv")],
    )
    found = traits_of(kept(given))
    assert found.kind is Kind.DATASET
    assert found.titles == {Title("nl", "fietstellingen"), Title("en", "bicycle counts")}
    assert found.gist.startswith("waar in de stad fietsen geteld worden met de richting")
    assert found.pages == {
        "data.voorbeeldstad.example/dataset/fietstellingen",
        "data.voorbeeldstad.example/over-fietsen",
    }
    assert found.files == {
        "data.voorbeeldstad.example/fietsen.csv",
        "data.voorbeeldstad.example/download/fietsen.csv",
    }
    assert found.names == {"fietstellingen", "fietsen-2b"}
    assert found.keys == {"fietstellingen@data.voorbeeldstad.example"}
    assert found.stamps == Stamps(modified="2026-02-03")
    assert found.publisher == "https://data.vlaanderen.be/id/organisatie/OVO000000"


def test_what_we_named_ourselves_is_no_trait() -> None:
    given = entry("fietsen", title=[Text("Fietsen", "nl")], distributions=[distribution(f"{NEW}/f.csv")])
    found = traits_of(kept(given))
    assert found.keys == frozenset()
    assert not [one for one in found.said if one.startswith(BASE)]


def test_where_a_record_comes_from_is_a_page_and_no_name_of_its_own() -> None:
    given = entry("fietsen", title=[Text("Fietsen", "nl")])
    given.source_iri = "https://data.voorbeeldstad.example/catalogus"
    found = traits_of(kept(given))
    assert (found.keys, found.names) == (frozenset(), frozenset())
    assert found.pages == {"data.voorbeeldstad.example/catalogus"}


def test_the_services_inside_an_entry_belong_to_it() -> None:
    given = entry("fietsen", title=[Text("Fietsen", "nl")])
    given.services.append(service(f"{NEW}/api/fietsen"))
    found = traits_of(kept(given))
    assert found.kind is Kind.DATASET
    assert found.files == {"data.voorbeeldstad.example/api/fietsen"}
    assert found.titles == {Title("nl", "fietsen")}


def test_layers_of_map_services_are_kept_apart_from_files() -> None:
    layer = "https://kaart.voorbeeldstad.example/rest/services/P/MapServer/12"
    found = traits_of(kept(entry("x", title=[Text("x", "nl")], distributions=[distribution(layer)])))
    assert (len(found.layers), len(found.files)) == (1, 0)


def test_an_item_of_arcgis_is_a_name_in_all_the_world() -> None:
    identifier = f"https://www.arcgis.com/home/item.html?id={ITEM}&sublayer=4"
    found = traits_of(kept(entry("x", title=[Text("x", "nl")], alternative_identifiers=[identifier])))
    assert f"{ITEM}_4" in found.keys


@pytest.mark.parametrize("identifier", ["12", "0004711", "abc"])
def test_a_mere_number_or_a_few_letters_are_no_name(identifier: str) -> None:
    found = traits_of(kept(entry("x", title=[Text("x", "nl")], alternative_identifiers=[identifier])))
    assert found.names == frozenset()


def test_a_short_description_is_no_evidence() -> None:
    found = traits_of(kept(entry("x", title=[Text("x", "nl")], description=[Text("Open data", "nl")])))
    assert found.gist == ""
