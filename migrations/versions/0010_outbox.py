"""Mail waits in a table until it is sent."""

from alembic import op
import sqlalchemy as sa


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

WAITS = "next_attempt_at IS NOT NULL"
GIVEN_UP = "failed_at IS NOT NULL"


def upgrade() -> None:
    op.create_table('outbox_mail',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('recipient', sa.String(length=254), nullable=True),
    sa.Column('recipient_name', sa.String(length=200), nullable=True),
    sa.Column('subject', sa.String(length=200), nullable=True),
    sa.Column('body', sa.Text(), nullable=True),
    sa.Column('queued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('send_after', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_attempt_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('claimed_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_error', sa.String(length=200), nullable=True),
    sa.CheckConstraint("CASE WHEN next_attempt_at IS NULL THEN 0 ELSE 1 END + CASE WHEN sent_at IS NULL THEN 0 ELSE 1 END + CASE WHEN failed_at IS NULL THEN 0 ELSE 1 END = 1", name=op.f('ck_outbox_mail_waits_or_sent_or_given_up')),
    sa.CheckConstraint(f"claimed_until IS NULL OR {WAITS}", name=op.f('ck_outbox_mail_claimed_while_it_waits')),
    sa.CheckConstraint("(recipient IS NULL) = (subject IS NULL) AND (recipient IS NULL) = (body IS NULL) AND (recipient_name IS NULL OR recipient IS NOT NULL)", name=op.f('ck_outbox_mail_letter_whole_or_gone')),
    sa.CheckConstraint(f"recipient IS NOT NULL OR NOT ({WAITS})", name=op.f('ck_outbox_mail_letter_while_it_waits')),
    sa.CheckConstraint("recipient IS NULL OR sent_at IS NULL", name=op.f('ck_outbox_mail_nothing_left_of_a_sent_one')),
    sa.CheckConstraint("failed_at IS NULL OR last_error IS NOT NULL", name=op.f('ck_outbox_mail_given_up_for_a_reason')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_outbox_mail_institution_id_institution')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_mail')),
    sa.UniqueConstraint('key', name=op.f('uq_outbox_mail_key'))
    )
    op.create_index('ix_outbox_mail_waiting', 'outbox_mail', ['next_attempt_at', 'id'], unique=False, sqlite_where=sa.text(WAITS), postgresql_where=sa.text(WAITS))
    op.create_index('ix_outbox_mail_sent', 'outbox_mail', ['institution_id', 'sent_at'], unique=False)
    op.create_index('ix_outbox_mail_failed', 'outbox_mail', ['failed_at'], unique=False, sqlite_where=sa.text(GIVEN_UP), postgresql_where=sa.text(GIVEN_UP))


def downgrade() -> None:
    raise NotImplementedError("take the program and the backup of before")
