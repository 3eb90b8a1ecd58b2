"""What is written in YAML is the same to both of ruamel's parsers, where the fast one is left to read it."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

READ_FAST = (
    *("catalogue/messages", "catalogue/charter", "catalogue/measures", "catalogue/questionnaire"),
    *("harvester/fixes", "mappings"),
)
"""Folders of ours. Elsewhere names with a colon stand in lists, which only the parser in Python takes."""


def pages(root: Path, folder: str) -> list[Path]:
    return sorted((root / folder).rglob("*.yaml"))


@pytest.mark.parametrize("folder", READ_FAST)
def test_both_parsers_read_the_same(root: Path, folder: str) -> None:
    fast, plain = YAML(typ="safe"), YAML(typ="safe", pure=True)
    assert pages(root, folder)
    assert [page.name for page in pages(root, folder) if fast.load(page) != plain.load(page)] == []


def test_the_fast_parser_is_there() -> None:
    assert "CParser" in YAML(typ="safe").Parser.__name__
