"""The rows of a forecast, name and value, that the screen and the page both show."""

from collections.abc import Iterator
from typing import Any, Final

from oogst.screen import Speech

__all__ = ["card_rows", "dead_links", "facet_rows", "feed_rows", "filter_rows", "times"]

Document = dict[str, Any]
Rows = Iterator[tuple[str, str]]
BUTTONS: Final = 12
"""Downloads that are shown; the page of the dataset with 8,000 files stays a page."""


def card_rows(card: Document, speech: Speech) -> Rows:
    """Give what stands below the description on the page of a record."""
    listed = {
        "licence": card["licences"],
        "keywords": card["keywords"],
        "themes": card["themes"],
        "modified": [card["dates"].get("modified", "")],
        "issued": [card["dates"].get("issued", "")],
        "created": [card["dates"].get("created", "")],
        "contact": [" · ".join(filter(None, (card["organisation"], card["contact"], card["contact_page"])))],
        "pages": card["landing_pages"],
    }
    for name, values in listed.items():
        if text := ", ".join(filter(None, values)):
            yield speech.say(f"preview.column.{name}"), text
    title = speech.say("preview.column.address" if card["kind"] == "service" else "preview.column.downloads")
    shown = [_button(one) for one in card["buttons"][:BUTTONS]]
    if len(card["buttons"]) > BUTTONS:
        shown.append(speech.say("preview.and-more", count=len(card["buttons"]) - BUTTONS))
    yield title, "\n".join(shown) or speech.say("preview.nothing")
    if card["services"]:
        yield speech.say("preview.column.services"), "\n".join(card["services"][:BUTTONS])


def dead_links(card: Document, speech: Speech) -> str:
    return speech.say("preview.dead-links", count=card["dead"]) if card["dead"] else ""


def facet_rows(document: Document, speech: Speech) -> Rows:
    """Give the filters that a record answers to."""
    facets = document["facets"]
    answers = {
        "open-filter": facets["open_filter"],
        "open-mark": facets["open_data"],
        "geo-data": facets["geo_data"],
        "public": facets["public"],
        "indexed": facets["indexed"],
    }
    for name, held in answers.items():
        yield speech.say(f"preview.{name}"), speech.say("preview.yes" if held else "preview.no")
    for name, key in (("licences", "licence"), ("themes", "themes"), ("formats", "downloads")):
        if names := [one["text"] or one["iri"] for one in facets[name]]:
            yield speech.say(f"preview.column.{key}"), ", ".join(dict.fromkeys(names))


def feed_rows(document: Document, speech: Speech) -> Rows:
    """Give the totals of a feed."""
    say = speech.say
    yield (
        say("preview.records"),
        say("preview.of-accepted", accepted=document["accepted"], records=document["records"]),
    )
    if document["held_back"]:
        yield say("preview.held-back"), say("preview.held-back-count", count=document["held_back"])
    for one in document["refused"]:
        yield say("preview.refused"), f"{one['uuid']} {one['title']}: {one['text']}"
    gone = document["deleted"]
    if gone is None:
        yield say("preview.deleted"), say("preview.deleted-unknown")
    else:
        names = "".join(f"\n{uuid}" for uuid in gone[:BUTTONS])
        yield say("preview.deleted"), say("preview.deleted-count", count=len(gone)) + names
    yield say("preview.overwritten"), ", ".join(document["overwritten"]) or say("preview.nothing")
    if made_up := document["identifiers"]["made_up_records"]:
        yield say("preview.made-up"), str(made_up)
    for link, count in document["identifiers"]["missing"].items():
        yield say("preview.column.records"), f"{count}: {say('twin.note.missing', links=link)}"


def filter_rows(document: Document, speech: Speech) -> Rows:
    """Give how many records of a feed answer to each filter."""
    facets = document["facets"]
    for key, name in (
        ("open-filter", "open_filter"),
        ("open-mark", "open_data"),
        ("public", "public"),
        ("indexed", "indexed"),
        ("without-date", "without_date"),
    ):
        yield speech.say(f"preview.{key}"), str(facets[name])
    for licence, records in list(facets["licences"].items())[:BUTTONS]:
        yield speech.say("preview.column.licence"), f"{licence}: {records}"


def times(row: Document) -> int:
    """Tell how many records, or things within one record, a row is about."""
    return int(row.get("records") or row.get("places") or 1)


def _button(one: Document) -> str:
    name = " ".join(filter(None, (f"[{one['format']}]" if one["format"] else "", one["title"])))
    return f"{name} {one['url']}".strip()
