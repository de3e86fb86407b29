"""What an institution says it still needs: stated for a new day, or corrected."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.devices.queries.kinds import kinds
from assetmgr.extensions import db
from assetmgr.institutions.forms import NeedsForm
from assetmgr.institutions.forms.needs import told
from assetmgr.institutions.operations import save_needs
from assetmgr.institutions.queries.needs import StatedRow, Statement, stated_needs_of
from assetmgr.institutions.queries.profile import sites_of
from assetmgr.institutions.routes.blueprint import load_institution, pages
from assetmgr.institutions.routes.sending import form_page, sent
from assetmgr.institutions.stated import needs_table
from assetmgr.web.access import requires
from assetmgr.web.clock import today


@pages.route("/<code>/needs", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def needs(code: str) -> ResponseReturnValue:
    """State needs for a new day; with ?day= (and ?site=) correct those of that day."""
    institution = load_institution(code)
    stated = stated_needs_of(db.session(), institution.id)
    named = kinds(db.session())
    corrected = _asked_for(stated)
    form = NeedsForm(data=_filled(stated, corrected))
    form.offer(sites_of(db.session(), institution.id), named, stated)
    if sent(form, save_needs, institution.id, corrected, today=today()) is not None:
        flash(gettext("The needs are saved."), "ok")
        return redirect(url_for(".show", code=code, _anchor="needs"))
    return form_page(
        "institutions/needs.html",
        form,
        institution=institution,
        corrected=corrected,
        table=needs_table(stated, named, today()),
    )


def _asked_for(stated: Sequence[StatedRow]) -> Statement | None:
    """The statement that ?day= and ?site= name; None where there is no such one."""
    day, site = request.args.get("day", ""), request.args.get("site", "")
    return next(
        (
            row.statement
            for row in stated
            if (row.as_of.isoformat(), str(row.site_id or "")) == (day, site)
        ),
        None,
    )


def _filled(stated: Sequence[StatedRow], corrected: Statement | None) -> dict[str, Any]:
    if corrected is None:
        return {"as_of": today()}
    return {
        **corrected._asdict(),
        **told(row for row in stated if row.statement == corrected),
    }
