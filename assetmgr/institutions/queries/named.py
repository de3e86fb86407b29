"""Reading institutions, their places and headcounts."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.i18n.alphabet import latvian_key
from assetmgr.institutions.codes import InstitutionType
from assetmgr.institutions.models import Institution


@dataclass(frozen=True, slots=True)
class Named:
    """An institution by its names."""

    id: int
    code: str
    name: str
    short_name: str
    type: InstitutionType


def named_institutions(session: Session) -> tuple[Named, ...]:
    """The institutions within the scope: schools, preschools, others, each by the alphabet."""
    rows = session.execute(
        select(
            Institution.id,
            Institution.code,
            Institution.name,
            Institution.short_name,
            Institution.type,
        )
    )
    order = list(InstitutionType)
    found = [Named(*row) for row in rows]
    return tuple(sorted(found, key=lambda one: (order.index(one.type), latvian_key(one.name))))
