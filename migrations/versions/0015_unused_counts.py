"""How many lent devices of each institution nobody uses, as the last sync counted them."""

from alembic import op
import sqlalchemy as sa


revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unused_count",
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 0", name=op.f("ck_unused_count_count")),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_unused_count_institution_id_institution"),
        ),
        sa.PrimaryKeyConstraint("institution_id", name=op.f("pk_unused_count")),
    )


def downgrade() -> None:
    raise NotImplementedError("take the program and the backup of before")
