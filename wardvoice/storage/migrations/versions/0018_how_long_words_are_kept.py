"""How long words and names are kept: schedules, holds, and what was told to go."""

import sqlalchemy as sa
from alembic import op

import wardvoice.storage.base

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "retention_looks",
        sa.Column("chain", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_retention_looks")),
    )
    op.create_table(
        "retention_holds",
        sa.Column("ward_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.String(length=80), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("because", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("lifted_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_retention_holds_account_id")),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["accounts.id"], name=op.f("fk_retention_holds_lifted_by_id")),
        sa.ForeignKeyConstraint(["set_by_id"], ["accounts.id"], name=op.f("fk_retention_holds_set_by_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_retention_holds_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_holds")),
    )
    with op.batch_alter_table("retention_holds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_retention_holds_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "retention_schedules",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("words_years", sa.Integer(), nullable=False),
        sa.Column("comments_years", sa.Integer(), nullable=False),
        sa.Column("staff_years", sa.Integer(), nullable=False),
        sa.Column("names_years", sa.Integer(), nullable=False),
        sa.Column("concern_months", sa.Integer(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("agreed_by_id", sa.Uuid(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["accounts.id"], name=op.f("fk_retention_schedules_agreed_by_id")),
        sa.ForeignKeyConstraint(["set_by_id"], ["accounts.id"], name=op.f("fk_retention_schedules_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_schedules")),
        sa.UniqueConstraint("n", name=op.f("uq_retention_schedules_n")),
    )
    op.create_table(
        "retention_removals",
        sa.Column("ward_id", sa.Uuid(), nullable=True),
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "words", "comments", "names", "staff", name="kind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("announced_on", sa.Date(), nullable=False),
        sa.Column("goes_on", sa.Date(), nullable=False),
        sa.Column("over_before", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["retention_schedules.id"], name=op.f("fk_retention_removals_schedule_id")
        ),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_retention_removals_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_removals")),
    )
    with op.batch_alter_table("retention_removals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_retention_removals_ward_id"), ["ward_id"], unique=False)
