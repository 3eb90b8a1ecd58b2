"""The document of a survey on a screen: what to save first, then why, then everything that was looked at."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urljoin

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from oogst.screen import Speech, data_table, fact_table, heading, plain

__all__ = ["print_survey"]

Document = dict[str, Any]
STYLES: Final = {"error": "red", "warning": "yellow", "info": "dim"}


def print_survey(document: Document, screen: Console, speech: Speech) -> None:
    _site(document, screen, speech)
    for number, candidate in enumerate(document["candidates"]):
        _candidate(candidate, number, screen, speech)
    if document["preview"]:
        _preview(document["preview"], screen, speech)
    _looked_at(document["probes"], screen, speech)
    if document["candidates"]:
        screen.print()
        screen.print(Line(_next(document, speech), style="dim"))


def _site(document: Document, screen: Console, speech: Speech) -> None:
    table = fact_table()
    for name, value in _facts(document, speech):
        table.add_row(speech.say(f"source.site.{name}"), Line(plain(value)))
    screen.print(heading(plain(document["source"])))
    screen.print(table)


def _facts(document: Document, speech: Speech) -> Iterator[tuple[str, str]]:
    best = document["candidates"][0] if document["candidates"] else None
    if best:
        yield "software", " ".join(filter(None, (best["software_name"], best["version"])))
    elif document["figures"]:
        yield "software", speech.say("detect.software.swing")
        for name, address in document["figures"].items():
            if address:
                yield f"figures-{name}", address
    languages = ", ".join(best["languages"]) if best else ""
    for name, value in (("title", document["title"]), ("languages", languages or document["language"])):
        if value:
            yield name, value
    if document["robots"] is not None:
        yield "robots", speech.say("source.site.yes" if document["robots"] else "source.site.no")
    if document["sitemap"]:
        yield "sitemap", speech.say("source.site.entries", count=document["sitemap"])


def _candidate(candidate: Document, number: int, screen: Console, speech: Speech) -> None:
    total = candidate["total"]
    counted = "" if total is None else speech.count("source.items", total)
    title = speech.say("source.alternative" if number else "source.recommended")
    what = ", ".join(filter(None, (candidate["protocol"], candidate["software_name"], counted)))
    screen.print(heading(f"{title}: {what}"))
    for reason in candidate["reasons"]:
        screen.print(Padding(Line(reason), (0, 0, 0, 1)))
    if candidate["yaml"]:
        screen.print(
            Padding(Line(candidate["yaml"].rstrip(), overflow="fold", no_wrap=True), (1, 0, 0, 3)), crop=False
        )


def _preview(shown: Document, screen: Console, speech: Speech) -> None:
    count = len(shown["entries"])
    screen.print(
        heading(speech.count("source.preview", count) if count else speech.say("source.preview-none"))
    )
    table = data_table(
        [speech.say(f"column.{name}") for name in ("title", "kind", "publishable", "worst")],
        [speech.say("column.distributions")],
    )
    for entry in shown["entries"]:
        table.add_row(
            plain(entry["title"]) or "-",
            speech.say(f"source.kind.{entry['kind']}"),
            speech.say(_standing(entry)),
            _worst(entry),
            "-" if entry["distributions"] is None else str(entry["distributions"]),
        )
    if shown["entries"]:
        screen.print(table)
    for failed in shown["not_entries"]:
        text = f"{failed['pointer']}: {failed['reason']} {failed['detail']}".strip()
        screen.print(Padding(Line(plain(text), style="yellow"), (0, 0, 0, 1)))


def _standing(entry: Document) -> str:
    if entry["published"]:
        return "source.publishable.yes"
    return "source.publishable.facts" if entry["waits_for_publisher_facts"] else "source.publishable.no"


def _worst(entry: Document) -> Line:
    lines = [Line(finding["title"], style=STYLES[finding["severity"]]) for finding in entry["worst"]]
    return Line("\n").join(lines) if lines else Line("-")


def _looked_at(probes: list[Document], screen: Console, speech: Speech) -> None:
    """Name every address that was looked at, those of one site by their path, and what was seen there."""
    screen.print(heading(speech.count("source.looked", len(probes))))
    root = ""
    for probe in probes:
        site = urljoin(probe["url"], "/").rstrip("/")
        shown = probe["url"].removeprefix(site) or "/" if site == root else probe["url"]
        root = site
        line = Line(plain(f"{shown}: {probe['saw']}"), style="dim", overflow="fold")
        screen.print(Padding(line, (0, 0, 0, 1)))


def _next(document: Document, speech: Speech) -> str:
    best = document["candidates"][0]
    if not best["yaml"]:
        return speech.say("source.next.file", url=document["source"])
    if document["publisher"]:
        return speech.say("source.next.known", publisher=document["publisher"])
    return speech.say("source.next.add", url=best["url"])
