"""Imports go down the house, never up, and never into what a neighbour keeps private."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.house.source import PACKAGES, Module

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def test_imports_go_down_the_house_only(root: Path) -> None:
    """The tool has a process of its own: what other tests imported must not disturb it."""
    command = [sys.executable, "-c", LINT, "--no-cache", "--config", "pyproject.toml"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603  our own
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_contract_names_every_room(project: dict[str, Any]) -> None:
    (contract,) = project["tool"]["importlinter"]["contracts"]
    assert tuple(contract["layers"]) == PACKAGES
    assert tuple(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == PACKAGES


def imports(module: Module) -> Iterator[tuple[str, list[str]]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from ((alias.name, []) for alias in node.names)


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def test_no_room_reaches_into_what_another_keeps_private(modules: list[Module]) -> None:
    reached = [
        f"{module.path}: {source} {names}"
        for module in modules
        for source, names in imports(module)
        if (top := source.split(".")[0]) in PACKAGES
        and top != module.path.split("/")[0]
        and any(map(is_private, [*source.split("."), *names]))
    ]
    assert reached == []


def test_imports_are_absolute(modules: list[Module]) -> None:
    relative = [
        f"{module.path}:{node.lineno}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []
