"""The hospital's own accounts sign on: what groups give, whose account is whose, and who knocked."""

import sqlalchemy as sa
from alembic import op

import wardvoice.storage.base

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "knocks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knocks")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_knocks_issuer_subject")),
    )
    op.create_table(
        "sign_on_tries",
        sa.Column("state_hash", sa.String(length=64), nullable=False),
        sa.Column("at", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.Column("wrong", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("state_hash", name=op.f("pk_sign_on_tries")),
    )
    op.create_table(
        "group_parts",
        sa.Column("name", wardvoice.storage.base.Words(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "staff",
                "manager",
                "lead",
                "duty",
                name="grouprole",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("ward_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_group_parts_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_parts")),
    )
    with op.batch_alter_table("group_parts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_parts_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "hospital_accounts",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", wardvoice.storage.base.Words(), nullable=False),
        sa.Column("subject", wardvoice.storage.base.Words(), nullable=False),
        sa.Column("username", wardvoice.storage.base.Words(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_hospital_accounts_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hospital_accounts")),
    )
    with op.batch_alter_table("hospital_accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hospital_accounts_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "uq_hospital_accounts_account",
            ["account_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            "uq_hospital_accounts_subject",
            ["issuer", "subject"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )

    op.create_table(
        "parts_by_group",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("group_part_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["group_part_id"], ["group_parts.id"], name=op.f("fk_parts_by_group_group_part_id")),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name=op.f("fk_parts_by_group_membership_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parts_by_group")),
        sa.UniqueConstraint("membership_id", name=op.f("uq_parts_by_group_membership_id")),
    )
    with op.batch_alter_table("parts_by_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parts_by_group_group_part_id"), ["group_part_id"], unique=False)
