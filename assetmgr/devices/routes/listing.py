"""The device list."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.policy.status import StatusGroup
from assetmgr.devices.queries import (
    AgeBand,
    DevicePage,
    NamedKind,
    SortBy,
    device_page,
    kinds,
    rooms_of,
)
from assetmgr.devices.queries.listing import COUNTED
from assetmgr.devices.routes.asked import GROUP, Asked, asked_for
from assetmgr.devices.routes.blueprint import linked, pages
from assetmgr.devices.routes.columns import COLUMNS, STATUS, Column, Line, chosen, context_of, lines
from assetmgr.devices.routes.words import AGE_NAMES
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.words import kind_name, word

CHOSEN_COLUMNS: Final = "device_columns"
DOWNLOADS: Final = (("csv", "file-earmark-text"), ("xlsx", "file-earmark-spreadsheet"))
Options = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class View:
    """The list for its template."""

    asked: Asked
    columns: tuple[Column, ...]
    lines: list[Line]
    page: DevicePage
    place: Named | None
    here: str
    rooms: Options
    today: date
    by_tag: SortBy = SortBy.TAG

    @property
    def is_capped(self) -> bool:
        """Whether there are more devices than were counted."""
        return self.page.count > COUNTED

    @property
    def shows_status(self) -> bool:
        """Whether the status is among the columns."""
        return STATUS in self.columns

    @property
    def column_choice(self) -> list[tuple[str, Any, bool]]:
        """Every column for the menu: key, head, whether it is shown."""
        shown = {column.key for column in self.columns}
        return [(column.key, column.label, column.key in shown) for column in COLUMNS]

    def state(self, by: SortBy) -> str:
        """How the list is sorted by a column, as aria-sort says it; blank where it is not."""
        order = self.asked.order
        if order.by is not by:
            return ""
        return "descending" if order.descending else "ascending"

    def address(self, query: str) -> str:
        """The list with these parameters."""
        return f"{self.here}?{query}" if query else self.here


@pages.get("/")
@requires(Permission.REGISTER_READ)
def listing() -> ResponseReturnValue:
    """The devices that pass the filters, fifty at a time."""
    if "columns" in request.args:
        session[CHOSEN_COLUMNS] = request.args.getlist("cols")
    known = kinds(db.session())
    view = _view(known)
    if not view.lines and view.asked.order.cursor:
        return redirect(view.address(view.asked.query()))
    if "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers:
        return render_template("devices/_partial.html", view=view, **_actions())
    return render_template("devices/listing.html", view=view, **_filters(known), **_actions())


def _view(known: tuple[NamedKind, ...]) -> View:
    place = in_view()
    asked = asked_for(request.args, known, mine(), place)
    page = device_page(db.session(), asked.wanted, asked.order, asked.key, today())
    columns = chosen(session.get(CHOSEN_COLUMNS), one_institution=place is not None)
    rooms = rooms_of(db.session(), place.id) if place else ()
    return View(
        asked=asked,
        columns=columns,
        lines=lines(page, columns, context_of(known, mine())),
        page=page,
        place=place,
        here=url_for("devices.listing"),
        rooms=[(str(room.id), room.label) for room in rooms],
        today=today(),
    )


def _filters(known: tuple[NamedKind, ...]) -> dict[str, Any]:
    """What the selects of the filter bar offer."""
    everything = ("", gettext("All"))
    everywhere = ("", gettext("All institutions"))
    return {
        "institutions": [everywhere, *((place.code, place.short_name) for place in mine())],
        "kinds": [everything, *((kind.code, kind_name(kind)) for kind in known)],
        "purposes": [everything, *((purpose.value, word(purpose)) for purpose in Purpose)],
        "ages": [everything, *((age.value, str(AGE_NAMES[age])) for age in AgeBand)],
        "groups": [(GROUP + group.value, word(group)) for group in StatusGroup],
        "statuses": [(status.value, word(status)) for status in Status],
    }


def _actions() -> dict[str, Any]:
    """Where the list leads, as far as the reader may go there."""
    return {
        "labels_href": _address("labeling.choose", Permission.LABELS),
        "downloads": [
            (name.upper(), url_for("devices.download", file_format=name), icon)
            for name, icon in DOWNLOADS
            if linked("devices.download", Permission.EXCHANGE)
        ],
        "import_href": _address("exchange.choose", Permission.EXCHANGE),
    }


def _address(endpoint: str, permission: Permission) -> str:
    return url_for(endpoint) if linked(endpoint, permission) else ""
