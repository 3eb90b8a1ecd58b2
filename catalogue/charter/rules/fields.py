"""Whether an entry says something, field by field; ``None`` where the field does not apply to it."""

from typing import Final

from catalogue.charter.case import Case
from catalogue.model import Resource

__all__ = ["FIELDS", "missing", "stated"]

EU_THEMES: Final = "http://publications.europa.eu/resource/authority/data-theme/"
FIELDS: Final = (
    "title",
    "description",
    "publisher",
    "contact",
    "access_rights",
    "date",
    "keyword",
    "theme",
    "identifier",
    "language",
    "format",
    "licence",
    "address",
)
"""In the order of :func:`stated`."""


def missing(case: Case, names: tuple[str, ...]) -> tuple[list[str], int]:
    """List the fields that apply and are not given, and count those that apply."""
    known = dict(zip(FIELDS, stated(case), strict=True))
    given = [known[name] for name in names]
    absent = [name for name, said in zip(names, given, strict=True) if said is False]
    return absent, len(given) - given.count(None)


def stated(case: Case) -> tuple[bool | None, ...]:
    """Tell of every field whether it is given; worked out once for all that ask."""
    if not case.fields:
        case.fields = (*_of_resource(case.entry.resource), *_of_offers(case))
    return case.fields


def _of_resource(resource: Resource) -> tuple[bool, ...]:
    contact, publisher = resource.contact, resource.publisher
    return (
        bool(resource.title),
        bool(resource.description),
        publisher is not None and bool(publisher.name),
        contact is not None and bool(contact.email or contact.page),
        bool(resource.access_rights),
        bool(resource.modified or resource.issued or resource.created),
        bool(resource.keywords),
        True in [theme.startswith(EU_THEMES) for theme in resource.themes],
        bool(resource.identifier),
        bool(resource.languages),
    )


def _of_offers(case: Case) -> tuple[bool | None, bool | None, bool | None]:
    if not case.offered:
        return None, None, None
    formats = "" not in [part.format for part in case.parts] if case.parts else None
    return formats, None not in case.licences, "" not in case.urls
