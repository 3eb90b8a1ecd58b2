"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from catalogue.store import Database, open_database
from tests.stores import empty_store


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of recorded third-party material; ``OOGST_SHARED_DATA`` names another."""
    folder = Path(os.environ.get("OOGST_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the recorded catalogues are not at {folder}")
    return folder


@pytest.fixture(scope="session")
def corpus(shared_data: Path) -> Path:
    """Real recorded catalogues, one folder per protocol."""
    return shared_data / "corpus"


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one empty store, to be copied: making its tables takes longer than most tests."""
    folder = tmp_path_factory.mktemp("made")
    open_database(empty_store("sqlite", folder)).close()
    return folder / "oogst.db"


@pytest.fixture
def store(tmp_path: Path, made_store: Path) -> Iterator[Database]:
    copy(made_store, tmp_path)
    database = open_database(empty_store("sqlite", tmp_path))
    yield database
    database.close()
