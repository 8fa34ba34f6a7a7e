"""When the last tick was."""

import sqlalchemy as sa
from alembic import op

import wardvoice.storage.base

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("heart", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ticked_at", wardvoice.storage.base.UTC(timezone=True), nullable=True))
