"""Pages of Chromebook usage."""

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.demo.queries import is_demo
from assetmgr.extensions import db
from assetmgr.usage import pictures
from assetmgr.usage.forms import SpanForm
from assetmgr.usage.policy import Week
from assetmgr.usage.queries import last_covered_day, weekly_report
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.download import attachment
from assetmgr.web.institution_in_view import in_view, mine

pages = Blueprint("usage", __name__, url_prefix="/usage")


@pages.get("/")
@requires(Permission.USAGE_READ)
def weekly() -> ResponseReturnValue:
    """Chromebook activity by week."""
    form = SpanForm(request.args)
    weeks = _weeks(form)
    partial = "HX-Request" in request.headers
    return render_template(
        "usage/_weekly.html" if partial else "usage/weekly.html",
        form=form,
        weeks=weeks,
        has_fleet=any(week.by_institution for week in weeks),
        pictures=pictures,
        names=_names(),
        place=in_view(),
        covered=last_covered_day(db.session()),
        is_demo=is_demo(db.session()),
    ), 422 if form.errors else 200


@pages.get("/weekly.<file_format>")
@requires(Permission.USAGE_READ)
def weekly_file(file_format: str) -> Response:
    """The same as a file: csv or xlsx."""
    form = SpanForm(request.args)
    weeks = _weeks(form)
    if form.errors:
        abort(400)
    return attachment(pictures.sheet(weeks, _names()), file_format)


def _weeks(form: SpanForm) -> tuple[Week, ...]:
    """The weeks asked for; none where the form says why not."""
    if not form.validate():
        return ()
    place = in_view()
    try:
        return weekly_report(
            db.session(), *form.days(today()), codes=[place.code] if place else None
        )
    except Refused as refused:
        form.refuse(refused)
        return ()


def _names() -> dict[str, str]:
    return {place.code: place.short_name for place in mine()}
