import pytest

from catalogue.likeness.words import alike, numbers, words


@pytest.mark.parametrize(
    "text",
    [
        "Musées à Bruxelles",
        "musees  a bruxelles.",
        "\u200bMUSÉES / à / Bruxelles!",
        "Muse\u0301es_à_Bruxelles",
    ],
)
def test_titles_are_compared_by_their_words(text: str) -> None:
    assert words(text) == "musees a bruxelles"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fietstellingen", "fietstelling"),
        ("consommation energetique", "consommation energetique administration"),
        ("parkeerplaatsen voor bussen", "parkeerplaats voor bussen"),
    ],
)
def test_a_title_reworded_a_little_is_alike(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bevolking 2019", "bevolking 2020"),
        ("jachtterreinen 2018 2019", "jachtterreinen 2018"),
        ("tunnel en brug", "bereik autodeel buurt"),
        ("fietsen", ""),
        ("", ""),
    ],
)
def test_editions_and_other_subjects_are_not_alike(one: str, other: str) -> None:
    assert not alike(one, other)


def test_years_and_sheets_are_the_numbers_of_a_title() -> None:
    assert numbers("groen 2015 blad 3a") == {"2015", "3a"}
