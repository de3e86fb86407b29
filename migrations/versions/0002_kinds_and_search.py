"""The kinds of device, the search index, and an audit trail that refuses changes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KINDS = (
    ("desktop", "stacionārais dators", "desktop computer", 6),
    ("laptop", "portatīvais dators", "laptop", 5),
    ("chromebook", "Chromebook", "Chromebook", 6),
    ("tablet", "planšetdators", "tablet", 4),
    ("interactive_screen", "interaktīvais ekrāns", "interactive screen", 8),
    ("interactive_board", "interaktīvā tāfele", "interactive board", 8),
    ("projector", "projektors", "projector", 6),
    ("monitor", "monitors", "monitor", 10),
    ("television", "televizors", "television", 8),
    ("web_camera", "tīmekļa kamera", "web camera", 8),
    ("ip_phone", "IP tālrunis", "IP telephone", 8),
    ("printer", "printeris", "printer", 8),
    ("multifunction_printer", "daudzfunkciju iekārta", "multifunction printer", 8),
    ("copier", "kopētājs", "copier", 8),
    ("scanner", "skeneris", "scanner", 8),
    ("laminator", "laminators", "laminator", 8),
    ("charging_cabinet", "uzlādes skapis", "charging cabinet", 8),
    ("ups", "UPS", "UPS", 8),
    ("robot_set", "mācību robotu komplekts", "educational robot set", 8),
    ("vr_headset", "virtuālās realitātes brilles", "VR headset", 8),
    ("fabrication", "3D printeris u. c.", "digital fabrication device", 8),
    ("cnc", "CNC iekārta", "CNC machine", 8),
    ("camera", "fotokamera", "camera", 8),
    ("drone", "drons", "drone", 8),
    ("sound_system", "skaņas sistēma", "sound system", 8),
    ("network", "tīkla iekārta", "network device", 8),
    ("assistive", "palīgierīce", "assistive device", 8),
    ("other", "cita", "other", 8),
)


def upgrade() -> None:
    kinds = sa.table(
        "kind", sa.column("code"), sa.column("name_lv"), sa.column("name_en"),
        sa.column("life_years"), sa.column("position"),
    )
    op.bulk_insert(kinds, [
        {"code": code, "name_lv": lv, "name_en": en, "life_years": life, "position": position}
        for position, (code, lv, en, life) in enumerate(KINDS, start=1)
    ])
    if op.get_bind().dialect.name == "sqlite":
        upgrade_sqlite()
    else:
        upgrade_postgresql()


def upgrade_sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE device_search USING fts5("
        "search_text, content='device', content_rowid='id', tokenize='trigram')"
    )
    op.execute(
        "CREATE TRIGGER device_search_insert AFTER INSERT ON device BEGIN "
        "INSERT INTO device_search(rowid, search_text) VALUES (new.id, new.search_text); END"
    )
    op.execute(
        "CREATE TRIGGER device_search_update AFTER UPDATE OF search_text ON device "
        "WHEN old.search_text IS NOT new.search_text BEGIN "
        "INSERT INTO device_search(device_search, rowid, search_text) "
        "VALUES ('delete', old.id, old.search_text); "
        "INSERT INTO device_search(rowid, search_text) VALUES (new.id, new.search_text); END"
    )
    op.execute(
        "CREATE TRIGGER device_search_delete AFTER DELETE ON device BEGIN "
        "INSERT INTO device_search(device_search, rowid, search_text) "
        "VALUES ('delete', old.id, old.search_text); END"
    )
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_entry_no_{what.lower()} BEFORE {what} ON audit_entry BEGIN "
            "SELECT RAISE(ABORT, 'audit entries are never changed'); END"
        )


def upgrade_postgresql() -> None:
    available = op.get_bind().scalar(
        sa.text("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'")
    )
    if available:  # without it the search still works, by reading the institution's rows
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        op.execute(
            "CREATE INDEX ix_device_search_trgm ON device USING gin (search_text gin_trgm_ops)"
        )
    op.execute(
        "CREATE FUNCTION audit_entry_is_final() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'audit entries are never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_entry_is_final()"
    )


def downgrade() -> None:
    raise NotImplementedError("the first release has nothing before it: restore a backup")
