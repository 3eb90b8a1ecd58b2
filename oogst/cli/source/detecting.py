"""``oogst source detect``: what a site has to harvest, the source to save for it, and its first entries."""

from typing import Annotated, Any, Final

import typer

from catalogue.errors import UsageError
from catalogue.model import Source
from harvester.detect import Candidate, Survey, survey
from harvester.runs import Preview, preview
from oogst.cli.console import bar, console, print_json, screen_language
from oogst.cli.help import HelpfulCommand
from oogst.cli.options import AsJson, SchedulesFolder
from oogst.cli.source.survey_document import survey_document
from oogst.cli.source.survey_screen import print_survey
from oogst.cli.workplace import workplace
from oogst.installation import crawling, publishers, rules_for
from schedules import Publisher, publisher_at

__all__ = ["PreviewCommand", "command"]

FIRST: Final = 5
MOST: Final = 100


class PreviewCommand(HelpfulCommand):
    """Takes ``--preview`` with or without a number behind it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer keeps the class to itself
        """Write the number that ``--preview`` alone stands for."""
        following = [*args[1:], ""]
        filled = [
            f"{word}={FIRST}" if word == "--preview" and not following[number].isdecimal() else word
            for number, word in enumerate(args)
        ]
        return super().parse_args(ctx, filled)


def command(
    target: Annotated[str, typer.Argument(help="help.target", metavar="URL_OR_FILE")],
    first: Annotated[int, typer.Option("--preview", help="help.source.preview", metavar="[N]")] = 0,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="help.allow-private")] = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
    schedules: SchedulesFolder = None,
) -> None:
    if not 0 <= first <= MOST:
        raise UsageError("source.preview-size", value=first, most=MOST)
    known = publishers(schedules)
    with bar(target, shown=not as_json):
        found = survey(target, settings=crawling(), allow_private=allow_private)
    owner = publisher_at(known, found.candidates[0].url) if found.candidates else None
    shown = (
        _preview(found.candidates[0], owner, first, allow_private=allow_private)
        if _wanted(found, first)
        else None
    )
    document = survey_document(found, owner, shown, screen_language())
    if as_json:
        print_json(document)
    else:
        print_survey(document, console(), screen_language())
    if found.failure:
        raise found.failure
    if shown and shown.failure:
        raise shown.failure


def _wanted(found: Survey, first: int) -> bool:
    return bool(first and found.candidates)


def _preview(candidate: Candidate, owner: Publisher | None, first: int, *, allow_private: bool) -> Preview:
    publisher = owner.name if owner else "voorbeeld"
    source = Source(
        name=f"{publisher}/preview",
        publisher=publisher,
        protocol=candidate.protocol,
        url=candidate.url,
        allow_private=allow_private,
    )
    with workplace() as folder, bar(candidate.url) as progress:
        progress.total(first)
        facts = owner.facts if owner else None
        return preview(source, rules=rules_for(facts), crawling=crawling(), workplace=folder, most=first)
