"""A spare stands in for a lent device that is in repair."""

from alembic import op
import sqlalchemy as sa


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

STANDS_IN = sa.text("replaces_id IS NOT NULL")


def upgrade() -> None:
    op.add_column(
        'handover_act',
        sa.Column('replaces_id', sa.Integer(), sa.ForeignKey('handover_act.id', name=op.f('fk_handover_act_replaces_id_handover_act')), nullable=True),
        inline_references=True,
    )
    op.create_index('ix_handover_act_replaces', 'handover_act', ['institution_id', 'replaces_id'], unique=False, sqlite_where=STANDS_IN, postgresql_where=STANDS_IN)


def downgrade() -> None:
    raise NotImplementedError("take the program and the backup of before")
