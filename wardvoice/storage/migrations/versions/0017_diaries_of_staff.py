"""Diaries of staff: a mail in the morning, and a calendar."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "diaries",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("mail_to", sa.String(length=200), nullable=False),
        sa.Column("mornings", sa.String(length=7), nullable=False),
        sa.Column("seen_to_on", sa.Date(), nullable=True),
        sa.Column("calendar_hash", sa.String(length=64), nullable=True),
        sa.Column("calendar_since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_diaries_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_diaries")),
        sa.UniqueConstraint("calendar_hash", name=op.f("uq_diaries_calendar_hash")),
    )
