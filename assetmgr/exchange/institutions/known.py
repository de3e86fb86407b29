"""The institutions within the scope, by code."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.exchange.cells import word_key
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import Institution


@dataclass(frozen=True, slots=True)
class Owners:
    """Institutions by code, as written and without case; codes and names by id."""

    by_code: Mapping[str, int]
    codes: Mapping[int, str]
    names: Mapping[int, str]

    def named(self, code: str) -> int:
        """The id of the institution with this code.

        Raises:
            Refused: there is none within the scope (an unknown one and one of others look alike).
        """
        found = self.by_code.get(code) or self.by_code.get(word_key(code))
        if found is None:
            raise Refused(
                N_("There is no institution with the code '%(code)s' among yours."),
                code=code.strip(),
            )
        return found


def read_owners(session: Session) -> Owners:
    """The institutions within the scope."""
    rows = session.execute(
        select(Institution.id, Institution.code, Institution.name).order_by(Institution.id)
    ).all()
    by_code = {word_key(row.code): row.id for row in rows} | {row.code: row.id for row in rows}
    return Owners(by_code, {row.id: row.code for row in rows}, {row.id: row.name for row in rows})
