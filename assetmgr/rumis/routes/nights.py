"""What differed from the exports that were put into the data folder, by night."""

from typing import Final, NamedTuple

from flask import Response, abort, current_app, send_file

from assetmgr.auth.codes import Permission
from assetmgr.db.scope import reaches_all, scope_of
from assetmgr.extensions import config_of, db
from assetmgr.institutions.queries import Named
from assetmgr.rumis import folders
from assetmgr.rumis.kept_set import KeptSet, newest, workbook
from assetmgr.rumis.routes.blueprint import pages
from assetmgr.web.access import requires
from assetmgr.web.download import XLSX
from assetmgr.web.institution_in_view import in_view, mine

SHOWN: Final = 7


class Night(NamedTuple):
    """What differed; `place` None: of a whole file, for the municipality."""

    place: Named | None
    told: KeptSet


def nights() -> list[Night]:
    """What differed for those about whom the reader decides, the newest first."""
    data_dir = config_of(current_app).data_dir
    found = []
    for place in _places():
        code, key = (place.code, place.id) if place else ("", None)
        kept = newest(folders.of_institution(data_dir, code), key, SHOWN)
        found += [Night(place, told) for told in kept]
    return sorted(found, key=lambda night: night.told.day, reverse=True)[:SHOWN]


@pages.get("/nights/<name>/<part>.xlsx")
@requires(Permission.LENDING_RULES)
def of_night(name: str, part: str) -> Response:
    """What differs (`diff`), what RUMIS is to change (`to-rumis`), what we are to (`to-us`)."""
    data_dir = config_of(current_app).data_dir
    for place in _places():
        code, key = (place.code, place.id) if place else ("", None)
        if file := workbook(folders.of_institution(data_dir, code), key, name, part):
            break
    else:
        abort(404)
    title = f"rumis-{name[:10]}-{part}.xlsx"
    return send_file(file.resolve(), XLSX, as_attachment=True, download_name=title)


def _places() -> list[Named | None]:
    """The institution in view; else the municipality as one, or all that the reader reaches."""
    if place := in_view():
        return [place]
    return [None] if reaches_all(scope_of(db.session())) else list(mine())
