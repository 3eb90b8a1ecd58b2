"""What a prober saw, as a document and on a screen: one address, or a whole round."""

from collections.abc import Iterator
from typing import Any, Final

import orjson
from rich.console import Console
from rich.text import Text as Line

from catalogue.messages import keys
from catalogue.testimony import Answer, Observation, Sample
from catalogue.testimony.written import write_observation
from harvester.probe import DEAD, Failing, ProbeSummary
from oogst.screen import Speech, data_table, fact_table, plain

__all__ = ["print_probe", "print_seen", "probe_document", "seen_document"]

KNOWN: Final = frozenset(keys())
SHOWN: Final = 10
"""Failing addresses before the rest is only counted."""
STYLES: Final = {Answer.GIVEN: "green", Answer.BARRED: "yellow", Answer.FAILED: "red", Answer.NONE: "dim"}


def probe_document(done: ProbeSummary, speech: Speech) -> dict[str, Any]:
    """Give all of a round, as JSON values."""
    return {
        "asked": done.asked,
        "given": done.given,
        "barred": done.barred,
        "failed": done.failed,
        "not_asked": done.not_asked,
        "own_outage": {"observed": done.outage, "discounted": done.discounted},
        "reasons": done.reasons,
        "failing": [
            {"url": one.url, "reason": one.why, "text": _reason(one.why, speech), "days": one.days}
            for one in done.failing
        ],
        "dead": done.dead,
        "postponed": done.postponed,
        "left_alone": list(done.left),
    }


def seen_document(seen: Observation) -> dict[str, Any]:
    """Give an observation as JSON values, its answer in one word included."""
    values: dict[str, Any] = orjson.loads(write_observation(seen))
    return {"answer": str(seen.answer), **values}


def print_probe(done: ProbeSummary, screen: Console, speech: Speech) -> None:
    """Show what a round came to, and what to do next."""
    if not done.asked:
        key = "probe.postponed-all" if done.postponed else "probe.nothing-due"
        screen.print(Line(speech.say(key)))
        return
    screen.print(Line(speech.count("probe.asked", done.asked), style="bold"))
    table = fact_table()
    for name in ("given", "barred", "failed", "not_asked"):
        if count := getattr(done, name):
            table.add_row(speech.say(f"probe.answer.{name.replace('_', '-')}"), str(count))
    screen.print(table)
    if done.reasons:
        screen.print(_reasons(done, speech))
    _print_failing(done.failing, screen, speech)
    for key, count in (("discounted", done.discounted), ("postponed", done.postponed)):
        if count:
            screen.print(Line(speech.count(f"probe.{key}", count), style="yellow"))
    screen.print(Line(speech.say("probe.next-outage" if done.outage else "probe.next")))


def _reasons(done: ProbeSummary, speech: Speech) -> Any:  # noqa: ANN401  a table of rich
    table = data_table([speech.say("probe.column.reason")], [speech.say("probe.column.count")])
    for why, count in done.reasons.items():
        table.add_row(_reason(why, speech), str(count))
    return table


def _print_failing(failing: tuple[Failing, ...], screen: Console, speech: Speech) -> None:
    for one in failing[:SHOWN]:
        key = "probe.dead" if one.days >= DEAD else "probe.strike"
        said = speech.say(key, days=one.days, reason=_reason(one.why, speech))
        screen.print(Line(f" {plain(one.url)}  ").append(said, style="red"), soft_wrap=True)
    if len(failing) > SHOWN:
        screen.print(Line(" " + speech.count("probe.more-failing", len(failing) - SHOWN), style="dim"))


def print_seen(seen: Observation, screen: Console, speech: Speech) -> None:
    """Show one address as it was seen."""
    said = speech.say(f"probe.seen.{seen.answer}")
    screen.print(Line(said, style=f"bold {STYLES[seen.answer]}"))
    table = fact_table()
    for name, value in _facts(seen, speech):
        table.add_row(speech.say(f"probe.fact.{name}"), plain(value))
    screen.print(table)


def _facts(seen: Observation, speech: Speech) -> Iterator[tuple[str, str]]:
    if seen.answer is not Answer.GIVEN:
        yield "reason", _reason(seen.failure or seen.barrier or seen.astray or str(seen.status), speech)
    yield "asked", f"{seen.method} {seen.asked}"
    for one in seen.redirects:
        yield "redirect", f"{one.status} {one.url}"
    if seen.status is not None:
        yield "status", f"{seen.status} ({seen.milliseconds} ms)"
    for name in ("content-type", "last-modified", "cache-control"):
        if name in seen.headers:
            yield name, seen.headers[name]
    if seen.tls:
        yield "tls", speech.say(f"probe.tls.{seen.tls}")
    if seen.status is not None:
        yield "cors", seen.headers.get("access-control-allow-origin", speech.say("probe.no"))
        yield "validators", speech.say("probe.validators", status=seen.conditional or "-")
    if seen.negotiated:
        yield "negotiated", seen.negotiated
    if seen.sample is not None:
        yield "sample", _sample(seen.sample, speech)


def _sample(sample: Sample, speech: Speech) -> str:
    form = sample.format or speech.say("probe.unrecognised")
    told = [form, speech.count("probe.bytes", sample.size)]
    if sample.parses is False:
        told.append(speech.say("probe.broken"))
    if sample.records is not None:
        told.append(speech.count("probe.records", sample.records))
    return ", ".join([*told, *sample.warnings])


def _reason(why: str, speech: Speech) -> str:
    """Say why there is no answer; a status speaks for itself."""
    if why.isdigit():
        return speech.say("probe.reason.status", status=why)
    return speech.say(f"probe.reason.{why}") if f"probe.reason.{why}" in KNOWN else why
