"""``oogst attest show``: what was answered, by whom, how it stands, and every act on it; also as of a day."""

from datetime import UTC, date, datetime, time
from typing import Annotated

import typer

from catalogue.errors import UsageError
from catalogue.store.attestation_chain import acts
from catalogue.store.attestations import attestations, find_attestation, publishers_attesting
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl
from oogst.installation import opened
from oogst.questionnaire.recording import HERE
from oogst.report.attestation import act_document, attestation_document, print_acts, print_attestations

__all__ = ["command", "end_of"]


def command(
    wanted: Annotated[str, typer.Argument(help="help.attest.wanted", metavar="[NAME]")] = "",
    on: Annotated[str, typer.Option("--on", help="help.attest.on", metavar="DAY")] = "",
    database: DatabaseUrl = "",
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    at, speech = end_of(on), screen_language()
    with opened(database) as store, store.transaction() as connection:
        named = wanted in publishers_attesting(connection)
        if wanted and not named:
            found = [find_attestation(connection, wanted, at)]
            done = list(acts(connection, uuid=found[0].id, at=at))
        else:
            found, done = attestations(connection, wanted, at), []
    documents = [attestation_document(one, at, speech) for one in found]
    if done:
        documents[0]["acts"] = [act_document(one) for one in done]
    if as_json:
        print_json(documents)
        return
    print_attestations(documents, console(), speech, whole=bool(done))
    if done:
        print_acts(documents[0]["acts"], console(), speech)


def end_of(day: str) -> datetime:
    """Give the last moment of a day, or now where none is given. Raises UsageError for what is no day."""
    if not day:
        return datetime.now(UTC)
    try:
        return datetime.combine(date.fromisoformat(day), time.max, HERE).astimezone(UTC)
    except ValueError as error:
        raise UsageError("attest.no-day", value=day, example=f"{datetime.now(UTC).date()}") from error
