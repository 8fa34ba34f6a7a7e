"""A link to an earlier item that was wrong is taken back; which links a person said, and which follow from others."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("item_links", schema=None) as batch_op:
        batch_op.add_column(sa.Column("follows", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("taken_back_on", sa.Date(), nullable=True))
