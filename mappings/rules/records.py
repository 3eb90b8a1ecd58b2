"""Links to other records of a portal, by the bare identifier that it has there or by the address of its page.

One law: the address of a page counts only by the identifier in it, for the name of a record may change.
"""

import re
from typing import Final

from catalogue.model import Kind, Note
from mappings.reading import Given, Rule, Scope, Yield, cut
from mappings.rules.links import LinkTo
from mappings.rules.texts import is_placeholder, plain_of

__all__ = ["numbered", "packages"]

_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def packages(kind: Kind) -> Rule:
    """Make the rule of a link to a package of CKAN: its UUID, alone or in an address."""

    def link(pointer: str, raw: object, scope: Scope) -> Yield:
        words = plain_of(raw).strip()
        found = _UUID.findall(words)
        if not found:
            return [Note("link-elsewhere", pointer, cut(words))] if words else []
        return _to(pointer, kind, found[-1], words, scope)

    return link


def numbered(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a link to another dataset of the same list by its identifier, whatever that looks like."""
    words = plain_of(raw).strip()
    if not words or is_placeholder(words):
        return []
    return _to(pointer, Kind.DATASET, words, words, scope)


def _to(pointer: str, kind: Kind, identifier: str, words: str, scope: Scope) -> Yield:
    if identifier == scope.identifier:
        return [Note("link-to-itself", pointer, cut(words))]
    return [Given(LinkTo(kind, identifier), cut(identifier), pointer, cut(words))]
