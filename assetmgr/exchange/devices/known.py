"""Everything of the register that the rows of a device file refer to, read once."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.devices.models import Kind
from assetmgr.exchange.cells import word_key
from assetmgr.exchange.devices.catalog import Catalog, read_catalog
from assetmgr.exchange.institutions.known import Owners, read_owners
from assetmgr.exchange.places import Places, read_places
from assetmgr.i18n.marks import N_


@dataclass(frozen=True, slots=True)
class Kinds:
    """Kinds by their words, and codes by id."""

    by_word: Mapping[str, int]
    codes: Mapping[int, str]

    def named(self, text: str) -> int:
        """The id of the kind with this code or name.

        Raises:
            Refused: there is none.
        """
        found = self.by_word.get(word_key(text))
        if found is None:
            raise Refused(
                N_("'%(text)s' is not known. Possible: %(codes)s."),
                text=text.strip(),
                codes=", ".join(self.codes.values()),
            )
        return found


@dataclass(frozen=True, slots=True)
class Known:
    """Kinds, institutions within the scope, their places, and the catalogue."""

    kinds: Kinds
    owners: Owners
    places: Places
    catalog: Catalog


def read_known(session: Session) -> Known:
    """Read it all, in six statements."""
    return Known(
        _read_kinds(session), read_owners(session), read_places(session), read_catalog(session)
    )


def _read_kinds(session: Session) -> Kinds:
    rows = session.execute(
        select(Kind.id, Kind.code, Kind.name_lv, Kind.name_en).order_by(Kind.position)
    ).all()
    words = {word_key(word): row.id for row in rows for word in (row.name_lv, row.name_en)}
    words |= {word_key(row.code): row.id for row in rows}
    return Kinds(words, {row.id: row.code for row in rows})
