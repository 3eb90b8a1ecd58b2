"""A key to sign with, made once."""

from pathlib import Path

import pytest

from catalogue.bundle import Signature, load_key, make_key


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> Signature:
    path = tmp_path_factory.mktemp("key") / "audit.pem"
    make_key(path)
    return load_key(path)


@pytest.fixture(scope="session")
def public_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Give a public key and the file that it is in."""
    return make_key(tmp_path_factory.mktemp("other") / "audit.pem")
