"""``oogst attest sign`` and ``import``: one answer as it was typed, or a questionnaire that was filled in."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from catalogue.errors import UsageError
from catalogue.store import Database
from catalogue.testimony import Attestation
from oogst.cli.attest.following import follow, this_second
from oogst.cli.attest.options import (
    AllowPrivate,
    Fetch,
    HashOnly,
    Publisher,
    Role,
    SignerName,
)
from oogst.cli.console import console, print_json, screen_language, tell, tell_count
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.cli.publisher import Known, known_publisher
from oogst.installation import crawling, opened
from oogst.questionnaire import Answer, FilledIn, read_form, read_table, typed_answer
from oogst.questionnaire.proofs import Bring, gather
from oogst.questionnaire.recording import Recorder
from oogst.report.attestation import attestation_document, print_attestations
from oogst.rubrics import rubric_in_force

__all__ = ["command", "take_over"]

TABLES: Final = frozenset({".csv", ".tsv"})


def command(  # noqa: PLR0917  one parameter per option
    publisher: Publisher,
    check: Annotated[str, typer.Argument(help="help.attest.check", metavar="CHECK")],
    statement: Annotated[str, typer.Argument(help="help.attest.statement", metavar="STATEMENT")],
    name: SignerName = "",
    role: Role = "",
    narrative: Annotated[str, typer.Option("--narrative", help="help.attest.narrative", metavar="TEXT")] = "",
    answers: Annotated[
        list[str] | None, typer.Option("--answer", help="help.attest.answer", metavar="NAME=VALUE")
    ] = None,
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", help="help.attest.evidence", metavar="FILE|URL")
    ] = None,
    entries: Annotated[
        list[str] | None, typer.Option("--entry", help="help.attest.entry", metavar="ENTRY")
    ] = None,
    theme: Annotated[str, typer.Option("--theme", help="help.attest.theme", metavar="IRI")] = "",
    on: Annotated[str, typer.Option("--signed-on", help="help.attest.signed-on", metavar="DAY")] = "",
    until: Annotated[str, typer.Option("--until", help="help.attest.until", metavar="DAY")] = "",
    fetch: Fetch = False,  # noqa: FBT002  a flag
    allow_private: AllowPrivate = False,  # noqa: FBT002  idem
    hash_only: HashOnly = False,  # noqa: FBT002  idem
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  idem
) -> None:
    typed = {
        "check": check,
        "statement": statement,
        "narrative": narrative,
        "theme": theme,
        "name": name,
        "role": role,
        "date": on,
        "valid_until": until,
    }
    lists = {"evidence": list(evidence or ()), "entries": list(entries or ())}
    answer = typed_answer(typed, lists, answers or [], rubric_in_force())
    bring = _bring(allow_private=allow_private) if fetch else None
    with opened(database) as store:
        whom = _whom(store, publisher, schedules)
        made = _record(store, whom, [answer], Path(), keep=not hash_only, bring=bring)
        _follow(store, whom, made, schedules)
    _show(made, as_json=as_json)


def take_over(  # noqa: PLR0917  one parameter per option
    file: Annotated[Path, typer.Argument(help="help.attest.file", metavar="FILE")],
    publisher: Annotated[str, typer.Option("--publisher", help="help.attest.of", metavar="PUBLISHER")] = "",
    via: Annotated[str, typer.Option("--via", help="help.attest.via", metavar="NAME")] = "",
    fetch: Fetch = False,  # noqa: FBT002  a flag
    allow_private: AllowPrivate = False,  # noqa: FBT002  idem
    hash_only: HashOnly = False,  # noqa: FBT002  idem
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  idem
) -> None:
    read = read_table if file.suffix.lower() in TABLES else read_form
    filled = read(file, rubric_in_force())
    bring = _bring(allow_private=allow_private) if fetch else None
    with opened(database) as store:
        whom = _whom(store, _named(filled, publisher, file), schedules)
        made = _record(
            store, whom, filled.answers, file.parent, keep=not hash_only, bring=bring, via=via or file.name
        )
        _follow(store, whom, made, schedules)
    if not filled.answers:
        tell("attest.nothing-filled-in", file=file)
    _show(made, as_json=as_json)
    if len(made) < len(filled.answers):
        tell_count("attest.unchanged", len(filled.answers) - len(made))


def _bring(*, allow_private: bool) -> Bring:
    from harvester.crawl import document  # noqa: PLC0415  Scrapy is slow to load, and hardly ever needed here

    return partial(document, settings=crawling(), allow_private=allow_private)


def _named(filled: FilledIn, typed: str, file: Path) -> str:
    """Give the publisher. Raises UsageError where file and command differ, or neither names one."""
    if typed and filled.publisher and typed != filled.publisher:
        raise UsageError("attest.other-publisher", file=file, said=filled.publisher, typed=typed)
    if not (typed or filled.publisher):
        raise UsageError("attest.no-publisher", file=file)
    return typed or filled.publisher


def _whom(store: Database, name: str, schedules: Path | None) -> Known:
    with store.transaction() as connection:
        return known_publisher(connection, name, schedules)


def _record(
    store: Database,
    whom: Known,
    answers: Sequence[Answer],
    folder: Path,
    *,
    keep: bool,
    bring: Bring | None,
    via: str = "",
) -> list[Attestation]:
    """Keep all answers or none."""
    proofs = [gather(answer.evidence, folder, keep=keep, bring=bring) for answer in answers]
    with store.transaction() as connection:
        recorder = Recorder(
            connection=connection,
            publisher=whom.name,
            rubric=rubric_in_force(),
            now=this_second(),
            via=via,
        )
        made = [recorder.record(answer, found) for answer, found in zip(answers, proofs, strict=True)]
    return [one for one in made if one is not None]


def _follow(store: Database, whom: Known, made: Sequence[Attestation], schedules: Path | None) -> None:
    if made:
        follow(store, whom, made, schedules)


def _show(made: Sequence[Attestation], *, as_json: bool) -> None:
    now, speech = datetime.now(UTC), screen_language()
    documents = [attestation_document(one, now, speech) for one in made]
    if as_json:
        print_json(documents)
        return
    print_attestations(documents, console(), speech)
    if made:
        tell("attest.no-login")
