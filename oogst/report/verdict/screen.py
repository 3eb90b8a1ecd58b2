"""One verdict on a screen, in the order in which one asks: what, why, of whom, what to do, since when.

Law: foreign text becomes a :class:`rich.text.Text`, never read as markup, and its control codes go.
"""

from collections.abc import Iterator
from typing import Any, Final

import orjson
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from oogst.screen import Speech, data_table, fact_table, heading, plain

__all__ = ["print_verdict"]

Document = dict[str, Any]
INDENT: Final = (0, 0, 0, 2)
STYLES: Final = {"pass": "green", "partial": "yellow", "fail": "red"}
LONGEST: Final = 300
SHOWN: Final = 12
HEADERS: Final = ("content-type", "access-control-allow-origin", "cache-control", "etag", "last-modified")


def print_verdict(document: Document, screen: Console, speech: Speech) -> None:
    """Write all of it; what is empty is left out."""
    entry, check = document["entry"], document["check"]
    screen.print(Line(plain(f"{entry['title']} · {check['id']} {check['title']}"), style="bold"))
    screen.print(_answer(document, speech))
    _rows(document["distributions"], screen, speech)
    _values(document["values"], screen, speech)
    _observations(document, screen, speech)
    for part in _facts(document, speech):
        screen.print(part)


def _answer(document: Document, speech: Speech) -> Table:
    say, verdict, check = speech.say, document["verdict"], document["check"]
    principle, table = document["principle"], fact_table()
    style = STYLES.get(verdict["outcome"], "")
    table.add_row(say("verdict.answer"), Line(verdict["outcome_text"], style=style))
    table.add_row(say("verdict.because"), Line(plain(verdict["text"])))
    if document["fault"]:
        table.add_row(say("verdict.fault"), Line(document["fault"]["because"]))
    for line in _remedy(document["remedy"], speech):
        table.add_row(say("verdict.remedy"), Line(plain(line), style="green"))
    table.add_row(say("verdict.principle", number=principle["number"]), Line(principle["text"]))
    if principle["gloss"]:
        table.add_row("", Line(say("verdict.gloss", text=principle["gloss"])))
    table.add_row(say("verdict.rule"), Line(" ".join(_rule(check, speech))))
    if check["parameters"]:
        table.add_row(say("verdict.parameters"), Line(_short(check["parameters"]), style="dim"))
    table.add_row(say("verdict.rubric"), Line(_rubric(document, speech), style="dim"))
    table.add_row(say("verdict.document"), Line(f"docs/{check['documentation']}", style="dim"))
    if document["inputs"]:
        seen = ", ".join(f"{name} = {_short(value)}" for name, value in document["inputs"].items())
        table.add_row(say("verdict.inputs"), Line(plain(seen)))
    return table


def _remedy(remedy: Document | None, speech: Speech) -> Iterator[str]:
    """Say what to do, where, and what each fix that betters the check gains this entry."""
    if remedy is None:
        return
    yield remedy["text"]
    for one in remedy["fixes"]:
        key = "verdict.gain" if one["computed"] else "verdict.gain-most"
        gain = speech.say(key, points=f"{one['points']:+.1f}")
        yield f"{one['title']}. {gain} {' '.join(one['where'])}".strip()


def _rule(check: Document, speech: Speech) -> Iterator[str]:
    yield check["explains"] or check["title"]
    if check["roll_up"]:
        yield speech.say(f"verdict.roll.{check['roll_up']}")
    if check["gate"]:
        yield speech.say("verdict.gate")


def _rubric(document: Document, speech: Speech) -> str:
    check, evidence = document["check"], document["evidence"]
    facts = {"rubric": evidence["rubric"], "version": check["version"], "weight": f"{check['weight']:g}"}
    facts |= {"rule": evidence["rule"], "rule_version": evidence["rule_version"]}
    return f"{speech.say('verdict.rubric-said', **facts)}. {check['statement']}"


def _short(value: object) -> str:
    text = value if isinstance(value, str) else orjson.dumps(value, default=str).decode()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _rows(rows: list[Document], screen: Console, speech: Speech) -> None:
    if not rows:
        return
    screen.print(heading(speech.say("verdict.distributions")))
    table = data_table([speech.say(f"verdict.{name}") for name in ("place", "answer", "because")])
    for one in rows[:SHOWN]:
        where = plain(f"{one['path'] or '/'}\n{one['url']}".rstrip())
        answer = Line(one["outcome_text"], style=STYLES.get(one["outcome"], ""))
        table.add_row(Line(where), answer, Line(plain(one["text"])))
    screen.print(Padding(table, INDENT))
    _more(len(rows) - SHOWN, screen, speech)


def _more(count: int, screen: Console, speech: Speech) -> None:
    if count > 0:
        screen.print(Padding(Line(speech.say("report.more", count=count), style="dim"), INDENT))


def _values(values: list[Document], screen: Console, speech: Speech) -> None:
    if not values:
        return
    screen.print(heading(speech.say("verdict.values")))
    for one in values[:SHOWN]:
        line = Line(plain(f"{one['property']} = {_short(one['value'])}"))
        place = one["pointer"] or (speech.say("why.default") if one["default"] else one["rule"])
        said = f" « {_short(one['original'])} »" if one["original"] not in {"", one["value"]} else ""
        line.append(plain(f"\n  {place}{said}"), style="dim")
        screen.print(Padding(line, INDENT))
    _more(len(values) - SHOWN, screen, speech)


def _observations(document: Document, screen: Console, speech: Speech) -> None:
    if not {"observations", "sample"} & set(document["check"]["inputs"]):
        return
    screen.print(heading(speech.say("verdict.observations")))
    if not document["observations"]:
        screen.print(Padding(Line(speech.say("verdict.not-observed"), style="dim"), INDENT))
    for one in document["observations"][:SHOWN]:
        screen.print(Padding(Line("\n".join(map(plain, _seen(one, speech)))), INDENT))


def _seen(one: Document, speech: Speech) -> Iterator[str]:
    say = speech.say
    status = one["status"] if one["status"] is not None else say("verdict.no-answer", failure=one["failure"])
    facts = {name: one[name] for name in ("method", "asked", "at", "vantage")}
    yield say("verdict.observed", status=status, **facts)
    for hop in one["redirects"]:
        yield say("verdict.redirect", status=hop["status"], url=hop["url"])
    yield from (f"  {name}: {one['headers'][name]}" for name in HEADERS if name in one["headers"])
    yield say("verdict.probes", answered=one["answered"], probes=one["probes"], failed=one["failed_days"])


def _facts(document: Document, speech: Speech) -> Iterator[Table]:
    say, table = speech.say, fact_table()
    evidence = document["evidence"]
    facts = {name: evidence[name] or "-" for name in ("payload", "pointer", "time")}
    table.add_row("", "")
    table.add_row(say("verdict.evidence"), Line(plain(say("verdict.evidence-said", **facts)), style="dim"))
    if document["attestation"]:
        table.add_row(say("verdict.attested"), Line(plain(_attested(document["attestation"], speech))))
    if document["disputed"]:
        table.add_row("", Line(say("verdict.disputed"), style="red"))
    if document["not_looked_at"]:
        table.add_row(say("verdict.unlooked"), Line(", ".join(document["not_looked_at"])))
    table.add_row(say("verdict.earlier"), Line("\n".join(map(plain, _earlier(document["earlier"], speech)))))
    yield table


def _attested(one: Document, speech: Speech) -> str:
    facts = {name: one[name] for name in ("by", "role", "signed", "until")}
    audited = speech.say("verdict.audited" if one["audited"] else "verdict.unaudited")
    statement = speech.say(f"verdict.statement.{one['statement']}")
    return speech.say("verdict.attested-said", statement=statement, audited=audited, **facts)


def _earlier(earlier: list[Document], speech: Speech) -> Iterator[str]:
    """Give the answers, the newest first; one that never changed is told in a sentence."""
    if len(earlier) == 1:
        yield speech.say("verdict.once", at=earlier[0]["at"][:10])
        return
    for one in earlier[::-1]:
        facts = {"at": one["at"][:16].replace("T", " "), "outcome": one["outcome_text"], "why": one["text"]}
        yield speech.say("verdict.earlier-said", **facts)
