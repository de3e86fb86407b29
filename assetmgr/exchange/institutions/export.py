"""The institutions of the register as rows of the institution file."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.institutions.models import Institution
from assetmgr.spreadsheet.write import cell_text


def institution_rows(session: Session, institution_id: int | None) -> Iterator[list[str]]:
    """The institutions within the scope (or one of them), by code; columns as in `SHAPE`."""
    statement = select(
        Institution.code, Institution.name, Institution.short_name, Institution.type
    ).order_by(Institution.code)
    if institution_id is not None:
        statement = statement.where(Institution.id == institution_id)
    for row in session.execute(statement):
        yield [cell_text(value) for value in row]
