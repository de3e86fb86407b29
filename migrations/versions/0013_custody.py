"""Custody of lent Chromebooks: a verdict for each day; what was forgotten, and what is due."""

from alembic import op
import sqlalchemy as sa


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

IS_NO = sa.text("verdict = 'no'")
ENDED = sa.text("forgotten_at IS NULL AND ended_on IS NOT NULL")
LEFT = sa.text("forgotten_at IS NULL AND left_on IS NOT NULL")


def upgrade() -> None:
    op.create_table('custody_day',
    sa.Column('device_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('act_id', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.Enum('yes', 'no', 'unknown', name='custody_verdict', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('other_device_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("verdict = 'no' OR other_device_id IS NULL", name=op.f('ck_custody_day_other_is_a_no')),
    sa.ForeignKeyConstraint(['act_id', 'institution_id'], ['handover_act.id', 'handover_act.institution_id'], name=op.f('fk_custody_day_act_id_institution_id_handover_act')),
    sa.ForeignKeyConstraint(['device_id', 'institution_id'], ['device_tenure.device_id', 'device_tenure.institution_id'], name=op.f('fk_custody_day_device_id_institution_id_device_tenure')),
    sa.ForeignKeyConstraint(['other_device_id', 'institution_id'], ['device_tenure.device_id', 'device_tenure.institution_id'], name='fk_custody_day_other_device'),
    sa.PrimaryKeyConstraint('device_id', 'day', name=op.f('pk_custody_day'))
    )
    op.create_index('ix_custody_day_act', 'custody_day', ['act_id', 'day'], unique=False)
    op.create_index('ix_custody_day_day', 'custody_day', ['day'], unique=False)
    op.create_index('ix_custody_day_no', 'custody_day', ['institution_id', 'day', 'act_id'], unique=False, sqlite_where=IS_NO, postgresql_where=IS_NO)
    op.create_table('custody_dismissal',
    sa.Column('act_id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('dismissed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('dismissed_by', sa.String(length=200), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['act_id', 'institution_id'], ['handover_act.id', 'handover_act.institution_id'], name=op.f('fk_custody_dismissal_act_id_institution_id_handover_act')),
    sa.PrimaryKeyConstraint('act_id', name=op.f('pk_custody_dismissal'))
    )
    op.create_table('forgotten_count',
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('matter', sa.Enum('acts', 'people', 'requests', name='forgotten_matter', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.CheckConstraint('count > 0', name=op.f('ck_forgotten_count_count_positive')),
    sa.PrimaryKeyConstraint('month', 'matter', name=op.f('pk_forgotten_count'))
    )
    op.create_index('ix_handover_act_unforgotten', 'handover_act', ['ended_on', 'id'], unique=False, sqlite_where=ENDED, postgresql_where=ENDED)
    op.create_index('ix_person_unforgotten', 'person', ['left_on', 'id'], unique=False, sqlite_where=LEFT, postgresql_where=LEFT)


def downgrade() -> None:
    raise NotImplementedError("take the program and the backup of before")
