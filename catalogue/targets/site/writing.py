"""Writing the pages of a publisher from what its feed was written from.

The law: the page of an entry never vanishes. What is withdrawn, held back or gone on under another name keeps
a page that says so. Only what changed is written, and descriptions pass through memory a few at a time.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson
from pyoxigraph import RdfFormat, Triple, serialize
from sqlalchemy import Connection

from catalogue.errors import TargetError
from catalogue.fingerprint import fingerprint_of
from catalogue.graph import Member
from catalogue.model import Catalog
from catalogue.targets.feed.links import Links, leads_to
from catalogue.targets.feed.nodes import alone
from catalogue.targets.feed.syntax import triples
from catalogue.targets.site.ledger import Head, Ledger, Line
from catalogue.targets.site.lists import write_index, write_lists, write_maps
from catalogue.targets.site.node import best, said_in
from catalogue.targets.site.pages import Context, Gone, edition, entry_page, gone_page, style
from catalogue.targets.site.place import Place
from catalogue.views.pages import PageRow, bodies_of, page_rows

__all__ = ["SiteWritten", "write_site"]

UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class SiteWritten(NamedTuple):
    pages: int
    """Of entries that stand."""
    gone: int
    """Of entries that do not any more."""
    written: int
    """Files that were written anew, of whatever kind."""


def write_site(
    folder: Path, publisher: str, catalog: Catalog, *, connection: Connection, changed_at: datetime
) -> SiteWritten:
    """Write the pages of a publisher, its lists and its sitemaps, and the index of all publishers.

    Raises TargetError when the folder refuses.
    """
    try:
        with Place.held(folder) as place:
            return _Site.of(place, publisher, catalog, connection).write(changed_at)
    except OSError as error:
        facts = {"publisher": publisher, "where": error.filename or folder, "detail": error.strerror or error}
        raise TargetError("site.not-written", **facts) from error


@dataclass(frozen=True, slots=True)
class _Site:
    place: Place
    context: Context
    rows: list[PageRow]
    links: Links
    connection: Connection

    @classmethod
    def of(cls, place: Place, publisher: str, catalog: Catalog, connection: Connection) -> "_Site":
        rows = page_rows(connection, publisher)
        title = best(catalog.title).value or publisher
        outline = {"@type": "DataCatalog", "@id": catalog.iri, "name": title}
        titles = {row.iri: row.title or row.iri for row in rows if row.published}
        links = Links({})
        links.records = {one.record_iri.encode() for row in rows if row.published for one in row.members}
        return cls(place, Context(publisher, title, outline, titles), rows, links, connection)

    def write(self, changed_at: datetime) -> SiteWritten:
        standing = [row for row in self.rows if row.published]
        before = Ledger.read(self.place.folder, self.context.publisher)
        head = self._head(len(standing))
        lines = dict(self._entries(before, head))
        lines |= self._lost(before, lines)
        write_lists(self.place, self.context, standing, changed_at)
        write_maps(self.place, self.context, standing)
        self.place.put("oogst.css", style())
        self.place.settle()
        Ledger.write(self.place.folder, head, lines.items())
        write_index(self.place)
        return SiteWritten(len(standing), len(lines) - len(standing), self.place.written)

    def _head(self, entries: int) -> Head:
        shared = (edition(), fingerprint_of("catalogue.targets.site", "catalogue.messages"))
        return Head(
            publisher=self.context.publisher,
            title=self.context.title,
            entries=entries,
            made_with=_hash([*shared, self.context.publisher, self.context.catalogue]),
        )

    def _entries(self, before: Ledger, head: Head) -> Iterator[tuple[str, Line]]:
        """Write what changed, and tell of every entry which pages it has."""
        stale: dict[int, PageRow] = {}
        for row in self.rows:
            line = before.lines.get(row.uuid)
            if line and self._stands(line, row, before.head, head):
                yield row.uuid, line
            elif row.published:
                stale[row.version_id] = row
            else:
                yield row.uuid, self._gone(row, line)
        for version, body in bodies_of(self.connection, list(stale)):
            row = stale[version]
            yield row.uuid, self._entry(row, body, before.lines.get(row.uuid))

    def _stands(self, line: Line, row: PageRow, then: Head, now: Head) -> bool:
        same = line.made_of == _made_of(row) and then.made_with == now.made_with
        others = line.others == self._others(line.links)
        return same and others and all(self.place.holds(f"{page}.html") for page in line.pages)

    def _others(self, links: Sequence[str]) -> str:
        """Hash what a page shows of the entries that it points to."""
        return _hash([self.context.titles.get(iri) for iri in links]) if links else ""

    def _entry(self, row: PageRow, body: bytes, before: Line | None) -> Line:
        stated = triples(self.links.keep(body))
        said = said_in(stated)
        forms = {"ttl": alone(body, self.links)["ttl"], "jsonld": _json_ld(stated)}
        pages = {page: one for one in row.members if (page := self._page_of(one))}
        for page, member in pages.items():
            self.place.put(f"{page}.html", entry_page(said, member, self.context))
            for form, content in forms.items():
                self.place.put(f"{page}.{form}", content)
        left = [page for page in (before.pages if before else ()) if page not in pages]
        for page in left:
            self._tombstone(page, replace_with="", at=row.since)
        links = leads_to(body)
        return Line(_made_of(row), [*pages, *left], links, self._others(links))

    def _gone(self, row: PageRow, before: Line | None) -> Line:
        pages = [page for one in row.members[:1] if (page := self._page_of(one))]
        others = [page for page in (before.pages if before else ()) if page not in pages]
        for page in pages:
            gone = Gone(row.iri, str(row.kind), row.title, row.withdrawn_at, row.replaced_by)
            self._bury(page, gone)
        for page in others:
            self._tombstone(page, replace_with=row.replaced_by, at=row.withdrawn_at)
        links = [row.replaced_by] if row.replaced_by else []
        return Line(_made_of(row), [*pages, *others], links, self._others(links))

    def _lost(self, before: Ledger, lines: Mapping[str, Line]) -> dict[str, Line]:
        """Say of what this store does not know that it is not published: the folder is the older."""
        lost = {uuid: line for uuid, line in before.lines.items() if uuid not in lines}
        for line in lost.values():
            for page in line.pages:
                self._tombstone(page, replace_with="", at=None)
        return {uuid: line._replace(made_of="") for uuid, line in lost.items()}

    def _tombstone(self, page: str, *, replace_with: str, at: datetime | None) -> None:
        iri = f"{self.context.base}/{page}"
        self._bury(page, Gone(iri, page.split("/")[1], "", at, replace_with))

    def _bury(self, page: str, gone: Gone) -> None:
        self.place.put(f"{page}.html", gone_page(gone, self.context))
        for form in ("ttl", "jsonld"):
            self.place.take_away(f"{page}.{form}")

    def _page_of(self, member: Member) -> str:
        """Give where the pages of a member stand; nowhere for a name that is not ours."""
        own = f"/id/{member.kind}/{self.context.publisher}/"
        _, found, uuid = member.iri.partition(own)
        return f"{own[1:]}{uuid}" if found and UUID.fullmatch(uuid) else ""


def _made_of(row: PageRow) -> str:
    """Tell what the pages of an entry follow from."""
    gone = row.withdrawn_at.isoformat() if row.withdrawn_at else ""
    return f"{row.hash[:32]} {row.since.isoformat()} {row.published:d} {gone} {row.replaced_by}"


def _json_ld(stated: list[Triple]) -> bytes:
    return serialize(stated, format=RdfFormat.JSON_LD) or b""


def _hash(value: Any) -> str:  # noqa: ANN401  any JSON value
    return sha256(orjson.dumps(value)).hexdigest()
