"""Whose a foreign device is: the one thing that a stocktake is told of another institution."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.devices.models import Device
from assetmgr.institutions.models import Institution


def short_names(session: Session, keys: Collection[str], *, besides: int) -> dict[str, str]:
    """The short names of the institutions that have devices with these tags, by tag.

    Args:
        keys: tags as they compare.
        besides: the institution that asks; its own devices are not looked for.
    """
    with system_scope(session, reason="a stocktake may know whose a foreign device is"):
        rows = session.execute(
            select(Device.tag_key, Institution.short_name)
            .join(Institution, Institution.id == Device.institution_id)
            .where(
                Device.tag_key.in_(keys),
                Device.voided_at.is_(None),
                Device.institution_id != besides,
            )
        )
        return dict(rows.all())
