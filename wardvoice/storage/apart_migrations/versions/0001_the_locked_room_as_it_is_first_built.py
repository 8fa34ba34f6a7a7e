"""The locked room as it is first built."""

import sqlalchemy as sa
from alembic import op

import wardvoice.storage.base

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("about_staff", sa.Boolean(), nullable=False),
        sa.Column("raised_at", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.Column("repeats", sa.Integer(), nullable=False),
        sa.Column("pressed", sa.LargeBinary(length=32), nullable=True),
        sa.Column("passed_on_at", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column("taken_at", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("taken_off_ward", sa.Boolean(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("ward_id", "place", "about_staff", name=op.f("uq_alerts_ward_id_place_about_staff")),
    )
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alerts_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "closed_alerts",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "shift",
            sa.Enum("day", "night", name="shiftname", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("about_staff", sa.Boolean(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_alerts")),
    )
    with op.batch_alter_table("closed_alerts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closed_alerts_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "command_tests",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("worked", sa.Boolean(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_command_tests")),
    )
    op.create_table(
        "concerns",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column(
            "recipient",
            sa.Enum(
                "advocate",
                "listener",
                "manager",
                "both",
                name="recipient",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "morning",
                "afternoon",
                "evening",
                "night",
                name="partofday",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "new",
                "seen",
                "looked-into",
                "answered",
                "closed",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("lookup", sa.LargeBinary(), nullable=True),
        sa.Column("answer_public", sa.LargeBinary(), nullable=True),
        sa.Column("answer_private", sa.LargeBinary(), nullable=True),
        sa.Column(
            "theme",
            sa.Enum(
                "staff-conduct",
                "restraint",
                "safety",
                "respect",
                "discrimination",
                "medicine",
                "leave",
                "privacy",
                "food-and-rooms",
                "other-patients",
                "something-else",
                name="theme",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("about_staff", sa.Boolean(), nullable=True),
        sa.Column("treated_differently", sa.Boolean(), nullable=True),
        sa.Column("protective_step", sa.LargeBinary(), nullable=True),
        sa.Column("worker_said", sa.LargeBinary(), nullable=True),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("complaint_passed_on", sa.Date(), nullable=True),
        sa.Column("unfounded", sa.Boolean(), nullable=False),
        sa.Column("unfounded_first_by", sa.Uuid(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("not_needed_by", sa.String(length=200), nullable=False),
        sa.Column("legal_hold", sa.Boolean(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concerns")),
        sa.UniqueConstraint("lookup", name=op.f("uq_concerns_lookup")),
    )
    with op.batch_alter_table("concerns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concerns_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "heart",
        sa.Column("beat", sa.LargeBinary(), nullable=False),
        sa.Column("ticked_at", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heart")),
    )
    op.create_table(
        "in_charge",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "shift",
            sa.Enum("day", "night", name="shiftname", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_in_charge")),
        sa.UniqueConstraint("ward_id", name=op.f("uq_in_charge_ward_id")),
    )
    op.create_table(
        "listening",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("screen_id", sa.Uuid(), nullable=False),
        sa.Column("heard_at", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column("tested_at", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listening")),
        sa.UniqueConstraint("screen_id", name=op.f("uq_listening_screen_id")),
    )
    with op.batch_alter_table("listening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listening_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "log",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("thing", sa.LargeBinary(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("at", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("sent", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_log")),
        sa.UniqueConstraint("sent", name=op.f("uq_log_sent")),
        sa.UniqueConstraint("seq", name=op.f("uq_log_seq")),
    )
    with op.batch_alter_table("log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_log_thing"), ["thing"], unique=False)

    op.create_table(
        "pools",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column(
            "pool",
            sa.Enum("off-ward", "manager", name="pool", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("looked_at", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.Column("held_back", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ward_id", "pool", name=op.f("pk_pools")),
    )
    op.create_table(
        "slips_open",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slips_open")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_slips_open_token_hash")),
    )
    op.create_table(
        "waiting",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column(
            "recipient",
            sa.Enum(
                "advocate",
                "listener",
                "manager",
                "both",
                name="recipient",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("again", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting")),
    )
    op.create_table(
        "copies",
        sa.Column("concern_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concerns.id"], name=op.f("fk_copies_concern_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copies")),
    )
    with op.batch_alter_table("copies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_copies_concern_id"), ["concern_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_copies_key_id"), ["key_id"], unique=False)

    op.create_table(
        "letters",
        sa.Column("concern_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("from_writer", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "morning",
                "afternoon",
                "evening",
                "night",
                name="partofday",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("for_writer", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concerns.id"], name=op.f("fk_letters_concern_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letters_concern_id"), ["concern_id"], unique=False)

    op.create_table(
        "retellings",
        sa.Column("concern_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column(
            "where",
            sa.Enum("meeting", "board", name="where", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "agreed",
                "approved",
                "shown",
                "dropped",
                name="telling",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "theme",
            sa.Enum(
                "staff-conduct",
                "restraint",
                "safety",
                "respect",
                "discrimination",
                "medicine",
                "leave",
                "privacy",
                "food-and-rooms",
                "other-patients",
                "something-else",
                name="theme",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("shown_on", sa.Date(), nullable=True),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concerns.id"], name=op.f("fk_retellings_concern_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retellings")),
    )
    with op.batch_alter_table("retellings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_retellings_concern_id"), ["concern_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_retellings_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "safeguards",
        sa.Column("concern_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concerns.id"], name=op.f("fk_safeguards_concern_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safeguards")),
    )
    with op.batch_alter_table("safeguards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_safeguards_concern_id"), ["concern_id"], unique=False)

    op.create_table(
        "letter_copies",
        sa.Column("letter_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_letter_copies_letter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_copies")),
    )
    with op.batch_alter_table("letter_copies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_copies_letter_id"), ["letter_id"], unique=False)
