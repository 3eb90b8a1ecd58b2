from itertools import pairwise

import pytest

from catalogue.likeness import Clue, Succession, Traits, successions
from catalogue.model import Kind
from tests.catalogue.likeness.made import HOME, ITEM, LONG, NEW, OLD, on, traits

LAYER = "https://kaart.voorbeeldstad.example/rest/services/P/MapServer"


def only(old: Traits, new: Traits, *standing: Traits) -> Succession:
    (made,) = successions({"old": old}, {"new": new}, standing).successions
    return made


def none(old: Traits, new: Traits, *standing: Traits) -> bool:
    return successions({"old": old}, {"new": new}, standing).successions == []


def test_the_same_files_under_the_same_title_go_on_by_themselves() -> None:
    made = only(on(NEW, "fietsen", identifiers=["a-oud"]), on(NEW, "fietsen", identifiers=["a-nieuw"]))
    assert (made.vanished, made.appeared) == ("old", "new")
    assert (made.rule, made.certain) == ("likeness.succession.place-and-title", True)
    assert {Clue.FILES, Clue.PAGE, Clue.TITLE} <= {each.clue for each in made.evidence}


def test_the_same_page_under_a_similar_title_goes_on_by_itself() -> None:
    page = [f"{NEW}/fietsen"]
    made = only(traits("Fietstellingen stad", pages=page), traits("Fietstelling stad", pages=page))
    assert (made.rule, made.certain) == ("likeness.succession.place-and-title", True)


def test_an_item_of_the_portal_is_known_when_every_address_is_new() -> None:
    old = traits("Fietsen", pages=[f"{OLD}/datasets/{ITEM}_4"])
    new = traits("Fietsen", files=[f"{NEW}/api/download/v1/items/{ITEM}/csv?layers=4"])
    assert only(old, new).certain


def test_another_portal_software_leaves_the_title_and_that_is_proposed_only() -> None:
    made = only(on(OLD, "fietsen", "Fietstellingen"), on(NEW, "tellen", "Fietstellingen"))
    assert (made.rule, made.certain, made.confidence) == ("likeness.succession.title", False, 0.875)


def test_an_abbreviated_title_is_proposed_where_no_other_begins_like_it() -> None:
    old, new = on(OLD, "a", "Tekortz fietsenstalling buurt"), on(NEW, "b", "Tekortzone fietsenstalling buurt")
    made = only(old, new)
    assert (made.rule, made.certain) == ("likeness.succession.title-alike", False)
    assert none(old, new, on(NEW, "c", "Tekortzone fietsenstallingen buurt"))


def test_an_equal_description_beside_an_equal_title_is_enough() -> None:
    old, new = (
        on(OLD, "fietsen", "Tellingen", description=LONG),
        on(NEW, "tel", "Tellingen", description=LONG),
    )
    made = only(old, new)
    assert (made.rule, made.certain) == ("likeness.succession.title-and-description", True)


def test_a_layer_of_a_map_service_counts_only_with_the_very_same_title() -> None:
    def layer(title: str) -> Traits:
        return traits(title, files=[f"{LAYER}/12"])

    assert only(layer("Trage weg"), layer("trage weg")).certain
    assert none(layer("Bereik autodeel buurt"), layer("Tunnel en brug"))


def test_an_address_with_quite_another_title_waits_for_a_person() -> None:
    made = only(on(NEW, "fietsen", "Fietstellingen"), on(NEW, "fietsen", "Mobiliteit in cijfers"))
    assert (made.rule, made.certain) == ("likeness.succession.place", False)


def test_the_next_edition_at_the_same_page_is_another_dataset() -> None:
    page = [f"{NEW}/bevolking"]
    old, new = (traits(f"Bevolking {year}", pages=page, description=LONG) for year in (2019, 2020))
    assert none(old, new)


def test_a_name_that_is_kept_while_the_year_in_the_title_moves_waits_for_a_person() -> None:
    page = [f"{NEW}/items/{ITEM}"]
    made = only(traits("Bevolking 2019", pages=page), traits("Bevolking 2020", pages=page))
    assert not made.certain


def test_a_title_in_another_language_is_another_dataset() -> None:
    page = [f"{NEW}/wifi"]
    assert none(traits("Wifi", language="nl", pages=page), traits("Wifi", language="fr", pages=page))


def test_a_dataset_does_not_go_on_as_a_service() -> None:
    assert none(on(NEW, "fietsen"), on(NEW, "fietsen", kind=Kind.SERVICE))


def test_a_home_page_says_nothing() -> None:
    assert none(traits("Fietsen", pages=[HOME]), traits("Bomen", pages=[HOME]))


def test_a_page_that_standing_entries_have_too_says_nothing() -> None:
    page = [f"{NEW}/over-open-data"]
    standing = [on(NEW, f"dataset-{number}") for number in range(3)]
    shared = [traits(f"Lijst {letter}", pages=page) for letter in "abcdefgh"]
    old, new = traits("Fietsen", pages=page), traits("Bomen", pages=page)
    assert only(old, new, *standing).certain is False
    assert none(old, new, *standing, *shared)


def test_a_title_that_a_standing_entry_bears_is_nobodys_own() -> None:
    old, new = on(OLD, "stad-a", "Stad"), on(NEW, "stad-b", "Stad")
    assert none(old, new, on(NEW, "stad-c", "Stad"))


def test_two_equally_good_candidates_are_none_and_are_told() -> None:
    appeared = {"b": on(NEW, "stad-1", "Stad"), "c": on(NEW, "stad-2", "Stad")}
    found = successions({"a": on(OLD, "stad", "Stad")}, appeared)
    assert found.successions == []
    assert [(each.vanished, each.appeared) for each in found.ambiguous] == [("a", ("b", "c"))]
    assert {each.value for each in found.ambiguous[0].evidence} == {"stad"}


def test_two_that_vanished_and_one_that_appeared_are_ambiguous_too() -> None:
    vanished = {"a": on(OLD, "stad-1", "Stad"), "b": on(OLD, "stad-2", "Stad")}
    found = successions(vanished, {"c": on(NEW, "stad", "Stad")})
    assert (found.successions, len(found.ambiguous)) == ([], 2)


def test_a_better_candidate_wins_over_one_with_the_title_alone() -> None:
    appeared = {"b": on(NEW, "stad", "Stad"), "c": on(NEW, "stad-2", "Stad")}
    found = successions({"a": on(NEW, "stad", "Stad", identifiers=["oud-nummer"])}, appeared)
    assert [(each.vanished, each.appeared) for each in found.successions] == [("a", "b")]


def test_more_evidence_never_makes_less_certain() -> None:
    steps = [
        only(on(OLD, "a", "Tellingen"), on(NEW, "b", "Tellingen")),
        only(on(OLD, "a", "Tellingen", description=LONG), on(NEW, "b", "Tellingen", description=LONG)),
        only(on(NEW, "a", "Tellingen", description=LONG), on(NEW, "a", "Tellingen", description=LONG)),
    ]
    assert all(less.confidence < more.confidence for less, more in pairwise(steps))


@pytest.mark.parametrize("rows", [3_000])
def test_a_whole_portal_that_moved_is_paired_without_comparing_all_with_all(rows: int) -> None:
    vanished = {f"o{each}": on(OLD, f"reeks-{each}-tellingen") for each in range(rows)}
    appeared = {f"n{each}": on(NEW, f"reeks-{each}-tellingen") for each in range(rows)}
    found = successions(vanished, appeared)
    assert all(each.vanished[1:] == each.appeared[1:] for each in found.successions)
    assert (len(found.successions), found.ambiguous) == (rows, [])
