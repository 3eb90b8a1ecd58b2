"""What is asked about a new publisher, and what of an answer can be used."""

import re
from dataclasses import dataclass
from typing import Final

from catalogue.errors import SourceError, UsageError
from catalogue.model import Protocol
from harvester.locations import web_address
from oogst.cli.source.questions import Question
from schedules import Cadence, Municipality, find_municipality, likely_municipality, night

__all__ = ["CADENCE", "CODE", "CONTACT", "HOMEPAGE", "NAME", "URL", "Codes", "Contact", "Named"]

NAME: Final = Question(key="source.ask.name", option="NAME")
CODE: Final = Question(key="source.ask.code", option="--code")
CONTACT: Final = Question(key="source.ask.contact", option="--contact", needed=False)
HOMEPAGE: Final = Question(key="source.ask.homepage", option="--homepage", needed=False)
URL: Final = Question(key="source.ask.url", option="--url", needed=False)
CADENCE: Final = Question(key="source.ask.cadence", option="--cadence", needed=False)

_EMAIL: Final = re.compile(r"[^@\s:<>]+@[^@\s<>]+\.[^@\s.<>]+")
_OVO: Final = re.compile(r"OVO\d{6}", re.IGNORECASE)
_HOUR: Final = re.compile(r"\d{1,2}")
NIS: Final = 5
KBO: Final = 10
LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Named:
    """A publisher by its name: as it was typed, and the municipality that it is, where it is one."""

    title: str
    municipality: Municipality | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    ovo: str = ""
    kbo: str = ""
    nis: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    email: str = ""
    page: str = ""


def named(typed: str) -> Named:
    """Read a name; that of a municipality brings its codes along."""
    words = " ".join(typed.split())
    if not re.search(r"[^\W\d_]", words) or len(words) > LONGEST or not words.isprintable():
        raise UsageError("source.wrong-name", value=words[:LONGEST])
    place = find_municipality(words)
    titled = place is None or words.casefold().startswith(("stad ", "gemeente "))
    return Named(words if titled else f"Gemeente {place.name}" if place else words, place)


def codes(typed: str) -> Codes:
    """Read a code by its form: OVO and six digits, a KBO number of ten digits, a NIS code of five."""
    if _OVO.fullmatch(typed.strip()):
        return Codes(ovo=typed.strip().upper())
    digits = re.sub(r"[\s.]", "", typed).removeprefix("BE")
    if digits.isascii() and digits.isdigit():
        if len(digits) == KBO and digits[0] in "01":
            return Codes(kbo=digits)
        if len(digits) == NIS:
            return Codes(nis=digits)
    raise UsageError("source.wrong-code", value=typed)


def organisation(typed: str) -> Codes:
    """Read a code of the organisation itself, which a source needs: OVO or KBO."""
    found = codes(typed)
    if not (found.ovo or found.kbo):
        raise UsageError("source.needs-organisation", value=typed)
    return found


def contact(typed: str) -> Contact:
    """Read whom a user of the data may turn to: an address of mail, or of a page."""
    words = typed.strip().removeprefix("mailto:")
    if _EMAIL.fullmatch(words):
        return Contact(email=words)
    return Contact(page=address(words)) if "://" in words else _refuse("source.wrong-contact", typed)


def address(typed: str) -> str:
    """Read a web address, without a password in it."""
    try:
        words = web_address(typed.strip())
    except SourceError as error:
        raise UsageError("source.wrong-address", value=typed) from error
    if "@" in words.split("/")[2]:
        raise UsageError("source.wrong-address", value=words.rpartition("@")[2])
    return words


def cadence(typed: str, url: str) -> str:
    """Read an hour of the night, or a whole cadence of five cron fields."""
    words = typed.strip()
    if _HOUR.fullmatch(words) and int(words) < 24:  # noqa: PLR2004 -- hours of a day
        return night(url, int(words))
    try:
        Cadence(words)
    except ValueError as error:
        raise UsageError("source.wrong-cadence", value=typed) from error
    return words


def protocol(typed: str) -> Protocol:
    try:
        return Protocol(typed.strip())
    except ValueError as error:
        known = ", ".join(one for one in Protocol if one is not Protocol.HTML_LIST)
        raise UsageError("source.wrong-protocol", value=typed, known=known) from error


def hint(name: Named) -> str:
    """Name the municipality that was probably meant by a name that is none."""
    like = "" if name.municipality else likely_municipality(name.title)
    place = find_municipality(like) if like else None
    return f"{place.name} = {place.nis}" if place else ""


def _refuse(key: str, value: str) -> Contact:
    raise UsageError(key, value=value)
