"""A CKAN as a target: datasets with our mark, under names and ids that last.

Where the account is a sysadmin's, the UUID of an entry is the id of its dataset: nothing can come twice.
Elsewhere the portal gives the id, and the name, which ends in a piece of that UUID, cannot come twice.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from threading import Lock
from typing import Any, Final

from catalogue.targets.ckan.answers import ForbiddenError, InvalidError, MissingError
from catalogue.targets.ckan.client import Client
from catalogue.targets.ckan.differences import differences
from catalogue.targets.ckan.knowing import know, obstacles, open_to_us
from catalogue.targets.ckan.listing import found_by, one_of, quoted
from catalogue.targets.ckan.losses import Losses
from catalogue.targets.ckan.mark import INSTALLATION, extras_of
from catalogue.targets.ckan.merging import merged
from catalogue.targets.ckan.portal import Portal
from catalogue.targets.ckan.schema import Schema
from catalogue.targets.ckan.settings import CkanSettings
from catalogue.targets.ckan.shaping import shape
from catalogue.targets.ckan.standing import names_of_own, stands
from catalogue.targets.push import (
    Body,
    Difference,
    EntryAlteredError,
    EntryRefusedError,
    Held,
    Refusal,
    Wanted,
)

__all__ = ["CkanTarget"]

ACTIVE: Final = "active"
IN_WAY: Final = ("name", "id", "guid")
"""By what a dataset that is not ours stands where one of ours is to come: its address, its id, its IRI."""
FIRST_REVISING: Final = (2, 10)
"""From this version on, an account that is no sysadmin may revise."""


class CkanTarget:
    def __init__(self, settings: CkanSettings, token: str) -> None:
        self._settings = settings
        self._client = Client(settings, token)
        self._organisations: set[str] = set()
        """Known to be there."""
        self._lock = Lock()

    @property
    def name(self) -> str:
        return self._settings.name

    @property
    def apart(self) -> bool:
        """Tell that a service that a dataset lists goes with its files, not by itself."""
        return False

    @property
    def portal(self) -> Portal:
        with self._lock:
            return self._portal

    @cached_property
    def _portal(self) -> Portal:
        return know(self._client, self._settings)

    @property
    def _schema(self) -> Schema | None:
        return self.portal.schema

    def identity(self) -> str:
        """Tell the portal by its address, and its database by the account in it that is ours."""
        return f"ckan {self._settings.url.rstrip('/')} {self.portal.user}"

    def ready(self, publishers: Collection[str]) -> Sequence[Refusal]:
        allowed = open_to_us(self._client)
        with self._lock:
            self._organisations |= allowed  # each of them is there: nobody need ask again
        return list(obstacles(self._client, self.portal, self._settings, publishers, allowed))

    def shape(self, wanted: Wanted) -> Body | Refusal:
        return shape(wanted, self.portal, self._settings).body

    def losses(self, wanted: Wanted) -> Losses:
        """Tell what this portal has no place for. Pure."""
        return shape(wanted, self.portal, self._settings).losses

    def name_of(self, body: Body) -> str:
        return str(body["name"])

    def ours(self) -> Iterator[Held]:
        query = f"{INSTALLATION}:{quoted(self._settings.installation)}"
        for package in found_by(self._client, query, self._settings.page_size):
            held = self._held(package)
            if (
                not held.uuid
            ):  # the index found it by a mark that it does not show: ask for the dataset itself
                shown = self._shown(held.remote_id)
                held = self._held(shown) if shown else held
            if held.uuid:
                yield held

    def in_the_way(self, bodies: Sequence[Body]) -> Mapping[str, Held]:
        found: dict[str, Held] = {}
        for field in IN_WAY:
            wanting = {value: self.name_of(body) for body in bodies if (value := _sign(body, field))}
            for package in one_of(self._client, field, list(wanting)):
                held = self._held(package)
                name = wanting.get(_sign(package, field), "")
                if name and not held.uuid:
                    found.setdefault(name, held)
        return found

    def merged(self, body: Body, held: Held) -> Body:
        return merged(body, held.remote_id, held.body)

    def differences(self, body: Body, held: Held) -> Sequence[Difference]:
        return differences(body, held.body, self._schema)

    def create(self, body: Body) -> Held:
        self._have_organisation(str(body["owner_org"]))
        try:
            return self._held(self._client.call("package_create", body))
        except InvalidError as fault:
            held = self._same(body)
            if held is None:
                raise
            return self._brought_back(body, held, fault)

    def _same(self, body: Body) -> Held | None:
        """Look for what an earlier call made: the portal refuses an id or a name that is in use."""
        uuid = str(extras_of(body).get("oogst_uuid") or "")
        for asked in (str(body.get("id") or ""), self.name_of(body)):
            package = self._shown(asked) if asked else None
            if package and (held := self._held(package)).uuid == uuid:
                return held
        return None

    def _brought_back(self, body: Body, held: Held, fault: InvalidError) -> Held:
        """Make what stands, perhaps as deleted, the same as what is to stand."""
        if not self.differences(body, held):
            return held
        if held.remote_id == body.get("id") or held.name == self.name_of(body):
            return self.update(self.merged(body, held), held)
        raise fault

    def update(self, body: Body, held: Held) -> Held:
        self._have_organisation(str(body["owner_org"]))
        try:
            return self._held(self._revised(body, held))
        except InvalidError as fault:
            if fault.is_mismatch:
                raise self._altered(held) from fault
            raise

    def _revised(self, body: Body, held: Held) -> Mapping[str, Any]:
        """Replace what is ours in one step that fails when the dataset was altered since it was read."""
        version = self.portal.version
        if not self.portal.sysadmin and version and version < FIRST_REVISING:
            return self._updated(body, held)
        managed = sorted((names_of_own(self._schema) | {"extras", "tags", "resources"}) - {"type"})
        answer = self._client.call(
            "package_revise",
            {
                "match": {"id": held.remote_id, "metadata_modified": held.stamp},
                "filter": [f"-{name}" for name in managed],
                "update": {name: value for name, value in body.items() if name != "id"},
            },
        )
        package: Mapping[str, Any] = answer["package"]
        return package

    def _updated(self, body: Body, held: Held) -> Mapping[str, Any]:
        """Look, and replace: what an older CKAN has no single step for."""
        package = self._client.call("package_show", {"id": held.remote_id})
        if self._held(package).stamp != held.stamp:
            raise self._altered(held)
        updated: Mapping[str, Any] = self._client.call(
            "package_update", {**body, "id": held.remote_id, "groups": package.get("groups") or []}
        )
        return updated

    def _altered(self, held: Held) -> EntryAlteredError:
        return EntryAlteredError("ckan-target.altered", portal=self._settings.url, dataset=held.name)

    def delete(self, held: Held) -> None:
        package = self._shown(held.remote_id)
        if package is None or package.get("state") != ACTIVE:
            return
        now = self._held(package)
        if now.stamp != held.stamp or now.uuid != held.uuid:
            raise self._altered(held)
        try:
            self._client.call("package_delete", {"id": held.remote_id})
        except MissingError:
            return

    def find(self, uuid: str, *, remote_id: str = "", name: str = "") -> Held | None:
        for asked in dict.fromkeys((remote_id, uuid, name)):
            package = self._shown(asked) if asked else None
            if package and package.get("state") != "deleted" and (held := self._held(package)).uuid == uuid:
                return held
        return None

    def read(self, remote_id: str) -> Held | None:
        try:
            package = self._client.ask_publicly("package_show", {"id": remote_id})
        except (MissingError, ForbiddenError):
            return None
        return self._held(package)

    def _held(self, package: Mapping[str, Any]) -> Held:
        return stands(package, self._settings.installation, self._schema)

    def _shown(self, asked: str) -> Mapping[str, Any] | None:
        try:
            package: Mapping[str, Any] = self._client.call("package_show", {"id": asked})
        except (MissingError, ForbiddenError):
            return None
        return package

    def _have_organisation(self, name: str) -> None:
        """Make the organisation, where that is configured, before the first dataset that stands under it."""
        if name in self._organisations or not self._settings.create_organisations:
            return
        with self._lock:
            if name in self._organisations:
                return
            try:
                self._client.call("organization_show", {"id": name, "include_datasets": False})
            except MissingError:
                self._create_organisation(name)
            self._organisations.add(name)

    def _create_organisation(self, name: str) -> None:
        title = next((one.title for one in self._settings.organisations.values() if one.name == name), "")
        try:
            self._client.call("organization_create", {"name": name} | ({"title": title} if title else {}))
        except EntryRefusedError:  # made by another in the meantime
            self._client.call("organization_show", {"id": name, "include_datasets": False})


def _sign(said: Mapping[str, Any], field: str) -> str:
    return str(said.get(field) or extras_of(said).get(field) or "")
