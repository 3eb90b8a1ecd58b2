"""A record as it is brought only to be judged: under a UUID that is taken, so that nothing is kept. Pure."""

from typing import Final

from catalogue.targets.geonetwork.markup import ABOUT, Element, child, children, parsed, short, written
from catalogue.targets.geonetwork.table import role

__all__ = ["for_trial"]

STATUUT: Final = "mdcat:statuut"
KEYWORDS: Final = "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/"
RESOURCES: Final = {
    "dcat:Dataset": ("dataset", f"{KEYWORDS}VLOPENDATA"),
    "dcat:DataService": ("service", f"{KEYWORDS}VLOPENDATASERVICE"),
}


def for_trial(record: str, uuid: str, lender: str, *, as_saved: bool) -> bytes:
    """Write a record under another UUID.

    ``as_saved`` with the mark of open data, which the platform puts on every record of this profile when it
    saves it. It is asked about only: what is brought to stay says what the source says.
    """
    lent = record.replace(uuid, lender).encode()
    document = parsed(lent) if as_saved else None
    if document is None:
        return lent
    for element in [one for one in document.iter() if short(one) in RESOURCES]:
        _mark(element)
    return written(document)


def _mark(resource: Element) -> None:
    """Add the mark in its place; a second one would be out of order."""
    role_name, mark = RESOURCES[short(resource)]
    order = list(role(role_name).holds)
    after = order[order.index(STATUUT) + 1 :]
    if any(node.get(ABOUT) == mark for one in children(resource) if short(one) == STATUUT for node in one):
        return
    holder = child(resource, STATUUT)
    child(holder, "skos:Concept").set(ABOUT, mark)
    first = next((one for one in children(resource) if short(one) in after), None)
    if first is not None:
        first.addprevious(holder)
