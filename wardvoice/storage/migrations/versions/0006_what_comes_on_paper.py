"""What comes on paper: outage packs with their numbers, and the day on which a form was typed in."""

import sqlalchemy as sa
from alembic import op

import wardvoice.storage.base

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_packs",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=3), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("forms", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_paper_packs_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_packs")),
        sa.UniqueConstraint("ward_id", "n", name=op.f("uq_paper_packs_ward_id_n")),
    )
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("typed_in_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("form_number", sa.Integer(), nullable=True))
        batch_op.create_index("ix_items_ward_id_form_number", ["ward_id", "form_number"], unique=True)
