"""Whether an entry says something, field by field; ``None`` where the field does not apply to it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from catalogue.charter.case import Case
from catalogue.model import Dataset

__all__ = ["FIELDS", "missing"]

EU_THEMES: Final = "http://publications.europa.eu/resource/authority/data-theme/"


def missing(case: Case, names: tuple[str, ...]) -> tuple[list[str], int]:
    """List the fields that apply and are not given, and count those that apply."""
    known = case.fields
    if not known:
        known.update((name, said(case)) for name, said in FIELDS.items())
    given = [known[name] for name in names]
    absent = (
        [name for name, said in zip(names, given, strict=True) if said is False] if False in given else []
    )
    return absent, len(given) - given.count(None)


def _contact(case: Case) -> bool:
    contact = case.entry.resource.contact
    return contact is not None and bool(contact.email or contact.page)


def _publisher(case: Case) -> bool:
    publisher = case.entry.resource.publisher
    return publisher is not None and bool(publisher.name)


def _date(case: Case) -> bool:
    resource = case.entry.resource
    return bool(resource.modified or resource.issued or resource.created)


def _theme(case: Case) -> bool:
    return any(theme.startswith(EU_THEMES) for theme in case.entry.resource.themes)


def _licence(case: Case) -> bool | None:
    return all(offer.licence is not None for offer in case.offers) if case.offers else None


def _format(case: Case) -> bool | None:
    resource = case.entry.resource
    if not isinstance(resource, Dataset) or not resource.distributions:
        return None
    return all(one.format for one in resource.distributions)


def _address(case: Case) -> bool | None:
    return all(offer.url for offer in case.offers) if case.offers else None


FIELDS: Final[Mapping[str, Callable[[Case], bool | None]]] = MappingProxyType(
    {
        "title": lambda case: bool(case.entry.resource.title),
        "description": lambda case: bool(case.entry.resource.description),
        "publisher": _publisher,
        "contact": _contact,
        "access_rights": lambda case: bool(case.entry.resource.access_rights),
        "date": _date,
        "keyword": lambda case: bool(case.entry.resource.keywords),
        "theme": _theme,
        "licence": _licence,
        "format": _format,
        "identifier": lambda case: bool(case.entry.resource.identifier),
        "language": lambda case: bool(case.entry.resource.languages),
        "address": _address,
    }
)
