"""Words removed for good before their time: one person asks, another decides."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "removal_requests",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column(
            "because",
            sa.Enum(
                "names-somebody",
                "private-health",
                "threat",
                "security",
                "hate",
                name="hidebecause",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("first_by_id", sa.Uuid(), nullable=False),
        sa.Column("first_by_advocate", sa.Boolean(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("second_by_id", sa.Uuid(), nullable=True),
        sa.Column("second_on", sa.Date(), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["ended_by_id"], ["accounts.id"], name=op.f("fk_removal_requests_ended_by_id")),
        sa.ForeignKeyConstraint(["first_by_id"], ["accounts.id"], name=op.f("fk_removal_requests_first_by_id")),
        sa.ForeignKeyConstraint(["second_by_id"], ["accounts.id"], name=op.f("fk_removal_requests_second_by_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_removal_requests_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removal_requests")),
    )
    with op.batch_alter_table("removal_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_removal_requests_ward_id"), ["ward_id"], unique=False)
