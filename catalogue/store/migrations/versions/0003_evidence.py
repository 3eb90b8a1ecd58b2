"""What bears verdicts out: addresses and what probes saw, answers of people, rubrics, seals."""

import json
import zlib
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

REFUSED = "attestations are only added to"
SQLITE = "CREATE TRIGGER attestation_no_{0} BEFORE {0} ON attestation BEGIN SELECT RAISE(ABORT, '{1}'); END"
POSTGRESQL = """
CREATE OR REPLACE FUNCTION attestation_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{0}'; END $$;
CREATE TRIGGER attestation_no_change BEFORE UPDATE OR DELETE ON attestation
    FOR EACH ROW EXECUTE FUNCTION attestation_refuse();
CREATE TRIGGER attestation_no_truncate BEFORE TRUNCATE ON attestation
    FOR EACH STATEMENT EXECUTE FUNCTION attestation_refuse();
"""
ONLY_ADDED_TO = {
    "sqlite": [SQLITE.format(act, REFUSED) for act in ("update", "delete")],
    "postgresql": [POSTGRESQL.format(REFUSED)],
}
"""The database itself refuses to alter an act."""
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _seal()
    _copy()
    _address()
    _link()
    _observation()
    _attestation()
    _rubric()
    _publisher_assessment()
    _version()
    _assessment()
    _acceptance()


def downgrade() -> None:
    _unseal()
    _verdict()
    with op.batch_alter_table("assessment") as batch:
        for name in ("verdicts", "read_in", "pointer", "sha256", "record_hash", "rubric_sha256"):
            batch.drop_column(name)
    with op.batch_alter_table("version") as batch:
        for name in ("modified", "said"):
            batch.drop_column(name)
    for table in (
        "acceptance",
        "publisher_assessment",
        "rubric",
        "attestation",
        "observation",
        "link",
        "address",
        "copy",
    ):
        op.drop_table(table)
    op.drop_table("seal")
    op.drop_column("source", "catalogue_of")


def _seal() -> None:
    op.create_table(
        "seal",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("chain", sa.String(length=250), nullable=False),
        sa.Column("run_id", KEY, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_seal_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal")),
        sa.UniqueConstraint("chain", "previous", name=op.f("uq_seal_chain_previous")),
        sa.UniqueConstraint("hash", name=op.f("uq_seal_hash")),
    )
    op.create_index(op.f("ix_seal_chain"), "seal", ["chain"], unique=False)
    op.create_index(op.f("ix_seal_run_id"), "seal", ["run_id"], unique=False)
    op.add_column("run", sa.Column("seal", sa.String(length=64), nullable=False, server_default=""))
    if op.get_bind().dialect.name != "sqlite":  # which holds no text to its length
        op.alter_column("run", "scope", type_=sa.String(length=20), existing_nullable=False)
    with op.batch_alter_table("standing") as batch:
        batch.add_column(sa.Column("seal_id", KEY, nullable=True))
        batch.create_foreign_key(op.f("fk_standing_seal_id"), "seal", ["seal_id"], ["id"])
    op.create_index(op.f("ix_standing_seal_id"), "standing", ["seal_id"], unique=False)
    op.create_index(op.f("ix_version_run_id"), "version", ["run_id"], unique=False)
    op.create_index(op.f("ix_assessment_run_id"), "assessment", ["run_id"], unique=False)


def _unseal() -> None:
    op.drop_index(op.f("ix_version_run_id"), "version")
    op.drop_index(op.f("ix_assessment_run_id"), "assessment")
    op.drop_index(op.f("ix_standing_seal_id"), "standing")
    with op.batch_alter_table("standing") as batch:
        batch.drop_constraint(op.f("fk_standing_seal_id"), type_="foreignkey")
        batch.drop_column("seal_id")
    with op.batch_alter_table("run") as batch:
        batch.drop_column("seal")


def _copy() -> None:
    of_source = sa.Column("catalogue_of", sa.String(length=20), nullable=False, server_default="")
    op.add_column("source", of_source)
    op.create_table(
        "copy",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("source_id", KEY, nullable=False),
        sa.Column("entry_id", KEY, nullable=False),
        sa.Column("since", KEY, nullable=False),
        sa.Column("seen_in", KEY, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pointer", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_copy_source_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_copy_entry_id")),
        sa.ForeignKeyConstraint(["since"], ["run.id"], name=op.f("fk_copy_since")),
        sa.ForeignKeyConstraint(["seen_in"], ["run.id"], name=op.f("fk_copy_seen_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy")),
    )
    op.create_index(op.f("ix_copy_entry_id"), "copy", ["entry_id"], unique=False)
    op.create_index("ix_copy_source_entry", "copy", ["source_id", "entry_id"], unique=False)


def _address() -> None:
    op.create_table(
        "address",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
        sa.UniqueConstraint("sha256", name=op.f("uq_address_sha256")),
    )
    op.create_index(op.f("ix_address_host"), "address", ["host"], unique=False)
    op.create_index(op.f("ix_address_due_at"), "address", ["due_at"], unique=False)


def _link() -> None:
    op.create_table(
        "link",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("entry_id", KEY, nullable=False),
        sa.Column("address_id", KEY, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("property", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("hint", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_link_entry_id")),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name=op.f("fk_link_address_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    op.create_index(op.f("ix_link_entry_id"), "link", ["entry_id"], unique=False)
    op.create_index(op.f("ix_link_address_id"), "link", ["address_id"], unique=False)


def _observation() -> None:
    op.create_table(
        "observation",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("address_id", KEY, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("vantage", sa.String(length=100), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("failure", sa.String(length=40), nullable=False),
        sa.Column("discount", sa.String(length=20), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("seal_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name=op.f("fk_observation_address_id")),
        sa.ForeignKeyConstraint(["seal_id"], ["seal.id"], name=op.f("fk_observation_seal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    op.create_index(op.f("ix_observation_seal_id"), "observation", ["seal_id"], unique=False)
    op.create_index("ix_observation_address_at", "observation", ["address_id", "at"], unique=False)


def _attestation() -> None:
    op.create_table(
        "attestation",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("publisher", sa.String(length=100), nullable=False),
        sa.Column("check", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attestation")),
        sa.UniqueConstraint("hash", name=op.f("uq_attestation_hash")),
        sa.UniqueConstraint("previous", name=op.f("uq_attestation_previous")),
    )
    op.create_index(op.f("ix_attestation_uuid"), "attestation", ["uuid"], unique=False)
    op.create_index(op.f("ix_attestation_publisher"), "attestation", ["publisher"], unique=False)
    for statement in ONLY_ADDED_TO[op.get_bind().dialect.name]:
        op.execute(statement)


def _rubric() -> None:
    op.create_table(
        "rubric",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("first_used", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_rubric")),
    )
    op.create_index(op.f("ix_rubric_version"), "rubric", ["version"], unique=False)


def _publisher_assessment() -> None:
    op.create_table(
        "publisher_assessment",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("publisher", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rubric", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("coverage", sa.Float(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("seal_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["seal_id"], ["seal.id"], name=op.f("fk_publisher_assessment_seal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publisher_assessment")),
    )
    op.create_index(
        op.f("ix_publisher_assessment_seal_id"), "publisher_assessment", ["seal_id"], unique=False
    )
    op.create_index(
        "ix_publisher_assessment_publisher_at", "publisher_assessment", ["publisher", "at"], unique=False
    )


def _version() -> None:
    op.add_column("version", sa.Column("said", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("version", sa.Column("modified", sa.String(length=40), nullable=False, server_default=""))


def _assessment() -> None:
    for name, length in (("rubric_sha256", 64), ("record_hash", 64), ("sha256", 64)):
        column = sa.Column(name, sa.String(length=length), nullable=False, server_default="")
        op.add_column("assessment", column)
    op.add_column("assessment", sa.Column("pointer", sa.Text(), nullable=False, server_default=""))
    op.add_column("assessment", sa.Column("read_in", KEY, nullable=True))
    op.add_column("assessment", sa.Column("verdicts", sa.LargeBinary(), nullable=True))
    _pack_verdicts(op.get_bind())
    op.drop_table("verdict")


VERDICT = sa.table(
    "verdict",
    *(
        sa.column(name)
        for name in (
            "id",
            "assessment_id",
            "check",
            "principle",
            "outcome",
            "value",
            "fault",
            "reason",
            "evidence",
        )
    ),
)
ASSESSMENT = sa.table("assessment", sa.column("id"), sa.column("verdicts", sa.LargeBinary()))


def _pack_verdicts(connection: sa.Connection) -> None:
    """Put the verdicts of an assessment together: one row for each took most of a store and of its time."""
    v = VERDICT.c
    columns = (v.assessment_id, v.check, v.principle, v.outcome, v.value, v.fault, v.reason, v.evidence)
    rows = connection.execute(sa.select(*columns).order_by(v.assessment_id, v.id)).all()
    for assessment, group in groupby(rows, key=lambda row: row[0]):
        kept = [[*row[1:7], json.loads(row[7])] for row in group]
        packed = zlib.compress(json.dumps(kept).encode(), 1)
        connection.execute(sa.update(ASSESSMENT).where(ASSESSMENT.c.id == assessment).values(verdicts=packed))


def _verdict() -> None:
    """Make the table of rows again; what was packed goes with its column."""
    op.create_table(
        "verdict",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("assessment_id", KEY, nullable=False),
        sa.Column("check", sa.String(length=20), nullable=False),
        sa.Column("principle", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("fault", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=100), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_verdict_assessment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
    )
    op.create_index(op.f("ix_verdict_assessment_id"), "verdict", ["assessment_id"], unique=False)


def _acceptance() -> None:
    op.create_table(
        "acceptance",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("publisher", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("guard", sa.String(length=20), nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptance")),
    )
    op.create_index(op.f("ix_acceptance_publisher"), "acceptance", ["publisher"], unique=False)
