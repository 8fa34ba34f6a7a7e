"""What is raised again: who else it matters to, what was split, dated answers, and an index of the words."""

import sqlalchemy as sa
from alembic import op

import wardvoice.storage.base
from wardvoice.storage.full_text import create_index

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "splits",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("first_part", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("second_part", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_splits_item_id")),
        sa.ForeignKeyConstraint(["second_id"], ["items.id"], name=op.f("fk_splits_second_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_splits_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_splits")),
        sa.UniqueConstraint("item_id", name=op.f("uq_splits_item_id")),
        sa.UniqueConstraint("second_id", name=op.f("uq_splits_second_id")),
    )
    op.create_table(
        "supports",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("ward_name_id", sa.Uuid(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_supports_item_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_supports_ward_id")),
        sa.ForeignKeyConstraint(["ward_name_id"], ["ward_names.id"], name=op.f("fk_supports_ward_name_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supports")),
        sa.UniqueConstraint("item_id", "ward_name_id", name=op.f("uq_supports_item_id_ward_name_id")),
    )
    with op.batch_alter_table("supports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supports_ward_name_id"), ["ward_name_id"], unique=False)

    with op.batch_alter_table("outcomes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("by_when", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("in_charge", sa.Boolean(), nullable=True))

    create_index(op.get_bind())
