"""``oogst attest review`` and ``withdraw``: what an auditor makes of an attestation, and taking one back."""

from collections.abc import Callable
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Final

import typer
from sqlalchemy import Connection

from catalogue.errors import UsageError
from catalogue.store.attestations import Signer, find_attestation, review, withdraw
from catalogue.testimony import Attestation, Review
from oogst.cli.attest.following import follow, this_second
from oogst.cli.attest.options import Number, Role, SignerName
from oogst.cli.attest.questions import asked_of
from oogst.cli.console import console, print_json, screen_language, tell
from oogst.cli.decide import Because
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.cli.publisher import known_publisher
from oogst.installation import opened
from oogst.report.attestation import attestation_document, print_attestations

__all__ = ["review_command", "withdraw_command"]

OUTCOMES: Final = {str(one): one for one in Review if one}


def review_command(  # noqa: PLR0917  Typer's own form
    number: Number,
    outcome: Annotated[str, typer.Argument(help="help.attest.outcome", metavar="OUTCOME")],
    name: SignerName = "",
    role: Role = "auditor",
    because: Because = "",
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    chosen = _outcome(outcome)

    def judged(connection: Connection, now: datetime) -> Attestation:
        if chosen is Review.ACCEPTED and not because.strip():
            _not_contested(connection, number, schedules)
        return review(connection, number, chosen, Signer(name, role), note=because, now=now)

    _do(judged, database, schedules, as_json=as_json)


def _not_contested(connection: Connection, number: str, schedules: Path | None) -> None:
    """Raise UsageError where a machine answers otherwise: whoever decides between the two says why."""
    one = find_attestation(connection, number)
    if one.check in asked_of(connection, one.publisher, schedules).present.score.disputed:
        raise UsageError("attest.decides", check=one.check)


def withdraw_command(  # noqa: PLR0917  Typer's own form
    number: Number,
    name: SignerName = "",
    role: Role = "",
    because: Because = "",
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    _do(
        lambda connection, now: withdraw(connection, number, Signer(name, role), why=because, now=now),
        database,
        schedules,
        as_json=as_json,
    )


def _outcome(typed: str) -> Review:
    if typed in OUTCOMES:
        return OUTCOMES[typed]
    like = get_close_matches(typed, OUTCOMES, n=1)
    raise UsageError(
        "attest.outcome", value=typed, known=", ".join(OUTCOMES), like=like[0] if like else "accepted"
    )


def _do(
    act: Callable[[Connection, datetime], Attestation],
    database: str,
    schedules: Path | None,
    *,
    as_json: bool,
) -> None:
    """Carry an act out, keep the score that follows from it, and show what the attestation is now."""
    now, speech = this_second(), screen_language()
    with opened(database) as store:
        with store.transaction() as connection:
            done = act(connection, now)
            whom = known_publisher(connection, done.publisher, schedules)
        follow(store, whom, [done], schedules)
    document = attestation_document(done, now, speech)
    if as_json:
        print_json(document)
        return
    print_attestations([document], console(), speech)
    tell("attest.no-login")
