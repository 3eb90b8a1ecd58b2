import ast
from pathlib import Path

import pytest

import catalogue.charter
from catalogue.charter import (
    Fault,
    Label,
    Outcome,
    Rubric,
    State,
    Verdict,
    check_text,
    fault_text,
    label_text,
    outcome_text,
    principle_text,
    state_text,
    unobserved_text,
    verdict_text,
)
from catalogue.charter.rules.fields import FIELDS
from catalogue.charter.rules.p09_formats import OF_KIND
from catalogue.messages import LANGUAGES, Language, keys, say
from catalogue.model import DataService, Dataset, DatasetSeries
from tests.catalogue.charter.sample import (
    Finding,
    dataset,
    distribution,
    entry,
    judged,
    record,
    series,
    service,
)

EXAMPLES: list[Dataset | DatasetSeries | DataService] = [
    dataset(),
    dataset(distributions=[]),
    dataset(distribution("XLSX", licence=None, download_url=""), distribution("PDF")),
    dataset(distribution("", licence="https://stad.example/eigen", access_url="ftp://x/1", download_url="")),
    dataset(description=[], landing_pages=[], keywords=[], themes=[], conforms_to=[]),
    dataset(distribution(licence="https://creativecommons.org/licenses/by-nc/4.0/"), distribution()),
    series(),
    service(),
]


def reasons_in_code() -> set[str]:
    """Find every reason that the rules can give: the second argument of each ruling."""
    found: set[object] = {reason for _, reason in OF_KIND.values()}
    for path in (Path(catalogue.charter.__file__).parent).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Ruling":
                found |= {one.value for one in ast.walk(node.args[1]) if isinstance(one, ast.Constant)}
            if isinstance(node, ast.Tuple) and len(node.elts) > 1 and _is_outcome(node.elts[0]):
                found |= {one.value for one in ast.walk(node.elts[1]) if isinstance(one, ast.Constant)}
    return {reason for reason in found if isinstance(reason, str)}


def _is_outcome(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Outcome"


def test_every_reason_has_a_sentence() -> None:
    assert {f"charter.reason.{reason}" for reason in reasons_in_code()} - set(keys()) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_can_be_said(language: Language) -> None:
    for example in EXAMPLES:
        for verdict in judged(
            example, findings=[Finding("theme-missing", "vl-mandatory", "warning")]
        ).values():
            sentence = verdict_text(verdict, language)
            assert sentence.endswith(".")
            assert "{" not in sentence
            assert all(unobserved_text(verdict, language))


def test_a_sentence_is_in_the_language_asked_for() -> None:
    verdict = judged(dataset(keywords=[]))["P15.5"]
    assert verdict_text(verdict, "nl") == "Het portaal weigert of verbergt het zonder: trefwoord."
    assert verdict_text(verdict, "en") == "The portal refuses or hides it without: keyword."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_a_title_and_a_remedy(rubric: Rubric, language: Language) -> None:
    for check in rubric.checks:
        text = check_text(check, language)
        assert text.title
        assert text.remedy.endswith(".")
        assert "{" not in text.remedy


def test_the_remedy_names_what_is_missing_in_this_entry(rubric: Rubric) -> None:
    verdict = judged(dataset(keywords=[], themes=[]))["P15.5"]
    remedy = check_text(rubric.by_id["P15.5"], "nl", verdict).remedy
    assert remedy == "Vul aan wat het Vlaamse portaal vraagt: trefwoord, Europees thema."


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_outcomes_states_and_faults_have_words(language: Language) -> None:
    assert all(label_text(label, language) for label in Label)
    assert all(outcome_text(outcome, language) for outcome in Outcome)
    assert all(state_text(state, language) for state in State)
    assert all(fault_text(fault, language) for fault in Fault if fault)


def test_every_field_has_a_word() -> None:
    assert {f"charter.word.{field}" for field in FIELDS} - set(keys()) == set()


def test_every_issue_and_unobserved_half_of_the_rubric_has_a_word(rubric: Rubric) -> None:
    issues = set(rubric.by_id["P06.3"].parameters.notes.values())
    halves = {half for check in rubric.checks for half in check.unobserved}
    wanted = {f"charter.word.{issue}" for issue in issues} | {f"charter.unobserved.{half}" for half in halves}
    assert wanted - set(keys()) == set()


def test_only_the_dutch_sentence_of_a_principle_is_official(rubric: Rubric) -> None:
    dutch, english = (principle_text(9, rubric, language) for language in LANGUAGES)
    assert "open en machine-leesbare formaten" in dutch.sentence
    assert (dutch.official, english.official) == (True, False)
    assert dutch.source.endswith("#9")


def test_what_has_no_check_is_not_yet_assessed_in_words() -> None:
    assert say("charter.state.not-assessed", "nl") == "nog niet beoordeeld"


def test_braces_of_a_source_are_taken_as_they_are() -> None:
    odd = entry(dataset(distribution(licence="https://x.example/{a}")))
    verdict: Verdict = judged(odd, record())["P04.1"]
    assert "{a}" in verdict_text(verdict, "nl")
