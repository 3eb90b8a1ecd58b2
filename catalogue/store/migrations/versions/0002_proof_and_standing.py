"""What proves a run, where it may go on, and how each record came to stand as it does."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _run()
    _page()
    _source()
    _record()
    _entry()
    _standing()
    _succession()


def downgrade() -> None:
    op.drop_table("succession")
    op.drop_table("standing")
    for table, columns in ADDED.items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)


ADDED = {
    "entry": ("replaced_by",),
    "record": ("since", "held"),
    "source": ("bookmark", "bookmark_rules", "aggregator"),
    "page": ("asked", "link", "etag", "last_modified", "whole", "item"),
    "run": ("scope", "resumed_from", "ending", "moved", "accepted_by", "accepted_at", "accepted_why"),
}


def _run() -> None:
    scope = sa.Column("scope", sa.String(length=10), nullable=False, server_default="whole")
    op.add_column("run", scope)
    op.add_column("run", sa.Column("resumed_from", KEY, nullable=True))
    op.add_column("run", sa.Column("ending", sa.String(length=100), nullable=False, server_default=""))
    op.add_column("run", sa.Column("moved", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("run", sa.Column("accepted_by", sa.String(length=200), nullable=True))
    op.add_column("run", sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("run", sa.Column("accepted_why", sa.Text(), nullable=True))


def _page() -> None:
    for name in ("asked", "link", "etag", "last_modified"):
        op.add_column("page", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in ("whole", "item"):
        op.add_column("page", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))


def _source() -> None:
    op.add_column("source", sa.Column("bookmark", sa.LargeBinary(), nullable=True))
    op.add_column("source", sa.Column("bookmark_rules", sa.String(length=64), nullable=True))
    op.add_column("source", sa.Column("aggregator", sa.Boolean(), nullable=False, server_default=sa.false()))


def _record() -> None:
    op.add_column("record", sa.Column("since", KEY, nullable=True))
    op.add_column("record", sa.Column("held", sa.Boolean(), nullable=False, server_default=sa.false()))


def _entry() -> None:
    op.add_column("entry", sa.Column("replaced_by", KEY, nullable=True))


def _standing() -> None:
    op.create_table(
        "standing",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("run_id", KEY, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_standing_record_id")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_standing_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing")),
    )
    op.create_index(op.f("ix_standing_record_id"), "standing", ["record_id"], unique=False)
    op.create_index(op.f("ix_standing_run_id"), "standing", ["run_id"], unique=False)


def _succession() -> None:
    op.create_table(
        "succession",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("source_id", KEY, nullable=False),
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("former_id", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("known_as", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_succession_source_id")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_succession_run_id")),
        sa.ForeignKeyConstraint(["former_id"], ["record.id"], name=op.f("fk_succession_former_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_succession_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession")),
        sa.UniqueConstraint("former_id", "record_id", name=op.f("uq_succession_former_id_record_id")),
    )
    op.create_index(op.f("ix_succession_source_id"), "succession", ["source_id"], unique=False)
