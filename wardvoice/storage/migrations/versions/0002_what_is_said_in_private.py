"""What is said in private: readers' keys, duties and covers; where its log stands; the station screen, the duty list."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROLES = (
    "patient", "rep", "deputy", "peer", "staff", "manager", "lead", "advocate", "listener", "admin", "reviewer", "duty",
)  # fmt: skip
WIDENED = (
    ("memberships", "role", "role", ROLES),
    ("ward_cards", "drawn_by_role", "role", ROLES),
    ("terms", "given_by_role", "role", ROLES),
    ("screens", "kind", "screenkind", ("terminal", "laptop", "board", "station")),
)
"""Columns whose fixed set of codes has grown, with the name of the set."""


def upgrade() -> None:
    op.create_table(
        "covers",
        sa.Column("ward_id", sa.Uuid(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "advocate",
                "listener",
                "manager",
                name="readerkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_covers_account_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_covers_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_covers")),
    )
    with op.batch_alter_table("covers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_covers_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_covers_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "duties_taken",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("ward_id", sa.Uuid(), nullable=True),
        sa.Column(
            "duty",
            sa.Enum("read", "paper", name="duty", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_duties_taken_account_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_duties_taken_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties_taken")),
    )
    with op.batch_alter_table("duties_taken", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duties_taken_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_duties_taken_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "log_anchors",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_anchors")),
        sa.UniqueConstraint("day", name=op.f("uq_log_anchors_day")),
    )

    op.create_table(
        "reader_keys",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("recovery", sa.LargeBinary(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("present_on", sa.Date(), nullable=True),
        sa.Column("mail_to", sa.String(length=200), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_reader_keys_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reader_keys")),
    )
    with op.batch_alter_table("reader_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reader_keys_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "uq_reader_keys_in_use",
            ["account_id"],
            unique=True,
            sqlite_where=sa.text("retired_on IS NULL"),
            postgresql_where=sa.text("retired_on IS NULL"),
        )

    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_items_slip_hash"), ["slip_hash"], unique=False)

    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unlocked", sa.LargeBinary(), nullable=True))

    op.drop_table("drafts")  # words that were not sent, and that lay there unlocked: whoever wrote them begins anew
    op.create_table(
        "drafts",
        sa.Column("whose", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("typed", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("whose", "address", name=op.f("pk_drafts")),
    )

    for table, column, name, codes in WIDENED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(op.f(name), type_="check")
            batch_op.create_check_constraint(op.f(name), sa.column(column).in_(codes))
