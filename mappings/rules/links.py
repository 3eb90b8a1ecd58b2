"""Links to other records of the same source, by the identifier that the record has there.

One law: a link is to a record, or it is a note. Whether that record became an entry that is published, nobody
knows while one record is read: the feed looks, and leaves out a link that leads nowhere.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from catalogue.model import Kind, Note
from mappings.reading import Given, Rule, Scope, Yield, cut
from mappings.rules.addresses import is_blank
from mappings.rules.texts import is_placeholder, plain_of

__all__ = ["LinkTo", "links", "metadata_links", "related", "sources"]

_KINDS: Final = (
    ("dcat:DatasetSeries", Kind.SERIES),
    ("dcat:DataService", Kind.SERVICE),
    ("dcat:Dataset", Kind.DATASET),
)
_CATALOGUES: Final = frozenset({"dcat:Catalog", "dcat:CatalogRecord"})
_INLINE: Final = frozenset({"dcat:endpointURL", "dcat:endpointUrl"})
"""A service that is described right there, and not in a record of its own."""
_NAMES: Final = ("dct:identifier", "dcat:landingPage")
"""What a record without an IRI is known by: the order is that of the harvester."""
_ASKED: Final = frozenset({"id", "uuid", "identifier"})
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class LinkTo(NamedTuple):
    """A record, as the source knows it."""

    kind: Kind
    identifier: str


def links(kind: Kind) -> Rule:
    """Make the rule of a property that leads to records of one kind, wherever they stand."""

    def link(pointer: str, raw: object, scope: Scope) -> Yield:
        if _types(raw) & _CATALOGUES or _is_inline(raw):
            return []
        return _link(pointer, raw, kind, scope)

    return link


def related(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a link of any sense: to a record of this source, else a note that says where it leads."""
    if _types(raw) & _CATALOGUES:
        return []
    if not _is_near(raw, scope):
        words = plain_of(raw) or plain_of(_first(raw, "rdfs:label"))
        return [Note("link-elsewhere", pointer, cut(words))] if words.strip() else []
    return _link(pointer, raw, Kind.DATASET, scope)


def sources(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read what a dataset was made from, where that is a record of this source; words are left to others."""
    if type(raw) is dict and "@value" in raw and "://" not in plain_of(raw):
        return [Note("link-elsewhere", pointer, cut(plain_of(raw)))] if plain_of(raw).strip() else []
    return related(pointer, raw, scope)


def metadata_links(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a link of an ISO record: ``uuidref``, the call that gives the record, or its bare identifier."""
    named = plain_of(raw.get("uuidref")) if type(raw) is dict else ""
    words = named or plain_of(raw)
    found = words.strip() if "://" not in words else _asked_for(words)
    if not found:
        return [Note("link-unusable", pointer, cut(words))] if words.strip() else []
    return _to(pointer, Kind.DATASET, found, words, scope)


def _asked_for(words: str) -> str:
    """Find the identifier in the address of one record."""
    try:
        parts = urlsplit(words)
        asked = parse_qsl(parts.query)
    except ValueError:
        return ""
    named = next((value for name, value in asked if name.lower() in _ASKED and value), "")
    spoken = _UUID.findall(unquote(parts.path + "#" + parts.fragment))
    return named.strip() or (spoken[-1] if spoken else "")


def _link(pointer: str, raw: object, kind: Kind, scope: Scope) -> Yield:
    said = next((found for name, found in _KINDS if name in _types(raw)), kind)
    words = _name(raw)
    if not words or is_placeholder(words):
        return [Note("link-unusable", pointer, cut(plain_of(raw)))] if plain_of(raw).strip() else []
    return _to(pointer, said, words, words, scope)


def _to(pointer: str, kind: Kind, identifier: str, words: str, scope: Scope) -> Yield:
    if identifier == scope.identifier:
        return [Note("link-to-itself", pointer, cut(words))]
    return [Given(LinkTo(kind, identifier), cut(identifier), pointer, cut(words))]


def _name(raw: object) -> str:
    words = plain_of(raw).strip()
    if words and not is_blank(words):
        return words if "://" in words or words.startswith("urn:") else ""
    named = (plain_of(_first(raw, name)).strip() for name in _NAMES)
    return next(filter(None, named), "")


def _is_near(raw: object, scope: Scope) -> bool:
    """Tell a link to a record: by its class, or as an address on the same site as this one."""
    if any(name in _types(raw) for name, _ in _KINDS):
        return True
    site = _site(scope.identifier)
    return bool(site) and _site(plain_of(raw).strip()) == site


def _site(words: str) -> str:
    try:
        return urlsplit(words).netloc.casefold() if "://" in words else ""
    except ValueError:
        return ""


def _types(raw: object) -> frozenset[str]:
    said = raw.get("@type") if isinstance(raw, Mapping) else None
    return frozenset(one for one in said if type(one) is str) if type(said) is list else frozenset()


def _is_inline(raw: object) -> bool:
    return type(raw) is dict and not raw.keys().isdisjoint(_INLINE)


def _first(raw: object, name: str) -> object:
    value = raw.get(name) if type(raw) is dict else None
    return value[0] if type(value) is list and value else value
