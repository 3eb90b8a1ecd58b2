"""Many entries in one call, to each its own findings."""

from collections import Counter
from pathlib import Path
from random import Random
from typing import Final

import pytest

from catalogue.profile import EngineError, Finding, Result, Validator, assess
from catalogue.profile.layers import SHAPE
from tests.catalogue.profile.faults import without
from tests.catalogue.profile.parity.feeds import FEEDS, datasets_of
from tests.catalogue.profile.sample import HOME, good, ntriples, parsed

LOCAL: Final = "dct:type <http://purl.org/adms/publishertype/LocalAuthority>"


class Fragile:
    """An engine that gives up on any text with a certain word in it."""

    name: Final = "fragile"

    def __init__(self, word: str, behind: Validator) -> None:
        self.word = word
        self.behind = behind
        self.calls = 0

    def validate(self, ntriples: str) -> list[Result]:
        self.calls += 1
        if self.word in ntriples:
            raise EngineError(self.word)
        return self.behind.validate(ntriples)


def test_findings_come_in_the_order_of_the_batch(engine: Validator) -> None:
    batch = [good(1), without(good(2), f"{HOME}/dataset/2", "dct:title"), good(3)]
    found = assess(batch, engine)
    assert [[each.rule for each in findings] for findings in found] == [[], ["dataset-title-missing"], []]
    assert found[1][0].focus == f"{HOME}/dataset/2"


def test_an_empty_batch_has_no_findings(engine: Validator) -> None:
    assert assess([], engine) == []


def test_text_and_blocks_give_the_same_findings(engine: Validator) -> None:
    blocks = without(good(1), f"{HOME}/distribution/1", "dcat:accessURL")
    assert assess([blocks], engine) == assess([ntriples(blocks)], engine)


def test_a_fault_in_what_entries_share_is_told_to_each_of_them(engine: Validator) -> None:
    agent = parsed(f"<https://stad.example/agent/gedeeld> a foaf:Agent ; {LOCAL} .")
    found = assess([good(1) | agent, good(2), good(3) | agent], engine)
    assert [[each.rule for each in findings] for findings in found] == [
        ["agent-name-missing"],
        [],
        ["agent-name-missing"],
    ]


def test_entries_that_name_what_they_share_otherwise_answer_for_their_own_words(engine: Validator) -> None:
    named, untagged = (
        parsed(f"<https://stad.example/agent/gedeeld> a foaf:Agent ; foaf:name {name} ; {LOCAL} .")
        for name in ('"Stad"@nl', '"Stad"')
    )
    batch = [good(1) | named, good(2) | untagged, good(3) | named, good(4) | untagged]
    found = [[each.rule for each in findings] for findings in assess(batch, engine)]
    assert found == [[], ["agent-name-untagged"], [], ["agent-name-untagged"]]


def test_entries_may_give_what_they_share_other_types(engine: Validator) -> None:
    page = "https://stad.example/uitleg"
    first, second = good(1) | parsed(f"<{page}> a foaf:Document ."), good(2)
    second |= parsed(f"<{page}> a dct:ProvenanceStatement .")
    second[f"{HOME}/dataset/2"] += parsed(f"<{HOME}/dataset/2> dct:provenance <{page}> .")[
        f"{HOME}/dataset/2"
    ]
    assert assess([first, second], engine) == [[], []]


def test_a_reference_to_another_entry_holds_when_the_context_knows_it(engine: Validator) -> None:
    entry = good(1)
    line = parsed(f"<{HOME}/dataset/1> dct:source <{HOME}/dataset/900> .")
    entry[f"{HOME}/dataset/1"] += line[f"{HOME}/dataset/1"]
    context = ntriples(parsed(f"<{HOME}/dataset/900> a dcat:Dataset ."))
    assert [each.rule for each in assess([entry], engine)[0]] == ["dataset-source-untyped"]
    assert assess([entry], engine, context) == [[]]


def test_what_cannot_be_traced_by_its_label_is_still_told_to_its_own_entry(engine: Validator) -> None:
    period = (
        "_:p <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://purl.org/dc/terms/PeriodOfTime> .\n"
    )
    period += '_:p <http://www.w3.org/ns/dcat#startDate> "ooit" .\n'
    found = assess(
        [good(1), ntriples(good(2)) + period, ntriples(good(3)) + period.replace("ooit", "nooit")], engine
    )
    assert [
        [(each.rule, each.value) for each in findings if each.layer != "recommended"] for findings in found
    ] == [
        [],
        [("period-start-date-not-date", '"ooit"')],
        [("period-start-date-not-date", '"nooit"')],
    ]


@pytest.mark.parametrize("place", [0, 6, 12])
def test_an_entry_that_breaks_the_engine_costs_that_entry_only(place: int, engine: Validator) -> None:
    batch = [without(good(number), f"{HOME}/dataset/{number}", "dct:title") for number in range(1, 14)]
    fragile = Fragile(f"{HOME}/record/{place + 1}>", engine)
    found = [[each.rule for each in findings] for findings in assess(batch, fragile)]
    assert found.pop(place) == ["engine-failed"]
    assert found == [["dataset-title-missing"]] * 12


def test_an_engine_that_always_fails_is_told_to_every_entry(engine: Validator) -> None:
    found = assess([good(1), good(2)], Fragile("<", engine))
    assert [[each.rule for each in findings] for findings in found] == [["engine-failed"], ["engine-failed"]]


def test_a_whole_batch_is_one_call(engine: Validator) -> None:
    counted = Fragile("nowhere in the text", engine)
    assess([good(number) for number in range(1, 51)], counted)
    assert counted.calls == 1


def test_findings_name_property_and_value_as_people_write_them(engine: Validator) -> None:
    entry = without(good(1), f"{HOME}/dataset/1", "dct:title")
    entry[f"{HOME}/dataset/1"] += parsed(f'<{HOME}/dataset/1> dct:title "Bomen" .')[f"{HOME}/dataset/1"]
    (finding,) = assess([entry], engine)[0]
    assert finding.path == "dct:title"
    assert finding.value == '"Bomen"'
    assert finding.severity == "error"
    assert finding.fault == "source"


def test_a_shape_that_is_not_ours_is_no_finding_of_ours(engine: Validator) -> None:
    assert all(
        result.shape.startswith(SHAPE)
        for result in engine.validate(ntriples(parsed("<urn:x> a dcat:Dataset .")))
    )


@pytest.mark.corpus
def test_what_is_found_of_a_real_entry_never_depends_on_which_are_beside_it(
    corpus: Path, engine: Validator
) -> None:
    entries = datasets_of(corpus / FEEDS["Stad Brussel 2025"], 60) + datasets_of(
        corpus / FEEDS["Vlaanderen 2025"], 60
    )
    mixed = entries[:]
    Random(7).shuffle(mixed)  # noqa: S311 -- an order that is the same each time, no secret
    alone = [named(assess([one], engine)[0]) for one in mixed]
    assert [named(findings) for findings in assess(mixed, engine)] == alone


def named(findings: list[Finding]) -> Counter[tuple[str, str, str]]:
    """Leave out labels of blank nodes, which each reading gives anew, and what another entry may describe."""
    return Counter(
        (one.rule, one.path, "" if one.focus.startswith("_:") else one.focus)
        for one in findings
        if not one.rule.endswith("-untyped")
    )
