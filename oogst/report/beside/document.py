"""One document that is no catalogue: what it is, the eight checks by layer, its stars and vocabulary."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text as Line

from catalogue.measures import (
    Described,
    document_answers,
    document_page,
    real_time,
    stars,
    vocabularies,
)
from catalogue.measures.times import moment
from catalogue.model import Kind
from catalogue.model.namespaces import expand
from catalogue.testimony import Link, Observation, Sample
from oogst.report.beside.entry import real_time_document, reply_document, stars_document
from oogst.report.beside.screen import checks_table, stars_lines
from oogst.screen import Speech, data_table, fact_table, heading, plain

__all__ = ["document_document", "document_lines"]

Document = dict[str, Any]
INDENT: Final = (0, 0, 0, 2)
FILE_TYPES: Final = "http://publications.europa.eu/resource/authority/file-type/"
SHOWN: Final = 8
LIVE: Final = timedelta(hours=1)


def document_document(target: str, seen: Observation, speech: Speech, *, served: bool) -> Document:
    """Say what one look at a document shows; ``served`` when it came from a server, and not from a disk."""
    sample = seen.rdf or seen.sample
    entry, links = _described(seen, sample), {seen.url: _link(seen)} if served else {}
    answers = {one.check: one for one in document_answers(seen, served=served)}
    live = real_time(entry, links=links, flagged=served and sample is not None and _of_now(sample, seen.at))
    return {
        "document": target,
        "version": document_page().version,
        "served": served,
        "sample": _sample(sample) if sample else None,
        "layers": {
            layer: {
                "title": speech.say(f"measures.layer.{layer}"),
                "checks": [reply_document(answers[name], speech) for name in names],
            }
            for layer, names in document_page().layers.items()
        },
        "stars": stars_document(stars(entry, links=links), speech),
        "vocabularies": vocabularies(entry, {seen.url: _link(seen)}),
        "real_time": real_time_document(live, speech) if live else None,
        "statement": speech.say("measures.document.statement"),
    }


def _link(seen: Observation) -> Link:
    return Link(latest=seen, first_at=seen.at, probes=1, answered=1, failed_days=0)


def _of_now(sample: Sample, at: datetime) -> bool:
    """Tell whether the newest time in a document is so near that it can only be live."""
    newest = moment(sample.facts.generated_at or sample.facts.latest)
    return newest is not None and abs(at - newest) <= LIVE


def _described(seen: Observation, sample: Sample | None) -> Described:
    """Describe the document as a dataset of its own, by nothing but what it shows."""
    file = f"{seen.url}#document"
    shown = {
        "dcat:accessURL": [seen.url],
        "dct:format": [FILE_TYPES + sample.format] if sample and sample.format else [],
        "dct:license": list(sample.facts.licences or ()) if sample else [],
    }
    nodes = {
        seen.url: {expand("dcat:distribution"): [file]},
        file: {expand(name): values for name, values in shown.items()},
    }
    return Described(kind=Kind.DATASET, iri=seen.url, nodes=nodes)


def _sample(one: Sample) -> Document:
    return {
        "format": one.format or None,
        "page": one.page,
        "bytes": one.size,
        "whole": one.whole,
        "parses": one.parses,
        "records": one.records,
        "columns": list(one.facts.columns) if one.facts.columns is not None else None,
        "triples": one.facts.triples,
        "warnings": list(one.warnings),
    }


def document_lines(document: Document, speech: Speech) -> Iterator[RenderableType]:
    """Give the screen of one document, ready to print."""
    yield Line(speech.say("measures.document.title", name=plain(document["document"])), style="bold")
    table = fact_table()
    for name, text in _facts(document, speech):
        table.add_row(speech.say(f"measures.document.label.{name}"), Line(plain(text)))
    yield table
    yield heading(speech.say("measures.document.checks", version=document["version"]))
    yield Padding(_checks(document, speech), INDENT)
    if document["real_time"]:
        yield heading(speech.say("measures.label.real_time"))
        yield Padding(checks_table(document["real_time"]["checks"]), INDENT)
    yield Padding(Line(document["statement"], style="dim"), (1, 0, 0, 0))


def _facts(document: Document, speech: Speech) -> Iterator[tuple[str, str]]:
    sample = document["sample"]
    yield "is", _is(sample, speech) if sample else speech.say("measures.document.unread")
    if sample and sample["columns"]:
        yield "columns", ", ".join(sample["columns"][:SHOWN])
    if document["vocabularies"]:
        yield "vocabularies", ", ".join(document["vocabularies"])
    yield "stars", " ".join(stars_lines(document["stars"], speech))


def _is(sample: Document, speech: Speech) -> str:
    def told() -> Iterator[str]:
        yield sample["format"] or speech.say("measures.document.unknown")
        part = "whole" if sample["whole"] else "part"
        yield speech.say(f"measures.document.{part}", bytes=sample["bytes"])
        if sample["records"] is not None:
            yield speech.count("measures.document.records", sample["records"])
        if sample["parses"] is False:
            yield speech.say("measures.document.broken")
        if sample["warnings"]:
            yield speech.say("measures.document.warnings", codes=", ".join(sample["warnings"]))

    return "; ".join(told())


def _checks(document: Document, speech: Speech) -> RenderableType:
    names = ("layer", "check", "outcome", "why")
    table = data_table([speech.say(f"measures.document.column.{name}") for name in names])
    for layer in document["layers"].values():
        for number, one in enumerate(layer["checks"]):
            name = "" if number else layer["title"]
            table.add_row(name, one["title"], one["outcome_text"], Line(plain(one["text"])))
    return table
