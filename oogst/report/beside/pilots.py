"""The reality of the data pilots: who publishes something about each, as plain data and on a screen."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text as Line
from sqlalchemy import Connection

from catalogue.charter import Outcome
from catalogue.measures import Freshness, Pilot, described, pilots, pilots_page
from catalogue.views import PublishedForm
from oogst.report.beside.entry import real_time_document
from oogst.report.beside.publisher import with_links
from oogst.screen import Speech, data_table, heading, plain

__all__ = ["pilot_lines", "pilots_document"]

Document = dict[str, Any]
INDENT: Final = (0, 0, 0, 2)
MINUTE, HOUR, DAY, YEAR = 60, 3600, 86_400, 365 * 86_400
SPANS: Final = (
    (2 * YEAR, YEAR, "years"),
    (2 * DAY, DAY, "days"),
    (2 * HOUR, HOUR, "hours"),
    (2 * MINUTE, MINUTE, "minutes"),
)


def pilots_document(
    connection: Connection, wanted: Iterable[str], speech: Speech, at: datetime, publisher: str = ""
) -> Document:
    """Look through all entries that stand for those about the wanted pilots (none: all of them)."""
    names = list(wanted) or list(pilots_page().pilots)
    found: dict[str, list[Document]] = {name: [] for name in names}
    entries = 0
    for form, links in with_links(connection, publisher, at):
        entries += 1
        for one in pilots(described(form.body), links=links, at=at):
            if one.name in found:
                found[one.name].append(_pilot(form, one, speech))
    return {
        "version": pilots_page().version,
        "statement": speech.say("measures.statement"),
        "entries": entries,
        "pilots": {
            name: {
                "title": speech.say(f"pilots.{name}"),
                "publishers": dict(Counter(one["publisher"] for one in listed)),
                "entries": sorted(listed, key=_order),
            }
            for name, listed in found.items()
        },
    }


def _order(one: Document) -> tuple[str, bool, str]:
    return one["publisher"], one["real_time"] is None, one["title"]


def _pilot(form: PublishedForm, one: Pilot, speech: Speech) -> Document:
    return {
        "publisher": form.publisher,
        "entry": form.uuid,
        "identifier": form.identifier,
        "title": form.title,
        "published": form.published,
        "why": [each._asdict() for each in one.why],
        "vocabularies": list(one.vocabularies),
        "formats": list(one.formats),
        "fresh": _fresh(one.fresh, speech) if one.fresh else None,
        "real_time": real_time_document(one.real_time, speech) if one.real_time else None,
    }


def _fresh(one: Freshness, speech: Speech) -> Document:
    return one._asdict() | {"text": speech.say(f"pilots.fresh.{one.by}", age=_age(one.seconds, speech))}


def _age(seconds: int, speech: Speech) -> str:
    for least, span, name in SPANS:
        if seconds >= least:
            return speech.say(f"pilots.age.{name}", count=seconds // span)
    return speech.say("pilots.age.seconds", count=seconds)


def pilot_lines(document: Document, speech: Speech) -> Iterator[RenderableType]:
    """Give a section per pilot, ready to print."""
    for one in document["pilots"].values():
        yield heading(_title(one, speech))
        if one["entries"]:
            yield Padding(_table(one["entries"], speech), INDENT)
        else:
            yield Padding(Line(speech.say("pilots.none", entries=document["entries"])), INDENT)
    yield Padding(Line(speech.say("pilots.how", version=document["version"]), style="dim"), (1, 0, 0, 0))


def _title(one: Document, speech: Speech) -> str:
    publishers = speech.count("pilots.publishers", len(one["publishers"]))
    return speech.count("pilots.title", len(one["entries"]), title=one["title"], publishers=publishers)


def _table(entries: list[Document], speech: Speech) -> RenderableType:
    table = data_table([speech.say(f"pilots.column.{name}") for name in COLUMNS])
    for one in entries:
        written = ", ".join([*one["vocabularies"], *one["formats"]]) or "-"
        fresh = one["fresh"]["text"] if one["fresh"] else speech.say("pilots.fresh.unknown")
        cells = (one["publisher"], one["title"], written, fresh, _live(one["real_time"], speech))
        table.add_row(*(Line(plain(cell)) for cell in cells))
    return table


COLUMNS: Final = ("publisher", "title", "written", "fresh", "live")


def _live(real_time: Document | None, speech: Speech) -> str:
    """Say how many of the nine checks of the real-time profile hold, and how many nobody could answer."""
    if real_time is None:
        return "-"
    counted = Counter(one["outcome"] for one in real_time["checks"])
    held, open_ = counted[Outcome.PASS], counted[Outcome.UNKNOWN]
    key = "pilots.live-unseen" if open_ == len(real_time["checks"]) else "pilots.live"
    return speech.say(key, held=held, of=len(real_time["checks"]), open=open_)
