"""The headcounts of the register as rows of the headcount file."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.institutions.models import HEADCOUNT_COLUMNS, Headcount, Institution, Site
from assetmgr.spreadsheet.write import cell_text


def headcount_rows(session: Session, institution_id: int | None) -> Iterator[list[str]]:
    """The headcounts within the scope, by institution code and day; columns as in `SHAPE`."""
    columns = [getattr(Headcount, name) for name in HEADCOUNT_COLUMNS]
    statement = (
        select(Institution.code, Site.name, Headcount.as_of, *columns)
        .select_from(Headcount)
        .join(Institution, Institution.id == Headcount.institution_id)
        .outerjoin(Site, Site.id == Headcount.site_id)
        .order_by(Institution.code, Headcount.as_of, Headcount.id)
    )
    if institution_id is not None:
        statement = statement.where(Headcount.institution_id == institution_id)
    for row in session.execute(statement):
        yield [cell_text(value) for value in row]
