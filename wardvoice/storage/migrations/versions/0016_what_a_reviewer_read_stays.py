"""What a reviewer read stays written down: the database refuses to change or remove it."""

from alembic import op

from wardvoice.storage.triggers import keep_views

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    keep_views(op.get_bind())
