"""What devices were is found by their kind alone; status and days made that index rewrite more."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_device_period_kind", table_name="device_period")
    op.create_index("ix_device_period_kind", "device_period", ["kind_id"])


def downgrade() -> None:
    raise NotImplementedError("take the program and the backup of before")
