"""The house as it is first built."""

import sqlalchemy as sa
from alembic import op

import wardvoice.storage.base
from wardvoice.storage.triggers import create_triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", wardvoice.storage.base.Words(), nullable=False),
        sa.Column("job", wardvoice.storage.base.Words(), nullable=False),
        sa.Column("username", wardvoice.storage.base.Words(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("conduct_accepted_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("username", name=op.f("uq_accounts_username")),
    )
    op.create_table(
        "drafts",
        sa.Column("whose", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("whose", "address", name=op.f("pk_drafts")),
    )
    op.create_table(
        "history",
        sa.Column("chain", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("thing", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_history")),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_history_thing"), ["thing"], unique=False)

    op.create_table(
        "history_chains",
        sa.Column("chain", sa.Uuid(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_history_chains")),
    )
    op.create_table(
        "sent_once",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("thing", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_sent_once")),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "person_kind",
            sa.Enum("account", "ward-name", name="kind", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("ward_id", sa.Uuid(), nullable=True),
        sa.Column("screen_id", sa.Uuid(), nullable=True),
        sa.Column("expires", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_person_id"), ["person_id"], unique=False)

    op.create_table(
        "tries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "password",
                "pin",
                "card",
                "screen",
                name="trykind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("at", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.Column("forgiven", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tries")),
    )
    with op.batch_alter_table("tries", schema=None) as batch_op:
        batch_op.create_index("ix_tries_kind_who", ["kind", "who"], unique=False)

    op.create_table(
        "wards",
        sa.Column("name", wardvoice.storage.base.Words(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("ward", "council", name="wardkind", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("beds", sa.Integer(), nullable=False),
        sa.Column("place", wardvoice.storage.base.Words(), nullable=False),
        sa.Column("numbers", wardvoice.storage.base.Words(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wards")),
    )
    op.create_table(
        "history_words",
        sa.Column("chain", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chain", "seq"], ["history.chain", "history.seq"], name=op.f("fk_history_words_chain_seq")
        ),
        sa.PrimaryKeyConstraint("chain", "seq", "n", name=op.f("pk_history_words")),
    )
    op.create_table(
        "meetings",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ward",
                "mutual-help",
                "council",
                "coproduction",
                name="meetingkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("place", wardvoice.storage.base.Words(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "published",
                "open",
                "closed",
                "not-held",
                name="meetingstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("published_at", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column("opened_at", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column("closed_at", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column(
            "not_held_because",
            sa.Enum(
                "short-of-staff",
                "no-chair",
                "incident",
                "infection",
                "patients-chose",
                "other",
                name="notheldbecause",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("not_held_words", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("stopped_early_because", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("patients_on_ward", sa.Integer(), nullable=True),
        sa.Column("chair", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("facilitator", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("chaired_by_patient", sa.Boolean(), nullable=True),
        sa.Column("scribe_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_meetings_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("ward_id", "kind", "day", name=op.f("uq_meetings_ward_id_kind_day")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index("ix_meetings_ward_id_day", ["ward_id", "day"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("ward_id", sa.Uuid(), nullable=True),
        sa.Column(
            "role",
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
                "admin",
                "reviewer",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_memberships_account_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_memberships_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memberships_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_memberships_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "screens",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "terminal", "laptop", "board", name="screenkind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("place", wardvoice.storage.base.Words(), nullable=False),
        sa.Column("invited_on", sa.Date(), nullable=False),
        sa.Column("enrolled_on", sa.Date(), nullable=True),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("code_expires", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("last_seen", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_screens_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_screens_token_hash")),
    )
    with op.batch_alter_table("screens", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_screens_code_hash"), ["code_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_screens_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "standing_items",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ward",
                "mutual-help",
                "council",
                "coproduction",
                name="meetingkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("title", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("at_end", sa.Boolean(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_standing_items_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_items")),
    )
    with op.batch_alter_table("standing_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_standing_items_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "ward_cards",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column(
            "drawn_by_role",
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
                "admin",
                "reviewer",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_ward_cards_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ward_cards")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_ward_cards_code_hash")),
    )
    with op.batch_alter_table("ward_cards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ward_cards_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "ward_names",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("word", wardvoice.storage.base.Words(), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=False),
        sa.Column("first_used", sa.Date(), nullable=False),
        sa.Column("last_used", sa.Date(), nullable=False),
        sa.Column("notice_until", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column("provisional_until", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column("rests_since", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_ward_names_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ward_names")),
    )
    with op.batch_alter_table("ward_names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ward_names_ward_id"), ["ward_id"], unique=False)
        batch_op.create_index(
            "uq_ward_names_in_use",
            ["ward_id", "word"],
            unique=True,
            sqlite_where=sa.text("rests_since IS NULL"),
            postgresql_where=sa.text("rests_since IS NULL"),
        )

    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column(
            "who",
            sa.Enum(
                "patients",
                "ward-staff",
                "manager",
                "other-staff",
                "advocate",
                "visitors",
                name="present",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_attendance_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("meeting_id", "who", name=op.f("uq_attendance_meeting_id_who")),
    )
    op.create_table(
        "hands",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
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
        sa.Column("question", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("patients_for", sa.Integer(), nullable=False),
        sa.Column("patients_against", sa.Integer(), nullable=False),
        sa.Column("patients_unsure", sa.Integer(), nullable=False),
        sa.Column("staff_for", sa.Integer(), nullable=False),
        sa.Column("staff_against", sa.Integer(), nullable=False),
        sa.Column("staff_unsure", sa.Integer(), nullable=False),
        sa.Column("at", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_hands_meeting_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_hands_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hands")),
    )
    with op.batch_alter_table("hands", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hands_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "items",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "problem",
                "idea",
                "question",
                "thanks",
                "keep-this",
                "challenge",
                name="itemkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "topic",
            sa.Enum(
                "food",
                "leave",
                "activities",
                "smoking",
                "sleep",
                "phone",
                "visits",
                "laundry",
                "rooms",
                "money",
                "care",
                "respect",
                "rules",
                "safety",
                "faith",
                "something-else",
                name="topic",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "shown_as",
            sa.Enum("patient", "name", "rep", name="shownas", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("words", wardvoice.storage.base.Words(), nullable=True),
        sa.Column(
            "feeling",
            sa.Enum(
                "happy",
                "sad",
                "angry",
                "worried",
                "ok",
                name="feeling",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("slip_hash", sa.String(), nullable=True),
        sa.Column(
            "written_by",
            sa.Enum(
                "rep",
                "peer",
                "staff",
                "advocate",
                name="writtenby",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column(
            "part_of_day",
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
            nullable=True,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "placed",
                "put-off",
                "carried-over",
                "answered",
                "withdrawn",
                "merged",
                name="itemstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("read_on", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["ward_names.id"], name=op.f("fk_items_author_id")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["items.id"], name=op.f("fk_items_merged_into_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_items_ward_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["accounts.id"], name=op.f("fk_items_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
    )
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_items_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_items_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index("ix_items_ward_id_received_on", ["ward_id", "received_on"], unique=False)
        batch_op.create_index("ix_items_ward_id_state", ["ward_id", "state"], unique=False)

    op.create_table(
        "rhythms",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ward",
                "mutual-help",
                "council",
                "coproduction",
                name="meetingkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("agreed_at_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["agreed_at_id"], ["meetings.id"], name=op.f("fk_rhythms_agreed_at_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_rhythms_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rhythms")),
    )
    with op.batch_alter_table("rhythms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rhythms_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "terms",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("ward_name_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("rep", "deputy", "peer", name="termrole", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column(
            "how_chosen",
            sa.Enum("vote", "agreed", "only-one", name="chosen", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_cast", sa.Integer(), nullable=True),
        sa.Column(
            "given_by_role",
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
                "admin",
                "reviewer",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_terms_ward_id")),
        sa.ForeignKeyConstraint(["ward_name_id"], ["ward_names.id"], name=op.f("fk_terms_ward_name_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
    )
    with op.batch_alter_table("terms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_terms_ward_id"), ["ward_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_terms_ward_name_id"), ["ward_name_id"], unique=False)

    op.create_table(
        "agenda_entries",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("standing_id", sa.Uuid(), nullable=True),
        sa.Column("title", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "on",
                "taken-off",
                "put-off",
                "not-held",
                "carried",
                "answered",
                name="entrystate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("by_itself", sa.Boolean(), nullable=False),
        sa.Column("unread", sa.Boolean(), nullable=False),
        sa.Column("because", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("said", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_agenda_entries_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_entries_meeting_id")),
        sa.ForeignKeyConstraint(["standing_id"], ["standing_items.id"], name=op.f("fk_agenda_entries_standing_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_agenda_entries_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_entries")),
        sa.UniqueConstraint("meeting_id", "item_id", name=op.f("uq_agenda_entries_meeting_id_item_id")),
    )
    with op.batch_alter_table("agenda_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_entries_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_entries_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "hidings",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column(
            "because",
            sa.Enum(
                "names-somebody",
                "private-health",
                "threat",
                "security",
                "hate",
                name="hidebecause",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("danger", sa.Boolean(), nullable=False),
        sa.Column("first_by_id", sa.Uuid(), nullable=False),
        sa.Column("first_by_patients_side", sa.Boolean(), nullable=False),
        sa.Column("first_at", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.Column("second_at", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column("ended_at", wardvoice.storage.base.UTC(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_hidings_item_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_hidings_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hidings")),
    )
    with op.batch_alter_table("hidings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hidings_item_id"), ["item_id"], unique=False)

    op.create_table(
        "item_links",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("earlier_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["earlier_id"], ["items.id"], name=op.f("fk_item_links_earlier_id")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_item_links_item_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_item_links_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_links")),
        sa.UniqueConstraint("item_id", "earlier_id", name=op.f("uq_item_links_item_id_earlier_id")),
    )
    with op.batch_alter_table("item_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_links_earlier_id"), ["earlier_id"], unique=False)

    op.create_table(
        "item_notes",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("words", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_item_notes_item_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_item_notes_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_notes")),
    )
    with op.batch_alter_table("item_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_notes_item_id"), ["item_id"], unique=False)

    op.create_table(
        "outcomes",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.Column(
            "answer",
            sa.Enum(
                "yes", "partly", "no", "passed-to", name="answer", native_enum=False, create_constraint=True, length=20
            ),
            nullable=True,
        ),
        sa.Column("words", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("given_by_id", sa.Uuid(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("passed_to", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("check_on", sa.Date(), nullable=True),
        sa.Column("something_to_do", sa.Boolean(), nullable=False),
        sa.Column(
            "carried_because",
            sa.Enum(
                "decider-absent",
                "no-time",
                "more-information",
                "stopped-early",
                "other",
                name="carriedbecause",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("carried_words", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("at", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["agenda_entries.id"], name=op.f("fk_outcomes_entry_id")),
        sa.ForeignKeyConstraint(["given_by_id"], ["accounts.id"], name=op.f("fk_outcomes_given_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_outcomes_item_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_outcomes_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcomes")),
    )
    with op.batch_alter_table("outcomes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcomes_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outcomes_item_id"), ["item_id"], unique=False)

    op.create_table(
        "actions",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("outcome_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("owner_since", sa.Date(), nullable=False),
        sa.Column("words", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("far_because", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("shared_by_id", sa.Uuid(), nullable=True),
        sa.Column("shared_words", wardvoice.storage.base.Words(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "done-said",
                "cannot-said",
                "confirmed",
                "let-off",
                name="actionstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("reopened", sa.Boolean(), nullable=False),
        sa.Column("reopens", sa.Integer(), nullable=False),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_actions_item_id")),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcomes.id"], name=op.f("fk_actions_outcome_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["accounts.id"], name=op.f("fk_actions_owner_id")),
        sa.ForeignKeyConstraint(["shared_by_id"], ["ward_names.id"], name=op.f("fk_actions_shared_by_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_actions_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
    )
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actions_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_actions_outcome_id"), ["outcome_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_actions_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index("ix_actions_ward_id_state", ["ward_id", "state"], unique=False)

    op.create_table(
        "answer_replies",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("outcome_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column(
            "source",
            sa.Enum("raiser", "room", name="acceptedby", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("unsure", sa.Integer(), nullable=False),
        sa.Column("voice", sa.String(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcomes.id"], name=op.f("fk_answer_replies_outcome_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_answer_replies_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_replies")),
    )
    with op.batch_alter_table("answer_replies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_replies_outcome_id"), ["outcome_id"], unique=False)

    op.create_table(
        "corrections",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("outcome_id", sa.Uuid(), nullable=False),
        sa.Column("words", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("at", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcomes.id"], name=op.f("fk_corrections_outcome_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_corrections_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corrections_outcome_id"), ["outcome_id"], unique=False)

    op.create_table(
        "confirmations",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column(
            "question",
            sa.Enum(
                "happened",
                "still-fixed",
                "let-off",
                name="question",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum("raiser", "patients", "room", name="source", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column(
            "reply",
            sa.Enum(
                "yes", "partly", "no", "cannot-tell", name="reply", native_enum=False, create_constraint=True, length=20
            ),
            nullable=True,
        ),
        sa.Column("words", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("voice", sa.String(), nullable=True),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("partly", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("unsure", sa.Integer(), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_confirmations_action_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_confirmations_meeting_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_confirmations_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmations")),
    )
    with op.batch_alter_table("confirmations", schema=None) as batch_op:
        batch_op.create_index("ix_confirmations_action_id_round", ["action_id", "round"], unique=False)

    op.create_table(
        "promises",
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("because", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("made_at", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.Column("made_in_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_promises_action_id")),
        sa.ForeignKeyConstraint(["made_in_id"], ["meetings.id"], name=op.f("fk_promises_made_in_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
        sa.UniqueConstraint("action_id", "n", name=op.f("uq_promises_action_id_n")),
    )
    op.create_table(
        "reports",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "progress",
                "no-change",
                "done",
                "cannot",
                name="reportkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", wardvoice.storage.base.Words(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", wardvoice.storage.base.UTC(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_reports_action_id")),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_reports_by_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_reports_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reports_action_id"), ["action_id"], unique=False)

    create_triggers(op.get_bind())
