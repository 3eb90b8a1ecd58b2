"""Where data come from: a page that tells it, or words. One law: an address is a page, the rest is words."""

from typing import Final

from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.addresses import address, is_blank
from mappings.rules.texts import plain_of, text

__all__ = ["origin_page", "origin_words"]

_LABELS: Final = frozenset({"rdfs:label", "dct:description"})
_WEB: Final = ("http://", "https://")


def origin_page(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read the address of a page; silently nothing where there is none."""
    words = plain_of(raw).strip()
    if is_blank(words) or _is_labelled(raw) or not words.startswith(_WEB) or " " in words:
        return []
    found = address(words, web=True)
    return [Given(found.iri, cut(found.iri), pointer, cut(words))] if found.iri else []


def _is_labelled(raw: object) -> bool:
    """Tell a statement that has an address and words: its words say it, unless it is a document."""
    return type(raw) is dict and not _LABELS.isdisjoint(raw) and "foaf:Document" not in raw.get("@type", ())


def origin_words(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read words; silently nothing where an address stands in their place."""
    return [] if origin_page(pointer, raw, scope) else text(pointer, raw, scope)
