"""The scenario that every municipality begins with: no cap, prices to be replaced by its own.

Prices are assumptions in EUR with VAT; they grow by two percent a year, which is what the European
Central Bank aims at for prices in general. Lives are those of the kinds.
"""

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PRICES = {
    "desktop": "690.00",
    "laptop": "790.00",
    "chromebook": "390.00",
    "tablet": "420.00",
    "interactive_screen": "2450.00",
    "interactive_board": "1650.00",
    "projector": "720.00",
    "monitor": "180.00",
    "television": "650.00",
    "web_camera": "75.00",
    "ip_phone": "110.00",
    "printer": "290.00",
    "multifunction_printer": "1450.00",
    "copier": "2900.00",
    "scanner": "310.00",
    "laminator": "120.00",
    "charging_cabinet": "1350.00",
    "ups": "240.00",
    "robot_set": "480.00",
    "vr_headset": "590.00",
    "fabrication": "1250.00",
    "cnc": "6800.00",
    "camera": "980.00",
    "drone": "890.00",
    "sound_system": "760.00",
    "network": "540.00",
    "assistive": "650.00",
    "other": "300.00",
}


def upgrade() -> None:
    scenario = sa.table(
        "scenario",
        sa.column("id", sa.Integer),
        sa.column("name", sa.String),
        sa.column("is_default", sa.Boolean),
        sa.column("price_change", sa.Numeric(6, 4)),
    )
    scenario_kind = sa.table(
        "scenario_kind",
        sa.column("scenario_id", sa.Integer),
        sa.column("kind_id", sa.Integer),
        sa.column("life_years", sa.Integer),
        sa.column("price_eur", sa.Numeric(10, 2)),
    )
    kind = sa.table("kind", sa.column("id"), sa.column("code"), sa.column("life_years"))
    connection = op.get_bind()
    scenario_id = connection.execute(
        sa.insert(scenario)
        .values(name="default", is_default=True, price_change=Decimal("0.02"))
        .returning(scenario.c.id)
    ).scalar_one()
    kinds = connection.execute(sa.select(kind.c.id, kind.c.code, kind.c.life_years)).all()
    op.bulk_insert(
        scenario_kind,
        [
            {
                "scenario_id": scenario_id,
                "kind_id": kind_id,
                "life_years": life_years,
                "price_eur": Decimal(PRICES[code]),
            }
            for kind_id, code, life_years in kinds
        ],
    )


def downgrade() -> None:
    raise NotImplementedError("the first release has nothing before it: restore a backup")
