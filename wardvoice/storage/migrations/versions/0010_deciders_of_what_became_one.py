"""Who can decide an item goes along when it becomes part of another."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("deciders", schema=None) as batch_op:
        batch_op.add_column(sa.Column("from_item_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_deciders_from_item_id"), "items", ["from_item_id"], ["id"])
