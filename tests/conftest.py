"""What every test may ask for."""

import os
from pathlib import Path

import pytest


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
