"""The school holidays: everybody reads them, the municipality's administrators change them."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.db.scope import reaches_all, scope_of
from assetmgr.extensions import db
from assetmgr.lending.forms.holiday import HolidayForm
from assetmgr.lending.operations.holidays import add_holiday, remove_holiday
from assetmgr.lending.queries.holidays import holiday_or_none
from assetmgr.lending.queries.holidays import holidays as all_holidays
from assetmgr.lending.routes.blueprint import pages
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.signed_in import acting, me


@pages.get("/lending/holidays")
@requires(Permission.LENDING_READ)
def holidays() -> ResponseReturnValue:
    """When idleness is not counted."""
    return _page(HolidayForm())


@pages.post("/lending/holidays")
@requires(Permission.LENDING_RULES)
def new_holiday() -> ResponseReturnValue:
    """Add holidays."""
    _ensure_municipal()
    form = HolidayForm()
    name, first, last = form.name.data, form.first_day.data, form.last_day.data
    if not form.validate() or first is None or last is None:
        return _page(form), 422
    try:
        with db.session().begin_nested():
            add_holiday(db.session(), name or "", first, last, **acting())
    except Refused as refused:
        form.refuse(refused)
        return _page(form), 422
    flash(gettext("The holidays are saved."), "ok")
    return redirect(url_for(".holidays"))


@pages.post("/lending/holidays/<int:holiday_id>/remove")
@requires(Permission.LENDING_RULES)
def drop_holiday(holiday_id: int) -> ResponseReturnValue:
    """Take holidays away."""
    _ensure_municipal()
    holiday = holiday_or_none(db.session(), holiday_id) or abort(404)
    remove_holiday(db.session(), holiday, **acting())
    flash(gettext("The holidays are removed."), "ok")
    return redirect(url_for(".holidays"))


def _ensure_municipal() -> None:
    """One calendar for all: a school's administrators only read it."""
    if not reaches_all(scope_of(db.session())):
        abort(403)


def _page(form: HolidayForm) -> str:
    may_change = me().is_municipal_for(Permission.LENDING_RULES)
    return render_template(
        "lending/holidays.html",
        form=form,
        found=list(reversed(all_holidays(db.session()))),
        may_change=may_change,
        today=today(),
    )
