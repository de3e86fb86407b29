"""Blank codes: printing new ones, printing those not used yet again."""

from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.labeling.forms.blank import BlankForm
from assetmgr.labeling.forms.wish import Wish, read_wish
from assetmgr.labeling.operations.blanks import make_codes, note_printed_again
from assetmgr.labeling.operations.drawing import blank_labels
from assetmgr.labeling.policy.series import is_sound
from assetmgr.labeling.policy.style import Style
from assetmgr.labeling.queries.blanks import blank_by_code, printings, unused_of
from assetmgr.labeling.queries.styles import papers_of, style_of
from assetmgr.labeling.routes.blueprint import base_url, now, pages
from assetmgr.labeling.routes.printing import as_file, paper_shown
from assetmgr.web.access import requires
from assetmgr.web.addresses import key_of
from assetmgr.web.errors import translated
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import me
from labels.spec import tag_from_scan


@pages.get("/blank")
@requires(Permission.LABELS)
def blanks() -> ResponseReturnValue:
    """The printings of blank codes, and a form for the next one."""
    return _page(in_view(), BlankForm(data={"count": 40}))


@pages.post("/blank")
@requires(Permission.LABELS)
def print_blanks() -> ResponseReturnValue:
    """New codes of the institution in view, as one file of labels."""
    place = in_view()
    form = BlankForm()
    if place is None or not form.validate():
        return _page(place, form), 422
    style = style_of(db.session(), place.id)
    try:
        with db.session().begin_nested():
            codes = make_codes(
                db.session(),
                place.id,
                place.code,
                form.count.data or 0,
                actor=me().as_actor(),
                now=now(),
            )
            return _file(codes, place, style, _wish(place, style))
    except Refused as refused:
        return _page(place, form, translated(refused)), 422


@pages.post("/blank/again")
@requires(Permission.LABELS)
def print_again() -> ResponseReturnValue:
    """Those codes of one printing (its first one's id in `first`) that are on no device yet."""
    place = in_view()
    codes = unused_of(db.session(), key_of(request.form.get("first", "")) or 0)
    if place is None or not codes or codes[0].institution_id != place.id:
        abort(404)
    style = style_of(db.session(), place.id)
    try:
        response = _file([one.code for one in codes], place, style, _wish(place, style))
    except Refused as refused:
        return _page(place, BlankForm(), translated(refused)), 422
    note_printed_again(db.session(), codes, actor=me().as_actor(), now=now())
    return response


@pages.get("/claim")
@requires(Permission.REGISTER_READ)
def find_blank() -> ResponseReturnValue:
    """From a typed or scanned blank code (?code=) to the page that puts it on a device."""
    code = tag_from_scan(request.args.get("code", "")[:400])
    if code and blank_by_code(db.session(), code):
        return redirect(url_for(".claim", blank=code))
    return render_template("labeling/no_blank.html", code=code, is_sound=is_sound(code)), 404


def _file(codes: list[str], place: Named, style: Style, wish: Wish) -> Response:
    lines = [text for text in (place.short_name, style.free_line) if text]
    labels = blank_labels(codes, lines, base_url())
    name = gettext("blank-codes") + f"-{place.code}-{len(codes)}"
    return as_file(labels, wish, name)


def _wish(place: Named, style: Style) -> Wish:
    return read_wish(request.values, papers_of(db.session(), place.id), style)


def _page(place: Named | None, form: BlankForm, error: str | None = None) -> str:
    if place is None and request.method == "POST":
        error = gettext("Choose an institution first.")
    return render_template(
        "labeling/blanks.html",
        place=place,
        places=mine(),
        form=form,
        error=error,
        **(_shown(place) if place else {}),
    )


def _shown(place: Named) -> dict[str, Any]:
    style, papers = style_of(db.session(), place.id), papers_of(db.session(), place.id)
    wish = read_wish(request.values, papers, style)
    return {
        "printings": printings(db.session(), place.id),
        **paper_shown(wish, papers, 0, ".blanks"),
    }
