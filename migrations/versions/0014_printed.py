"""Whether an act was printed before it was issued, and what its device was before it."""

from alembic import op
import sqlalchemy as sa


revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

STATUSES = (
    "new",
    "available",
    "reserved",
    "in_use",
    "in_reserve",
    "maintenance",
    "needs_repair",
    "under_repair",
    "damaged",
    "permanently_damaged",
    "lost",
    "stolen",
    "written_off",
)


def upgrade() -> None:
    op.add_column(
        "handover_act", sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True)
    )
    known = ", ".join(f"'{one}'" for one in STATUSES)
    op.add_column(
        "handover_act",
        sa.Column(
            "device_before",
            sa.String(length=32),
            sa.CheckConstraint(
                f"device_before IN ({known})", name=op.f("ck_handover_act_act_device_before")
            ),
            nullable=True,
        ),
    )


def downgrade() -> None:
    raise NotImplementedError("take the program and the backup of before")
