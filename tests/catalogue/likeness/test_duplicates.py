from catalogue.likeness import Clue, Group, Listed, Traits, duplicates
from tests.catalogue.likeness.made import ITEM, NEW, OLD, on, traits

HOME, OTHER = "voorbeeldstad/portaal", "vlaanderen/portaal"
LAYER = "https://kaart.voorbeeldstad.example/rest/services/P/MapServer/12"


def groups(*listed: tuple[str, Traits]) -> list[Group]:
    return duplicates({f"e{at}": Listed(*one) for at, one in enumerate(listed)})


def test_one_file_under_one_title_twice_is_one_dataset() -> None:
    file = [f"{NEW}/fietsen.csv"]
    (group,) = groups((HOME, traits("Fietsen", files=file)), (HOME, traits("fietsen!", files=file)))
    assert (group.rule, group.members, group.certain) == (
        "likeness.duplicates.same-files",
        ("e0", "e1"),
        True,
    )
    assert {each.clue for each in group.evidence} == {Clue.FILES, Clue.TITLE}


def test_one_page_under_one_title_twice_is_one_dataset() -> None:
    page = [f"{NEW}/fietsen"]
    (group,) = groups((HOME, traits("Fietsen", pages=page)), (HOME, traits("Fietsen", pages=page)))
    assert group.rule == "likeness.duplicates.same-page"


def test_the_copy_of_an_aggregator_is_found_by_the_item_that_both_name() -> None:
    own = traits("Fietsen", pages=[f"{NEW}/datasets/{ITEM}_4"])
    copy = traits("Fietsen", files=[f"{NEW}/api/items/{ITEM}/csv?layers=4"], publisher="vlaanderen")
    (group,) = groups((HOME, own), (OTHER, copy))
    assert group.rule == "likeness.duplicates.same-key"


def test_a_name_on_a_portal_says_nothing_of_another_publisher() -> None:
    own = traits("Parkings", identifiers=["parkings"], publisher="a")
    theirs = traits("Parkings", identifiers=["parkings"], publisher="b")
    assert groups((HOME, own), (OTHER, theirs)) == []
    (group,) = groups((HOME, own), (f"{HOME}-2", own))
    assert group.rule == "likeness.duplicates.same-name"


def test_one_file_under_two_titles_is_not_called_one_dataset() -> None:
    file = [f"{NEW}/kaart.zip"]
    assert groups((HOME, traits("Parken", files=file)), (HOME, traits("Bomen", files=file))) == []


def test_yearly_editions_at_one_page_are_not_one_dataset() -> None:
    editions = [(HOME, traits(f"Bevolking {year}", pages=[f"{NEW}/bevolking"])) for year in (2019, 2020)]
    assert groups(*editions) == []


def test_a_service_that_serves_several_titles_ties_none_of_them() -> None:
    wfs = [f"{NEW}/wfs"]
    listed = [(HOME, traits(title, files=wfs)) for title in ("Parken", "Parken", "Bomen")]
    assert groups(*listed) == []


def test_equal_titles_alone_are_not_one_dataset() -> None:
    assert groups((HOME, on(OLD, "stad", "Stad")), (HOME, on(NEW, "stad-2", "Stad"))) == []


def test_one_layer_under_one_title_is_shown_to_a_person() -> None:
    listed = [(HOME, on(NEW, f"stad-{at}", "Stad", identifiers=[f"stad-{at}"])) for at in range(2)]
    assert groups(*listed) == []
    twice = [(HOME, traits("Stad", pages=[f"{NEW}/stad-{at}"], files=[LAYER])) for at in range(2)]
    (group,) = groups(*twice)
    assert (group.rule, group.certain) == ("likeness.duplicates.same-layer", False)


def test_what_is_certain_holds_nothing_that_a_layer_alone_ties() -> None:
    def listed(at: int) -> Traits:
        return traits("Stad", pages=[f"{NEW}/stad-{at}"], files=[LAYER])

    found = groups((HOME, listed(1)), (HOME, listed(2)), (OTHER, listed(1)), (OTHER, listed(2)))
    assert [(group.members, group.certain) for group in found] == [
        (("e0", "e1", "e2", "e3"), False),
        (("e0", "e2"), True),
        (("e1", "e3"), True),
    ]


def test_a_layer_that_says_no_more_than_a_certain_group_is_not_told_again() -> None:
    both = traits("Stad", pages=[f"{NEW}/stad"], files=[LAYER])
    (group,) = groups((HOME, both), (OTHER, both))
    assert group.certain


def test_one_title_in_two_languages_is_not_a_copy() -> None:
    page = [f"{NEW}/wifi"]
    listed = [(HOME, traits("Wifi", language=tag, pages=page)) for tag in ("nl", "fr")]
    assert [group.rule for group in groups(*listed)] == ["likeness.duplicates.languages-page"]
