"""The act as a PDF, and all rows as a workbook."""

from io import BytesIO
from typing import Final

from flask import send_file
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.inventory.act import sheets_of, write_act
from assetmgr.inventory.queries.picture import Picture, picture
from assetmgr.inventory.routes.blueprint import loaded_head, pages
from assetmgr.spreadsheet.write import write_workbook
from assetmgr.web.access import requires
from assetmgr.web.download import XLSX

PDF: Final = "application/pdf"


@pages.get("/<int:stocktake_id>/act.pdf")
@requires(Permission.REGISTER_READ)
def act(stocktake_id: int) -> ResponseReturnValue:
    """The act; of an open stocktake a draft."""
    found, file = _picture(stocktake_id), BytesIO()
    write_act(found, file)
    file.seek(0)
    return send_file(file, PDF, as_attachment=True, download_name=_name(found, "pdf"))


@pages.get("/<int:stocktake_id>/rows.xlsx")
@requires(Permission.REGISTER_READ)
def sheet(stocktake_id: int) -> ResponseReturnValue:
    """Rows, exceptions and phones."""
    found, file = _picture(stocktake_id), BytesIO()
    write_workbook(file, sheets_of(found))
    file.seek(0)
    return send_file(file, XLSX, as_attachment=True, download_name=_name(found, "xlsx"))


def _picture(stocktake_id: int) -> Picture:
    return picture(db.session(), loaded_head(stocktake_id))


def _name(found: Picture, ending: str) -> str:
    return f"inventarizacija-{found.head.label}.{ending}"
