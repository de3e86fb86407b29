"""Which sittings were ended, so that a copied cookie opens nothing after the sign-out."""

import sqlalchemy as sa
from alembic import op

import assetmgr.db.types

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_out",
        sa.Column("sitting", sa.String(length=32), nullable=False),
        sa.Column("at", assetmgr.db.types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("sitting", name=op.f("pk_sign_out")),
    )


def downgrade() -> None:
    raise NotImplementedError("take the program and the backup of before")
