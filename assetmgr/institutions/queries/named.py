"""Institutions by their names and codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.db.prepared import read
from assetmgr.devices.policy.text import comparable
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


_NAMED: Final = select(
    Institution.id, Institution.code, Institution.name, Institution.short_name, Institution.type
)


def named_institutions(session: Session) -> tuple[Named, ...]:
    """The institutions within the scope: schools, preschools, others, each by the alphabet."""
    order = list(InstitutionType)
    found = [Named(*row) for row in read(session, _NAMED)]
    return tuple(sorted(found, key=lambda one: (order.index(one.type), latvian_key(one.name))))


def institution_ids(session: Session, codes: Sequence[str]) -> list[int]:
    """The ids of the institutions with these codes, each once, in the order of the codes.

    Codes compare without case, as the import takes them; the exact spelling goes first.

    Raises:
        Refused: the scope has none with one of the codes.
    """
    stored = dict(session.execute(select(Institution.code, Institution.id)).all())
    known = {comparable(code): key for code, key in stored.items()} | stored
    found = {code: known.get(code, known.get(comparable(code))) for code in codes}
    if unknown := [code for code, key in found.items() if key is None]:
        raise Refused("no institution has the code %(codes)s", codes=", ".join(unknown))
    return list(dict.fromkeys(key for key in found.values() if key is not None))
