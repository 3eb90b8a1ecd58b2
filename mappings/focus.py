"""Which domains of the smart city an entry belongs to: our own way to order entries.

One law: a pure function of the finished entry. The domains live in its reasons only and are not published:
no profile has a place for them.
"""

from collections.abc import Iterator
from typing import Final

from catalogue.model import Entry, Reason, Text
from mappings.reading import cut
from mappings.tables import FocusDomain, focus_domains, focus_words

__all__ = ["focus_reasons"]

_PATH: Final = "focus_domains"
_MOST: Final = 3


def focus_reasons(entry: Entry, base: str) -> list[Reason]:
    """Give the domains of an entry, at most three, each with the theme or word that tells it.

    The value of a reason is the IRI of the domain under our base.
    """
    found: dict[str, Reason] = {}
    for why in (*_by_theme(entry, base), *_by_words(entry, base)):
        found.setdefault(why.value, why)
    return list(found.values())[:_MOST]


def _iri(base: str, domain: FocusDomain) -> str:
    return f"{base}/id/concept/smart-city-domein/{domain.name}"


def _by_theme(entry: Entry, base: str) -> Iterator[Reason]:
    for why in entry.reasons.get("themes", ()):
        code = why.value.rpartition("/")[2]
        domain = focus_domains().get(code)
        if domain is not None:
            row = f"focus-domains/{domain.name}/{code}"
            yield Reason("focus.by-theme", _iri(base, domain), why.pointer, why.original, row, default=True)


def _by_words(entry: Entry, base: str) -> Iterator[Reason]:
    told: list[tuple[str, list[Text]]] = [
        ("keywords", entry.resource.keywords),
        ("title", entry.resource.title),
    ]
    for path, texts in told:
        whys = {why.value: why.pointer for why in entry.reasons.get(path, ())}
        for text in texts:
            for one in focus_words().find(text.value, text.language):
                domain = focus_domains()[one.name]
                row = f"focus-domains/{domain.name}/{one.word}"
                pointer = whys.get(cut(text.value), "")
                yield Reason(
                    "focus.by-words", _iri(base, domain), pointer, cut(text.value), row, default=True
                )
