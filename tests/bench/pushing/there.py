"""The CKAN that is measured, and a corner of it that is swept before and after."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import local
from time import perf_counter
from typing import Any, Final

import requests
from ckanapi import NotFound, RemoteCKAN, ValidationError

from catalogue.targets.ckan import CkanSettings, CkanTarget, Organisation

__all__ = ["CONCURRENCY", "There"]

CONCURRENCY: Final = 2
INSTALLATION: Final = "https://oogst.example"


@dataclass(frozen=True)
class There:
    url: str
    token: str

    @classmethod
    def at(cls, folder: Path) -> "There":
        """Read where a CKAN is from the folder that was made when it was brought up."""
        return cls(*((folder / name).read_text(encoding="utf-8").strip() for name in ("url", "token")))

    def target(self, publishers: Sequence[str] = ()) -> CkanTarget:
        organisations = {one: Organisation(name=f"bench-{one}") for one in publishers}
        settings = CkanSettings(
            name="bench", url=self.url, installation=INSTALLATION, organisations=organisations
        )
        return CkanTarget(settings, self.token)

    def caller(self) -> RemoteCKAN:
        return RemoteCKAN(self.url, apikey=self.token, session=requests.Session())

    def have_organisations(self, publishers: Sequence[str]) -> None:
        for one in publishers:
            try:
                self.caller().call_action("organization_create", {"name": f"bench-{one}"})
            except ValidationError:  # it is there
                continue

    def alter(self, uuid: str) -> None:
        """Do as an editor of the portal: in the field that it shows, which may be by language."""
        shown = self.caller().call_action("package_show", {"id": uuid})
        words = "altered at the portal"
        text = {"notes_translated": {"nl": words}} if "notes_translated" in shown else {"notes": words}
        self.caller().call_action("package_patch", {"id": uuid} | text)

    def sweep(self, publishers: Sequence[str]) -> None:
        """Leave nothing in the organisations of the bench, and no id taken."""
        gone = [package["id"] for one in publishers for package in self.standing(one)]
        self._all("dataset_purge", [{"id": one} for one in gone])

    def forget(self, ids: Sequence[str]) -> None:
        """Free the ids of datasets, deleted ones too."""
        self._all("dataset_purge", [{"id": one} for one in ids], missing=True)

    def standing(self, publisher: str) -> list[dict[str, Any]]:
        asked = {"fq": f"organization:bench-{publisher}", "rows": 1000, "include_private": True}
        found: list[dict[str, Any]] = self.caller().call_action("package_search", asked)["results"]
        return found

    def timed(self, bodies: Sequence[Mapping[str, Any]]) -> float:
        """Create datasets with nothing but ckanapi; give the seconds."""
        begin = perf_counter()
        self._all("package_create", bodies)
        return perf_counter() - begin

    def _all(self, action: str, bodies: Sequence[Mapping[str, Any]], *, missing: bool = False) -> None:
        own = local()

        def call(body: Mapping[str, Any]) -> None:
            if not hasattr(own, "caller"):
                own.caller = self.caller()
            try:
                own.caller.call_action(action, dict(body))
            except NotFound:
                if not missing:
                    raise

        with ThreadPoolExecutor(CONCURRENCY) as pool:
            list(pool.map(call, bodies))
