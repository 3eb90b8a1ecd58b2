"""Putting a bundle together: what it takes to come to the same numbers without the store, and no more."""

import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import orjson
from sqlalchemy import Connection, func, select

from catalogue.bundle import (
    TABLES,
    Choice,
    LeftOut,
    Manifest,
    Scope,
    Signature,
    Writer,
    chosen_rows,
    copy_into,
    line_of,
    runs_of,
    written_to,
)
from catalogue.errors import StoreError, UsageError
from catalogue.packing import unpack
from catalogue.portions import portions
from catalogue.scores import rubric_then
from catalogue.store import open_database
from catalogue.store import tables as t
from catalogue.store.addresses import url_hash
from catalogue.store.seals.chain import ATTESTATIONS
from catalogue.testimony.written import read_observation
from catalogue.views.stood import Stood, stood
from catalogue.views.testimony import named
from harvester.evidence.numbers import Numbers, added_up, kept_verdicts
from harvester.evidence.payloads import payloads_of
from harvester.evidence.terms import Terms, Whom, software, written_whom

__all__ = ["Wanted", "export", "last_moment", "publishers_kept"]

CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a bundle is to hold."""

    publishers: Sequence[Whom]
    whole: bool
    """These are all publishers."""
    at: datetime
    on: str = ""
    """The day that was asked for, as it was typed."""
    entries: Sequence[str] = ()
    """UUIDs; none: all of these publishers."""


def export(
    connection: Connection, wanted: Wanted, path: Path, *, terms: Terms, key: Signature | None = None
) -> Manifest:
    """Write a bundle. Raises UsageError where there is nothing of these publishers, or no room for it."""
    work = _Export(connection, wanted, terms)
    if not work.standing:
        names = ", ".join(one.name for one in wanted.publishers) or "-"
        raise UsageError("bundle.nothing", names=names, at=wanted.at.date())
    with written_to(path) as writer:
        work.write(writer)
        manifest = work.manifest(writer)
        writer.close(manifest, key)
    return manifest


def last_moment(connection: Connection) -> datetime | None:
    """Give the last moment of which the store knows anything; None of an empty one."""
    columns = (
        t.run.c.started_at, t.run.c.ended_at, t.run.c.accepted_at, t.standing.c.at, t.observation.c.at,
        t.attestation.c.at, t.publisher_assessment.c.at, t.succession.c.decided_at, t.seal.c.at,
        t.assessment.c.at,
    )  # fmt: skip
    found = [connection.execute(select(func.max(column))).scalar() for column in columns]
    return max((moment for moment in found if moment is not None), default=None)


@dataclass(slots=True)
class _Export:
    connection: Connection
    wanted: Wanted
    terms: Terms
    standing: dict[str, list[Stood]] = field(init=False)
    """By publisher."""
    choice: Choice = field(init=False)
    counts: dict[str, int] = field(init=False, default_factory=dict)
    left_out: list[LeftOut] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        wanted = self.wanted
        among = list(wanted.entries) or None
        found = {
            one.name: stood(self.connection, wanted.at, publisher=one.name, uuids=among)
            for one in wanted.publishers
        }
        self.standing = {name: some for name, some in found.items() if some}
        names = tuple(one.name for one in wanted.publishers)
        self.choice = Choice(publishers=names, at=wanted.at, entries=tuple(wanted.entries))

    def write(self, writer: Writer) -> None:
        """Write everything but the manifest; what refers to files comes first, the files last."""
        every = [one for some in self.standing.values() for one in some]
        self.choice = replace(self.choice, addresses=self._addresses(every))
        self.choice = replace(self.choice, payloads=self._payloads(every))
        writer.add("publishers.json", [written_whom(self.wanted.publishers)])
        writer.add("numbers.json", [orjson.dumps(self._numbers(), option=_PAGE)])
        writer.add("attestations.json", [orjson.dumps(self._acts(), option=_PAGE)])
        for name, table in TABLES.items():
            writer.add(
                f"tables/{name}.jsonl", self._lines(name, (line_of(table, row) for row in self._rows(name)))
            )
        for sha256, text in self._rubrics():
            writer.add(f"rubrics/{sha256}.txt", [text])
        for sha256 in self.choice.payloads:
            writer.add(f"payloads/{sha256}", _plain(self.connection, sha256))

    def manifest(self, writer: Writer) -> Manifest:
        wanted = self.wanted
        return Manifest(
            scope=Scope(
                publishers=[one.name for one in wanted.publishers],
                whole=wanted.whole,
                entries=sorted(wanted.entries),
                on=wanted.on,
                at=wanted.at,
            ),
            software=software(self.terms),
            chains=self._heads(),
            counts=self.counts,
            left_out=self._left_out(),
            members=writer.facts,
        )

    def _rows(self, name: str) -> Iterator[dict[str, object]]:
        return chosen_rows(self.connection, self.choice, TABLES[name])

    def _lines(self, name: str, lines: Iterable[bytes]) -> Iterator[bytes]:
        self.counts[name] = 0
        for line in lines:
            self.counts[name] += 1
            yield line

    def _addresses(self, every: Sequence[Stood]) -> list[int]:
        """Give the addresses of entries, those of publishers' own pages, and the things in their data."""
        urls = {url for one in every for url in named(one.body)}
        urls |= {url for one in self.wanted.publishers for url in _own_pages(one)}
        found = _address_ids(self.connection, urls)
        link = t.link.c
        rows = chosen_rows(self.connection, self.choice, t.link)
        found |= {row[link.address_id.name] for row in rows}
        found |= _address_ids(self.connection, self._things(found))
        return sorted(found)

    def _things(self, addresses: set[int]) -> set[str]:
        found: set[str] = set()
        for row in chosen_rows(
            self.connection, replace(self.choice, addresses=sorted(addresses)), t.observation
        ):
            sample = read_observation(unpack(row["facts"])).sample
            found |= set((sample.facts.subjects or ()) if sample else ())
        return found

    def _payloads(self, every: Sequence[Stood]) -> list[str]:
        wanted = payloads_of(self.connection, every) | set(self._sampled()) | set(self._proofs())
        p, there = t.payload.c, set()
        for some in portions(sorted(wanted)):
            there |= set(self.connection.execute(select(p.sha256).where(p.sha256.in_(some))).scalars())
        return sorted(there)

    def _sampled(self) -> Iterator[str]:
        for row in chosen_rows(self.connection, self.choice, t.observation):
            seen = read_observation(unpack(row["facts"]))
            yield from (sample.sha256 for sample in (seen.sample, seen.rdf) if sample)

    def _proofs(self) -> Iterator[str]:
        for row in chosen_rows(self.connection, self.choice, t.attestation):
            yield from (proof["sha256"] for proof in orjson.loads(row["body"]).get("proofs", ()))

    def _rubrics(self) -> Iterator[tuple[str, bytes]]:
        for row in chosen_rows(self.connection, self.choice, t.rubric):
            yield row["sha256"], unpack(row["text"])

    def _acts(self) -> list[list[str]]:
        """Give the links of the chain of acts, of all publishers: without what is said in them."""
        a = t.attestation.c
        query = select(a.previous, a.hash).where(a.at <= self.wanted.at).order_by(a.id)
        return [list(row) for row in self.connection.execute(query)]

    def _numbers(self) -> dict[str, Numbers]:
        """Add up, per publisher, the verdicts that were kept; not of a part of its entries."""
        if self.wanted.entries:
            return {}
        with self._as_then() as then:
            return {
                whom.name: added_up(
                    then,
                    whom.name,
                    kept_verdicts(standing, rubric_then(then, standing)),
                    rubric=rubric_then(then, standing),
                    at=self.wanted.at,
                    facts=whom.facts,
                )
                for whom in self.wanted.publishers
                if (standing := self.standing.get(whom.name))
            }

    @contextmanager
    def _as_then(self) -> Iterator[Connection]:
        """Give the store as it was at the moment: itself, or a copy of a past day that is gone afterwards."""
        last = last_moment(self.connection)
        if last is None or self.wanted.at >= last:
            yield self.connection
            return
        with TemporaryDirectory(prefix=".oogst-audit-", ignore_cleanup_errors=True) as folder:
            database = open_database(f"sqlite:///{Path(folder) / 'then.db'}")
            with closing(database), database.transaction() as place:
                copy_into(self.connection, self.choice, place)
                yield place

    def _heads(self) -> dict[str, str]:
        heads = {row["chain"]: row["hash"] for row in chosen_rows(self.connection, self.choice, t.seal)}
        acts = self._acts()
        return heads | ({ATTESTATIONS: acts[-1][1]} if acts else {})

    def _left_out(self) -> list[LeftOut]:
        p, r = t.page.c, t.run.c
        shown = select(p.sha256).where(p.run_id.in_(runs_of(self.choice))).distinct()
        bytes_of = set(self.connection.execute(shown).scalars()) - set(self.choice.payloads)
        sources = select(t.source.c.id).where(t.source.c.publisher.in_(self.choice.publishers))
        later = select(func.count()).where(r.source_id.in_(sources), r.started_at > self.wanted.at)
        others = len(self._acts()) - self.counts["attestation"]
        found = {
            "payloads": len(bytes_of),
            "runs-later": self.connection.execute(later).scalar_one(),
            "acts-of-others": others,
        }
        return [LeftOut(what=what, count=count) for what, count in found.items() if count]


_PAGE: Final = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE


def _own_pages(whom: Whom) -> Iterator[str]:
    """Give every address that a publisher's file states: its own checks may look at them."""
    if whom.facts is None:
        return
    stated = [whom.facts.contact_page, whom.facts.homepage]
    stated += [str(value) for value in _texts(whom.facts.charter)]
    yield from (one for one in stated if one.startswith(("http://", "https://")))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for name in getattr(value, "__dataclass_fields__", ()):
        yield from _texts(getattr(value, name))


def _address_ids(connection: Connection, urls: Iterable[str]) -> set[int]:
    a, found = t.address.c, set()
    for some in portions({url_hash(url) for url in urls}):
        found |= set(connection.execute(select(a.id).where(a.sha256.in_(some))).scalars())
    return found


def _plain(connection: Connection, sha256: str) -> Iterator[bytes]:
    """Give the bytes of a payload as they came. Raises StoreError where they are no longer readable."""
    body = connection.execute(select(t.payload.c.body).where(t.payload.c.sha256 == sha256)).scalar_one()
    try:
        with gzip.open(BytesIO(body)) as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except (OSError, EOFError, zlib.error) as error:
        raise StoreError("kept.payload-altered", payload=sha256) from error


def publishers_kept(connection: Connection) -> list[str]:
    """Give every publisher of whom the store holds anything."""
    return list(
        connection.execute(select(t.source.c.publisher).distinct().order_by(t.source.c.publisher)).scalars()
    )
