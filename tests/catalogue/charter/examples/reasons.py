"""Which sentences a check can answer with: as its code says, and as its examples show."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from catalogue.charter import Check, Level, Outcome
from catalogue.charter.planning import SILENT
from catalogue.charter.rubric import Input
from catalogue.model import Kind
from tests.catalogue.charter.examples.every import examples
from tests.catalogue.charter.examples.possible import code_of

__all__ = ["Given", "reasons_of"]


class Given(NamedTuple):
    outcome: Outcome
    reason: str


def reasons_of(check: Check) -> set[Given]:
    """Gather what a check answers, people's answers left aside."""
    rule = check.rule.function
    found = {given for node in code_of(rule.__module__, rule.__name__) for given in _given(node)}
    if check.level is not Level.PUBLISHER and len(check.applies_to) < len(Kind):
        found.add(Given(Outcome.NOT_APPLICABLE, "kind"))
    if check.level is Level.DISTRIBUTION:
        found.add(Given(check.nothing_offered, "nothing-offered"))
    found |= {Given(one.outcome, one.reason) for one in examples() if one.check == check.id}
    need = Input.FINDINGS if Input.FINDINGS in check.inputs else check.rule.needs
    if need:
        found.add(Given(SILENT[need].outcome, SILENT[need].reason))
    return {given for given in found if not given.reason.startswith("answer-")}


def _given(node: ast.AST) -> Iterator[Given]:
    pair: list[ast.expr] = []
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Ruling":
        pair = node.args[:2]
    elif isinstance(node, ast.Tuple):
        pair = node.elts[:2]
    if len(pair) == 2:
        yield from (Given(one, two) for one in _outcomes(pair[0]) for two in _words(pair[1]))


def _outcomes(node: ast.expr) -> Iterator[Outcome]:
    if isinstance(node, ast.IfExp):
        yield from _outcomes(node.body)
        yield from _outcomes(node.orelse)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Outcome":
        yield Outcome[node.attr]


def _words(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _words(node.body)
        yield from _words(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
