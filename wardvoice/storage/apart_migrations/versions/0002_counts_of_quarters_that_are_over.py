"""Counts of quarters that are over."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pulses",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("unsure", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulses")),
        sa.UniqueConstraint("ward_id", "year", "quarter", name=op.f("uq_pulses_ward_id_year_quarter")),
    )
    op.create_table(
        "quarter_alerts",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("about_staff", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("in_time", sa.Integer(), nullable=False),
        sa.Column("median_minutes", sa.Double(), nullable=True),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarter_alerts")),
        sa.UniqueConstraint(
            "ward_id", "year", "quarter", "about_staff", name=op.f("uq_quarter_alerts_ward_id_year_quarter_about_staff")
        ),
    )
    op.create_table(
        "quarter_counts",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum("not-staff", "staff", name="part", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column(
            "line",
            sa.Enum(
                "differently",
                "advocate",
                "listener",
                "manager",
                name="line",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at_once", sa.Integer(), nullable=False),
        sa.Column("soon", sa.Integer(), nullable=False),
        sa.Column("complaints", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarter_counts")),
        sa.UniqueConstraint(
            "ward_id", "year", "quarter", "part", "line", name=op.f("uq_quarter_counts_ward_id_year_quarter_part_line")
        ),
    )
    op.create_table(
        "quarter_themes",
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum("not-staff", "staff", name="part", native_enum=False, create_constraint=True, length=20),
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
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarter_themes")),
        sa.UniqueConstraint(
            "ward_id",
            "year",
            "quarter",
            "part",
            "theme",
            name=op.f("uq_quarter_themes_ward_id_year_quarter_part_theme"),
        ),
    )
