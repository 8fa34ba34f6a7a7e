"""Moving to another ward with one's ward name."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "movings",
        sa.Column("name_id", sa.Uuid(), nullable=False),
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("slip_hash", sa.String(length=64), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["name_id"], ["ward_names.id"], name=op.f("fk_movings_name_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_movings_ward_id")),
        sa.PrimaryKeyConstraint("name_id", name=op.f("pk_movings")),
        sa.UniqueConstraint("slip_hash", name=op.f("uq_movings_slip_hash")),
    )
    with op.batch_alter_table("ward_names", schema=None) as batch_op:
        batch_op.add_column(sa.Column("speaks_as", sa.Uuid(), nullable=True))
