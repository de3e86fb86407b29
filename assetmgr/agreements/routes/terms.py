"""An institution's terms: what holds, how it came to be, and a new version."""

from io import BytesIO

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.agreements.forms.terms import TermsForm
from assetmgr.agreements.models import Terms
from assetmgr.agreements.operations.terms import add_terms
from assetmgr.agreements.paper.preview import terms_preview
from assetmgr.agreements.policy.differences import differences
from assetmgr.agreements.policy.first_terms import first_terms
from assetmgr.agreements.queries.terms import current_terms, versions
from assetmgr.agreements.routes.blueprint import pages, place, place_or_none
from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.lending.queries.settings import policy_of
from assetmgr.web.access import requires
from assetmgr.web.institution_in_view import mine
from assetmgr.web.signed_in import acting


@pages.get("/lending/terms")
@requires(Permission.LENDING_RULES)
def terms() -> ResponseReturnValue:
    """The versions, the newest in full."""
    chosen = place_or_none()
    if chosen is None:
        return render_template("agreements/choose.html", title=gettext("Terms of lending"))
    found = versions(db.session(), chosen.id)
    first = None if found else first_terms(policy_of(db.session()))
    return render_template("agreements/terms.html", place=chosen, versions=found, default=first)


@pages.get("/lending/terms/<code>/<int:version>")
@requires(Permission.LENDING_RULES)
def terms_version(code: str, version: int) -> ResponseReturnValue:
    """One version in full, and what it changed."""
    chosen = next((one for one in mine() if one.code == code), None) or abort(404)
    found = {one.version: one for one in versions(db.session(), chosen.id)}
    one = found.get(version) or abort(404)
    before = found.get(version - 1)
    return render_template(
        "agreements/version.html",
        place=chosen,
        terms=one,
        is_current=version == max(found),
        changes=_changes(before, one) if before else [],
        before=before,
    )


@pages.route("/lending/terms/new", methods=["GET", "POST"])
@requires(Permission.LENDING_RULES)
def new_terms() -> ResponseReturnValue:
    """Write a new version; one button shows it as it will stand on an act."""
    chosen = place()
    current = current_terms(db.session(), chosen.id)
    last = current.version if current else 0
    is_fresh = "default" in request.args or current is None
    start = first_terms(policy_of(db.session())) if is_fresh else current
    form = TermsForm(data={**_told(start), "last_version": str(last)})
    if form.validate_on_submit():
        if "preview" in request.form:
            file = BytesIO(terms_preview(form.frozen(last + 1), chosen.name))
            return send_file(file, "application/pdf", download_name="noteikumi.pdf")
        if form.last_version.data == str(last):
            return _added(chosen.id, chosen.code, form)
        form.form_errors.append(
            gettext("Somebody wrote a new version meanwhile. Open the page again.")
        )
    page = render_template("agreements/terms_form.html", place=chosen, form=form, current=current)
    return page, 422 if form.errors else 200


def _added(place_id: int, code: str, form: TermsForm) -> ResponseReturnValue:
    made = add_terms(db.session(), place_id, **form.told(), **acting())
    flash(
        gettext(
            "Version %(version)s holds from now on. Guardians agree to it before the next loan.",
            version=made.version,
        ),
        "ok",
    )
    return redirect(url_for("agreements.terms", institution=code))


def _told(start: object) -> dict[str, object]:
    names = ("title", "text", "liability", "dispute", "monitoring")
    limit = getattr(start, "liability_limit_eur", None)
    told: dict[str, object] = {name: getattr(start, name) for name in names}
    return {**told, "liability_limit_eur": "" if limit is None else str(limit).replace(".", ",")}


def _changes(before: Terms, after: Terms) -> list[tuple[str, object]]:
    """What differs, part by part: a heading and its lines."""
    parts = [
        (gettext("Title"), before.title, after.title),
        (gettext("Clauses"), before.text, after.text),
        (gettext("Who is liable"), before.liability, after.liability),
        (gettext("Liable up to, euro"), _limit(before), _limit(after)),
        (gettext("How to object"), before.dispute, after.dispute),
        (gettext("What is monitored, and what is not"), before.monitoring, after.monitoring),
    ]
    return [(label, differences(old, new)) for label, old, new in parts if old != new]


def _limit(one: Terms) -> str:
    return "–" if one.liability_limit_eur is None else f"{one.liability_limit_eur:.2f}"
