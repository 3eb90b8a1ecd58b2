"""``oogst probe``: look at the addresses that entries name, and keep what is seen."""

import re
from collections.abc import Iterable
from typing import Annotated, Final

import typer

from catalogue.errors import UsageError
from catalogue.store import Database
from catalogue.views import find_entries, publishers_kept
from oogst.cli.console import bar, console, print_json, screen_language, tell_count, tell_error
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.installation import known_sources, opened

__all__ = ["command"]

ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?://|[^\s/]+@)")


def command(  # noqa: PLR0917  Typer's own form
    wanted: Annotated[str, typer.Argument(help="help.probe.wanted", metavar="[PUBLISHER_ENTRY_OR_URL]")] = "",
    limit: Annotated[int, typer.Option("--limit", help="help.probe.limit", metavar="N", min=0)] = 0,
    again: Annotated[bool, typer.Option("--again", help="help.probe.again")] = False,  # noqa: FBT002  a flag
    allow_private: Annotated[bool, typer.Option("--allow-private", help="help.allow-private")] = False,  # noqa: FBT002  idem
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    if ADDRESS.match(wanted):
        _look(wanted, allow_private=allow_private, as_json=as_json)
        return
    from oogst.probing import judge_probed, probe_due  # noqa: PLC0415  it loads what others need not
    from oogst.report.probe import print_probe, probe_document  # noqa: PLC0415  idem

    with opened(database) as store:
        chosen = _chosen(store, wanted, known_sources(schedules))
        with bar(screen_language().say("probe.bar")) as progress:
            done = probe_due(
                store, schedules=schedules, again=again, limit=limit, progress=progress, **chosen
            )
        judged = judge_probed(store, done, schedules)
    if as_json:
        counts = {"judged_again": judged.differing, "judged_later": judged.later}
        print_json(probe_document(done, screen_language()) | counts)
        return
    print_probe(done, console(), screen_language())
    for key, count in (("judged-again", judged.differing), ("judged-later", judged.later)):
        if count:
            tell_count(f"probe.{key}", count)
    for busy in judged.busy:
        tell_error(busy)


def _look(url: str, *, allow_private: bool, as_json: bool) -> None:
    from harvester.probe import look_at  # noqa: PLC0415  idem
    from oogst.probing import manners  # noqa: PLC0415  idem
    from oogst.report.probe import print_seen, seen_document  # noqa: PLC0415  idem

    seen = look_at(url, manners=manners(), private=allow_private).observation
    if as_json:
        print_json(seen_document(seen))
    else:
        print_seen(seen, console(), screen_language())


def _chosen(store: Database, wanted: str, known: Iterable[str]) -> dict[str, list[str]]:
    """Say what is meant: a publisher, one entry, or everything. Raises UsageError when it is neither."""
    if not wanted:
        return {}
    with store.transaction() as connection:
        if wanted in {*publishers_kept(connection), *(name.partition("/")[0] for name in known)}:
            return {"publishers": [wanted]}
        found = find_entries(connection, wanted)
    if not found:
        raise UsageError("usage.no-entry", wanted=wanted)
    if len(found) > 1:
        raise UsageError("decide.several", wanted=wanted, uuids=", ".join(one.uuid for one in found[:5]))
    return {"entries": [found[0].uuid]}
