"""Which rows of the history name an account, to be found without reading all of them."""

import re
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

AN_ID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
BATCH = 2_000


def upgrade() -> None:
    people = op.create_table(
        "history_people",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("chain", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "chain", "seq", name=op.f("pk_history_people")),
    )
    op.add_column("history_chains", sa.Column("noted", sa.Integer(), server_default="0", nullable=False))
    for table, column in (("outcomes", "given_by_id"), ("reports", "by_id"), ("items", "written_by_id")):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
    _fill(op.get_bind(), people)
    op.execute("UPDATE history_chains SET noted = length")


def _fill(bind: sa.Connection, people: sa.Table) -> None:
    """Look once through all that was written so far; from now on each event notes whom it names."""
    accounts = set(bind.scalars(sa.select(sa.table("accounts", sa.column("id", sa.Uuid())).c.id)))
    history = sa.table(
        "history", sa.column("chain", sa.Uuid()), sa.column("seq", sa.Integer()), sa.column("body", sa.Text())
    )
    for chain in list(bind.scalars(sa.select(history.c.chain).distinct())):
        last = 0
        while rows := bind.execute(
            sa.select(history.c.seq, history.c.body)
            .where(history.c.chain == chain, history.c.seq > last)
            .order_by(history.c.seq)
            .limit(BATCH)
        ).all():
            last = rows[-1].seq
            found = [
                {"account_id": account_id, "chain": chain, "seq": seq}
                for seq, body in rows
                for account_id in {UUID(one) for one in AN_ID.findall(body)} & accounts
            ]
            if found:
                bind.execute(sa.insert(people), found)
