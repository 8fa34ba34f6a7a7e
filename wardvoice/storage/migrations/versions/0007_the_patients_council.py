"""The patients' council: which item of a ward stands before it, as which of its own, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

REASONS = ("carried-over", "raised-again", "not-accepted")


def upgrade() -> None:
    reason = sa.Enum(*REASONS, name="escalatedbecause", native_enum=False, create_constraint=True, length=20)
    op.create_table(
        "escalations",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("origin_id", sa.Uuid(), nullable=False),
        sa.Column("reason", reason, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_escalations_item_id")),
        sa.ForeignKeyConstraint(["origin_id"], ["items.id"], name=op.f("fk_escalations_origin_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_escalations_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalations")),
        sa.UniqueConstraint("origin_id", "reason", "turn", name=op.f("uq_escalations_origin_id_reason_turn")),
    )
    with op.batch_alter_table("escalations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_escalations_item_id"), ["item_id"], unique=False)
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_items_origin_id"), ["origin_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_items_origin_id"), "items", ["origin_id"], ["id"])
