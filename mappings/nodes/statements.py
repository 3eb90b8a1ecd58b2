"""What the lines of a description say where the fields of the record are silent.

One law: a field of the source goes before a line, and a line before a default. Where field and line differ, a
note says so.
"""

from typing import Final, TypeAlias

from catalogue.model import Contact, Moment, Reason, Resource, Text
from mappings.engine import Values
from mappings.nodes.people import named_after
from mappings.nodes.values import minted
from mappings.reading import Given, Scope, reason
from mappings.rules.statements import statements

__all__ = ["FROM_LINES", "Said", "said_in_words", "tell_from_words"]

Said: TypeAlias = dict[str, Given]

FROM_LINES: Final = "description.line"
_DAY: Final = 10
_PLAIN: Final = ("issued", "modified", "created", "frequency")


def said_in_words(values: Values, scope: Scope) -> Said:
    """Collect what the descriptions say in lines, the first line of each property."""
    said: Said = {}
    for given in values.get("description", ()):
        if type(given.value) is Text:
            for one in statements(given, scope):
                said.setdefault(one.name, one.given)
    return said


def tell_from_words(resource: Resource, said: Said, scope: Scope) -> None:
    """Set what the fields left open, and note where line and field differ."""
    for name in _PLAIN:
        if name in said and hasattr(resource, name):
            _settle(resource, name, said[name], scope)
    if "pages" in said and not resource.pages:
        resource.pages = [said["pages"].value]
        scope.reasons["pages"] = [reason(FROM_LINES, said["pages"])]
    if "contact" in said:
        _contact(resource, said["contact"], scope)


def _settle(resource: Resource, name: str, given: Given, scope: Scope) -> None:
    known = getattr(resource, name)
    if not known:
        setattr(resource, name, given.value)
        scope.reasons[name] = [reason(FROM_LINES, given)]
    elif _shown(known) != _shown(given.value):
        scope.note("line-differs", given.pointer, f"{given.original} \u2260 {_shown(known)}")


def _shown(value: object) -> str:
    return value.lexical[:_DAY] if isinstance(value, Moment) else str(value)


def _contact(resource: Resource, given: Given, scope: Scope) -> None:
    """Take the address over where the record has no contact, or has it from the publisher's file only."""
    why = scope.reasons.get("contact")
    if resource.contact is not None and not (why and why[0].default):
        return
    iri = minted(scope.base, "contact", scope.publisher, "", given.value, "")
    for path in [path for path in scope.reasons if path == "contact" or path.startswith("contact.")]:
        del scope.reasons[path]
    scope.notes[:] = [note for note in scope.notes if note.code != "contact-unreachable"]
    scope.explain("contact", reason(FROM_LINES, given))
    scope.explain("contact.email", Reason(FROM_LINES, given.shown, given.pointer, given.original, given.row))
    found = Contact(iri=iri, email=given.value)
    resource.contact = named_after(resource.publisher, found, scope)
