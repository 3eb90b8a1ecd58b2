"""A page of RDF: a record per dataset, data service and series, the catalogue's own words, and the next page.

Law: the identifier of a record is its IRI; what has none is known by what it says, never by its place.
"""

import re
from hashlib import sha256
from typing import Final

from catalogue.errors import SourceError
from catalogue.model import Content, Dialect, Record
from harvester.crawl.events import CatalogueSeen, Declared, Event, RecordFailed, RecordSeen
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.hashing import fingerprint
from harvester.rdf import Branch, Findings, open_document, read_branches

__all__ = ["identifier_of", "link_next", "read"]

_NEXT: Final = re.compile(r"<?([^<>;,\s]+)>?\s*;[^,]*?rel=\"?(?:next\b|\S*hydra/core#next)", re.IGNORECASE)
TRUNCATED: Final = Closed("harvester.pages.truncated", whole=False)


def read(page: Page, listed: dict[str, None]) -> Steps:
    """Read a page; ``listed`` gathers what the catalogue says it lists, over all pages."""
    document = open_document(page.payload.stream, url=page.url, content_type=page.content_type)
    branches = read_branches(document, page.url)
    findings = next(branches)
    if not isinstance(findings, Findings):
        raise TypeError(findings)
    if not findings.items and not findings.lost and not findings.catalogue:
        raise SourceError("harvester.no-catalogue", url=page.url, detail="")
    listed |= dict.fromkeys(findings.listed)
    yield from _of_page(findings)
    for branch in branches:
        if isinstance(branch, Branch):
            yield _event(branch, page.payload.sha256)
    yield _end(findings, page)


def _of_page(findings: Findings) -> Steps:
    if findings.catalogue:
        yield CatalogueSeen(findings.catalogue, Dialect.DCAT_RDF)
    if findings.total is not None:
        yield Declared(findings.total)
    for pointer, detail in findings.lost:
        yield RecordFailed(pointer, "harvester.record.unreadable", detail)


def _end(findings: Findings, page: Page) -> Ask | Closed:
    if findings.truncated:
        return TRUNCATED
    after = findings.next or link_next(page.link)
    if after:
        return Ask(after)
    return Closed("harvester.pages.all-read")


def link_next(header: str) -> str:
    """Find the next page in a ``Link`` header, also without the angle brackets, as The DataTank sends it."""
    found = _NEXT.search(header)
    return found[1] if found else ""


def _event(branch: Branch, payload: str) -> Event:
    if branch.reason:
        detail = "; ".join(branch.damage) or branch.name
        elsewhere = branch.reason == "harvester.record.damage-elsewhere"
        return RecordFailed(branch.name, branch.reason, detail, skipped=elsewhere)
    identifier = identifier_of(branch.name, branch.content)
    if not identifier:
        return RecordFailed(branch.name, "harvester.record.no-identifier", "")
    return RecordSeen(
        Record(
            identifier=identifier,
            kind=branch.kind,
            dialect=Dialect.DCAT_RDF,
            content=branch.content,
            hash=fingerprint(branch.content, Dialect.DCAT_RDF),
            payload=payload,
            pointer=identifier if branch.name.startswith("_:") else branch.name,
            damage=branch.damage,
        )
    )


def identifier_of(name: str, content: Content) -> str:
    """Give the IRI; without one dct:identifier, else the landing page, else a hash of the titles."""
    if not name.startswith("_:"):
        return name
    for key in ("dct:identifier", "dcat:landingPage"):
        for value in content.get(key, ()):
            said = str(value.get("@value") or value.get("@id") or "").strip()
            if said:
                return said
    titles = sorted(str(value.get("@value", "")) for value in content.get("dct:title", ()))
    return "title:" + sha256("\n".join(titles).encode()).hexdigest() if any(titles) else ""
