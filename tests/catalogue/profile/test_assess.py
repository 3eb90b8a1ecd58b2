"""Many entries in one call, to each its own findings."""

from typing import Final

import pytest

from catalogue.profile import EngineError, Result, Validator, assess
from catalogue.profile.layers import SHAPE
from tests.catalogue.profile.faults import without
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


def test_the_first_entry_describes_what_entries_share(engine: Validator) -> None:
    named = parsed(f'<https://stad.example/agent/gedeeld> a foaf:Agent ; foaf:name "Stad"@nl ; {LOCAL} .')
    other = parsed(f'<https://stad.example/agent/gedeeld> a foaf:Agent ; foaf:name "Gemeente"@nl ; {LOCAL} .')
    assert assess([good(1) | named, good(2) | other], engine) == [[], []]


def test_a_later_entry_may_add_a_type_to_what_entries_share(engine: Validator) -> None:
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
