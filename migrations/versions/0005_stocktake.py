"""Stocktakes: what is expected, who joined, what was scanned."""

from alembic import op
import sqlalchemy as sa


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('stocktake_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_by', sa.String(length=200), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stocktake_round'))
    )
    op.create_table('stocktake',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('form', sa.Enum('scanned', 'ticked', name='stocktake_form', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('status', sa.Enum('open', 'closed', name='stocktake_status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('scope', sa.JSON(), nullable=False),
    sa.Column('commission', sa.JSON(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_by', sa.String(length=200), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.String(length=200), nullable=True),
    sa.Column('rows_sha256', sa.String(length=64), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(status = 'closed') = (rows_sha256 IS NOT NULL)", name=op.f('ck_stocktake_closed_with_a_sum')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_stocktake_institution_id_institution')),
    sa.ForeignKeyConstraint(['round_id'], ['stocktake_round.id'], name=op.f('fk_stocktake_round_id_stocktake_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stocktake')),
    sa.UniqueConstraint('id', 'institution_id', name=op.f('uq_stocktake_id_institution_id')),
    sa.UniqueConstraint('institution_id', 'number', name=op.f('uq_stocktake_institution_id_number'))
    )
    op.create_index('ix_stocktake_round', 'stocktake', ['round_id'], unique=False)
    op.create_table('stocktake_phone',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('stocktake_id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=36), nullable=False),
    sa.Column('token_sha256', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('joined_by', sa.String(length=200), nullable=False),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received', sa.Integer(), nullable=False),
    sa.Column('last_number', sa.Integer(), nullable=True),
    sa.Column('signed_off_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('overridden_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('overridden_by', sa.String(length=200), nullable=True),
    sa.CheckConstraint('received >= 0', name=op.f('ck_stocktake_phone_received_from_zero')),
    sa.ForeignKeyConstraint(['stocktake_id', 'institution_id'], ['stocktake.id', 'stocktake.institution_id'], name=op.f('fk_stocktake_phone_stocktake_id_institution_id_stocktake')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stocktake_phone')),
    sa.UniqueConstraint('id', 'institution_id', name=op.f('uq_stocktake_phone_id_institution_id')),
    sa.UniqueConstraint('key', name=op.f('uq_stocktake_phone_key'))
    )
    op.create_index('ix_stocktake_phone_stocktake', 'stocktake_phone', ['stocktake_id'], unique=False)
    op.create_table('stocktake_photo',
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('stocktake_id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['stocktake_id', 'institution_id'], ['stocktake.id', 'stocktake.institution_id'], name=op.f('fk_stocktake_photo_stocktake_id_institution_id_stocktake')),
    sa.PrimaryKeyConstraint('uuid', name=op.f('pk_stocktake_photo'))
    )
    op.create_index('ix_stocktake_photo_stocktake', 'stocktake_photo', ['stocktake_id'], unique=False)
    op.create_table('stocktake_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('stocktake_id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('phone_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('action', sa.Enum('scan', 'undo', 'remark', name='entry_action', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('target', sa.String(length=36), nullable=True),
    sa.Column('code', sa.String(length=500), nullable=True),
    sa.Column('outcome', sa.Enum('found', 'elsewhere', 'unlisted', 'foreign', 'written_off', 'unknown', name='entry_outcome', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('device_id', sa.Integer(), nullable=True),
    sa.Column('owner', sa.String(length=200), nullable=True),
    sa.Column('room_id', sa.Integer(), nullable=True),
    sa.Column('note', sa.String(length=2000), nullable=True),
    sa.Column('condition', sa.Enum('good', 'damaged', name='entry_condition', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('move_here', sa.Boolean(), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_late', sa.Boolean(), nullable=False),
    sa.Column('resolved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('resolved_by', sa.String(length=200), nullable=True),
    sa.ForeignKeyConstraint(['device_id', 'institution_id'], ['device_tenure.device_id', 'device_tenure.institution_id'], name=op.f('fk_stocktake_entry_device_id_institution_id_device_tenure')),
    sa.ForeignKeyConstraint(['phone_id', 'institution_id'], ['stocktake_phone.id', 'stocktake_phone.institution_id'], name=op.f('fk_stocktake_entry_phone_id_institution_id_stocktake_phone')),
    sa.ForeignKeyConstraint(['room_id', 'institution_id'], ['room.id', 'room.institution_id'], name=op.f('fk_stocktake_entry_room_id_institution_id_room')),
    sa.ForeignKeyConstraint(['stocktake_id', 'institution_id'], ['stocktake.id', 'stocktake.institution_id'], name=op.f('fk_stocktake_entry_stocktake_id_institution_id_stocktake')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stocktake_entry')),
    sa.UniqueConstraint('phone_id', 'number', name=op.f('uq_stocktake_entry_phone_id_number')),
    sa.UniqueConstraint('uuid', name=op.f('uq_stocktake_entry_uuid'))
    )
    op.create_index('ix_stocktake_entry_device', 'stocktake_entry', ['stocktake_id', 'device_id'], unique=False)
    op.create_index('ix_stocktake_entry_stocktake', 'stocktake_entry', ['stocktake_id', 'id'], unique=False)
    op.create_table('stocktake_line',
    sa.Column('stocktake_id', sa.Integer(), nullable=False),
    sa.Column('device_id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('asset_tag', sa.String(length=100), nullable=False),
    sa.Column('tag_key', sa.String(length=100), nullable=False),
    sa.Column('inventory_number', sa.String(length=100), nullable=True),
    sa.Column('serial_number', sa.String(length=100), nullable=True),
    sa.Column('kind_id', sa.Integer(), nullable=False),
    sa.Column('model', sa.String(length=200), nullable=False),
    sa.Column('room_id', sa.Integer(), nullable=True),
    sa.Column('site', sa.String(length=200), nullable=False),
    sa.Column('room', sa.String(length=200), nullable=False),
    sa.Column('status', sa.Enum('new', 'available', 'reserved', 'in_use', 'in_reserve', 'maintenance', 'needs_repair', 'under_repair', 'damaged', 'permanently_damaged', 'lost', 'stolen', 'written_off', name='line_status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('decision', sa.Enum('nothing', 'moved', 'lost', 'stolen', 'needs_repair', name='line_decision', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('note', sa.String(length=2000), nullable=True),
    sa.Column('result', sa.Enum('found', 'elsewhere', 'missing', name='line_result', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('found_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('found_by', sa.String(length=200), nullable=True),
    sa.Column('found_room_id', sa.Integer(), nullable=True),
    sa.Column('found_room', sa.String(length=200), nullable=True),
    sa.Column('condition', sa.Enum('good', 'damaged', name='line_condition', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.ForeignKeyConstraint(['device_id', 'institution_id'], ['device_tenure.device_id', 'device_tenure.institution_id'], name=op.f('fk_stocktake_line_device_id_institution_id_device_tenure')),
    sa.ForeignKeyConstraint(['kind_id'], ['kind.id'], name=op.f('fk_stocktake_line_kind_id_kind')),
    sa.ForeignKeyConstraint(['stocktake_id', 'institution_id'], ['stocktake.id', 'stocktake.institution_id'], name=op.f('fk_stocktake_line_stocktake_id_institution_id_stocktake')),
    sa.PrimaryKeyConstraint('stocktake_id', 'device_id', name=op.f('pk_stocktake_line'))
    )
    op.create_index('ix_stocktake_line_room', 'stocktake_line', ['stocktake_id', 'room_id'], unique=False)
    op.create_index('ix_stocktake_line_tag', 'stocktake_line', ['stocktake_id', 'tag_key'], unique=False)


def downgrade() -> None:
    raise NotImplementedError("take the program and the backup of before")
