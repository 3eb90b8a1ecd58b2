"""What one resource is to another: the forms of relation of the Flemish list, or the source's own.

One law: a form is what the source names, or what its property means; a relation of no form has no role.
"""

from typing import Final

from catalogue.model import Note
from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.addresses import address
from mappings.rules.codes import code_of
from mappings.rules.texts import plain_of

__all__ = ["part_of_whole", "role"]

_FORM: Final = code_of("relatievorm")


def role(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a form of relation: by its code on the list, else by the IRI that the source gives."""
    found = _FORM(pointer, raw, scope)
    if not any(isinstance(item, Note) for item in found):
        return found
    words = plain_of(raw).strip()
    iri = address(words, web=False).iri if "://" in words else ""
    return [Given(iri, cut(iri), pointer, cut(words))] if iri else found


def part_of_whole(pointer: str, raw: object, scope: Scope) -> Yield:
    """Give the form of a property that means it: the other one is the whole of which this is a part."""
    words = plain_of(raw)
    return [
        item._replace(original=cut(words)) if isinstance(item, Given) else item
        for item in _FORM(pointer, "largerWorkCitation", scope)
    ]
