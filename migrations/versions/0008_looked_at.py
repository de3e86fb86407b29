"""A person who stood before a device is another source than its label."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

CONSTRAINT = "ck_last_seen_seen_source"
SOURCES = "source IN ('scan', 'check', 'sync', 'loan', 'move', 'repair')"


def upgrade() -> None:
    with op.batch_alter_table("last_seen", schema=None) as table:
        table.drop_constraint(op.f(CONSTRAINT), type_="check")
        table.create_check_constraint(op.f(CONSTRAINT), SOURCES)


def downgrade() -> None:
    raise NotImplementedError("take the program and the backup of before")
