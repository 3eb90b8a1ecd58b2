"""Whoever mistypes a publisher file is told where it is and how to mend it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.errors import UsageError
from catalogue.messages import say
from schedules import load_all, load_publisher

Write = Callable[..., Path]

# What is typed instead of what, then: line, column, message, and a word of the remedy.
FAULTS = [
    ("language: nl", "langauge: nl", 10, 1, "unknown-key-like", "'language'"),
    ("language: nl", "zzz: nl", 10, 1, "unknown-key", "homepage"),
    ("  email: data@", "  emial: data@", 9, 3, "unknown-key-like", "'email'"),
    ("    cadence: 15 3", "    cadance: 15 3", 29, 5, "unknown-key-like", "'cadence'"),
    ("    protocol: ckan", "    protocol: ckann", 27, 15, "wrong-choice-like", "'ckan'"),
    ("    protocol: ckan", "    protocol: ftp", 27, 15, "wrong-choice", "arcgis-hub, dcat-rdf"),
    ("type: LocalAuthority", "type: LocalAutority", 6, 7, "wrong-choice-like", "'LocalAuthority'"),
    ("15 3 * * *", "15 25 * * *", 29, 14, "wrong-cron", "'15 3 * * *'"),
    ("15 3 * * *", "every night", 29, 14, "wrong-cron", "'15 3 * * *'"),
    ("15 3 * * *", "15 3 * * 8", 29, 14, "wrong-cron", "'15 3 * * *'"),
    ("15 3 * * *", "15 3 * * 5-1", 29, 14, "wrong-cron", "'15 3 * * *'"),
    ("15 3 * * *", "15 3 * * *,mon", 29, 14, "wrong-cron", "'15 3 * * *'"),
    ("15 3 * * *", "15 3 1 * 1", 29, 14, "cron-both-days", "'15 3 1 * *'"),
    ("15 3 * * *", "15 3 31 2 *", 29, 14, "cron-never", "'15 3 1 * *'"),
    ('nis: "99999"', "nis: 9999", 5, 6, "wrong-value", "nis: 44021"),
    ("ovo: OVO000001", "ovo: OVO1", 3, 6, "wrong-value", "ovo: OVO002067"),
    ('kbo: "0123456789"', "kbo: BE0123456789", 4, 6, "wrong-value", "kbo: 0207451227"),
    ("name: sint-voorbeeld", "name: Sint Voorbeeld", 1, 7, "wrong-value", "name: gent"),
    ("data@sint-voorbeeld.example", "mailto:data@sint.example", 9, 10, "wrong-value", "data@stad.gent"),
    ("read_on: 2026-03-01", "read_on: 1 maart", 23, 12, "wrong-value", "read_on: 2026-03-01"),
    ("valid_from: 2014", "valid_from: 2014-13", 36, 17, "wrong-value", "2019-05-01"),
    ("valid_from: 2014", "valid_from: 2019", 37, 18, "wrong-order", "valid_from"),
    ("page_size: 50", "page_size: 0", 30, 16, "wrong-value", "page_size: 100"),
    ("enabled: false", "enabled: misschien", 35, 14, "wrong-value", "enabled: false"),
    ("bbox: [3.1, 50.9, 3.8, 51.2]", "bbox: [3.1, west, 3.8, 51.2]", 19, 17, "wrong-value", "bbox: [3.5"),
    ("bbox: [3.1, 50.9, 3.8, 51.2]", "bbox: [3.8, 50.9, 3.1, 51.2]", 19, 11, "wrong-bbox", "bbox: [3.5"),
    ("title: {nl: Stad", "title: {Dutch: Stad", 2, 16, "wrong-value", "title: {nl: Stad Gent}"),
    ("aliases: [Sint-Voorbeeld]", "aliases: Sint-Voorbeeld", 24, 10, "wrong-value", "aliases: [Stad Gent"),
    ("language: nl", "charter: {hosts: [https://a.example/x]}", 10, 19, "wrong-host", ": a.example."),
    ("language: nl", "charter: {hosts: [www.stad.example]}", 10, 19, "wrong-host", ": stad.example."),
    ("language: nl", "charter: {suppliers: [stad example]}", 10, 23, "wrong-host", "without https://"),
    ("language: nl", "charter: {generic_contacts: [info]}", 10, 30, "wrong-value", "gentinfo@stad.gent"),
    ("language: nl", "charter: {open_page: https://a.example}", 10, 11, "unknown-key-like", "open_data_page"),
    ("language: nl", "charter: {feedback_page: mailto:a@b.be}", 10, 26, "wrong-url", "https://"),
    ("language: nl", "charter: {inventory: {page: https://a.example, datasets: 0, counted_on: 2026-01-01}}",
     10, 58, "wrong-value", "datasets: 340"),
    ("language: nl", "charter: {inventory: {page: https://a.example, datasets: 9}}",
     10, 22, "missing-key", "counted_on"),
    ("https://data.sint", "htps://data.sint", 28, 10, "wrong-url", "https://data.stad.gent"),
    ("https://data.sint", "https:///data.sint", 28, 10, "wrong-url", "https://data.stad.gent"),
    ("https://data.sint", "https://data .sint", 28, 10, "wrong-url", "https://data.stad.gent"),
    ("voorbeeld.example\n    cad", "voorbeeld.example:x\n    cad", 28, 10, "wrong-url", "https://"),
    ("https://data.sint", "https://jan:geheim@data.sint", 28, 10, "url-with-password", "secrets"),
    ("  - label: oud", "  - label: portaal", 31, 12, "duplicate-label", "'portaal-2'"),
    ("language: nl", "nis: '11111'", 10, 1, "duplicate-key", "Remove"),
    ("    page_size: 50", "    url: https://x.example", 30, 5, "duplicate-key", "Remove"),
    ("    url: https://data.sint-voorbeeld.example\n", "", 26, 5, "missing-key", "url: https://"),
    ("name: sint-voorbeeld\n", "", 1, 1, "missing-key", "name: gent"),
    ("  email: data@sint-voorbeeld.example\n", "", 8, 3, "no-contact", "email"),
    ('ovo: OVO000001\nkbo: "0123456789"\n', "", 1, 1, "no-organisation", "OVO002067"),
    ("  - iri: https://place.example/sint-voorbeeld\n    label: {nl: Sint-Voorbeeld}\n    bbox", "  - bbox",
     17, 5, "nameless-place", "label: {nl: Gent}"),
    ("language: nl", "timezone: Europe/Brusels", 10, 11, "wrong-time-zone-like", "'Europe/Brussels'"),
    ("language: nl", "timezone: here", 10, 11, "wrong-time-zone", "Europe/Brussels"),
    ("language: nl", "language: &taal nl\nnis2: *taal", 10, 11, "alias", "out here"),
    ("language: nl", "language: [nl", 11, 9, "not-yaml", "Check the line"),
    ("language: nl", "\tlanguage: nl", 10, 1, "not-yaml", "Check the line"),
    ("language: nl", "language: nl: fr", 10, 13, "not-yaml", "Check the line"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_line_its_column_and_a_remedy(
    sound: str, write: Write, fault: tuple[str, str, int, int, str, str]
) -> None:
    right, wrong, line, column, message, remedy = fault
    assert right in sound
    file = write(sound.replace(right, wrong, 1))

    with pytest.raises(UsageError) as caught:
        load_publisher(file)

    assert caught.value.key == f"schedules.{message}"
    assert str(caught.value).startswith(f"{file}, line {line}, column {column}: ")
    assert remedy in str(caught.value).splitlines()[-1]


def test_a_source_wants_a_contact_of_its_publisher(sound: str, write: Write) -> None:
    file = write(re.sub(r"contact:\n.*\n.*\n", "", sound))

    with pytest.raises(UsageError, match=r"(?s)'contact' is missing.*name: Open Data Gent"):
        load_publisher(file)


def test_of_several_faults_the_first_in_the_file_is_told(sound: str, write: Write) -> None:
    file = write(sound.replace("15 3 *", "15 99 *").replace("nis: ", "niss: "))

    with pytest.raises(UsageError, match=r"line 5, column 1: .*niss"):
        load_publisher(file)


def test_a_long_faulty_value_is_cut_short(sound: str, write: Write) -> None:
    file = write(sound.replace("https://data.sint", "x" * 500))

    with pytest.raises(UsageError) as caught:
        load_publisher(file)

    assert len(str(caught.value).splitlines()[0]) < 200 + len(str(file))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty-file"),
        ("# leeg\n", "empty-file"),
        ("- een lijst\n", "not-a-mapping"),
        ("a: \0", "not-yaml"),
    ],
)
def test_a_file_that_is_no_form_at_all_is_refused(write: Write, text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_publisher(write(text))

    assert caught.value.key == f"schedules.{message}"


def test_a_second_document_in_a_file_is_refused(sound: str, write: Write) -> None:
    with pytest.raises(UsageError, match="not valid YAML"):
        load_publisher(write(sound + "---\nname: gent\n"))


def test_a_character_that_is_not_utf8_is_told_with_its_place(sound: str, tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes(sound.replace("Alles wat", "Allés wat").encode("latin-1"))

    with pytest.raises(UsageError, match=r"line 14, column 24: .*UTF-8"):
        load_publisher(file)


def test_a_file_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"(?s)gent\.yaml cannot be read: No such file.*right to read"):
        load_publisher(tmp_path / "gent.yaml")


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "gent.yaml").mkdir()

    with pytest.raises(UsageError, match=r"gent\.yaml cannot be read: Is a directory"):
        load_all(tmp_path)


def test_a_folder_without_publishers_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no publisher file in the folder"):
        load_all(tmp_path)


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        load_all(tmp_path / "nergens")


def test_two_files_of_one_publisher_are_told_with_both_names(sound: str, write: Write) -> None:
    write(sound, "a.yaml")
    second = write(sound, "b.yaml")

    with pytest.raises(UsageError, match=r"b\.yaml: .*'sint-voorbeeld'.*a\.yaml"):
        load_all(second.parent)


def test_an_error_speaks_dutch_to_who_reads_dutch(sound: str, write: Write) -> None:
    file = write(sound.replace("cadence: 15 3", "cadance: 15 3"))

    with pytest.raises(UsageError) as caught:
        load_publisher(file)

    what, stands, remedy = say(caught.value.key, "nl", **caught.value.facts).splitlines()
    assert re.search(r"regel 29, kolom 5: de sleutel 'cadance' bestaat hier niet", what)
    assert stands == "Er is niets opgehaald of gewijzigd."
    assert remedy == "Bedoelde je 'cadence'?"


@pytest.mark.parametrize("selector", ["a:eq(0)", "'xpath: //h2'", "'h2['"])
def test_a_selector_that_cannot_work_is_refused_with_its_place(
    sound: str, write: Write, selector: str
) -> None:
    listed = f"protocol: html-list\n    selectors:\n      item: h2\n      file: {selector}"

    with pytest.raises(UsageError) as caught:
        load_publisher(write(sound.replace("protocol: ckan", listed, 1)))

    assert caught.value.key == "schedules.wrong-selector"
    assert ", line 30, column 13: " in str(caught.value)
