"""Labels: own sheets, what stands on labels, blank codes."""

from alembic import op
import sqlalchemy as sa


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('label_sheet',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('width', sa.Numeric(precision=6, scale=2), nullable=False),
    sa.Column('height', sa.Numeric(precision=6, scale=2), nullable=False),
    sa.Column('columns', sa.Integer(), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('left', sa.Numeric(precision=6, scale=2), nullable=False),
    sa.Column('top', sa.Numeric(precision=6, scale=2), nullable=False),
    sa.Column('pitch_x', sa.Numeric(precision=6, scale=2), nullable=False),
    sa.Column('pitch_y', sa.Numeric(precision=6, scale=2), nullable=False),
    sa.CheckConstraint('columns > 0 AND rows > 0', name=op.f('ck_label_sheet_has_labels')),
    sa.CheckConstraint('width > 0 AND height > 0', name=op.f('ck_label_sheet_has_a_size')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_label_sheet_institution_id_institution')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_label_sheet')),
    sa.UniqueConstraint('id', 'institution_id', name=op.f('uq_label_sheet_id_institution_id')),
    sa.UniqueConstraint('institution_id', 'name', name=op.f('uq_label_sheet_institution_id_name'))
    )
    op.create_table('label_setting',
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('lines', sa.JSON(), nullable=False),
    sa.Column('free_line', sa.String(length=60), nullable=True),
    sa.Column('paper', sa.String(length=20), nullable=True),
    sa.Column('sheet_id', sa.Integer(), nullable=True),
    sa.Column('offset_x', sa.Integer(), nullable=False),
    sa.Column('offset_y', sa.Integer(), nullable=False),
    sa.CheckConstraint('(paper IS NULL) = (sheet_id IS NOT NULL)', name=op.f('ck_label_setting_one_paper')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_label_setting_institution_id_institution')),
    sa.ForeignKeyConstraint(['sheet_id', 'institution_id'], ['label_sheet.id', 'label_sheet.institution_id'], name=op.f('fk_label_setting_sheet_id_institution_id_label_sheet')),
    sa.PrimaryKeyConstraint('institution_id', name=op.f('pk_label_setting'))
    )
    op.create_table('blank_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=100), nullable=False),
    sa.Column('code_key', sa.String(length=100), nullable=False),
    sa.Column('printed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('device_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(claimed_at IS NULL) = (device_id IS NULL)', name=op.f('ck_blank_code_claimed_by_a_device')),
    sa.ForeignKeyConstraint(['device_id', 'institution_id'], ['device_tenure.device_id', 'device_tenure.institution_id'], name=op.f('fk_blank_code_device_id_institution_id_device_tenure')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_blank_code_institution_id_institution')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_blank_code')),
    sa.UniqueConstraint('code_key', name=op.f('uq_blank_code_code_key')),
    sa.UniqueConstraint('institution_id', 'number', name=op.f('uq_blank_code_institution_id_number'))
    )
    op.create_index('ix_blank_code_printing', 'blank_code', ['institution_id', 'printed_at'], unique=False)


def downgrade() -> None:
    raise NotImplementedError("take the program and the backup of before")
