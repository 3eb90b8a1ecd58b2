from catalogue.likeness import Clue, Group, Listed, Traits, duplicates
from tests.catalogue.likeness.made import changed, traits

PORTAL = "voorbeeldstad/portaal"
NOON = "2026-02-03T12:15:27Z"


def groups(*listed: Traits, source: str = PORTAL) -> list[Group]:
    return duplicates({f"e{at}": Listed(source, one) for at, one in enumerate(listed)})


def pointing(title: str, language: str, page: str) -> Traits:
    return traits(title, language=language, pages=[page])


def three(path: str) -> list[Traits]:
    sites = {"nl": "stad.example", "fr": "ville.example", "en": "city.example"}
    return [pointing(f"{path} {tag}", tag, f"http://www.{site}/{path}") for tag, site in sites.items()]


def test_datasets_changed_in_one_second_are_one_in_several_languages() -> None:
    (group,) = groups(
        changed("Musea", "nl", NOON), changed("Musées", "fr", NOON), changed("Museums", "en", NOON)
    )
    assert (group.rule, group.certain) == ("likeness.duplicates.languages-moment", True)
    assert group.members == ("e0", "e1", "e2")
    assert [each.clue for each in group.evidence] == [Clue.MOMENT]


def test_equal_titles_in_several_languages_are_one_too() -> None:
    assert len(groups(changed("Webcams", "nl", NOON), changed("Webcams", "fr", NOON))) == 1


def test_two_of_one_language_in_that_second_leave_it_open() -> None:
    listed = [changed("Pagina's per titel", "nl", NOON), changed("Pagina's per adres", "nl", NOON)]
    assert groups(*listed, changed("Pages par titre", "fr", NOON)) == []


def test_editions_changed_in_one_second_are_told_apart_by_their_year() -> None:
    found = groups(
        changed("Bezoeken (2010)", "nl", NOON),
        changed("Bezoeken (2011)", "nl", NOON),
        changed("Visites (2010)", "fr", NOON),
        changed("Visites (2011)", "fr", NOON),
    )
    assert [group.members for group in found] == [("e0", "e2"), ("e1", "e3")]


def test_a_job_at_midnight_changes_everything_and_ties_nothing() -> None:
    midnight = "2026-02-03T00:00:00Z"
    assert groups(changed("Musea", "nl", midnight), changed("Parcs", "fr", midnight)) == []


def test_one_second_without_a_day_of_creation_in_common_is_not_enough() -> None:
    listed = [changed("Musea", "nl", NOON, "2026-01-05"), changed("Parcs", "fr", NOON, "2025-07-01")]
    assert groups(*listed) == []


def test_one_second_on_two_portals_is_chance() -> None:
    listed = {
        "a": Listed(PORTAL, changed("Musea", "nl", NOON)),
        "b": Listed("elders/portaal", changed("Musées", "fr", NOON)),
    }
    assert duplicates(listed) == []


def test_a_site_with_a_host_per_language_is_learned_from_its_paths() -> None:
    found = groups(*three("4443"), *three("4092"), *three("5181"))
    assert [(group.rule, group.certain) for group in found] == [
        ("likeness.duplicates.languages-page", False)
    ] * 3
    assert found[0].members == ("e0", "e1", "e2")


def test_a_page_adds_the_language_that_changed_at_another_time() -> None:
    paths = ("4443", "4092", "5181")
    listed = [
        changed(f"{path} {tag}", tag, moment, pages=[f"http://{tag}.example/{path}"])
        for path in paths
        for tag, moment in (("nl", NOON), ("fr", NOON), ("en", "2026-02-04T09:00:01Z"))
    ]
    found = groups(*listed)
    assert [(len(group.members), group.certain) for group in found] == [(2, True), (3, False)] * 3


def test_one_path_in_common_does_not_make_two_hosts_one_site() -> None:
    one, other = (
        pointing("Musea", "nl", "https://a.example/4443"),
        pointing("Parcs", "fr", "https://b.example/4443"),
    )
    assert groups(one, other) == []


def test_a_page_that_two_of_one_language_share_leaves_it_open() -> None:
    page = "https://stad.example/bibliotheken"
    listed = [pointing("Boeken", "nl", page), pointing("Leners", "nl", page), pointing("Livres", "fr", page)]
    assert groups(*listed) == []


def test_an_entry_in_several_languages_is_one_of_none() -> None:
    both = traits(titles=[("nl", "Musea"), ("fr", "Musées")], pages=["https://stad.example/musea"])
    assert groups(both, pointing("Museums", "en", "https://stad.example/musea")) == []
