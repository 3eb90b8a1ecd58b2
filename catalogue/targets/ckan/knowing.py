"""Getting to know a CKAN: who we are to it, what it can keep, what keeps it from taking anything of ours."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from catalogue.errors import TargetError
from catalogue.targets.ckan.answers import ForbiddenError, MissingError
from catalogue.targets.ckan.client import Client
from catalogue.targets.ckan.portal import Portal, licences_of, version_of
from catalogue.targets.ckan.schema import Schema, read_schema
from catalogue.targets.ckan.settings import CkanSettings
from catalogue.targets.push import Refusal

__all__ = ["know", "obstacles", "open_to_us"]

TYPE: Final = "dataset"
FIRST_TELLING: Final = (2, 10)
"""From this version on, a CKAN tells whose a token is."""


def know(client: Client, settings: CkanSettings) -> Portal:
    """Ask a portal for all that shaping needs. Raises TargetError when our token is not known there.

    CKAN takes whoever has a wrong token for a visitor: reads go on, without what is private. So it is asked
    who we are.
    """
    status = client.call("status_show")
    if not isinstance(status, Mapping):
        raise TargetError("ckan-target.not-understood", portal=settings.url, action="status_show")
    version = version_of(status)
    account = _account(client, settings, version)
    return Portal(
        version=version,
        user=str(account.get("id") or ""),
        sysadmin=account.get("sysadmin") is True,
        schema=_schema(client, settings),
        licences=licences_of(client.call("license_list")),
    )


def _account(client: Client, settings: CkanSettings, version: tuple[int, ...]) -> Mapping[str, Any]:
    """Ask who we are. An older CKAN tells that of no token: it is asked of an account by its name."""
    facts = {"portal": settings.url, "name": settings.name}
    try:
        account = client.call("user_show", {"id": settings.account} if settings.account else {})
    except (MissingError, ForbiddenError) as fault:
        if version and version < FIRST_TELLING and not settings.account:
            raise TargetError("ckan-target.account-needed", **facts) from fault
        raise ForbiddenError("ckan-target.wrong-token", **facts) from fault
    if not isinstance(account, Mapping):
        return {}
    if settings.account and "email" not in account:  # shown to the account itself and to a sysadmin only
        raise ForbiddenError("ckan-target.wrong-token", **facts)
    return account


def _schema(client: Client, settings: CkanSettings) -> Schema | None:
    """Read the schema of datasets; a portal that does not know the question has none."""
    if settings.flavour == "extras":
        return None
    try:
        return read_schema(client.call("scheming_dataset_schema_show", {"type": TYPE}))
    except (MissingError, ForbiddenError):
        return None
    except TargetError as fault:
        if fault.key != "ckan-target.not-understood":  # an unknown action is a 400 with a bare text
            raise
        return None


def obstacles(
    client: Client,
    portal: Portal,
    settings: CkanSettings,
    publishers: Collection[str],
    allowed: Collection[str],
) -> Iterator[Refusal]:
    """List what keeps the portal from taking anything of these publishers, by what is open to us."""
    if portal.schema is None and settings.flavour == "scheming":
        yield Refusal("ckan-target.no-schema", {"portal": settings.url})
    elif portal.schema and settings.lacking == "refuse" and (lacking := portal.schema.lacking()):
        facts = {"portal": settings.url, "fields": ", ".join(lacking), "name": settings.name}
        yield Refusal("ckan-target.schema-lacks", facts)
    wanted = {settings.organisation(publisher).name: publisher for publisher in sorted(publishers)}
    for organisation, publisher in sorted(wanted.items()):
        if organisation not in allowed:
            yield from _missing(client, portal, settings, organisation, publisher)


def open_to_us(client: Client) -> set[str]:
    """Name the organisations in which we may make a dataset."""
    told: Sequence[Any] = client.call("organization_list_for_user", {"permission": "create_dataset"}) or ()
    return {str(one.get("name")) for one in told if isinstance(one, Mapping)}


def _missing(
    client: Client, portal: Portal, settings: CkanSettings, organisation: str, publisher: str
) -> Iterator[Refusal]:
    facts = {
        "portal": settings.url,
        "organisation": organisation,
        "publisher": publisher,
        "name": settings.name,
    }
    try:
        client.call("organization_show", {"id": organisation, "include_datasets": False})
    except MissingError:
        if not settings.create_organisations:
            yield Refusal("ckan-target.no-organisation", facts)
        elif not portal.sysadmin and not _may_create(client):
            yield Refusal("ckan-target.may-not-create-organisations", facts)
    except ForbiddenError:
        yield Refusal("ckan-target.not-in-organisation", facts)
    else:
        yield Refusal("ckan-target.not-in-organisation", facts)


def _may_create(client: Client) -> bool:
    """Ask whether an account may make an organisation; CKAN tells only by how it refuses an empty one."""
    try:
        client.call("organization_create", {})
    except ForbiddenError:
        return False
    except TargetError as fault:
        return fault.key == "ckan-target.invalid"
    return True
