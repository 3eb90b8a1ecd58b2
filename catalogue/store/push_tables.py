"""The tables of pushing: plans with their steps, the journal of calls, and what we had targets keep.

No table of these holds a password, a token or an address with either in it.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from catalogue.store.tables import Key, Moment, Said, metadata

__all__ = ["installation", "placement", "push_call", "push_plan", "push_step"]


def _key() -> Column[int]:
    return Column("id", Key, primary_key=True, autoincrement=True)


installation = Table(
    "installation",
    metadata,
    Column("uuid", String(36), primary_key=True, comment="tells this database from every other"),
    Column("made_at", Moment, nullable=False),
)

push_plan = Table(
    "push_plan",
    metadata,
    _key(),
    Column("target", String(100), nullable=False, index=True),
    Column("identity", String(250), nullable=False, comment="of the portal and its database"),
    Column("store", String(36), nullable=False, comment="the installation that it was made from"),
    Column("publishers", Text, nullable=False, comment="JSON"),
    Column("made_at", Moment, nullable=False),
    Column("basis", String(64), nullable=False, comment="fingerprint of what it rests on"),
    Column("unchanged", Integer, nullable=False),
    Column("standing", Integer, nullable=False, comment="of ours at the target, when it was made"),
    Column("blocked", Text, nullable=False, comment="why it cannot be carried out, as JSON"),
    Column("asks", Text, nullable=False, comment="what a person must say yes to, as JSON"),
    Column("state", String(20), nullable=False, comment="planned, begun, applied"),
    Column("accepted_by", String(200), nullable=False, server_default=""),
    Column("accepted_at", Moment),
    Column("accepted_why", Said, nullable=False, server_default=""),
    Column("began_at", Moment),
    Column("ended_at", Moment),
)

push_step = Table(
    "push_step",
    metadata,
    _key(),
    Column("plan_id", Key, ForeignKey("push_plan.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("act", String(10), nullable=False),
    Column("uuid", String(36), nullable=False),
    Column("publisher", String(100), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("title", Said, nullable=False),
    Column("rule", String(100), nullable=False, comment="key of the message that says what decides"),
    Column("facts", Said, nullable=False, comment="of that message, as JSON"),
    Column("remote_id", Said, nullable=False),
    Column("name", Said, nullable=False),
    Column("stamp", Said, nullable=False, comment="of what stood"),
    Column("stood", String(64), nullable=False, comment="hash of what stood"),
    Column("version", String(64), nullable=False, comment="hash of the version to send"),
    Column("body", String(64), nullable=False, comment="hash of what is to stand"),
    Column("differences", LargeBinary, nullable=False, comment="JSON, packed"),
    Column("state", String(10), nullable=False, comment="planned, started, done, refused"),
    Column("said", Said, nullable=False, server_default="", comment="why it was refused, as JSON"),
    Index("ix_push_step_plan_number", "plan_id", "number", unique=True),
    Index("ix_push_step_plan_state", "plan_id", "state"),
)

push_call = Table(
    "push_call",
    metadata,
    _key(),
    Column("step_id", Key, ForeignKey("push_step.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False, comment="written before anything is asked"),
    Column("ended_at", Moment),
    Column("outcome", String(10), nullable=False, comment="empty: not known; done, found, refused, failed"),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("said", Said, nullable=False, server_default="", comment="what came of it, as JSON"),
)

placement = Table(
    "placement",
    metadata,
    _key(),
    Column("identity", String(250), nullable=False),
    Column("uuid", String(36), nullable=False),
    Column("remote_id", Said, nullable=False),
    Column("name", Said, nullable=False),
    Column("publisher", String(100), nullable=False),
    Column("version", String(64), nullable=False, comment="hash of the version that was sent"),
    Column("sent", String(64), nullable=False, comment="hash of the body that was to stand"),
    Column("stood", String(64), nullable=False, comment="hash of what stood after our last write"),
    Column("stamp", Said, nullable=False),
    Column("at", Moment, nullable=False),
    Column("adopted", Boolean, nullable=False, comment="known by our mark there, not written by us"),
    Column("state", String(10), nullable=False, comment="standing, gone"),
    Column("plan_id", Key, ForeignKey("push_plan.id"), nullable=False, comment="that last touched it"),
    Unique("identity", "uuid"),
)
