"""Who can decide an item and whether they came; an owner who says "not mine"; how the time of a meeting goes."""

import sqlalchemy as sa
from alembic import op

import wardvoice.storage.base

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "room_clocks",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("since", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.Column("paused_at", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column("paused_seconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_room_clocks_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_room_clocks")),
    )
    op.create_table(
        "deciders",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("job", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("named_on", sa.Date(), nullable=False),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_deciders_account_id")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_deciders_item_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_deciders_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deciders")),
    )
    with op.batch_alter_table("deciders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deciders_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deciders_item_id"), ["item_id"], unique=False)

    op.create_table(
        "deciders_at",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("decider_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column(
            "coming",
            sa.Enum("yes", "somebody-else", "no", name="coming", native_enum=False, create_constraint=True, length=20),
            nullable=True,
        ),
        sa.Column("instead", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["decider_id"], ["deciders.id"], name=op.f("fk_deciders_at_decider_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_deciders_at_meeting_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_deciders_at_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deciders_at")),
        sa.UniqueConstraint("decider_id", "meeting_id", name=op.f("uq_deciders_at_decider_id_meeting_id")),
    )
    with op.batch_alter_table("deciders_at", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deciders_at_meeting_id"), ["meeting_id"], unique=False)

    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("not_mine_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("not_mine_because", wardvoice.storage.base.Words(), nullable=True))
        batch_op.add_column(sa.Column("perhaps", wardvoice.storage.base.Words(), nullable=True))
