"""The tables of the store, as SQLAlchemy Core: one file to see everything that is kept.

Times are UTC. What an entry was (``version``) stands apart from what we judged of it (``assessment``),
so that new rules never touch what the source said.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)

__all__ = [
    "acceptance",
    "address",
    "assessment",
    "attestation",
    "copy",
    "entry",
    "event",
    "finding",
    "lease",
    "link",
    "metadata",
    "observation",
    "page",
    "payload",
    "publisher_assessment",
    "record",
    "rubric",
    "run",
    "seal",
    "source",
    "standing",
    "succession",
    "trouble",
    "version",
]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    },
)

# SQLite only counts up by itself on a plain INTEGER key.
Key = BigInteger().with_variant(Integer(), "sqlite")


class Moment(TypeDecorator[datetime]):
    """A time in UTC, also where the database (SQLite) keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  SQLAlchemy's signature
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  idem
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class Said(TypeDecorator[str]):
    """A foreign text. U+0000, which PostgreSQL cannot hold, becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  idem
        return value and value.replace("\x00", "\ufffd")


def _key() -> Column[int]:
    return Column("id", Key, primary_key=True, autoincrement=True)


def _sealed() -> Column[int]:
    comment = "the seal that covers it; none: it waits for the next"
    return Column("seal_id", Key, ForeignKey("seal.id"), index=True, comment=comment)


def _of(table: str) -> Column[int]:
    return Column(f"{table}_id", Key, ForeignKey(f"{table}.id"), nullable=False)


source = Table(
    "source",
    metadata,
    _key(),
    Column("name", String(200), nullable=False, unique=True),
    Column("publisher", String(100), nullable=False, index=True),
    Column("protocol", String(40), nullable=False),
    Column("url", Text, nullable=False),
    Column("catalogue", LargeBinary, comment="what the source's catalogue says of itself, as JSON"),
    Column("dialect", String(40)),
    Column("bookmark", LargeBinary, comment="where an incremental crawl goes on, as JSON"),
    Column("bookmark_rules", String(64), comment="fingerprint of the rules it holds for"),
    Column(
        "aggregator", Boolean, nullable=False, server_default=false(), comment="passes on what others publish"
    ),
    Column(
        "catalogue_of",
        String(20),
        nullable=False,
        server_default="",
        comment="of an aggregator: flanders, belgium, europe",
    ),
)

run = Table(
    "run",
    metadata,
    _key(),
    _of("source"),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("state", String(20), nullable=False, comment="running, complete, incomplete, quarantined, failed"),
    Column("reasons", Text, nullable=False, default="[]", comment="why it is not complete, as JSON"),
    Column("declared", Integer),
    Column("seen", Integer, nullable=False, default=0),
    Column("new", Integer, nullable=False, default=0),
    Column("changed", Integer, nullable=False, default=0),
    Column("unchanged", Integer, nullable=False, default=0),
    Column("failed", Integer, nullable=False, default=0),
    Column("duplicates", Integer, nullable=False, default=0),
    Column("skipped", Integer, nullable=False, default=0, comment="passed over on purpose: private, deleted"),
    Column("withdrawn", Integer, nullable=False, default=0),
    Column("traceback", Text),
    Column(
        "scope",
        String(20),
        nullable=False,
        server_default="whole",
        comment="whole, changes; of judging again: what caused it",
    ),
    Column("resumed_from", Key, comment="the interrupted run whose pages it went on from"),
    Column("ending", String(100), nullable=False, server_default="", comment="how the pages ended"),
    Column("moved", Integer, nullable=False, server_default="0", comment="met again on a later page"),
    Column("accepted_by", String(200), comment="who said yes to it, where it was quarantined"),
    Column("accepted_at", Moment),
    Column("accepted_why", Said),
    Column(
        "seal",
        String(64),
        nullable=False,
        server_default="",
        comment="its seal; empty: it ended before there were seals, or goes on",
    ),
    Index("ix_run_source_started", "source_id", "started_at"),
)

seal = Table(
    "seal",
    metadata,
    _key(),
    Column(
        "chain",
        String(250),
        nullable=False,
        index=True,
        comment="of what it is: a source, a publisher, or probes",
    ),
    Column("run_id", Key, ForeignKey("run.id"), index=True),
    Column("at", Moment, nullable=False),
    Column("previous", String(64), nullable=False, comment="the seal before it; empty for the first"),
    Column("hash", String(64), nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False, comment="what it covers, JSON, packed; the hash is over it"),
    UniqueConstraint("chain", "previous"),
)

payload = Table(
    "payload",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("body", LargeBinary, nullable=False, comment="gzip"),
    Column("size", BigInteger, nullable=False, comment="bytes before compression"),
    Column("content_type", String(200), nullable=False),
)

page = Table(
    "page",
    metadata,
    _key(),
    Column("run_id", Key, ForeignKey("run.id"), nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("sha256", String(64), ForeignKey("payload.sha256"), nullable=False),
    Column("retrieved_at", Moment, nullable=False),
    Column("asked", Text, nullable=False, server_default="", comment="the address before redirects"),
    Column("link", Text, nullable=False, server_default=""),
    Column("etag", Text, nullable=False, server_default=""),
    Column("last_modified", Text, nullable=False, server_default=""),
    Column("whole", Boolean, nullable=False, server_default=false(), comment="read without a fault"),
    Column("item", Boolean, nullable=False, server_default=false(), comment="the page of one item"),
)

trouble = Table(
    "trouble",
    metadata,
    _key(),
    Column("run_id", Key, ForeignKey("run.id"), nullable=False, index=True),
    Column("kind", String(40), nullable=False, comment="failed, duplicate, lost"),
    Column("pointer", Said, nullable=False),
    Column("detail", Said, nullable=False),
)

record = Table(
    "record",
    metadata,
    _key(),
    _of("source"),
    Column("kind", String(20), nullable=False),
    Column("identifier", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("rules", String(64), nullable=False, comment="fingerprint of the rules that read it"),
    Column("sha256", String(64), nullable=False),
    Column("pointer", Said, nullable=False),
    Column("seen_in", Key, nullable=False, comment="the last run that saw it"),
    Column("state", String(20), nullable=False, comment="present, suspect, withdrawn"),
    Column("since", Key, comment="the run that saw it first"),
    Column("held", Boolean, nullable=False, server_default=false(), comment="kept by hand until seen again"),
    UniqueConstraint("source_id", "kind", "identifier"),
)

entry = Table(
    "entry",
    metadata,
    _key(),
    Column("uuid", String(36), nullable=False, unique=True),
    Column("iri", Text, nullable=False),
    Column("publisher", String(100), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("record_id", Key, ForeignKey("record.id"), nullable=False, index=True),
    Column("first_seen", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Column("version_id", Key, comment="the present version"),
    Column("assessment_id", Key, comment="the present assessment"),
    Column("replaced_by", Key, comment="the entry that this one turned out to be"),
)

version = Table(
    "version",
    metadata,
    _key(),
    Column("entry_id", Key, ForeignKey("entry.id"), nullable=False, index=True),
    Column("run_id", Key, ForeignKey("run.id"), nullable=False, index=True),
    Column("valid_from", Moment, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("record_hash", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("pointer", Said, nullable=False),
    Column("title", Said, nullable=False),
    Column("members", Text, nullable=False, comment="what it registers in the catalogue, as JSON"),
    Column("body", LargeBinary, nullable=False, comment="N-Triples, packed"),
    Column("reasons", LargeBinary, nullable=False, comment="JSON, packed"),
    Column("said", String(64), nullable=False, server_default="", comment="hash of the content, undated"),
    Column("modified", String(40), nullable=False, server_default="", comment="as it declares itself"),
)

assessment = Table(
    "assessment",
    metadata,
    _key(),
    Column("version_id", Key, ForeignKey("version.id"), nullable=False, index=True),
    Column("run_id", Key, ForeignKey("run.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("rules", String(64), nullable=False, comment="those that read it, then those that judged it"),
    Column("rubric", String(40), nullable=False),
    Column("published", Boolean, nullable=False),
    Column("waits_for_facts", Boolean, nullable=False),
    Column("score", Float),
    Column("coverage", Float, nullable=False),
    Column("label", String(40), nullable=False),
    Column("rubric_sha256", String(64), nullable=False, server_default="", comment="of the rubric's text"),
    Column("record_hash", String(64), nullable=False, server_default="", comment="of the record judged"),
    Column("sha256", String(64), nullable=False, server_default="", comment="of the payload it is in"),
    Column("pointer", Said, nullable=False, server_default=""),
    Column("read_in", Key, comment="the run that read that record; none: that of the version"),
    Column("verdicts", LargeBinary, comment="JSON, packed"),
)

finding = Table(
    "finding",
    metadata,
    _key(),
    Column("assessment_id", Key, ForeignKey("assessment.id"), nullable=False, index=True),
    Column("rule", String(100), nullable=False),
    Column("layer", String(40), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("fault", String(20), nullable=False),
    Column("focus", Text, nullable=False),
    Column("path", Said, nullable=False),
    Column("value", Said, nullable=False),
)

lease = Table(
    "lease",
    metadata,
    Column("name", String(250), primary_key=True),
    Column("holder", String(200), nullable=False),
    Column("until", Moment, nullable=False),
)

standing = Table(
    "standing",
    metadata,
    _key(),
    Column("record_id", Key, ForeignKey("record.id"), nullable=False, index=True),
    Column("run_id", Key, ForeignKey("run.id"), index=True, comment="none where a person did it"),
    Column("at", Moment, nullable=False),
    Column("state", String(20), nullable=False, comment="present, suspect, withdrawn"),
    Column("why", String(40), nullable=False),
    Column("by", String(200), nullable=False, comment="who said so; empty: the run itself"),
    Column("note", Said, nullable=False),
    _sealed(),
)

succession = Table(
    "succession",
    metadata,
    _key(),
    Column("source_id", Key, ForeignKey("source.id"), nullable=False, index=True),
    Column("run_id", Key, ForeignKey("run.id"), nullable=False),
    Column("former_id", Key, ForeignKey("record.id"), nullable=False),
    Column("record_id", Key, ForeignKey("record.id"), nullable=False),
    Column("known_as", Text, nullable=False, comment="the identifier that the entry keeps its name from"),
    Column("confidence", Float, nullable=False),
    Column("evidence", Text, nullable=False, comment="JSON"),
    Column("state", String(20), nullable=False, comment="proposed, applied, refused, contradicted"),
    Column("at", Moment, nullable=False),
    Column("decided_by", String(200), nullable=False, comment="empty: the evidence itself"),
    Column("decided_at", Moment),
    UniqueConstraint("former_id", "record_id"),
)

copy = Table(
    "copy",
    metadata,
    _key(),
    _of("source"),
    Column("entry_id", Key, ForeignKey("entry.id"), nullable=False, index=True),
    Column("since", Key, ForeignKey("run.id"), nullable=False, comment="the run that first saw it so"),
    Column("seen_in", Key, ForeignKey("run.id"), nullable=False, comment="the last run that saw it so"),
    Column("sha256", String(64), nullable=False, comment="payload it was read from"),
    Column("pointer", Said, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False, comment="what it says, JSON, packed"),
    Index("ix_copy_source_entry", "source_id", "entry_id"),
)

address = Table(
    "address",
    metadata,
    _key(),
    Column(
        "sha256",
        String(64),
        nullable=False,
        unique=True,
        comment="of the address: it may be too long to index",
    ),
    Column("url", Said, nullable=False),
    Column("host", String(255), nullable=False, index=True),
    Column("due_at", Moment, index=True, comment="when it may be asked again; none: it never was"),
)

link = Table(
    "link",
    metadata,
    _key(),
    Column("entry_id", Key, ForeignKey("entry.id"), nullable=False, index=True),
    Column("address_id", Key, ForeignKey("address.id"), nullable=False, index=True),
    Column("role", String(20), nullable=False),
    Column(
        "property", String(60), nullable=False, comment="that names it: dcat:downloadURL; none for a thing"
    ),
    Column(
        "subject",
        Said,
        nullable=False,
        comment="IRI of the node that names it; of a thing: where it was seen",
    ),
    Column("hint", String(40), nullable=False, comment="code of the format or protocol declared beside it"),
)

observation = Table(
    "observation",
    metadata,
    _key(),
    Column("address_id", Key, ForeignKey("address.id"), nullable=False),
    Column("role", String(20), nullable=False),
    Column("at", Moment, nullable=False),
    Column("day", Integer, nullable=False, comment="of that moment in UTC, counted from the year 1"),
    Column("vantage", String(100), nullable=False),
    Column("answer", String(10), nullable=False, comment="given, barred, failed, none"),
    Column("status", Integer),
    Column("failure", String(40), nullable=False),
    Column("discount", String(20), nullable=False),
    Column(
        "content", String(64), nullable=False, comment="what tells it from other content; empty: not seen"
    ),
    Column("sha256", String(64), nullable=False, comment="of the sample, which is a payload; empty: none"),
    Column("facts", LargeBinary, nullable=False, comment="the whole observation, JSON, packed"),
    _sealed(),
    Index("ix_observation_address_at", "address_id", "at"),
)

attestation = Table(
    "attestation",
    metadata,
    _key(),
    Column("uuid", String(36), nullable=False, index=True, comment="of the attestation that the act is on"),
    Column("act", String(20), nullable=False, comment="signed, reviewed, withdrawn"),
    Column("publisher", String(100), nullable=False, index=True),
    Column("check", String(20), nullable=False),
    Column("at", Moment, nullable=False),
    Column("body", Text, nullable=False, comment="JSON"),
    Column(
        "previous",
        String(64),
        nullable=False,
        unique=True,
        comment="hash of the act before it, empty for the first: the chain cannot fork",
    ),
    Column("hash", String(64), nullable=False, unique=True),
)

rubric = Table(
    "rubric",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("version", String(40), nullable=False, index=True),
    Column("text", LargeBinary, nullable=False, comment="as it was read, packed"),
    Column("first_used", Moment, nullable=False),
)

publisher_assessment = Table(
    "publisher_assessment",
    metadata,
    _key(),
    Column("publisher", String(100), nullable=False),
    Column("at", Moment, nullable=False),
    Column("rubric", String(40), nullable=False),
    Column("cause", String(20), nullable=False, comment="run, probe, attestation, rescore"),
    Column("value", Float),
    Column("coverage", Float, nullable=False),
    Column("body", LargeBinary, nullable=False, comment="principles and verdicts, JSON, packed"),
    _sealed(),
    Index("ix_publisher_assessment_publisher_at", "publisher", "at"),
)

event = Table(
    "event",
    metadata,
    _key(),
    Column("publisher", String(100), nullable=False),
    Column("at", Moment, nullable=False, comment="of the publication; later than that of any before it"),
    Column("verb", String(10), nullable=False, comment="Create, Update, Delete"),
    Column("iri", Text, nullable=False, comment="of the entry, or of the catalogue itself"),
    Column("catalogue", Text, nullable=False, comment="IRI of the catalogue that lists it"),
    Column("version_id", Key, ForeignKey("version.id"), comment="that was published; none: a catalogue"),
    Column("digest", String(64), nullable=False, comment="of the graph as published; empty: it is no more"),
    Column("body", LargeBinary, comment="N-Triples, packed, where they are not those of the version"),
    Column("linked", Boolean, nullable=False, comment="whether it leads to other entries"),
    Index("ix_event_publisher_iri", "publisher", "iri"),
    comment="what was published, changed and taken away; only added to, keys in the order of time",
)

acceptance = Table(
    "acceptance",
    metadata,
    _key(),
    Column("publisher", String(100), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("guard", String(20), nullable=False, comment="of a feed: shrink, identifiers, catalogue, base"),
    Column("most", Integer, comment="how many records the yes is for; none: whatever it comes to"),
    Column("by", String(200), nullable=False),
    Column("why", Said, nullable=False),
    Column("sha256", String(64), nullable=False, comment="of the copy that stood then; empty: none did"),
)
