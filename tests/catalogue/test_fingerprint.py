import re
import sys
from pathlib import Path

import pytest

from catalogue.fingerprint import fingerprint_of


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a package of one module and one table, importable for the length of a test."""
    folder = tmp_path / "vingerafdruk"
    (folder / "tables").mkdir(parents=True)
    (folder / "__init__.py").write_text('"""A package."""\n')
    (folder / "tables" / "codes.yaml").write_text("a: 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "vingerafdruk", raising=False)
    fingerprint_of.cache_clear()
    return folder


def again() -> str:
    fingerprint_of.cache_clear()
    return fingerprint_of("vingerafdruk")


def test_the_fingerprint_stays_the_same_while_no_file_changes(package: Path) -> None:
    first = again()
    (package / "aantekening.txt").write_text("no code and no data")
    assert again() == first
    assert re.fullmatch(r"[0-9a-f]{64}", first)


@pytest.mark.parametrize("name", ["__init__.py", "tables/codes.yaml"])
def test_the_fingerprint_changes_with_code_and_with_data(package: Path, name: str) -> None:
    first = again()
    (package / name).write_text("# changed\n")
    assert again() != first


def test_a_file_under_another_name_is_another_fingerprint(package: Path) -> None:
    first = again()
    (package / "tables" / "codes.yaml").rename(package / "tables" / "lijst.yaml")
    assert again() != first
