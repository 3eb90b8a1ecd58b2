"""Drawn verdicts on paper: each with all it rests on, and room for whoever traces it by hand."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any, Final

import orjson

from catalogue.charter import check_text, fault_text, outcome_text, principle_text, verdict_text
from catalogue.testimony import Observation
from catalogue.testimony.written import write_observation
from harvester.evidence import Drawn
from oogst.screen import Speech, plain

__all__ = ["drawn_csv", "drawn_markdown"]

LONGEST: Final = 6000
"""Characters of a record or an observation; more stands under its hash."""
FENCE: Final = "~~~~"
COLUMNS: Final = (
    "number", "publisher", "entry", "title", "check", "outcome", "value", "fault", "reason", "of", "rubric",
    "rule", "evidence", "judged_at", "payload", "pointer", "record", "page", "retrieved_at", "text",
    "observations", "agrees", "traced_by", "note",
)  # fmt: skip


def drawn_csv(drawn: Sequence[Drawn], speech: Speech) -> str:
    """Give one row per verdict, the last three columns empty. No cell begins a formula."""
    page = StringIO()
    writer = csv.writer(page)
    writer.writerow(COLUMNS)
    for number, one in enumerate(drawn, 1):
        writer.writerow([_cell(value) for value in _row(number, one, speech)])
    return page.getvalue()


def _cell(value: object) -> str:
    text = plain(str(value))
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _row(number: int, one: Drawn, speech: Speech) -> list[object]:
    stood, verdict = one.stood, one.verdict
    return [
        number,
        stood.publisher,
        stood.uuid,
        stood.title,
        verdict.check,
        str(verdict.outcome),
        "" if verdict.value is None else verdict.value,
        str(verdict.fault),
        verdict_text(verdict, speech.language),
        one.size,
        f"{one.rubric.version} {stood.rubric_sha256}",
        f"{one.check.rule.name} {one.check.version}",
        _json(verdict.evidence),
        stood.judged_at.isoformat(),
        stood.origin.payload,
        stood.origin.pointer,
        stood.origin.record,
        one.page.url if one.page else "",
        one.page.retrieved_at if one.page else "",
        _record(one),
        " ".join(_seen(each) for each in one.observations),
        "",
        "",
        "",
    ]


def drawn_markdown(drawn: Sequence[Drawn], seed: int, speech: Speech) -> str:
    """Give a page of verdicts to trace, one under the other."""
    return "\n".join(_page(drawn, seed, speech)) + "\n"


def _page(drawn: Sequence[Drawn], seed: int, speech: Speech) -> Iterator[str]:
    say = speech.say
    yield f"# {speech.count('audit.draw.title', len(drawn))}"
    yield ""
    yield say("audit.draw.how", seed=seed)
    for number, one in enumerate(drawn, 1):
        yield from _chain(number, one, speech)


def _chain(number: int, one: Drawn, speech: Speech) -> Iterator[str]:
    say, stood, verdict = speech.say, one.stood, one.verdict
    text = check_text(one.check, speech.language)
    principle = principle_text(one.check.principle, one.rubric, speech.language)
    yield from ("", f"## {number}. {verdict.check} {_inline(text.title)}", "")
    why = _inline(verdict_text(verdict, speech.language))
    yield f"**{outcome_text(verdict.outcome, speech.language)}** — {why}"
    yield ""
    facts = {
        "entry": f"{_inline(stood.title)} · `{stood.uuid}` · {stood.publisher}",
        "principle": f"{one.check.principle}. {principle.sentence}",
        "rule": f"`{one.check.rule.name}` {one.check.version}: {text.explains or text.title}",
        "rubric": f"{one.rubric.version} `{stood.rubric_sha256}`",
        "judged": stood.judged_at.isoformat(),
        "fault": fault_text(verdict.fault, speech.language) or "-",
        "stratum": say("audit.draw.of", count=one.size),
        "record": f"`{stood.origin.pointer}` · `{stood.origin.payload}` · `{stood.origin.record}`",
        "page": f"{_inline(one.page.url)} · {one.page.retrieved_at} · {one.page.status}" if one.page else "-",
    }
    yield from (f"- {say(f'audit.draw.{name}')}: {value}" for name, value in facts.items())
    yield from _fenced(say("audit.draw.evidence"), _json(verdict.evidence, pretty=True))
    yield from _fenced(say("audit.draw.text"), _record(one))
    for seen in one.observations:
        yield from _fenced(say("audit.draw.observation"), _seen(seen))
    yield from ("", say("audit.draw.answer"))


def _fenced(title: str, content: str) -> Iterator[str]:
    safe = plain(content).replace(FENCE, "~ ~ ~ ~")
    yield from ("", f"{title}:", "", FENCE, safe, FENCE)


def _inline(text: str) -> str:
    """Take from foreign text what would be markup, or another line."""
    return " ".join(plain(text).split()).translate({ord(sign): f"\\{sign}" for sign in "\\`*_[]<>#|"})


def _record(one: Drawn) -> str:
    if one.record is None:
        return str(one.failure or "")
    return _cut(_json(one.record.content, pretty=True))


def _seen(one: Observation) -> str:
    return _cut(_json(orjson.loads(write_observation(one)), pretty=True))


def _json(value: Any, *, pretty: bool = False) -> str:  # noqa: ANN401  plain JSON
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 if pretty else None).decode()


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} … ({len(text)})"
