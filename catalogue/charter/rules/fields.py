"""Whether an entry says something, field by field; ``None`` where the field does not apply to it."""

from typing import Final

from catalogue.charter.case import Case
from catalogue.model import Dataset, Resource

__all__ = ["FIELDS", "missing", "stated"]

EU_THEMES: Final = "http://publications.europa.eu/resource/authority/data-theme/"
FIELDS: Final = frozenset(
    {
        "access_rights",
        "address",
        "contact",
        "date",
        "description",
        "format",
        "identifier",
        "keyword",
        "language",
        "licence",
        "publisher",
        "theme",
        "title",
    }
)


def missing(case: Case, names: tuple[str, ...]) -> tuple[list[str], int]:
    """List the fields that apply and are not given, and count those that apply."""
    known = _known(case)
    given = [known[name] for name in names]
    absent = (
        [name for name, said in zip(names, given, strict=True) if said is False] if False in given else []
    )
    return absent, len(given) - given.count(None)


def stated(case: Case) -> tuple[bool | None, ...]:
    """Tell of every field whether it is given, in one order."""
    return tuple(_known(case).values())


def _known(case: Case) -> dict[str, bool | None]:
    known = case.fields
    if not known:
        known.update(_of_resource(case.entry.resource))
        known.update(_of_offers(case))
    return known


def _of_resource(resource: Resource) -> dict[str, bool | None]:
    contact, publisher = resource.contact, resource.publisher
    return {
        "title": bool(resource.title),
        "description": bool(resource.description),
        "publisher": publisher is not None and bool(publisher.name),
        "contact": contact is not None and bool(contact.email or contact.page),
        "access_rights": bool(resource.access_rights),
        "date": bool(resource.modified or resource.issued or resource.created),
        "keyword": bool(resource.keywords),
        "theme": any(theme.startswith(EU_THEMES) for theme in resource.themes),
        "identifier": bool(resource.identifier),
        "language": bool(resource.languages),
        "format": _format(resource),
    }


def _format(resource: Resource) -> bool | None:
    if not isinstance(resource, Dataset) or not resource.distributions:
        return None
    return all(one.format for one in resource.distributions)


def _of_offers(case: Case) -> dict[str, bool | None]:
    offers = case.offers
    if not offers:
        return {"licence": None, "address": None}
    return {
        "licence": None not in [offer.licence for offer in offers],
        "address": all(offer.url for offer in offers),
    }
