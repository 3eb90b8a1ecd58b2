"""Which outcomes a check can give, as its code says: what must have an example."""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Final

from catalogue.charter import Check, Level, Outcome
from catalogue.charter.rubric import Input, RollUp
from catalogue.model import Kind

__all__ = ["code_of", "possible"]

RULES: Final = "catalogue.charter.rules"
OF_ANSWERS: Final = frozenset(
    {Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL, Outcome.NOT_APPLICABLE, Outcome.MANUAL}
)


def possible(check: Check) -> set[Outcome]:
    """Gather the outcomes that a check can give: its rule's, and those of everything around it."""
    found = set(_named(check.rule.function.__module__, check.rule.function.__name__))
    if check.level is not Level.PUBLISHER and len(check.applies_to) < len(Kind):
        found.add(Outcome.NOT_APPLICABLE)
    if check.applies_if:
        found.add(Outcome.NOT_APPLICABLE)
    if check.level is Level.DISTRIBUTION:
        found.add(check.nothing_offered)
    if Input.FINDINGS in check.inputs or check.rule.needs not in {None, Input.ATTESTATIONS}:
        found.add(Outcome.UNKNOWN)
    if check.roll_up is RollUp.SHARE and {Outcome.PASS, Outcome.FAIL} <= found:
        found.add(Outcome.PARTIAL)
    return found | (OF_ANSWERS if check.asked else set())


@cache
def _named(module: str, function: str) -> frozenset[Outcome]:
    return frozenset(one for node in code_of(module, function) for one in _outcome(node))


def code_of(module: str, function: str) -> Iterator[ast.AST]:
    """Give every node of a function and of all that it calls or names in the rules."""
    waiting, seen = [(module, function)], set[tuple[str, str]]()
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        for node in ast.walk(_defined(place[0]).get(place[1], ast.Pass())):
            yield node
            waiting.extend(_mentioned(node, place[0]))


def _outcome(node: ast.AST) -> Iterator[Outcome]:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Outcome":
        yield Outcome[node.attr]


def _mentioned(node: ast.AST, module: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        if node.id in _defined(module):
            yield module, node.id
        elif node.id in _imported(module):
            yield _imported(module)[node.id], node.id


@cache
def _imported(module: str) -> dict[str, str]:
    """Give the names that a module of rules has of another, with the other."""
    tree = ast.parse(inspect.getsource(_module(module)))
    return {
        alias.asname or alias.name: node.module
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(RULES)
        for alias in node.names
        if node.module
    }


def _module(name: str) -> ModuleType:
    return __import__(name, fromlist=["_"])


@cache
def _defined(module: str) -> dict[str, ast.AST]:
    """Give the functions of a module, and the constants that hold outcomes, by name."""
    tree = ast.parse(inspect.getsource(_module(module)))
    found: dict[str, ast.AST] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = node
    return found
