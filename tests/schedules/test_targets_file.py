"""The file of targets, and where secrets are found."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from catalogue.errors import UsageError
from schedules import FEED, load_targets

FILE = """targets:
  - name: portaal
    kind: ckan
    url: https://ckan.stad.example/
    publishers: [gent]
    owners: {gent: stad-gent}
    secret: keyring:oogst/portaal
    conflict: ours-wins
    guard: {share: 0.1, floor: 2}
    concurrency: 4
    options: {form: extras}
"""


class Ring(KeyringBackend):
    """A keyring that lives for one test."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def ring() -> Iterator[Ring]:
    before = keyring.get_keyring()
    mine = Ring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


def test_a_target_is_read_with_all_that_is_said_of_it(tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text(FILE)
    feed, target = load_targets(tmp_path / "targets.yaml")
    assert feed == FEED
    assert (target.name, target.kind, target.url) == ("portaal", "ckan", "https://ckan.stad.example")
    assert (target.publishers, target.owners, target.options) == (
        ("gent",),
        {"gent": "stad-gent"},
        {"form": "extras"},
    )
    care = target.care
    assert (care.conflict, care.unpublished, care.concurrency) == ("ours-wins", "keep", 4)
    assert (care.delete_share, care.delete_floor) == (0.1, 2)


def test_without_a_file_the_feed_is_the_only_target() -> None:
    assert load_targets(None) == [FEED]


def test_a_secret_is_read_when_it_is_needed_and_not_before(tmp_path: Path, ring: Ring) -> None:
    (tmp_path / "targets.yaml").write_text(FILE)
    target = load_targets(tmp_path / "targets.yaml")[1]
    assert target.secret is not None
    with pytest.raises(UsageError) as missing:
        target.secret()
    assert missing.value.key == "targets.not-in-keyring"
    ring.set_password("oogst", "portaal", "geheim")
    assert target.secret() == "geheim"
    assert "geheim" not in repr(target)
    ring.locked = True
    with pytest.raises(UsageError) as locked:
        target.secret()
    assert locked.value.key == "targets.no-keyring"


def test_a_secret_of_the_environment_is_read_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "targets.yaml").write_text(FILE.replace("keyring:oogst/portaal", "env:PORTAAL"))
    target = load_targets(tmp_path / "targets.yaml")[1]
    assert target.secret is not None
    monkeypatch.setenv("PORTAAL", " geheim\n")
    assert target.secret() == "geheim"
    monkeypatch.delenv("PORTAAL")
    with pytest.raises(UsageError) as missing:
        target.secret()
    assert missing.value.key == "targets.no-variable"
