"""Every rule finds its own fault, and nothing where there is none."""

from collections import defaultdict
from itertools import zip_longest

import pytest

from catalogue.graph import Blocks
from catalogue.profile import SHAPE_LAYERS, Finding, Validator, assess, rules
from tests.catalogue.profile.faults import Fault, all_faults
from tests.catalogue.profile.sample import good

OF_SHAPES = [rule.name for rule in rules() if rule.layer in SHAPE_LAYERS]


def test_the_good_entry_breaks_no_rule(engine: Validator, second: Validator) -> None:
    assert assess([good(1)], engine) == assess([good(1)], second) == [[]]


def test_every_rule_of_a_shape_has_a_fault() -> None:
    assert sorted(fault.rule.name for fault in all_faults()) == sorted(OF_SHAPES)


@pytest.mark.parametrize("rule", OF_SHAPES)
def test_a_fault_is_found_by_its_rule_and_by_none_about_another_property(
    rule: str, found: dict[str, tuple[Fault, int, list[Finding]]]
) -> None:
    fault, number, findings = found[rule]
    assert (rule, fault.layer, fault.focus(number)) in {
        (each.rule, each.layer, each.focus) for each in findings
    }
    assert {(each.focus, each.path or fault.path) for each in findings} == {(fault.focus(number), fault.path)}


def test_both_engines_find_the_same_in_entries_with_a_fault_in_every_part(
    engine: Validator, second: Validator
) -> None:
    entries = crowded()
    assert len(entries) > 50
    assert assess(entries, engine) == assess(entries, second)


def crowded() -> list[Blocks]:
    """Share all faults out over entries, each with at most one fault in each kind of thing."""
    by_class: dict[str, list[Fault]] = defaultdict(list)
    for fault in all_faults():
        by_class[fault.rule.on].append(fault)
    entries = []
    for number, faults in enumerate(zip_longest(*by_class.values()), start=1):
        blocks = good(number)
        for fault in faults:
            blocks = fault.put_in(blocks, number) if fault else blocks
        entries.append(blocks)
    return entries
