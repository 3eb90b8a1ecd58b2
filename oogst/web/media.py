"""Which files are handed out as what, and which of several forms a reader asks for. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

__all__ = ["DOCUMENTS", "FEEDS", "MEDIA", "accepts_gzip", "chosen"]

MEDIA: Final[Mapping[str, str]] = {
    "rdf": "application/rdf+xml; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "nt": "application/n-triples; charset=utf-8",
    "nq": "application/n-quads; charset=utf-8",
    "trig": "application/trig; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonl": "application/x-ndjson; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
"""By extension; nothing else in the folder is handed out."""
FEEDS: Final = ("rdf", "ttl", "jsonld", "html")
"""The forms of a publisher. The first goes to whoever asks for nothing in particular: a harvester does."""
DOCUMENTS: Final = ("html", "ttl", "jsonld")
"""The forms of an entry."""
_NAMED: Final = {
    "application/rdf+xml": "rdf",
    "application/xml": "rdf",
    "text/xml": "rdf",
    "text/turtle": "ttl",
    "application/x-turtle": "ttl",
    "application/n-triples": "ttl",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "text/html": "html",
    "application/xhtml+xml": "html",
}
"""What a reader may call them. N-Triples are Turtle: who asks for them can read that."""
LONGEST: Final = 2000
"""Letters of a header that are looked at."""


class _Wish(NamedTuple):
    media: str
    weight: float


def chosen(accept: str, offers: Sequence[str]) -> str:
    """Choose the form that an Accept header weighs most; the first offer where it names none of them.

    A reader never gets an error instead of a document for what it did not know to ask.
    """
    best, most = offers[0], 0.0
    wishes = list(_wishes(accept))
    for offer in offers:
        weight = _weight(offer, wishes)
        if weight > most:
            best, most = offer, weight
    return best


def _weight(offer: str, wishes: Sequence[_Wish]) -> float:
    """Weigh one form: by its own name, else by its family, else by ``*/*``."""
    named = [wish.weight for wish in wishes if _NAMED.get(wish.media) == offer]
    if named:
        return max(named)
    family = MEDIA[offer].partition("/")[0] + "/*"
    within = [wish.weight for wish in wishes if wish.media == family]
    if within:
        return max(within)
    return max((wish.weight for wish in wishes if wish.media == "*/*"), default=0.0)


def accepts_gzip(header: str) -> bool:
    """Tell whether an Accept-Encoding header takes gzip."""
    weights = {wish.media: wish.weight for wish in _wishes(header)}
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _wishes(header: str) -> list[_Wish]:
    return [_wish(one) for one in header[:LONGEST].split(",") if one.strip()]


def _wish(text: str) -> _Wish:
    media, *parameters = (part.strip().lower() for part in text.split(";"))
    weight = next((part[2:] for part in parameters if part.startswith("q=")), "1")
    return _Wish(media, _number(weight))


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0.0 <= value <= 1.0 else 0.0
