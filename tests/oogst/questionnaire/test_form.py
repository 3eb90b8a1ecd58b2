"""The questionnaire as a file: what is written out can be filled in and read back; mistakes are named."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.charter import load_rubric
from catalogue.errors import UsageError
from catalogue.messages import LANGUAGES, Language
from catalogue.questionnaire import openings
from catalogue.testimony import Statement
from oogst.questionnaire import Answer, FilledIn, form_text, read_form, read_table
from tests.catalogue.store.attested import MARCH, attested

RUBRIC = load_rubric()
SIGNED = "publisher: zonnegem\nsigned: {name: Jana Peeters, role: officer}\nanswers:\n"
WHOLE = """
publisher: zonnegem
signed:
  name: Jana Peeters
  role: opendataverantwoordelijke
  date: 2026-02-20
answers:
  - check: P08.1
    statement: ja
    answers:
      kind: opleiding
      date: 2026-02-03
      staff: 12
    narrative: |
      Twee dagen.
      Voor wie wilde.
    evidence:
      - programma.pdf
      - https://zonnegem.example/opleiding
  - check: P19.1
    statement:
  - check: P02.1
    statement: Deels
    entries: [bomen]
    name: Wout Maes
    role: jurist
    date: 2026-01-15
    valid_until: 2026-06-30
"""


def filled(tmp_path: Path, text: str, name: str = "antwoorden.yaml") -> FilledIn:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return read_form(file, RUBRIC) if name.endswith(".yaml") else read_table(file, RUBRIC)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questionnaire_reads_back_with_nothing_filled_in(tmp_path: Path, language: Language) -> None:
    given = openings(RUBRIC, [attested(narrative="x: y\n# z")], at=MARCH, waiting={})
    found = filled(tmp_path, form_text("zonnegem", RUBRIC, given, language))
    assert found == FilledIn(publisher="zonnegem", rubric=RUBRIC.version, answers=())


def test_a_name_of_a_signer_cannot_break_out_of_its_comment(tmp_path: Path) -> None:
    sly = attested(by_name="Jan\nanswers: []\npublisher: andere")
    text = form_text("zonnegem", RUBRIC, openings(RUBRIC, [sly], at=MARCH, waiting={}), "nl")
    assert filled(tmp_path, text).publisher == "zonnegem"


def test_every_question_of_the_form_can_be_answered(tmp_path: Path) -> None:
    given = openings(RUBRIC, [], at=MARCH, waiting={})
    text = form_text("zonnegem", RUBRIC, given, "nl")
    text = text.replace("    statement:", "    statement: partly ").replace("  name:", "  name: Jana ")
    found = filled(tmp_path, text.replace("  role:", "  role: officer "))
    assert [one.check for one in found.answers] == [one.check.id for one in given]


def test_what_was_filled_in_is_read_and_what_was_left_open_is_not(tmp_path: Path) -> None:
    first, second = filled(tmp_path, WHOLE).answers
    assert first == Answer(
        check="P08.1",
        statement=Statement.YES,
        answers={"kind": "opleiding", "date": "2026-02-03", "staff": "12"},
        narrative="Twee dagen.\nVoor wie wilde.",
        evidence=("programma.pdf", "https://zonnegem.example/opleiding"),
        name="Jana Peeters",
        role="opendataverantwoordelijke",
        signed_on=date(2026, 2, 20),
        line=8,
    )
    assert (second.statement, second.entries, second.name, second.role) == (
        Statement.PARTLY,
        ("bomen",),
        "Wout Maes",
        "jurist",
    )
    assert (second.signed_on, second.valid_until) == (date(2026, 1, 15), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("text", "key", "line", "typed"),
    [
        (SIGNED + "  - check: P08.1\n    statement: misschien\n", "statement", 5, "misschien"),
        (SIGNED + "  - check: P08.1\n    statement: partl\n", "statement-like", 5, "partl"),
        (SIGNED + "  - check: P99.1\n    statement: yes\n", "unknown-check", 4, "P99.1"),
        (SIGNED + "  - statement: yes\n", "no-check", 4, None),
        (SIGNED + "  - check: P08.1\n    statemnt: yes\n", "unknown-key-like", 5, "statemnt"),
        (SIGNED + "  - check: P08.1\n    statement: yes\n    colour: red\n", "unknown-key", 6, "colour"),
        (
            SIGNED + "  - check: P08.1\n    statement: yes\n    answers:\n      dat: x\n",
            "unknown-key-like",
            7,
            "dat",
        ),
        (
            SIGNED + "  - check: P08.1\n    statement: yes\n    answers:\n      date: gisteren\n",
            "day",
            7,
            "gisteren",
        ),
        (
            SIGNED + "  - check: P08.1\n    statement: yes\n    valid_until: 2026-02-30\n",
            "day",
            6,
            "2026-02-30",
        ),
        (SIGNED + "  - check: P08.1\n    statement: yes\n    narrative: [a]\n", "not-a-text", 6, None),
        (SIGNED + "  - check: P08.1\n    statement: yes\n    evidence: {a: b}\n", "not-a-list", 6, None),
        (SIGNED + "  - just text\n", "not-a-mapping", 4, None),
        ("publisher: zonnegem\nanswers: none\n", "not-a-list", 2, None),
        ("answers:\n  - check: P08.1\n    statement: yes\n", "nobody", 1, None),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, text: str, key: str, line: int, typed: str | None
) -> None:
    with pytest.raises(UsageError) as raised:
        filled(tmp_path, text)
    assert raised.value.key == f"questionnaire.{key}"
    assert (raised.value.facts["line"], raised.value.facts.get("value")) == (line, typed)
    assert str(raised.value).count("\n") == 2


@pytest.mark.parametrize("mark", [",", ";"])
def test_a_table_says_the_same_as_a_form(tmp_path: Path, mark: str) -> None:
    rows = [
        ["publisher", "check", "statement", "answers.date", "evidence", "name", "role", "date"],
        ["zonnegem", "P08.1", "ja", "2026-02-03", "a.pdf | b.pdf", "Jana Peeters", "officer", "2026-02-20"],
        ["", "P19.1", "", "", "", "", "", ""],
    ]
    found = filled(tmp_path, "\n".join(mark.join(row) for row in rows), "scan.csv")
    (one,) = found.answers
    assert (found.publisher, one.check, one.statement) == ("zonnegem", "P08.1", Statement.YES)
    assert (one.answers, one.evidence) == ({"date": "2026-02-03"}, ("a.pdf", "b.pdf"))
    assert (one.signed_on, one.line) == (date(2026, 2, 20), 2)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("check,antwoord\nP08.1,ja\n", "columns"),
        ("check,statement,name,role\nP08.1,soms,Jana,officer\n", "statement"),
        ("publisher,check,statement,name,role\na,P08.1,ja,J,o\nb,P19.1,ja,J,o\n", "several-publishers"),
        ("", "columns"),
    ],
)
def test_a_faulty_table_is_refused(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(UsageError) as raised:
        filled(tmp_path, text, "scan.csv")
    assert raised.value.key == f"questionnaire.{key}"


def test_a_file_that_is_no_text_says_where(tmp_path: Path) -> None:
    file = tmp_path / "scan.yaml"
    file.write_bytes(b"publisher: zonnegem\nsigned: {name: J\xe9}\n")
    with pytest.raises(UsageError) as raised:
        read_form(file, RUBRIC)
    assert (raised.value.key, raised.value.facts["line"]) == ("questionnaire.not-utf8", 2)
    with pytest.raises(UsageError, match="cannot be read"):
        read_form(tmp_path / "absent.yaml", RUBRIC)


TYPED = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8) | st.sampled_from(["P08.1", "ja", "2026-01-01", "date"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["check", "statement", "answers", "narrative", "evidence", "date", "name", "role", "x"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    typed=st.dictionaries(st.sampled_from(["publisher", "rubric", "signed", "answers"]), TYPED, max_size=4)
)
def test_whatever_is_filled_in_is_read_or_refused_with_its_line(
    tmp_path: Path, typed: dict[str, object]
) -> None:
    found, key, facts = read_or_refused(tmp_path, json.dumps(typed, ensure_ascii=False), "antwoorden.yaml")
    assert found is not None or key.startswith(("questionnaire.", "schedules."))
    assert found is not None or "line" in facts
    assert all(
        one.check in RUBRIC.by_id and one.name and one.role for one in (found.answers if found else ())
    )


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=st.text(alphabet="check,statement;name|role\n\"' jaP08.1", max_size=120))
def test_whatever_stands_in_a_table_is_read_or_refused(tmp_path: Path, text: str) -> None:
    found, key, _ = read_or_refused(tmp_path, text, "scan.csv")
    assert found is not None or key.startswith("questionnaire.")
    assert all(one.check in RUBRIC.by_id for one in (found.answers if found else ()))


def read_or_refused(folder: Path, text: str, name: str) -> tuple[FilledIn | None, str, dict[str, object]]:
    try:
        return filled(folder, text, name), "", {}
    except UsageError as error:
        return None, error.key, error.facts
