"""``oogst audit export``: all evidence of publishers in one file, signed where there is a key."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from catalogue.bundle import Signature, load_key
from catalogue.errors import UsageError
from catalogue.profile import GATE_LAYERS
from catalogue.store.seals import seal_open
from catalogue.views import find_entries
from harvester.evidence import Terms, Wanted, Whom, export, last_moment, publishers_kept
from oogst.cli.console import console, print_json, screen_language, tell
from oogst.cli.days import end_of_day
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.installation import PROFILES, opened, publishers
from oogst.report.audit import bundle_document, print_bundle
from oogst.settings import settings
from schedules import Publisher

__all__ = ["command"]


def command(  # noqa: PLR0917  one parameter per option
    file: Annotated[Path, typer.Argument(help="help.audit.export.file", metavar="FILE")],
    names: Annotated[
        list[str] | None, typer.Argument(help="help.audit.export.names", metavar="[PUBLISHER]...")
    ] = None,
    on: Annotated[str, typer.Option("--on", help="help.audit.export.on", metavar="DAY")] = "",
    entries: Annotated[
        list[str] | None, typer.Option("--entries", help="help.audit.export.entries", metavar="ENTRY")
    ] = None,
    key: Annotated[Path | None, typer.Option("--key", help="help.audit.export.key", metavar="FILE")] = None,
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    signer = _signer(key)
    with opened(database) as store, store.transaction() as connection:
        seal_open(connection, datetime.now(UTC))
        wanted = _wanted(connection, names or [], on, entries or [], schedules)
        manifest = export(connection, wanted, file, terms=terms(), key=signer)
    public = signer.public if signer else ""
    if as_json:
        print_json(bundle_document(manifest, public))
        return
    print_bundle(file, manifest, public, console(), screen_language())
    if not public:
        tell("audit.unsigned-made")


def terms() -> Terms:
    """Give what this installation decides for all publishers."""
    chosen = settings()
    gate = chosen.gate or GATE_LAYERS
    return Terms(base=chosen.base_iri.rstrip("/"), profile=PROFILES[chosen.profile].iri, gate=tuple(gate))


def _signer(key: Path | None) -> Signature | None:
    path = key or settings().audit_key
    return load_key(path) if path else None


def _wanted(
    connection: Connection, names: Sequence[str], on: str, entries: Sequence[str], schedules: Path | None
) -> Wanted:
    until = end_of_day(on, datetime.now(UTC)) if on else None
    moment = last_moment(connection)
    if moment is None:
        raise UsageError("bundle.nothing", names=", ".join(names) or "-", at=on or "-")
    uuids, owners = _entries(connection, entries)
    kept = publishers_kept(connection)
    chosen = list(names) or sorted(owners) or kept
    if unknown := [name for name in chosen if name not in kept]:
        raise UsageError("bundle.unknown-publisher", name=unknown[0], known=", ".join(kept) or "-")
    files = {one.name: one for one in publishers(schedules)}
    return Wanted(
        publishers=[_whom(name, files) for name in sorted(set(chosen))],
        whole=set(chosen) == set(kept),
        at=min(moment, until) if until else moment,
        on=on,
        entries=uuids,
    )


def _whom(name: str, files: Mapping[str, Publisher]) -> Whom:
    one = files.get(name)
    return Whom(
        name=name,
        facts=one.facts if one else None,
        sources=tuple(each.source for each in one.sources) if one else (),
    )


def _entries(connection: Connection, wanted: Sequence[str]) -> tuple[list[str], set[str]]:
    """Give the UUIDs of the entries that are meant, and whose they are."""
    uuids, owners = set(), set()
    for one in wanted:
        found = find_entries(connection, one)
        if not found:
            raise UsageError("usage.no-entry", wanted=one)
        if len(found) > 1:
            raise UsageError("decide.several", wanted=one, uuids=", ".join(each.uuid for each in found[:5]))
        uuids.add(found[0].uuid)
        owners.add(found[0].source.partition("/")[0])
    return sorted(uuids), owners
