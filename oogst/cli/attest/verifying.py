"""``oogst attest verify``: makes every hash of the chain again, and looks for one that was kept elsewhere."""

from typing import Annotated

import typer

from catalogue.errors import StoreError
from catalogue.store.attestation_chain import acts, inspect_chain
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl
from oogst.installation import opened
from oogst.screen import fact_table, heading

__all__ = ["command"]


def command(
    head: Annotated[str, typer.Option("--head", help="help.attest.head", metavar="HASH")] = "",
    database: DatabaseUrl = "",
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    with opened(database) as store, store.transaction() as connection:
        inspected = inspect_chain(connection)
        known = not head or any(act.hash == head for act in acts(connection))
    document = {
        "acts": inspected.head.acts,
        "head": inspected.head.hash,
        "whole": inspected.whole,
        "head_found": known if head else None,
        "faults": [
            {"act": one.number, "attestation": one.uuid, "fault": str(one.broken)} for one in inspected.faults
        ],
    }
    if as_json:
        print_json(document)
    else:
        _show(document)
    if not inspected.whole:
        raise StoreError(
            "attest.chain-broken", count=len(inspected.faults), number=inspected.faults[0].number
        )
    if not known:
        raise StoreError("attest.head-gone", head=head)


def _show(document: dict[str, object]) -> None:
    say, screen = screen_language().say, console()
    table = fact_table()
    for name in ("acts", "head"):
        table.add_row(say(f"attest.chain.{name}"), str(document[name] or "-"))
    screen.print(table)
    faults = document["faults"]
    if not isinstance(faults, list) or not faults:
        screen.print(say("attest.chain.whole"), style="green")
        return
    screen.print(heading(say("attest.chain.faults")))
    for fault in faults:
        screen.print(
            f"  {fault['act']}  {fault['attestation']}  {say('attest.chain.' + fault['fault'])}", style="red"
        )
