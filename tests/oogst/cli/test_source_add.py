import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from schedules import load_publisher
from tests.harvester.detect.sites import playing
from tests.oogst.cli.conftest import Said, Type

Converse = Callable[..., Said]


@pytest.fixture
def converse(oogst: Type, monkeypatch: pytest.MonkeyPatch) -> Converse:
    """Type a command, and then answers to what it asks, one line each."""

    def typed(*words: object, answers: str = "") -> Said:
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        return oogst("source", "add", *words)

    return typed


def test_a_municipality_needs_only_its_name_a_contact_and_an_address(
    converse: Converse, working_folder: Path
) -> None:
    with playing("ckan") as server:
        said = converse("--allow-private", answers=f"Lede\ndata@lede.example\n\n{server.url}\n4\n")
    publisher = load_publisher(working_folder / "schedules" / "lede.yaml")
    (source,) = publisher.sources

    assert said.code == 0
    assert said.err.startswith("Naam van de gemeente of organisatie? E-mailadres of pagina")
    assert "Herkend: CKAN, protocol ckan" in said.err
    assert "oogst run lede --schedules schedules" in said.err
    assert (publisher.ovo, publisher.nis, publisher.facts.contact_email) == (
        "OVO002144",
        "41034",
        "data@lede.example",
    )
    assert (source.source.url, source.cadence.cron.split()[1]) == (server.url, "4")


def test_all_answers_may_be_options_and_the_file_only_shown(converse: Converse, working_folder: Path) -> None:
    said = converse(
        *("Lede", "--contact", "https://www.lede.example/contact", "--homepage", "https://www.lede.example"),
        *("--url", "https://data.lede.example/dcat.ttl", "--cadence", "15 4 * * *", "--offline", "--print"),
    )

    assert (said.code, said.err) == (0, "")
    assert "protocol: dcat-rdf" in said.out
    assert list(working_folder.iterdir()) == []
    file = working_folder / "lede.yaml"
    file.write_text(said.out)
    assert load_publisher(file).sources[0].cadence.cron == "15 4 * * *"


def test_a_publisher_may_be_written_before_its_catalogue_is_known(
    converse: Converse, working_folder: Path
) -> None:
    said = converse("Hasselt", answers="\n\n\n")
    publisher = load_publisher(working_folder / "schedules" / "hasselt.yaml")

    assert said.code == 0
    assert (publisher.sources, publisher.nis, publisher.ovo) == ((), "71072", "")
    assert "Er is nog geen bron" in said.err


def test_a_file_is_never_overwritten(converse: Converse, working_folder: Path) -> None:
    file = working_folder / "schedules" / "lede.yaml"
    file.parent.mkdir()
    file.write_text("van mij")
    said = converse("Gemeente Lede", answers="\n\n\n")

    assert said.code == 2
    assert "heeft al een bestand" in said.err
    assert file.read_text() == "van mij"


def test_bad_answers_are_asked_for_again(converse: Converse) -> None:
    said = converse(
        "--offline",
        "--print",
        answers="12\nLede\nmail mij\ndata@lede.example\nlede.example\nhttps://www.lede.example\n"
        "https://data.lede.example\nhttps://data.lede.example/dcat.ttl\nmiddernacht\n3\n",
    )

    assert said.code == 0
    for complaint in ("geen naam", "geen e-mailadres", "geen webadres", "geen protocol", "geen uur"):
        assert complaint in said.err
    assert "email: data@lede.example" in said.out


def test_a_name_that_is_no_municipality_is_asked_for_its_code_and_what_was_meant_is_named(
    converse: Converse,
) -> None:
    said = converse("Leede", "--print", answers="41034\n\n\n\n")

    assert "Lede = 41034" in said.err
    assert "name: lede" in said.out
    assert "ovo: OVO002144" in said.out


def test_another_organisation_goes_by_its_company_number(converse: Converse) -> None:
    said = converse(
        *("Intercommunale Zonneberg", "--code", "0207 500 123", "--contact", "a@b.example", "--homepage", ""),
        *("--url", "https://hub.arcgis.com/x", "--cadence", "", "--offline", "--print"),
    )

    assert "name: intercommunale-zonneberg" in said.out
    assert 'kbo: "0207500123"' in said.out
    assert "nis" not in said.out


def test_a_source_wants_the_code_and_the_contact_that_were_left_open(converse: Converse) -> None:
    said = converse(
        "Hasselt",
        "--offline",
        "--print",
        answers="\n\nhttps://data.hasselt.example/dcat.ttl\n71072\nOVO000001\ndata@hasselt.example\n\n",
    )

    assert said.code == 0
    assert "geen code van een organisatie" in said.err
    assert "ovo: OVO000001" in said.out
    assert "email: data@hasselt.example" in said.out


def test_a_site_without_a_catalogue_is_explained_and_the_address_asked_for_again(converse: Converse) -> None:
    with playing("page") as server:
        said = converse("Lede", "--print", "--allow-private", answers=f"a@b.example\n\n{server.url}\n\n")

    assert said.code == 0
    assert "Hier staat alleen een webpagina" in said.err
    assert "sources: []" in said.out


def test_the_way_in_may_be_chosen_among_those_that_there_are(converse: Converse) -> None:
    options = (
        "Lede",
        "--contact",
        "a@b.example",
        "--homepage",
        "",
        "--cadence",
        "",
        "--print",
        "--allow-private",
    )
    with playing("ckan") as server:
        chosen = converse(*options, "--url", server.url, "--protocol", "dcat-rdf")
        missing = converse(*options, "--url", server.url, "--protocol", "csw")

    assert f"url: {server.url}/catalog.ttl" in chosen.out
    assert missing.code == 3
    assert "Kies uit wat er is: ckan, dcat-rdf" in missing.err


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ([], 2, "NAME"),
        (["123"], 2, "geen naam van een uitgever"),
        (["Leede"], 2, "--code"),
        (["Lede", "--code", "x"], 2, "geen NIS-code"),
        (["Lede", "--code", "44021"], 2, "niet die van Lede"),
        (["Lede", "--contact", "niemand"], 2, "geen e-mailadres"),
        (["Lede", "--homepage", "lede"], 2, "geen webadres"),
        (["Lede", "--url", "https://jan:geheim@lede.example/"], 2, "geen webadres zonder wachtwoord"),
        (["Lede", "--url", "https://x.example/dcat.ttl", "--offline"], 2, "--contact"),
        (["Lede", "--url", "https://x.example", "--offline", "--protocol", "ckam"], 2, "geen protocol"),
        (["Lede", "--url", "https://x.example", "--offline"], 2, "volgt geen protocol"),
    ],
)
def test_a_mistake_is_explained_and_nothing_written(
    converse: Converse, working_folder: Path, words: list[str], code: int, sentence: str
) -> None:
    said = converse(*words)

    assert (said.code, said.out) == (code, "")
    assert sentence in said.err
    assert "geheim" not in said.err
    assert list(working_folder.iterdir()) == []


def test_a_folder_that_may_not_be_written_to_is_explained(converse: Converse, working_folder: Path) -> None:
    (working_folder / "schedules").write_text("een bestand")
    said = converse("Lede", answers="\n\n\n")

    assert said.code == 2
    assert "kan niet geschreven worden" in said.err
