"""The server with every ill, and a prober that does not wait."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalogue.testimony import Observation, Role
from harvester.probe import ProbeManners, look_at
from harvester.probe.encryption import sound
from tests.harvester.probe.certificates import Authority
from tests.harvester.probe.ills import Ills, serving_ills

Look = Callable[..., Observation]
QUICK = ProbeManners(
    contact="https://oogst.example/contact",
    vantage="proef",
    pause=0.0,
    connect_timeout=2,
    timeout=3,
    longest_wait=2,
    controls=(),
)


@pytest.fixture
def quick() -> ProbeManners:
    return QUICK


@pytest.fixture
def ills() -> Iterator[Ills]:
    with serving_ills() as server:
        yield server


@pytest.fixture
def look(ills: Ills) -> Look:
    """Look at a path on the server, or at an address."""

    def at(place: str, role: Role = Role.DOWNLOAD, *, private: bool = True, **manners: object) -> Observation:
        chosen = ProbeManners(**{**_fields(QUICK), **manners})  # type: ignore[arg-type]  # whatever a test wants
        url = ills.url + place if place.startswith("/") else place
        return look_at(url, manners=chosen, role=role, private=private).observation

    return at


def _fields(manners: ProbeManners) -> dict[str, object]:
    return {name: getattr(manners, name) for name in manners.__slots__}


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Authority]:
    """Make an authority that the prober trusts."""
    made = Authority.made_in(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    sound.cache_clear()
    yield made
    sound.cache_clear()
