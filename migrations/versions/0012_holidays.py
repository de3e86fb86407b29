"""School holidays, and an index from which loans are counted."""

from datetime import date

from alembic import op
import sqlalchemy as sa


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

HOLIDAYS = (
    ("Rudens brīvdienas", date(2024, 10, 21), date(2024, 10, 25)),
    ("Ziemas brīvdienas", date(2024, 12, 23), date(2025, 1, 3)),
    ("Pavasara brīvdienas", date(2025, 3, 10), date(2025, 3, 14)),
    ("Vasaras brīvdienas", date(2025, 5, 31), date(2025, 8, 31)),
    ("Rudens brīvdienas", date(2025, 10, 20), date(2025, 10, 24)),
    ("Ziemas brīvdienas", date(2025, 12, 22), date(2026, 1, 2)),
    ("Pavasara brīvdienas", date(2026, 3, 9), date(2026, 3, 13)),
    ("Vasaras brīvdienas", date(2026, 6, 1), date(2026, 8, 31)),
    ("Rudens brīvdienas", date(2026, 10, 19), date(2026, 10, 23)),
    ("Ziemas brīvdienas", date(2026, 12, 21), date(2027, 1, 1)),
    ("Pavasara brīvdienas", date(2027, 3, 8), date(2027, 3, 12)),
    ("Vasaras brīvdienas", date(2027, 6, 1), date(2027, 8, 31)),
)
"""As the Cabinet of Ministers set them for most forms; the municipality changes them on the page."""


def upgrade() -> None:
    holiday = op.create_table('school_holiday',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.CheckConstraint('last_day >= first_day', name=op.f('ck_school_holiday_forward')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_school_holiday')),
    sa.UniqueConstraint('first_day', name=op.f('uq_school_holiday_first_day'))
    )
    op.bulk_insert(holiday, [{'name': name, 'first_day': first, 'last_day': last} for name, first, last in HOLIDAYS])
    op.create_index('ix_handover_act_figures', 'handover_act', ['institution_id', 'kind_id', 'sensitive', 'status', 'issued_on', 'ended_on', 'due_on', 'return_state'], unique=False)


def downgrade() -> None:
    raise NotImplementedError("take the program and the backup of before")
