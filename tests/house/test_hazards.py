"""Every hazard that the documentation answers is shown by tests that exist."""

import ast
import re
from pathlib import Path

import pytest

NAMED = re.compile(r"`([\w/]+\.py)(?:::(\w+))?`")


@pytest.fixture(scope="module")
def named(root: Path) -> list[tuple[str, str]]:
    page = (root / "docs" / "concepts" / "hazards.md").read_text(encoding="utf-8")
    return NAMED.findall(page)


def test_every_test_that_answers_a_hazard_exists(root: Path, named: list[tuple[str, str]]) -> None:
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (root / "tests" / path).is_file() or (name and name not in names_in(root / "tests" / path))
    ]
    assert missing == []


def test_the_page_names_tests_of_many_rooms(named: list[tuple[str, str]]) -> None:
    assert len(named) > 40
    assert {path.split("/")[0] for path, _ in named} >= {
        "harvester",
        "catalogue",
        "schedules",
        "oogst",
        "road",
    }


def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
