"""The CKANs that tests may push to, and a corner of one that is a test's own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any, NamedTuple

import pytest
from ckanapi import NotFound, RemoteCKAN

from catalogue.targets.ckan import CkanSettings, CkanTarget
from catalogue.targets.ckan.schema import Schema
from tests.catalogue.targets.ckan.entries import Where

__all__ = ["Corner", "Instance", "corner_of", "instance", "instances"]

VARIABLE = "OOGST_TEST_CKAN"


class Instance(NamedTuple):
    folder: Path
    url: str
    token: str
    flavour: str
    """What its schema makes of it, as the portal itself tells: ``extras``, ``scheming``, ``multilingual`` or
    ``lacking`` what an entry cannot do without.
    """
    version: tuple[int, ...]
    account: str
    """Of the token, where the folder names it in a file ``account``: only a CKAN 2.9 needs it."""

    def admin(self) -> RemoteCKAN:
        return RemoteCKAN(self.url, apikey=self.token)


@cache
def instances() -> tuple[Instance, ...]:
    """List the CKANs that the environment names; none where it names none."""
    folders = [Path(one) for one in os.environ.get(VARIABLE, "").split(os.pathsep) if one]
    return tuple(_instance(folder) for folder in folders)


def _instance(folder: Path) -> Instance:
    url, token = ((folder / name).read_text(encoding="utf-8").strip() for name in ("url", "token"))
    named = folder / "account"
    account = named.read_text(encoding="utf-8").strip() if named.is_file() else ""
    settings = CkanSettings(name="proef", url=url, installation="https://x.example", account=account)
    probe = CkanTarget(settings, token).portal
    return Instance(folder, url, token, _flavour(probe.schema), probe.version, account)


def _flavour(schema: Schema | None) -> str:
    if schema is None:
        return "extras"
    if any(field.translated for field in schema.dataset.values()):
        return "multilingual"
    return "lacking" if schema.lacking() else "scheming"


def instance(flavour: str) -> Instance:
    """Give the first CKAN of a flavour, or skip the test with the reason."""
    if not instances():
        pytest.skip(f"{VARIABLE} names no folder of a running CKAN")
    found = next((one for one in instances() if one.flavour == flavour), None)
    if found is None:
        pytest.skip(f"none of the CKANs of {VARIABLE} is of the flavour {flavour}")
    return found


class Corner(NamedTuple):
    """An installation, a publisher and an organisation of which nobody else knows."""

    there: Instance
    where: Where

    @property
    def admin(self) -> Any:  # noqa: ANN401 -- ckanapi has no types
        return self.there.admin()

    def settings(self, **more: Any) -> CkanSettings:  # noqa: ANN401 -- fields of the settings
        given = {"name": "proef", "url": self.there.url, "installation": self.where.base}
        given["account"] = self.there.account
        return CkanSettings(**({"create_organisations": True} | given | more))

    def target(self, token: str = "", **more: Any) -> CkanTarget:  # noqa: ANN401 -- idem
        return CkanTarget(self.settings(**more), token or self.there.token)

    def packages(self, kind: str = "dataset") -> list[dict[str, Any]]:
        """List what stands of ours, whether it bears our mark or not, and whatever its state."""
        query = f"organization:{self.where.publisher} AND dataset_type:{kind}"
        asked = {"fq": query, "rows": 1000, "include_private": True, "include_drafts": True}
        found: list[dict[str, Any]] = self.admin.call_action("package_search", asked)["results"]
        return found


@contextmanager
def corner_of(there: Instance) -> Iterator[Corner]:
    mine = f"proef-{token_hex(4)}"
    corner = Corner(there, Where(f"https://{mine}.example", mine))
    try:
        yield corner
    finally:
        _clear(corner)


def _clear(corner: Corner) -> None:
    """Leave nothing, deleted datasets included: the id of one stays taken."""
    admin = corner.admin
    for package in [*corner.packages(), *corner.packages("harvest")]:
        admin.call_action("dataset_purge", {"id": package["id"]})
    try:
        admin.call_action("organization_purge", {"id": corner.where.publisher})
    except NotFound:
        return
