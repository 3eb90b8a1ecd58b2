"""Pushes to portals: plans, their steps, the journal of calls, and what was placed where."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_installation")),
    )
    _plan()
    _step()
    _call()
    _placement()


def downgrade() -> None:
    for table in ("placement", "push_call", "push_step", "push_plan", "installation"):
        op.drop_table(table)


def _key(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _plan() -> None:
    op.create_table(
        "push_plan",
        *_key("push_plan"),
        sa.Column("target", sa.String(length=100), nullable=False),
        sa.Column("identity", sa.String(length=250), nullable=False),
        sa.Column("store", sa.String(length=36), nullable=False),
        sa.Column("publishers", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("standing", sa.Integer(), nullable=False),
        sa.Column("blocked", sa.Text(), nullable=False),
        sa.Column("asks", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("accepted_by", sa.String(length=200), nullable=False, server_default=""),
        sa.Column("accepted_at", MOMENT, nullable=True),
        sa.Column("accepted_why", sa.Text(), nullable=False, server_default=""),
        sa.Column("began_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
    )
    op.create_index(op.f("ix_push_plan_target"), "push_plan", ["target"], unique=False)


def _step() -> None:
    op.create_table(
        "push_step",
        *_key("push_step"),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("publisher", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(length=100), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("remote_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("stood", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("body", sa.String(length=64), nullable=False),
        sa.Column("differences", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("said", sa.Text(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["plan_id"], ["push_plan.id"], name=op.f("fk_push_step_plan_id")),
    )
    op.create_index("ix_push_step_plan_number", "push_step", ["plan_id", "number"], unique=True)
    op.create_index("ix_push_step_plan_state", "push_step", ["plan_id", "state"], unique=False)


def _call() -> None:
    op.create_table(
        "push_call",
        *_key("push_call"),
        sa.Column("step_id", KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("said", sa.Text(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["step_id"], ["push_step.id"], name=op.f("fk_push_call_step_id")),
    )
    op.create_index(op.f("ix_push_call_step_id"), "push_call", ["step_id"], unique=False)


def _placement() -> None:
    op.create_table(
        "placement",
        *_key("placement"),
        sa.Column("identity", sa.String(length=250), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("remote_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("publisher", sa.String(length=100), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("sent", sa.String(length=64), nullable=False),
        sa.Column("stood", sa.String(length=64), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("adopted", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["push_plan.id"], name=op.f("fk_placement_plan_id")),
        sa.UniqueConstraint("identity", "uuid", name=op.f("uq_placement_identity_uuid")),
    )
