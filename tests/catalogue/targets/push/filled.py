"""A store with a few entries, filled as a run fills it; made up."""

from dataclasses import replace
from datetime import UTC, datetime

from catalogue.graph import Member
from catalogue.model import Identity, Kind, Protocol, Source, identify
from catalogue.packing import pack
from catalogue.store import Database, Judged, begin_run, decisions, keep_batch, known_records
from tests.catalogue.store.judged import judged

__all__ = ["NOW", "change", "fill", "uuid_of", "withdraw"]

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TERMS = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def _entry(
    publisher: str, number: int, content: str, title: str, file: str = "", *, published: bool
) -> Judged:
    about = _identity(publisher, number)
    lines = [
        f"<{about.record_iri}> <{TYPE}> <{DCAT}CatalogRecord> .",
        f"<{about.record_iri}> <http://xmlns.com/foaf/0.1/primaryTopic> <{about.iri}> .",
        f"<{about.iri}> <{TYPE}> <{DCAT}Dataset> .",
        f'<{about.iri}> <{TERMS}title> "{title}"@nl .',
        f'<{about.iri}> <{TERMS}description> "{content}"@nl .',
    ]
    if file:
        there = f"{about.iri}/file"
        lines += [
            f"<{about.iri}> <{DCAT}distribution> <{there}> .",
            f"<{there}> <{TYPE}> <{DCAT}Distribution> .",
            f"<{there}> <{DCAT}downloadURL> <{file}> .",
        ]
    return replace(
        judged("x", content[:1]),
        identity=about,
        record_hash=content[:64],
        hash=content[:64],
        title=title,
        members=[Member(Kind.DATASET, about.iri, about.record_iri)],
        body=pack("".join(f"{line}\n" for line in lines).encode()),
        published=published,
    )


def _identity(publisher: str, number: int) -> Identity:
    return identify(
        base="https://oogst.example",
        publisher=publisher,
        source=f"{publisher}/portaal",
        kind=Kind.DATASET,
        identifier=f"set-{number}",
    )


def uuid_of(publisher: str, number: int) -> str:
    return _identity(publisher, number).uuid


def fill(  # noqa: PLR0917  what differs between tests
    store: Database,
    numbers: range,
    publisher: str = "gent",
    content: str = "a",
    url: str = "https://data.stad.example",
    title: str = "Bomen",
    file: str = "",
    *,
    published: bool = True,
) -> list[str]:
    """Keep entries with these numbers, or their next version; give their UUIDs."""
    source = Source(name=f"{publisher}/portaal", publisher=publisher, protocol=Protocol.CKAN, url=url)
    with store.transaction() as connection:
        key = begin_run(connection, source, NOW)
        known = known_records(connection, key.source_id)
        made = [
            _entry(publisher, number, f"{content} {number}", f"{title} {number}", file, published=published)
            for number in numbers
        ]
        keep_batch(
            connection,
            key,
            [(one, known.get((one.kind, one.identity.identifier))) for one in made],
            rules="r",
            now=NOW,
        )
    return [uuid_of(publisher, number) for number in numbers]


def change(store: Database, numbers: range, publisher: str = "gent", content: str = "b") -> None:
    fill(store, numbers, publisher, content)


def withdraw(store: Database, uuids: list[str]) -> None:
    with store.transaction() as connection:
        decisions.withdraw_entries(connection, uuids, decisions.Decision("Jana", "bestaat niet meer", NOW))
