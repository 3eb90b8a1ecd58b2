"""The measures of the house: a reader meets short functions in short files, all of them annotated."""

import ast
import re
import statistics
from collections.abc import Iterator

import pytest

from tests.house.source import Function, Module

EDGES = {
    "harvester/runs/run.py": "the edge of a run: it becomes a recorded failure with its traceback",
    "oogst/cli/application.py": "the edge of the program: it becomes a sentence and an exit code",
}
"""The only places where every exception may be caught, and what becomes of it there."""

UNWANTED = {"helper", "helpers", "manager", "managers", "util", "utils"}


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def lengths(modules: list[Module]) -> list[int]:
    return sorted(length(function) for module in modules for function in module.functions())


def percentile(values: list[int], part: float) -> int:
    return values[min(len(values) - 1, int(len(values) * part))]


def longer_than(limit: int, modules: list[Module]) -> list[str]:
    return [
        f"{module.path}:{function.lineno} {function.name} has {length(function)} lines"
        for module in modules
        for function in module.functions()
        if length(function) > limit
    ]


def test_no_file_is_longer_than_500_lines(modules: list[Module], test_modules: list[Module]) -> None:
    assert [module.path for module in modules + test_modules if module.lines > 500] == []


def test_half_of_the_files_have_at_most_150_lines(modules: list[Module]) -> None:
    assert statistics.median(module.lines for module in modules) <= 150


def test_no_function_is_longer_than_60_lines(modules: list[Module], test_modules: list[Module]) -> None:
    assert longer_than(60, modules + test_modules) == []


def test_half_of_the_functions_have_at_most_10_lines(modules: list[Module]) -> None:
    assert percentile(lengths(modules), 0.5) <= 10


def test_nine_of_ten_functions_have_at_most_30_lines(modules: list[Module]) -> None:
    assert percentile(lengths(modules), 0.9) <= 30


def without_annotation(function: Function) -> Iterator[str]:
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    rest = [argument for argument in (given.vararg, given.kwarg) if argument]
    for argument in named + rest:
        if argument.annotation is None and argument.arg not in {"self", "cls"}:
            yield argument.arg
    if function.returns is None:
        yield "return"


def test_every_function_is_annotated(modules: list[Module], test_modules: list[Module]) -> None:
    bare = [
        f"{module.path}:{function.lineno} {function.name}: {name}"
        for module in modules + test_modules
        for function in module.functions()
        for name in without_annotation(function)
    ]
    assert bare == []


def test_every_module_says_why_it_exists(modules: list[Module]) -> None:
    assert [module.path for module in modules if not ast.get_docstring(module.tree)] == []


def is_broad(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(is_broad(each) for each in caught.elts)
    return caught is None or (isinstance(caught, ast.Name) and caught.id in {"Exception", "BaseException"})


def test_any_exception_is_caught_only_at_the_edges(modules: list[Module]) -> None:
    broad = [
        f"{module.path}:{node.lineno}"
        for module in modules
        if module.path not in EDGES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and is_broad(node.type)
    ]
    assert broad == []


def test_nothing_is_printed_past_the_faces_console(modules: list[Module]) -> None:
    assert [
        f"{module.path}:{call.lineno}"
        for module in modules
        for call in module.calls("print")
        if isinstance(call.func, ast.Name) and call.func.id == "print"
    ] == []


def words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def names(module: Module) -> Iterator[str]:
    yield module.path.removesuffix(".py")
    for node in ast.walk(module.tree):
        if isinstance(node, Function | ast.ClassDef):
            yield node.name


def test_names_are_words_of_the_field(modules: list[Module], test_modules: list[Module]) -> None:
    vague = [
        f"{module.path}: {name}"
        for module in modules + test_modules
        for name in names(module)
        if words(name) & UNWANTED
    ]
    assert vague == []


def handed_out(module: Module) -> list[str] | None:
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets
        ):
            return [str(name) for name in ast.literal_eval(node.value)]
    return None


def house_order(name: str) -> tuple[int, str]:
    """Sort constants before classes before functions, each by alphabet, as ruff does."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def test_a_package_hands_out_a_small_sorted_list(modules: list[Module]) -> None:
    for module in modules:
        public = handed_out(module)
        if public is not None:
            assert public == sorted(public, key=house_order), module.path
            assert len(public) <= 40, module.path


def test_a_package_that_imports_says_what_it_hands_out(modules: list[Module]) -> None:
    silent = [
        module.path
        for module in modules
        if module.path.endswith("__init__.py")
        and any(isinstance(node, ast.Import | ast.ImportFrom) for node in module.tree.body)
        and handed_out(module) is None
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [("RunManager", {"run", "manager"}), ("http_utils", {"http", "utils"}), ("RDFShape", {"rdf", "shape"})],
)
def test_a_name_is_split_into_its_words(name: str, expected: set[str]) -> None:
    assert words(name) == expected
