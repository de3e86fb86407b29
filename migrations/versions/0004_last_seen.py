"""When each device was last seen, and by what."""

from alembic import op
import sqlalchemy as sa


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('last_seen',
    sa.Column('device_id', sa.Integer(), nullable=False),
    sa.Column('source', sa.Enum('scan', 'sync', 'loan', 'move', 'repair', name='seen_source', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['device_id', 'institution_id'], ['device_tenure.device_id', 'device_tenure.institution_id'], name=op.f('fk_last_seen_device_id_institution_id_device_tenure')),
    sa.PrimaryKeyConstraint('device_id', 'source', name=op.f('pk_last_seen'))
    )
    op.create_index('ix_last_seen_institution', 'last_seen', ['institution_id', 'seen_at'], unique=False)


def downgrade() -> None:
    raise NotImplementedError("take the program and the backup of before")
