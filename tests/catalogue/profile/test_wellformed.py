"""What must hold before any shape is asked."""

import pytest

from catalogue.profile import Finding, Validator, assess, gate
from tests.catalogue.profile.faults import without
from tests.catalogue.profile.sample import HOME, good, ntriples, parsed

DATASET = f"<{HOME}/dataset/1>"
XSD = "http://www.w3.org/2001/XMLSchema#"
ISSUED = "<http://purl.org/dc/terms/issued>"


def names(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def with_line(line: str) -> str:
    return ntriples(good(1)) + line + "\n"


@pytest.mark.parametrize(
    "iri",
    [
        "geen-adres",
        "http:",
        "https://",
        "http:///pad",
        "http://stad.example/a b",
        "http://x.example/{id}",
        "a|b:c",
    ],
)
def test_an_iri_that_is_relative_or_has_forbidden_characters_is_a_finding(
    iri: str, engine: Validator
) -> None:
    (findings,) = assess([with_line(f"{DATASET} <http://xmlns.com/foaf/0.1/page> <{iri}> .")], engine)
    assert findings == [
        Finding(
            "iri-not-valid", "wellformed", "error", f"{HOME}/dataset/1", "foaf:page", f"<{iri}>", "mapping"
        )
    ]


@pytest.mark.parametrize(
    "iri",
    ["urn:isbn:1", "mailto:data@stad.example", "http://stad.example:8080", "https://stad.example/é?q=%20#x"],
)
def test_an_absolute_iri_of_any_scheme_is_no_finding(iri: str, engine: Validator) -> None:
    line = f"{DATASET} <http://purl.org/dc/terms/isReferencedBy> <{iri}> ."
    assert assess([with_line(line)], engine) == [[]]


def test_a_subject_with_an_invalid_iri_is_a_finding(engine: Validator) -> None:
    (findings,) = assess([with_line('<http://x.example/a b> <http://x.example/p> "x" .')], engine)
    assert [(each.rule, each.focus) for each in findings] == [("iri-not-valid", "http://x.example/a b")]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\x1f", "\ufffe", "\uffff"])
def test_a_character_that_xml_forbids_is_a_finding(character: str, engine: Validator) -> None:
    blocks = good(1)
    extra = parsed(
        f'{DATASET} dct:title "stuk{character.encode("unicode_escape").decode().replace("x", "u00")}"@fr .'
    )
    blocks[f"{HOME}/dataset/1"] += extra[f"{HOME}/dataset/1"]
    (findings,) = assess([blocks], engine)
    assert names(findings) == ["text-not-allowed-in-xml"]
    assert not gate(findings)


def test_tabs_and_line_ends_are_no_finding(engine: Validator) -> None:
    line = f'{DATASET} <http://purl.org/dc/terms/title> "a\\tb\\r\\nc"@fr .'
    assert assess([with_line(line)], engine) == [[]]


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2026-02-30", "date"),
        ("2026-2-3", "date"),
        ("gisteren", "date"),
        ("0000-01-01", "date"),
        ("2026-13-45T00:00:00Z", "dateTime"),
        ("2026-01-01T10:00", "dateTime"),
        ("2026-01-01 10:00:00", "dateTime"),
        ("2026-01-01T24:00:00", "dateTime"),
        ("2026-01-01T10:00:00+15:00", "dateTime"),
        ("20", "gYear"),
        ("2026-13", "gYearMonth"),
    ],
)
def test_a_date_that_does_not_exist_or_is_not_written_so_is_a_finding(
    value: str, datatype: str, engine: Validator, second: Validator
) -> None:
    entry = ntriples(without(good(1), f"{HOME}/dataset/1", "dct:issued"))
    entry += f'{DATASET} {ISSUED} "{value}"^^<{XSD}{datatype}> .\n'
    assert names(assess([entry], engine)[0]) == ["date-not-valid"]
    assert assess([entry], engine) == assess([entry], second)


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2024-02-29", "date"),
        ("2026-01-01+02:00", "date"),
        ("2026-01-01T10:00:00.123+02:00", "dateTime"),
        ("2026", "gYear"),
        ("2026-12", "gYearMonth"),
    ],
)
def test_a_date_in_any_precision_is_a_date(
    value: str, datatype: str, engine: Validator, second: Validator
) -> None:
    entry = ntriples(without(good(1), f"{HOME}/dataset/1", "dct:issued"))
    entry += f'{DATASET} {ISSUED} "{value}"^^<{XSD}{datatype}> .\n'
    (findings,) = assess([entry], engine)
    assert gate(findings)
    assert [findings] == assess([entry], second)


@pytest.mark.parametrize(
    ("value", "datatype"),
    [("-5", "nonNegativeInteger"), ("1e3", "decimal"), ("abc", "hexBinary"), ("1.0", "integer")],
)
def test_a_number_or_code_that_is_not_written_so_is_a_finding(
    value: str, datatype: str, engine: Validator
) -> None:
    line = f'{DATASET} <http://purl.org/dc/terms/title> "{value}"^^<{XSD}{datatype}> .'
    assert names(assess([with_line(line)], engine)[0]) == ["value-not-valid"]


def test_a_mandatory_value_that_is_unfit_is_not_told_to_be_missing_too(engine: Validator) -> None:
    record = f"{HOME}/record/1"
    entry = ntriples(without(good(1), record, "dct:modified"))
    entry += f'<{record}> <http://purl.org/dc/terms/modified> "ooit"^^<{XSD}dateTime> .\n'
    assert names(assess([entry], engine)[0]) == ["date-not-valid"]


def test_a_language_tag_that_is_too_long_is_a_finding(engine: Validator) -> None:
    line = f'{DATASET} <http://purl.org/dc/terms/title> "Bomen"@nederlands .'
    assert names(assess([with_line(line)], engine)[0]) == ["language-tag-not-valid"]


def test_a_line_that_is_no_rdf_costs_that_line_only(engine: Validator) -> None:
    line = f'{DATASET} <http://purl.org/dc/terms/title> "Bomen"@nl_BE .'
    (findings,) = assess([with_line(line)], engine)
    assert [(each.rule, each.focus) for each in findings] == [("not-readable", f"{HOME}/dataset/1")]


@pytest.mark.parametrize("identifier", ["42", "5c1e", "5c1e5c1e-5c1e-5a33-9a39-6fd0f6ac0001," * 2])
def test_a_record_identifier_holds_exactly_one_uuid(identifier: str, engine: Validator) -> None:
    record = f"{HOME}/record/1"
    entry = ntriples(without(good(1), record, "dct:identifier"))
    entry += f'<{record}> <http://purl.org/dc/terms/identifier> "{identifier}" .\n'
    (findings,) = assess([entry], engine)
    assert names(findings) == ["record-identifier-without-uuid"]
    assert findings[0].layer == "platform"
    assert not gate(findings)


def test_the_identifier_of_a_dataset_may_be_anything(engine: Validator) -> None:
    assert assess([good(7)], engine) == [[]]
