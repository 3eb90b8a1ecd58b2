"""What would be if: how all stands now and then, which checks change, what the Flemish portal makes of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from catalogue.charter import Label, check_text, label_text, outcome_text
from catalogue.targets.twin import RecordTwin
from harvester.fixes import NONE, SUPPOSED, Looked
from oogst.report.fixes.document import change, totals_document
from oogst.report.fixes.screen import signed
from oogst.screen import Speech, data_table, heading, percent, plain

__all__ = ["WhatIf", "print_what_if", "what_if_document"]

Document = dict[str, Any]
INDENT = (0, 0, 0, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What was supposed, and what came of it."""

    target: str
    supposed: Sequence[str]
    """As it was typed."""
    looked: Looked
    portal: Sequence[tuple[RecordTwin, RecordTwin]] = field(default=())
    """Of one entry: what the Flemish platform makes of it, now and then."""


def what_if_document(found: WhatIf, speech: Speech) -> Document:
    """Give both states, and all that differs."""
    looked = found.looked
    then = frozenset([SUPPOSED])
    touched = sum(one.size for one in looked.classes if one.trial.fixes)
    before, after = looked.totals(NONE), looked.totals(then)
    return {
        "target": found.target,
        "supposed": list(found.supposed),
        "at": looked.at.isoformat(),
        "rubric": f"charter-vl {looked.rubric.version}",
        "statement": getattr(looked.rubric.charter.statement, speech.language),
        "entries": looked.entries,
        "touched": touched,
        "now": totals_document(before, looked.entries),
        "then": totals_document(after, looked.entries),
        "change": change(before, after, looked.entries),
        "checks": list(_checks(looked, speech)),
        "portal": [_portal(*pair) for pair in found.portal],
    }


def _checks(looked: Looked, speech: Speech) -> Iterator[Document]:
    """List how often a check gives another answer, and which."""
    then = frozenset([SUPPOSED])
    moves: Counter[tuple[str, str, str]] = Counter()
    for one in looked.classes:
        pairs = zip(one.trial.standing(NONE).verdicts, one.trial.standing(then).verdicts, strict=True)
        for now, after in pairs:
            if now.outcome is not after.outcome:
                moves[now.check, now.outcome, after.outcome] += one.size
    for (check, now_is, then_is), entries in sorted(moves.items()):
        yield {
            "check": check,
            "title": check_text(looked.rubric.by_id[check], speech.language).title,
            "now": str(now_is),
            "then": str(then_is),
            "entries": entries,
        }


def _portal(now: RecordTwin, then: RecordTwin) -> Document:
    return {"resource": now.registration.resource, "now": _view(now), "then": _view(then)}


def _view(twin: RecordTwin) -> Document:
    facets = twin.facets
    return {
        "accepted": twin.accepted,
        "open_data": facets.open_data,
        "open_filter": facets.open_filter,
        "public": facets.public,
        "licences": [one.text or one.iri for one in facets.licences],
        "themes": [one.text or one.iri for one in facets.themes],
        "formats": [one.text or one.iri for one in facets.formats],
    }


def print_what_if(document: Document, screen: Console, speech: Speech) -> None:
    """Write what differs, and only that."""
    say = speech.say
    supposed = ", ".join(map(plain, document["supposed"]))
    screen.print(Line(plain(document["target"]), style="bold"))
    screen.print(Line(say("whatif.title", supposed=supposed), style="bold"))
    screen.print(Line(speech.count("whatif.touched", document["touched"], entries=document["entries"])))
    if not document["touched"]:
        screen.print(Line(say("whatif.nothing")))
        return
    screen.print(_states(document, speech))
    if document["checks"]:
        screen.print(heading(say("whatif.checks")))
        screen.print(Padding(_moves(document["checks"], speech), INDENT))
    for one in document["portal"]:
        screen.print(heading(say("whatif.portal")))
        screen.print(Padding(_facets(one, speech), INDENT))
    said = f"{say('fixes.rubric', rubric=document['rubric'], coverage=percent(document['then']['coverage']))}"
    screen.print(Padding(Line(f"{said} {document['statement']}", style="dim"), (1, 0, 0, 0)))


def _states(document: Document, speech: Speech) -> Padding:
    now, then = document["now"], document["then"]
    table = data_table([""], [speech.say("whatif.before"), speech.say("whatif.after"), ""])
    for name in ("score", "entry_score", "coverage"):
        table.add_row(_name(name, speech), percent(now[name]), percent(then[name]), "")
    for name in ("published", "open_data", "errors", "warnings"):
        if now[name] != then[name]:
            table.add_row(_name(name, speech), *_counted(now[name], then[name]))
    for label in _keys(now["labels"], then["labels"]):
        word = speech.say("whatif.row.label", label=label_text(Label(label), speech.language))
        table.add_row(word, *_counted(now["labels"].get(label, 0), then["labels"].get(label, 0)))
    for check in _keys(now["gates"], then["gates"]):
        word = speech.say("whatif.row.gate", check=check)
        table.add_row(word, *_counted(now["gates"].get(check, 0), then["gates"].get(check, 0)))
    for number in _keys(now["principles"], then["principles"]):
        word = speech.say("whatif.row.principle", number=number, title=speech.say(f"principle.{number}"))
        table.add_row(word, percent(now["principles"][number]), percent(then["principles"][number]), "")
    return Padding(table, (1, 0, 0, 2))


def _name(name: str, speech: Speech) -> str:
    return speech.say(f"whatif.row.{name.replace('_', '-')}")


def _counted(now: int, then: int) -> tuple[str, str, str]:
    return str(now), str(then), signed(then - now)


def _keys(now: Mapping[str, Any], then: Mapping[str, Any]) -> list[str]:
    """Name what differs, in the order of the numbers in it."""
    return sorted(
        (name for name in now.keys() | then.keys() if now.get(name) != then.get(name)),
        key=lambda name: (len(name), name),
    )


def _moves(checks: list[Document], speech: Speech) -> Table:
    say = speech.say
    table = data_table(
        [say("whatif.check"), say("whatif.before"), say("whatif.after")], [say("column.entries")]
    )
    for one in checks:
        now, then = (outcome_text(one[name], speech.language) for name in ("now", "then"))
        table.add_row(f"{one['check']} {one['title']}", now, then, str(one["entries"]))
    return table


def _facets(one: Document, speech: Speech) -> Table:
    table = data_table(["", speech.say("whatif.before"), speech.say("whatif.after")])
    for name in one["now"]:
        before, after = (_facet(one[state][name], speech) for state in ("now", "then"))
        table.add_row(speech.say(f"whatif.portal.{name.replace('_', '-')}"), Line(before), Line(after))
    return table


def _facet(value: Any, speech: Speech) -> str:  # noqa: ANN401  as JSON
    if isinstance(value, bool):
        return speech.say("whatif.yes" if value else "whatif.no")
    return plain(", ".join(value)) or "-"
