"""Preparing a meeting: how long it and each line may take, outreach, the questions of the week, ground rules."""

import sqlalchemy as sa
from alembic import op

from wardvoice.storage.base import UTC, Words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ground_rules",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("words", Words(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_ground_rules_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ground_rules")),
    )
    with op.batch_alter_table("ground_rules", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ground_rules_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "outreach_rounds",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column(
            "counted_by",
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
        sa.Column("offered", sa.Integer(), nullable=False),
        sa.Column("gave", sa.Integer(), nullable=False),
        sa.Column("declined", sa.Integer(), nullable=False),
        sa.Column("not_now", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["corrects_id"], ["outreach_rounds.id"], name=op.f("fk_outreach_rounds_corrects_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_outreach_rounds_meeting_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_outreach_rounds_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_rounds")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_outreach_rounds_corrects_id")),
    )
    with op.batch_alter_table("outreach_rounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outreach_rounds_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "questions",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("words", Words(), nullable=True),
        sa.Column(
            "decides",
            sa.Enum(
                "we-will-do",
                "we-will-weigh",
                "we-want-to-hear",
                name="decides",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["agenda_entries.id"], name=op.f("fk_questions_entry_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_questions_meeting_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_questions_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questions_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "question_answers",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column(
            "says",
            sa.Enum("for", "against", "unsure", name="says", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_question_answers_question_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_question_answers_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_answers")),
        sa.UniqueConstraint("question_id", "voice", name=op.f("uq_question_answers_question_id_voice")),
    )
    with op.batch_alter_table("agenda_entries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("placed_at", UTC(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("changed_at", UTC(timezone=True), nullable=True))

    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("minutes", sa.Integer(), nullable=True))
