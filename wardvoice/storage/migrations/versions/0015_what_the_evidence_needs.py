"""What reps say about the figures, criteria in use, and what reviewers looked at."""

import sqlalchemy as sa
from alembic import op

import wardvoice.storage.base

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "editions",
        sa.Column("name", wardvoice.storage.base.Words(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
    )
    op.create_table(
        "criteria",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("words", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_criteria_edition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria")),
        sa.UniqueConstraint("edition_id", "theme", "number", name=op.f("uq_criteria_edition_id_theme_number")),
    )
    with op.batch_alter_table("criteria", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criteria_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "evidence_comments",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("words", wardvoice.storage.base.Words(), nullable=True),
        sa.Column(
            "said_as",
            sa.Enum(
                "patient",
                "rep",
                "deputy",
                "peer",
                "staff",
                "manager",
                "lead",
                "advocate",
                "listener",
                "duty",
                "admin",
                "reviewer",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_evidence_comments_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_comments")),
        sa.UniqueConstraint("ward_id", "first", "last", "n", name=op.f("uq_evidence_comments_ward_id_first_last_n")),
    )
    op.create_table(
        "evidence_views",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("ward_id", sa.Uuid(), nullable=True),
        sa.Column("page", sa.String(length=60), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("at", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_evidence_views_account_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_evidence_views_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_views")),
    )
    with op.batch_alter_table("evidence_views", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_views_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_views_ward_id"), ["ward_id"], unique=False)

    # What is counted for a span of days is found by its day.
    op.create_index("ix_promises_due", "promises", ["due"])
    op.create_index("ix_actions_ward_id_made_on", "actions", ["ward_id", "made_on"])
    for table in ("confirmations", "supports", "answer_replies", "question_answers"):
        op.create_index(f"ix_{table}_ward_id_day", table, ["ward_id", "day"])
    by_a_stand_in = sa.text("""body LIKE '%"role":"stand-in"%'""")
    op.create_index(
        "ix_history_in_the_reps_place",
        "history",
        ["chain"],
        sqlite_where=by_a_stand_in,
        postgresql_where=by_a_stand_in,
    )
