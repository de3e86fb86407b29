"""Entries keep what was scanned, closed stocktakes what things were called.

What entries of before were is taken from the list, else from the register as it is now. Sums of
before cover none of it (seal 1), and so still hold.
"""

from alembic import op
import sqlalchemy as sa


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

# SQLite takes no constraint by ALTER TABLE but with its column.
_ENTRY = (
    "asset_tag VARCHAR(100)",
    "serial_number VARCHAR(100)",
    "kind_id INTEGER CONSTRAINT fk_stocktake_entry_kind_id_kind REFERENCES kind (id)",
    "model VARCHAR(200)",
    "status VARCHAR(32) CONSTRAINT ck_stocktake_entry_entry_status CHECK (status IN ("
    "'new', 'available', 'reserved', 'in_use', 'in_reserve', 'maintenance', 'needs_repair', "
    "'under_repair', 'damaged', 'permanently_damaged', 'lost', 'stolen', 'written_off'))",
    "room VARCHAR(200)",
    "resolution VARCHAR(2000)",
)
_STOCKTAKE = sa.table(
    'stocktake',
    sa.column('id'),
    sa.column('institution_id'),
    sa.column('status'),
    sa.column('scope', sa.JSON()),
    sa.column('seal'),
    sa.column('names', sa.JSON()),
)
_INSTITUTION = sa.table('institution', sa.column('id'), sa.column('name'))
_ROOM = sa.table('room', sa.column('id'), sa.column('name'))


def upgrade() -> None:
    op.add_column('stocktake', sa.Column('seal', sa.Integer(), nullable=True))
    op.add_column('stocktake', sa.Column('names', sa.JSON(), nullable=True))
    for column in _ENTRY:
        op.execute(f"ALTER TABLE stocktake_entry ADD COLUMN {column}")
    _fill_entries()
    _fill_closed(op.get_bind())


def _fill_entries() -> None:
    op.execute("""
        UPDATE stocktake_entry SET room = (
            SELECT room.name FROM room WHERE room.id = stocktake_entry.room_id
        ) WHERE room_id IS NOT NULL
    """)
    op.execute("""
        UPDATE stocktake_entry SET (asset_tag, serial_number, kind_id, model, status) = (
            SELECT line.asset_tag, line.serial_number, line.kind_id, line.model, line.status
            FROM stocktake_line AS line
            WHERE line.stocktake_id = stocktake_entry.stocktake_id
            AND line.device_id = stocktake_entry.device_id
        ) WHERE device_id IS NOT NULL
    """)
    op.execute("""
        UPDATE stocktake_entry SET (asset_tag, serial_number, kind_id, model, status) = (
            SELECT device.asset_tag, device.serial_number, device.kind_id,
            coalesce(substr(manufacturer.name || ' ' || model.name, 1, 200), ''), device.status
            FROM device LEFT JOIN model ON model.id = device.model_id
            LEFT JOIN manufacturer ON manufacturer.id = model.manufacturer_id
            WHERE device.id = stocktake_entry.device_id
            AND device.institution_id = stocktake_entry.institution_id
        ) WHERE device_id IS NOT NULL AND asset_tag IS NULL
    """)
    op.execute("""
        UPDATE stocktake_entry SET resolution = note, note = NULL
        WHERE outcome = 'unknown' AND resolved_at IS NOT NULL
        AND stocktake_id IN (SELECT id FROM stocktake WHERE status = 'open')
    """)


def _fill_closed(connection) -> None:
    of_closed = sa.select(
        _STOCKTAKE.c.id, _STOCKTAKE.c.scope, _INSTITUTION.c.name
    ).where(_STOCKTAKE.c.status == 'closed', _INSTITUTION.c.id == _STOCKTAKE.c.institution_id)
    for key, scope, institution in connection.execute(of_closed).all():
        in_scope = sa.select(_ROOM.c.name).where(_ROOM.c.id.in_(scope['rooms']))
        rooms = sorted(connection.scalars(in_scope))
        values = {'seal': 1, 'names': {'institution': institution, 'rooms': rooms}}
        connection.execute(sa.update(_STOCKTAKE).where(_STOCKTAKE.c.id == key).values(values))


def downgrade() -> None:
    raise NotImplementedError("take the program and the backup of before")
