"""Corrections in a publisher file: who mistypes one is told where it is and how to mend it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from catalogue.errors import UsageError
from catalogue.messages import say
from schedules import load_all, load_publisher, overlay_lines, with_overlay

Write = Callable[..., Path]

SOUND = """\
overlays:
  - entry: bomen
    property: title@nl
    value: Bomen
    was: Boomen
    author: Jana Peeters
    reason: Tikfout, gemeld aan het portaal.
    written_on: 2026-03-01
    until: 2026-09-01
  - source: portaal
    missing: distributions.licence
    property: licence
    value: modellicentie-gratis-hergebruik
    page: https://sint-voorbeeld.example/licentie
    author: Jana Peeters
    reason: De stad geeft deze licentie voor al haar data.
    written_on: 2026-03-01
    until: 2027-03-01
"""
START = 41
"""Line of the first overlay, behind the sound file of all other tests."""

FAULTS = [
    ("property: title@nl", "property: titel@nl", 1, 15, "unknown-property-like", "'title'"),
    ("property: title@nl", "property: zzz", 1, 15, "unknown-property", "access_rights"),
    ("property: title@nl", "property: distributions[2].format", 1, 15, "unknown-property-like",
     "distributions.format"),
    ("    value: Bomen\n", "", 1, 15, "one-value", "value:"),
    ("    value: Bomen\n", "    value: Bomen\n    remove: true\n", 1, 15, "one-value", "value:"),
    ("until: 2026-09-01", "until: 2026-02-01", 7, 12, "ends-before", "2026-09-01"),
    ("until: 2026-09-01", "until: 2027-09-01", 7, 12, "too-long", "2027-03-02"),
    ("until: 2026-09-01", "until: 1 september", 7, 12, "schedules.wrong-value", "2026-09-01"),
    ("    until: 2026-09-01\n", "", 0, 5, "schedules.missing-key", "until: 2026-09-01"),
    ("    author: Jana Peeters\n    reason: Tikf", "    reason: Tikf",
     0, 5, "schedules.missing-key", "author"),
    ("  - entry: bomen\n    prop", "  - prop", 0, 15, "no-target", "entry"),
    ("    page: https://sint-voorbeeld.example/licentie\n", "", 10, 15, "needs-page", "page: https://"),
    ("source: portaal", "source: portal", 8, 13, "unknown-source", "'portaal'"),
    ("missing: distributions.licence", "missing: licentie", 9, 14, "unknown-property-like", "'licence'"),
    ("missing: distributions.licence", "missing: licence\n    having: {title: A}",
     10, 13, "two-conditions", "two"),
    ("value: modellicentie-gratis-hergebruik", "value: gratis", 11, 12, "unreadable-value", "cc-zero"),
    ("    reason: Tikf", "    reden: x\n    reason: Tikf", 5, 5, "schedules.unknown-key", "reason"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "instead", "line", "column", "message", "remedy"), FAULTS)
def test_a_fault_is_told_with_its_place_and_its_remedy(  # noqa: PLR0917  the columns of the table
    write: Write,
    sound: str,
    typed: str,
    instead: str,
    line: int,
    column: int,
    message: str,
    remedy: str,
) -> None:
    assert typed in SOUND
    with pytest.raises(UsageError) as error:
        load_publisher(write(sound + SOUND.replace(typed, instead, 1)))
    key = message if "." in message else f"overlays.{message}"
    assert error.value.key.removesuffix("-like") == key.removesuffix("-like")
    assert (error.value.facts["line"], error.value.facts["column"]) == (START + line, column)
    for language in ("nl", "en"):
        assert str(START + line) in say(error.value.key, language, **error.value.facts)
    assert remedy in str(error.value)


def test_sound_overlays_are_facts_of_the_publisher(write: Write, sound: str) -> None:
    first, second = load_publisher(write(sound + SOUND)).facts.overlays
    assert (first.entry, first.property_name, first.values) == ("bomen", "title@nl", ("Bomen",))
    assert (first.was, first.until, first.line) == ("Boomen", date(2026, 9, 1), START)
    assert (second.source, second.missing) == ("portaal", "distributions.licence")


def test_two_on_the_same_property_of_the_same_entry_are_refused(write: Write, sound: str) -> None:
    again = (
        SOUND.split("\n  - source", maxsplit=1)[0]
        .removeprefix("overlays:\n")
        .replace("title@nl", "dct:title")
    )
    with pytest.raises(UsageError) as error:
        load_publisher(write(sound + SOUND + again + "\n"))
    assert (error.value.key, error.value.facts["first"]) == ("overlays.twice", START)


def test_an_entry_of_another_publisher_is_refused(write: Write, sound: str) -> None:
    theirs = "https://data.example/id/dataset/gent/7d9ee9dc-7a19-5d53-8a09-9d3a1f6ce2d1"
    write(sound.replace("name: sint-voorbeeld", "name: gent"), "gent.yaml")
    mine = write(sound + SOUND.replace("entry: bomen", f"entry: {theirs}"))
    with pytest.raises(UsageError) as error:
        load_all(mine.parent)
    assert error.value.key == "overlays.other-publisher"
    assert "gent" in str(error.value)


FIELDS = {
    "entry": "bomen",
    "property": "keywords@nl",
    "values": ["bomen", "stad: groen"],
    "author": "Jana",
    "reason": "Zegt meer.",
    "written_on": "2026-03-01",
    "until": "2026-09-01",
}


TAILS = {
    "no overlays yet": "",
    "overlays at the end": SOUND,
    "more behind them": SOUND + "# Aan het eind.\nnote: Bekend.\n",
    "dashes at the margin": SOUND.replace("  -", "-").replace("\n    ", "\n  ")
    + "\nnote: >\n  Twee\n  regels.\n",
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS.keys())
def test_an_overlay_is_added_without_altering_a_line(write: Write, sound: str, tail: str, end: str) -> None:
    text = (sound + tail).replace("\n", end)
    made, line = with_overlay("stad.yaml", text, overlay_lines(FIELDS, "Bomen #1"))
    before, after = text.split(end), made.split(end)
    added = [one for one in after if one not in before]
    assert [one for one in after if one in before] == before or set(before) <= set(after)
    assert any("bomen, " in one for one in added)
    file = write(made)
    overlays = load_publisher(file).facts.overlays
    assert overlays[-1].values == ("bomen", "stad: groen")
    assert overlays[-1].line == line
    assert len(overlays) == (3 if tail else 1)


def test_nothing_is_added_to_overlays_between_brackets(sound: str) -> None:
    with pytest.raises(UsageError) as error:
        with_overlay("stad.yaml", sound + "overlays: []\n", overlay_lines(FIELDS))
    assert error.value.key == "overlay.flow-style"
