"""Lending: people, terms, acts, requests, cases; named handlers."""

from alembic import op
import sqlalchemy as sa


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('lending_policy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('custody_on', sa.Boolean(), nullable=False),
    sa.Column('forget_after_months', sa.Integer(), nullable=False),
    sa.CheckConstraint('forget_after_months BETWEEN 1 AND 120', name=op.f('ck_lending_policy_months')),
    sa.CheckConstraint('id = 1', name=op.f('ck_lending_policy_one_row')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lending_policy'))
    )
    op.create_table('lending_setting',
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('takes_requests', sa.Boolean(), nullable=False),
    sa.Column('year_ends_month', sa.Integer(), nullable=False),
    sa.Column('year_ends_day', sa.Integer(), nullable=False),
    sa.Column('support_first', sa.Boolean(), nullable=False),
    sa.Column('remind_before', sa.JSON(), nullable=False),
    sa.Column('remind_after', sa.JSON(), nullable=False),
    sa.Column('unused_weeks', sa.Integer(), nullable=False),
    sa.CheckConstraint('unused_weeks BETWEEN 1 AND 52', name=op.f('ck_lending_setting_weeks')),
    sa.CheckConstraint('year_ends_day BETWEEN 1 AND 31', name=op.f('ck_lending_setting_day')),
    sa.CheckConstraint('year_ends_month BETWEEN 1 AND 12', name=op.f('ck_lending_setting_month')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_lending_setting_institution_id_institution')),
    sa.PrimaryKeyConstraint('institution_id', name=op.f('pk_lending_setting'))
    )
    op.create_table('number_series',
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('series', sa.Enum('act', 'request', name='number_series', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_number_series_institution_id_institution')),
    sa.PrimaryKeyConstraint('institution_id', 'series', name=op.f('pk_number_series'))
    )
    op.create_table('people_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('imported_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('imported_by', sa.String(length=200), nullable=False),
    sa.Column('created', sa.Integer(), nullable=False),
    sa.Column('updated', sa.Integer(), nullable=False),
    sa.Column('left', sa.Integer(), nullable=False),
    sa.Column('undo', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('undone_by', sa.String(length=200), nullable=True),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_people_batch_institution_id_institution')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people_batch'))
    )
    op.create_index('ix_people_batch_institution', 'people_batch', ['institution_id', 'id'], unique=False)
    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=12), nullable=False),
    sa.Column('role', sa.Enum('pupil', 'employee', name='person_role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=True),
    sa.Column('search_text', sa.String(length=400), nullable=True),
    sa.Column('class_name', sa.String(length=20), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('external_id', sa.String(length=100), nullable=True),
    sa.Column('adult_on', sa.Date(), nullable=True),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('forgotten_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('(forgotten_at IS NULL) = (name IS NOT NULL)', name=op.f('ck_person_named_until_forgotten')),
    sa.CheckConstraint('forgotten_at IS NULL OR (email IS NULL AND external_id IS NULL AND class_name IS NULL AND search_text IS NULL AND adult_on IS NULL)', name=op.f('ck_person_forgotten_whole')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_person_institution_id_institution')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('id', 'institution_id', name=op.f('uq_person_id_institution_id')),
    sa.UniqueConstraint('institution_id', 'email', name=op.f('uq_person_institution_id_email')),
    sa.UniqueConstraint('institution_id', 'external_id', name=op.f('uq_person_institution_id_external_id')),
    sa.UniqueConstraint('key', name=op.f('uq_person_key'))
    )
    op.create_index('ix_person_class', 'person', ['institution_id', 'left_on', 'role', 'class_name', 'name', 'id'], unique=False)
    op.create_index('ix_person_email', 'person', ['email'], unique=False)
    op.create_table('terms',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('liability', sa.Text(), nullable=False),
    sa.Column('liability_limit_eur', sa.Numeric(precision=10, scale=2), nullable=True),
    sa.Column('dispute', sa.Text(), nullable=False),
    sa.Column('monitoring', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.String(length=200), nullable=False),
    sa.CheckConstraint('liability_limit_eur >= 0', name=op.f('ck_terms_limit_not_negative')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_terms_institution_id_institution')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_terms')),
    sa.UniqueConstraint('id', 'institution_id', name=op.f('uq_terms_id_institution_id')),
    sa.UniqueConstraint('institution_id', 'version', name=op.f('uq_terms_institution_id_version'))
    )
    op.create_table('consent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('terms_id', sa.Integer(), nullable=False),
    sa.Column('how', sa.Enum('screen', 'paper', 'container', 'link', name='consent_how', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('guardian_name', sa.String(length=200), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_by', sa.String(length=200), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('file_name', sa.String(length=200), nullable=True),
    sa.Column('media_type', sa.String(length=100), nullable=True),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=True),
    sa.CheckConstraint('(content IS NULL) = (sha256 IS NULL)', name=op.f('ck_consent_file_with_its_sum')),
    sa.ForeignKeyConstraint(['person_id', 'institution_id'], ['person.id', 'person.institution_id'], name=op.f('fk_consent_person_id_institution_id_person')),
    sa.ForeignKeyConstraint(['terms_id', 'institution_id'], ['terms.id', 'terms.institution_id'], name=op.f('fk_consent_terms_id_institution_id_terms')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent'))
    )
    op.create_index('ix_consent_person', 'consent', ['person_id', 'id'], unique=False)
    op.create_table('consent_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('terms_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id', 'institution_id'], ['person.id', 'person.institution_id'], name=op.f('fk_consent_link_person_id_institution_id_person')),
    sa.ForeignKeyConstraint(['terms_id', 'institution_id'], ['terms.id', 'terms.institution_id'], name=op.f('fk_consent_link_terms_id_institution_id_terms')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_consent_link_token_hash'))
    )
    op.create_index('ix_consent_link_person', 'consent_link', ['person_id'], unique=False)
    op.create_table('guardian',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('phone', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['person_id', 'institution_id'], ['person.id', 'person.institution_id'], name=op.f('fk_guardian_person_id_institution_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guardian'))
    )
    op.create_index('ix_guardian_person', 'guardian', ['person_id'], unique=False)
    op.create_table('personal_code',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('encrypted', sa.LargeBinary(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['person_id', 'institution_id'], ['person.id', 'person.institution_id'], name=op.f('fk_personal_code_person_id_institution_id_person')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_personal_code')),
    sa.UniqueConstraint('institution_id', 'digest', name=op.f('uq_personal_code_institution_id_digest'))
    )
    op.create_table('sign_in_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id', 'institution_id'], ['person.id', 'person.institution_id'], name=op.f('fk_sign_in_code_person_id_institution_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_code')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_sign_in_code_code_hash'))
    )
    op.create_index('ix_sign_in_code_person', 'sign_in_code', ['person_id'], unique=False)
    op.create_table('social_support',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('noted_by', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['person_id', 'institution_id'], ['person.id', 'person.institution_id'], name=op.f('fk_social_support_person_id_institution_id_person')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_social_support'))
    )
    op.create_table('handover_act',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('preparing', 'prepared', 'issued', 'returned', 'lost', 'stolen', 'cancelled', name='act_status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('sensitive', sa.Boolean(), nullable=False),
    sa.Column('device_id', sa.Integer(), nullable=False),
    sa.Column('open_device_id', sa.Integer(), sa.Computed("CASE WHEN status IN ('preparing', 'prepared', 'issued') THEN device_id END", persisted=True), nullable=True),
    sa.Column('kind_id', sa.Integer(), nullable=False),
    sa.Column('asset_tag', sa.String(length=100), nullable=False),
    sa.Column('serial_number', sa.String(length=100), nullable=True),
    sa.Column('inventory_number', sa.String(length=100), nullable=True),
    sa.Column('model', sa.String(length=200), nullable=True),
    sa.Column('value_eur', sa.Numeric(precision=10, scale=2), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('person_role', sa.Enum('pupil', 'employee', name='act_person_role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('terms_id', sa.Integer(), nullable=False),
    sa.Column('rumis_number', sa.String(length=40), nullable=True),
    sa.Column('supersedes_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('accessories', sa.JSON(), nullable=False),
    sa.Column('prepared_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('prepared_by', sa.String(length=200), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('issued_on', sa.Date(), nullable=True),
    sa.Column('issued_by', sa.String(length=200), nullable=True),
    sa.Column('contents_sha256', sa.String(length=64), nullable=True),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('signed_how', sa.Enum('screen', 'paper', 'container', 'link', name='act_signed_how', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('ended_by', sa.String(length=200), nullable=True),
    sa.Column('return_state', sa.Enum('returned_working_order', 'damaged', name='act_return_state', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('device_after', sa.Enum('new', 'available', 'reserved', 'in_use', 'in_reserve', 'maintenance', 'needs_repair', 'under_repair', 'damaged', 'permanently_damaged', 'lost', 'stolen', 'written_off', name='act_device_after', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('accessories_back', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('end_note', sa.String(length=2000), nullable=True),
    sa.Column('forgotten_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(status = 'returned') = (return_state IS NOT NULL)", name=op.f('ck_handover_act_returned_in_a_state')),
    sa.CheckConstraint("(status IN ('preparing', 'prepared', 'issued')) = (ended_at IS NULL)", name=op.f('ck_handover_act_ended_once')),
    sa.CheckConstraint("status IN ('preparing', 'prepared', 'cancelled') OR (issued_at IS NOT NULL AND contents_sha256 IS NOT NULL)", name=op.f('ck_handover_act_issued_with_a_sum')),
    sa.CheckConstraint('(signed_at IS NULL) = (signed_how IS NULL)', name=op.f('ck_handover_act_signed_somehow')),
    sa.ForeignKeyConstraint(['device_id', 'institution_id'], ['device_tenure.device_id', 'device_tenure.institution_id'], name=op.f('fk_handover_act_device_id_institution_id_device_tenure')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_handover_act_institution_id_institution')),
    sa.ForeignKeyConstraint(['kind_id'], ['kind.id'], name=op.f('fk_handover_act_kind_id_kind')),
    sa.ForeignKeyConstraint(['open_device_id', 'institution_id'], ['device.id', 'device.institution_id'], name='fk_handover_act_open_device'),
    sa.ForeignKeyConstraint(['person_id', 'institution_id'], ['person.id', 'person.institution_id'], name=op.f('fk_handover_act_person_id_institution_id_person')),
    sa.ForeignKeyConstraint(['supersedes_id', 'institution_id'], ['handover_act.id', 'handover_act.institution_id'], name=op.f('fk_handover_act_supersedes_id_institution_id_handover_act')),
    sa.ForeignKeyConstraint(['terms_id', 'institution_id'], ['terms.id', 'terms.institution_id'], name=op.f('fk_handover_act_terms_id_institution_id_terms')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handover_act')),
    sa.UniqueConstraint('id', 'institution_id', name=op.f('uq_handover_act_id_institution_id')),
    sa.UniqueConstraint('institution_id', 'number', name=op.f('uq_handover_act_institution_id_number')),
    sa.UniqueConstraint('open_device_id', name=op.f('uq_handover_act_open_device_id')),
    sa.UniqueConstraint('supersedes_id', name=op.f('uq_handover_act_supersedes_id'))
    )
    op.create_index('ix_handover_act_device', 'handover_act', ['device_id', 'id'], unique=False)
    op.create_index('ix_handover_act_due', 'handover_act', ['institution_id', 'status', 'due_on', 'id'], unique=False)
    op.create_index('ix_handover_act_ended', 'handover_act', ['status', 'ended_on', 'id'], unique=False)
    op.create_index('ix_handover_act_issued', 'handover_act', ['institution_id', 'issued_on', 'id'], unique=False)
    op.create_index('ix_handover_act_person', 'handover_act', ['person_id', 'id'], unique=False)
    op.create_table('act_content',
    sa.Column('act_id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('contents', sa.JSON(), nullable=False),
    sa.Column('signature', sa.JSON(none_as_null=True), nullable=True),
    sa.ForeignKeyConstraint(['act_id', 'institution_id'], ['handover_act.id', 'handover_act.institution_id'], name=op.f('fk_act_content_act_id_institution_id_handover_act')),
    sa.PrimaryKeyConstraint('act_id', name=op.f('pk_act_content'))
    )
    op.create_table('act_paper',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('act_id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.Enum('signed_act', 'return_slip', 'photo_issued', 'photo_returned', 'notice', name='act_paper_what', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('file_name', sa.String(length=200), nullable=True),
    sa.Column('media_type', sa.String(length=100), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('added_by', sa.String(length=200), nullable=False),
    sa.CheckConstraint('(content IS NULL) = (file_name IS NULL)', name=op.f('ck_act_paper_whole_or_gone')),
    sa.ForeignKeyConstraint(['act_id', 'institution_id'], ['handover_act.id', 'handover_act.institution_id'], name=op.f('fk_act_paper_act_id_institution_id_handover_act')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_act_paper'))
    )
    op.create_index('ix_act_paper_act', 'act_paper', ['act_id'], unique=False)
    op.create_table('loan_case',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('act_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('fault', 'damage', 'loss', 'theft', name='case_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('status', sa.Enum('open', 'decided', 'disputed', 'closed', name='case_status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('channel', sa.Enum('borrower', 'desk', name='case_channel', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('told', sa.String(length=2000), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('told_by', sa.String(length=200), nullable=True),
    sa.Column('decision', sa.String(length=2000), nullable=True),
    sa.Column('amount_eur', sa.Numeric(precision=10, scale=2), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.String(length=200), nullable=True),
    sa.Column('dispute', sa.String(length=2000), nullable=True),
    sa.Column('disputed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name=op.f('ck_loan_case_closed_once')),
    sa.CheckConstraint("status = 'open' OR status = 'closed' OR decided_at IS NOT NULL", name=op.f('ck_loan_case_decided')),
    sa.CheckConstraint('amount_eur >= 0', name=op.f('ck_loan_case_amount_not_negative')),
    sa.ForeignKeyConstraint(['act_id', 'institution_id'], ['handover_act.id', 'handover_act.institution_id'], name=op.f('fk_loan_case_act_id_institution_id_handover_act')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_loan_case'))
    )
    op.create_index('ix_loan_case_act', 'loan_case', ['act_id'], unique=False)
    op.create_index('ix_loan_case_status', 'loan_case', ['institution_id', 'status', 'told_at'], unique=False)
    op.create_table('loan_extension',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('act_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('wanted_until', sa.Date(), nullable=False),
    sa.Column('note', sa.String(length=2000), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('granted', sa.Boolean(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.String(length=200), nullable=True),
    sa.Column('answer', sa.String(length=2000), nullable=True),
    sa.CheckConstraint('(granted IS NULL) = (decided_at IS NULL)', name=op.f('ck_loan_extension_decided_once')),
    sa.ForeignKeyConstraint(['act_id', 'institution_id'], ['handover_act.id', 'handover_act.institution_id'], name=op.f('fk_loan_extension_act_id_institution_id_handover_act')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_loan_extension'))
    )
    op.create_index('ix_loan_extension_waiting', 'loan_extension', ['institution_id', 'granted', 'asked_at'], unique=False)
    op.create_index('uq_loan_extension_waiting', 'loan_extension', ['act_id'], unique=True, sqlite_where=sa.text('granted IS NULL'), postgresql_where=sa.text('granted IS NULL'))
    op.create_table('loan_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind_id', sa.Integer(), nullable=False),
    sa.Column('sensitive', sa.Boolean(), nullable=False),
    sa.Column('status', sa.Enum('submitted', 'postponed', 'confirmed', 'declined', 'withdrawn', name='request_status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reason', sa.Enum('no_device', 'shared_device', 'broken_device', 'learning_support', 'work', 'other', name='request_reason', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('note', sa.String(length=2000), nullable=True),
    sa.Column('channel', sa.Enum('borrower', 'desk', name='request_channel', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.String(length=200), nullable=True),
    sa.Column('answer', sa.String(length=2000), nullable=True),
    sa.Column('postponed_until', sa.Date(), nullable=True),
    sa.Column('act_id', sa.Integer(), nullable=True),
    sa.Column('served_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('(act_id IS NULL) = (served_at IS NULL)', name=op.f('ck_loan_request_served_by_an_act')),
    sa.ForeignKeyConstraint(['act_id', 'institution_id'], ['handover_act.id', 'handover_act.institution_id'], name=op.f('fk_loan_request_act_id_institution_id_handover_act')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_loan_request_institution_id_institution')),
    sa.ForeignKeyConstraint(['kind_id'], ['kind.id'], name=op.f('fk_loan_request_kind_id_kind')),
    sa.ForeignKeyConstraint(['person_id', 'institution_id'], ['person.id', 'person.institution_id'], name=op.f('fk_loan_request_person_id_institution_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_loan_request')),
    sa.UniqueConstraint('id', 'institution_id', name=op.f('uq_loan_request_id_institution_id')),
    sa.UniqueConstraint('institution_id', 'number', name=op.f('uq_loan_request_institution_id_number'))
    )
    op.create_index('ix_loan_request_act', 'loan_request', ['act_id'], unique=False)
    op.create_index('ix_loan_request_queue', 'loan_request', ['institution_id', 'status', 'submitted_at', 'id'], unique=False)
    op.create_index('uq_loan_request_waiting', 'loan_request', ['person_id', 'kind_id'], unique=True, sqlite_where=sa.text("act_id IS NULL AND status IN ('submitted', 'postponed', 'confirmed')"), postgresql_where=sa.text("act_id IS NULL AND status IN ('submitted', 'postponed', 'confirmed')"))
    op.add_column('membership', sa.Column('is_handler', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("import_draft", schema=None) as table:
        table.drop_constraint(op.f("ck_import_draft_import_what"), type_="check")
        table.create_check_constraint(
            op.f("ck_import_draft_import_what"),
            "what IN ('devices', 'people', 'institutions', 'headcounts')",
        )


def downgrade() -> None:
    raise NotImplementedError("take the program and the backup of before")
