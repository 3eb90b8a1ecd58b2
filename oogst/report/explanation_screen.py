"""Why an entry says what it says, on a screen: value by value, then what of the source was not used.

Law: foreign text becomes a :class:`rich.text.Text`, never read as markup, and its control codes go.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

import orjson
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from catalogue.errors import OogstError
from oogst.screen import Speech, fact_table, heading, plain

__all__ = ["print_explanation"]

Document = dict[str, Any]
LONGEST: Final = 2000
"""Characters of one value; a description of that length fills a screen."""
EXAMPLE: Final = 120
INDENT: Final = (0, 0, 0, 2)


def print_explanation(
    document: Document, failure: OogstError | None, screen: Console, speech: Speech
) -> None:
    """Write the whole explanation."""
    say = speech.say
    screen.print(Line(plain(document["title"]), style="bold"))
    record = document["record"]
    place = say("why.record", payload=record["payload"], pointer=plain(record["pointer"]) or "/")
    screen.print(Line(place, style="dim"))
    if document["withdrawn_at"] is not None:
        screen.print(Line(say("why.withdrawn", day=f"{document['withdrawn_at']:%Y-%m-%d}"), style="yellow"))
    if failure is not None:
        screen.print(Padding(Line(say(failure.key, **failure.facts), style="yellow"), (1, 0, 0, 0)))
    if not document["values"]:
        screen.print(Line(say("show.no-value")))
    for path, values in groupby(document["values"], key=lambda one: one["property"]):
        screen.print(heading(path))
        screen.print(Padding(_values(list(values), speech), INDENT))
    _findings(document["findings"], screen, speech)
    _not_used(document["not_used"], screen, speech)


def _values(values: list[Document], speech: Speech) -> Table:
    say = speech.say
    table = fact_table()
    for one in values:
        table.add_row(say("column.value"), Line(_cut(one["value"], LONGEST)))
        table.add_row(say("column.origin"), Line(_origin(one, speech)))
        said = _said(one)
        if said and said != one["value"]:
            table.add_row(say("column.original"), Line(_cut(said, LONGEST)))
        for name, words in _corrected(one):
            table.add_row(say(f"overlay.why.{name}"), Line(plain(words)))
        if one["row"]:
            table.add_row(say("column.row"), Line(_row(one, speech)))
    for rule, words in dict.fromkeys((one["rule"], one["rule_in_words"]) for one in values):
        table.add_row(say("column.rule"), Line(words).append(f" ({rule})", style="dim"))
    for finding in _once(values):
        line = _sentence(finding, speech)
        table.add_row(say("column.finding"), line.append(f" ({finding['rule']})", style="dim"))
    return table


def _sentence(finding: Document, speech: Speech) -> Line:
    severity = speech.say(f"severity.{finding['severity']}")
    line = Line(f"{severity}: {plain(finding['title'])} ")
    return line.append(plain(finding["remedy"]), style="green")


def _corrected(one: Document) -> Iterator[tuple[str, str]]:
    """Give who answers for a corrected value, why, and how long."""
    said = one["correction"]
    if said is not None:
        days = f"{said['written_on']} … {said['until']}"
        facts = (("author", said["author"]), ("because", said["reason"]), ("days", days))
        yield from ((name, words) for name, words in (*facts, ("page", said["page"])) if words)


def _origin(one: Document, speech: Speech) -> str:
    if said := one["correction"]:
        facts = {"author": said["author"], "until": said["until"], "was": one["original"] or "-"}
        return plain(speech.say("overlay.origin", **facts))
    if one["default"]:
        place = plain(one["pointer"])
        return speech.say("why.concluded", pointer=place) if place else speech.say("why.default")
    return plain(one["pointer"]) or speech.say("why.derived")


def _said(one: Document) -> str:
    """Give the text at the source itself, where it could be read again; else what was kept of it."""
    found = one["at_source"]
    if isinstance(found, dict):
        found = found.get("@value", found.get("@id", found))
    if found is None or found == "":
        return str(one["original"])
    return found if isinstance(found, str) else orjson.dumps(found).decode()


def _row(one: Document, speech: Speech) -> str:
    says, row = one["row_says"], one["row"]
    if says is None:
        return plain(f"{row}: {one['row_in_words']}" if one["row_in_words"] else row)
    words = ", ".join(name for name in says["names"] if "/" not in name)
    iri = "" if says["iri"] == one["value"] else f" → {says['iri']}"
    return plain(row + iri + (" " + speech.say("why.row", names=words) if words else ""))


def _once(values: list[Document]) -> Iterator[Document]:
    seen: set[tuple[str, str]] = set()
    for one in values:
        for finding in one["findings"]:
            key = (finding["rule"], finding["value"])
            if key not in seen:
                seen.add(key)
                yield finding


def _findings(findings: list[Document], screen: Console, speech: Speech) -> None:
    if not findings:
        return
    screen.print(heading(speech.say("why.other-findings")))
    for _, group in groupby(sorted(findings, key=lambda one: one["rule"]), key=lambda one: one["rule"]):
        members = list(group)
        line = _sentence(members[0], speech)
        for place in dict.fromkeys(plain(one["path"]) for one in members):
            line.append(f"\n{members[0]['rule']} · {place}".rstrip("· "), style="dim")
        screen.print(Padding(line, INDENT))


def _not_used(leaves: list[Document], screen: Console, speech: Speech) -> None:
    """Show each field once, with how often it stands there, an example, and why it was not used."""
    if not leaves:
        return
    screen.print(heading(speech.count("why.not-used", len(leaves))))
    fields: dict[tuple[str, str, str], list[Document]] = {}
    for leaf in leaves:
        fields.setdefault((leaf["why"], leaf["field"], leaf["because"]), []).append(leaf)
    for (_, name, because), members in fields.items():
        line = Line(plain(name))
        if len(members) > 1:
            line.append(f" ({speech.count('why.times', len(members))})", style="dim")
        value = members[0]["value"]
        if value not in (None, "", [], {}):
            line.append(f"\n{_cut(str(value), EXAMPLE)}")
        line.append(f"\n{plain(because)}", style="dim")
        screen.print(Padding(line, INDENT))


def _cut(words: str, most: int) -> str:
    said = plain(words)
    return said if len(said) <= most else said[: most - 1] + "…"
