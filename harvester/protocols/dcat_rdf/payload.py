"""A page of RDF: a record per dataset, data service and series, the catalogue's own words, and the next page.

Law: the identifier of a record is its IRI; what has none is known by what it says, never by its place.
"""

from hashlib import sha256
from typing import Final

from catalogue.errors import SourceError
from catalogue.model import Content, Dialect, Record
from harvester.crawl.events import CatalogueSeen, Declared, Event, RecordFailed, RecordSeen
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.hashing import fingerprint
from harvester.protocols.dcat_rdf.links import link_next
from harvester.protocols.dcat_rdf.paging import PlainPaging, is_cut_by_its_limit
from harvester.rdf import Branch, Findings, open_document, read_branches

__all__ = ["event_of", "identifier_of", "read"]

TRUNCATED: Final = Closed("harvester.pages.truncated", whole=False)


def read(page: Page, listed: dict[str, None], paging: PlainPaging | None = None) -> Steps:
    """Read a page; ``listed`` gathers what the catalogue says it lists, over all pages.

    ``paging`` is given where only the address tells that there are pages. A page that says itself what comes
    after it is believed before the address is.
    """
    document = open_document(page.payload.stream, url=page.url, content_type=page.content_type)
    branches = read_branches(document, page.url)
    findings = next(branches)
    if not isinstance(findings, Findings):
        raise TypeError(findings)
    if paging and findings.truncated and paging.can_shrink:
        branches.close()
        yield Ask(paging.smaller(page.asked or page.url))
        return
    if not _says_anything(findings) and not (paging and paging.goes_on):
        raise SourceError("harvester.no-catalogue", url=page.url, detail="")
    listed |= dict.fromkeys(findings.listed)
    yield from _of_page(findings)
    names = []
    for branch in branches:
        if isinstance(branch, Branch):
            event = event_of(branch, page.payload.sha256)
            names.append(_name(event, branch.name, page.asked))
            if not (paging and paging.overlapped(names[-1])):
                yield event
    yield from _end(findings, page, names, paging)


def _name(event: Event, name: str, asked: str) -> str:
    """Name an item the same on whatever page it stands; a nameless one is never that of another page."""
    if isinstance(event, RecordSeen):
        return event.record.identifier
    return f"{asked} {name}" if name.startswith("_:") else name


def _says_anything(findings: Findings) -> bool:
    return bool(findings.items or findings.lost or findings.catalogue or findings.next)


def _of_page(findings: Findings) -> Steps:
    if findings.catalogue:
        yield CatalogueSeen(findings.catalogue, Dialect.DCAT_RDF)
    if findings.total is not None:
        yield Declared(findings.total)
    for pointer, detail in findings.lost:
        yield RecordFailed(pointer, "harvester.record.unreadable", detail)


def _end(findings: Findings, page: Page, names: list[str], paging: PlainPaging | None) -> Steps:
    """Say where the list goes on.

    A catalogue without datasets and without a word about further pages is an empty one: it was sent whole, so
    this is what the source has. What follows from that is for the run, which lets a person look first.
    """
    after = findings.next or link_next(page.link)
    asked = page.asked or page.url
    if findings.truncated:
        yield TRUNCATED
    if after:
        if paging is not None:
            paging.is_led = True
        yield Ask(after)
    elif paging and not paging.is_led:
        yield paging.onward(asked, names, findings.total)
    elif paging is not None and not paging.is_led and is_cut_by_its_limit(asked, len(names), findings.total):
        yield Closed("harvester.pages.cut-by-limit", whole=False)
    elif not findings.truncated:
        yield Closed("harvester.pages.all-read")


def event_of(branch: Branch, payload: str) -> Event:
    """Turn a branch into the record that it is, or into the reason why it is none."""
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
