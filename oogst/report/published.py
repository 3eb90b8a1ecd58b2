"""What published shapes report of a file, as a document and on the screen."""

from collections import Counter
from typing import Any, Final

from rich.console import Console
from rich.text import Text as Line

from catalogue.model.namespaces import shorten
from catalogue.profile import Result
from harvester.published.judging import Judgement
from oogst.screen import Speech, data_table, heading, plain

__all__ = ["judgement_document", "print_judgement"]

COLUMNS: Final = ("severity", "property", "constraint", "example")
LONGEST: Final = 80


def judgement_document(judgement: Judgement, left_out: int) -> dict[str, Any]:
    return {
        "name": judgement.one.name,
        "statements_left_out": left_out,
        "defects": [defect._asdict() for defect in judgement.defects],
        "engines": {
            opinion.engine: {"results": len(opinion.results), "failure": opinion.failure}
            for opinion in judgement.opinions
        },
        "agreed": judgement.agreed,
        "results": [result._asdict() for result in judgement.opinions[0].results],
    }


def print_judgement(judgement: Judgement, screen: Console, speech: Speech) -> None:
    """Print what one published file reports, alike results together."""
    first = judgement.opinions[0]
    title = speech.count("profile.results", len(first.results), name=judgement.one.name, engine=first.engine)
    screen.print(heading(title))
    for defect in judgement.defects:
        said = speech.say(f"profile.defect.{defect.kind}", times=defect.times)
        screen.print(Line(f" · {said}", style="dim"), soft_wrap=True)
    for line in _doubts(judgement, speech):
        screen.print(Line(f" ✗ {line}", style="yellow"), soft_wrap=True)
    if first.results:
        _print_table(first.results, screen, speech)


def _doubts(judgement: Judgement, speech: Speech) -> list[str]:
    failed = [
        speech.say("profile.gave-up", engine=each.engine, detail=plain(each.failure))
        for each in judgement.opinions
        if each.failure
    ]
    if failed or judgement.agreed:
        return failed
    counts = ", ".join(f"{each.engine} {len(each.results)}" for each in judgement.opinions)
    return [speech.say("profile.engines-differ", engines=counts, engine=judgement.opinions[0].engine)]


def _print_table(results: list[Result], screen: Console, speech: Speech) -> None:
    say = speech.say
    words = [say(f"profile.column.{name}") for name in COLUMNS]
    table = data_table(words, [say("profile.column.times")])
    times = Counter((each.severity, each.path, each.component) for each in results)
    examples = {(each.severity, each.path, each.component): each for each in results}
    for key, count in times.most_common():
        severity, path, component = key
        shown = plain(examples[key].value or examples[key].focus)[:LONGEST]
        table.add_row(severity, shorten(path) or say("profile.whole"), component, shown, str(count))
    screen.print(table)
