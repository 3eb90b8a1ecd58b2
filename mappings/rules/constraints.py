"""Constraints of ISO records: who may see the data, and on what conditions they may be used.

One law: words that limit are never passed over in silence; what cannot be read as a code or a licence gives a
note, so that nobody takes the source for silent and fills in a default.
"""

from collections.abc import Iterator
from typing import Final

from catalogue.model import Note
from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.addresses import address
from mappings.rules.codes import LicenceValue, access_right, licence_by_name
from mappings.rules.texts import clean, is_placeholder, plain_of, text

__all__ = ["access_limits", "use_conditions", "use_words"]

_RESTRICTED: Final = frozenset(
    {"confidential", "in-confidence", "private", "restricted", "secret", "sensitive", "topSecret"}
)
_LIMITATIONS: Final = "inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess"
_UNKNOWN: Final = "ConditionsApplyingToAccessAndUse/conditionsUnknown"


def access_limits(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the limitations on public access that one block of constraints states."""
    codes = [*_each(raw, "accessConstraints"), *_each(raw, "classification")]
    if any(plain_of(code) in _RESTRICTED for _, code in codes):
        return access_right(pointer, "restricted", scope)
    if any(plain_of(code) == "unrestricted" for _, code in codes):
        return access_right(pointer, "public", scope)
    said = [
        found for at, value in _each(raw, "otherConstraints") for found in _limit(pointer + at, value, scope)
    ]
    known = [item for item in said if isinstance(item, Given)]
    if known or not any(plain_of(code) == "otherRestrictions" for _, code in codes):
        return known
    return [] if _is_shared(raw) else said[:1]


def _limit(pointer: str, value: object, scope: Scope) -> Yield:
    link = value.get("@id") if type(value) is dict else ""
    found = access_right(pointer, link, scope) if link else []
    known = [item for item in found if isinstance(item, Given)]
    return known or access_right(pointer, plain_of(value), scope) or found


def _is_shared(raw: object) -> bool:
    """Tell a block that holds conditions of use as well: its words are read as those."""
    return bool(_each(raw, "useConstraints"))


def use_conditions(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read conditions of use that are no known licence: by their own web address, else as a note."""
    links: list[Given | Note] = []
    words: list[Note] = []
    for at, value in _conditions(raw):
        link = value.get("@id") if type(value) is dict else ""
        found = address(link, web=True).iri if type(link) is str and _UNKNOWN not in link else ""
        said = clean(plain_of(value))
        if found and _LIMITATIONS not in found:
            links += [
                Given(LicenceValue(found, None), cut(found), pointer + at, cut(said)),
                Note("licence-unlisted", pointer + at, cut(said or found)),
            ]
        elif said and not is_placeholder(said) and _LIMITATIONS not in str(link):
            words.append(Note("licence-unknown", pointer + at, cut(said)))
    return links or words[:1]


def use_words(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the words of conditions of use, but for an address and for what only names a licence."""
    found: list[Given | Note] = []
    for at, value in _conditions(raw):
        link = value.get("@id") if type(value) is dict else ""
        said = clean(plain_of(value))
        named = licence_by_name(pointer, said, scope) or licence_by_name(pointer, link, scope)
        if not named and "://" not in said.split(" ", 1)[0] and _LIMITATIONS not in str(link):
            found += text(pointer + at, value, scope)
    return [item for item in found if isinstance(item, Given)]


def _conditions(raw: object) -> Iterator[tuple[str, object]]:
    if _each(raw, "useConstraints"):
        yield from _each(raw, "otherConstraints")
    yield from _each(raw, "useLimitation")


def _each(raw: object, name: str) -> list[tuple[str, object]]:
    """List the values of a property, each with the rest of its pointer."""
    value = raw.get(name) if type(raw) is dict else None
    if type(value) is list:
        return [(f"/{name}/{place}", item) for place, item in enumerate(value)]
    return [] if value is None else [(f"/{name}", value)]
