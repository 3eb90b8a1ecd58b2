"""The Flemish municipalities, so that a name is enough: their codes and boxes, as the registers give them."""

import csv
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Final

__all__ = ["Municipality", "find_municipality", "likely_municipality", "municipalities"]

PLACE: Final = (
    "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Vlaamse-Administratieve-Eenheden/2025/gemeente/"
)


@dataclass(frozen=True, slots=True)
class Municipality:
    name: str
    nis: str
    ovo: str
    """Empty where no register that we have gives it since the mergers of 2025."""
    iri: str
    bbox: tuple[float, float, float, float]
    """West, south, east, north."""


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Give all of them, by name."""
    text = files("schedules").joinpath("municipalities.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(_read(row) for row in rows)


def find_municipality(wanted: str) -> Municipality | None:
    """Give the municipality with this name, NIS code or OVO code; None when there is none."""
    key = _key(wanted)
    known = (one for one in municipalities() if key and key in {_key(one.name), one.nis, one.ovo.lower()})
    return next(known, None)


def likely_municipality(wanted: str) -> str:
    """Give the name that was probably meant; empty when none is near."""
    names = {_key(one.name): one.name for one in municipalities()}
    like = get_close_matches(_key(wanted), names, n=1, cutoff=0.75)
    return names[like[0]] if like else ""


def _read(row: dict[str, str]) -> Municipality:
    west, south, east, north = (float(row[side]) for side in ("west", "south", "east", "north"))
    return Municipality(row["name"], row["nis"], row["ovo"], PLACE + row["place"], (west, south, east, north))


def _key(name: str) -> str:
    words = name.casefold().strip()
    for title in ("stad ", "gemeente "):
        words = words.removeprefix(title)
    return words
