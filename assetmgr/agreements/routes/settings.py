"""How an institution lends, and what the municipality decided for all."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.agreements.forms.settings import (
    PolicyForm,
    SettingsForm,
    policy_told,
    settings_told,
)
from assetmgr.agreements.queries.outdated import outdated
from assetmgr.agreements.routes.blueprint import pages, place_or_none
from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.lending.operations.settings import keep_policy, keep_settings
from assetmgr.lending.queries.settings import policy_of, settings_of
from assetmgr.web.access import requires
from assetmgr.web.signed_in import acting, me


@pages.route("/lending/settings", methods=["GET", "POST"])
@requires(Permission.LENDING_RULES)
def settings() -> ResponseReturnValue:
    """Requests, the year's end, reminders, what counts as unused."""
    chosen = place_or_none()
    if chosen is None:
        return render_template("agreements/choose.html", title=gettext("Settings of lending"))
    form = SettingsForm(data=settings_told(settings_of(db.session(), chosen.id)))
    if form.validate_on_submit():
        try:
            keep_settings(db.session(), chosen.id, chosen.code, form.settings(), **acting())
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("The settings of lending are saved."), "ok")
            return redirect(url_for("agreements.settings", institution=chosen.code))
    page = render_template("agreements/settings.html", place=chosen, form=form)
    return page, 422 if form.errors else 200


@pages.route("/lending/policy", methods=["GET", "POST"])
@requires(Permission.LENDING_RULES)
def policy() -> ResponseReturnValue:
    """Custody and the privacy rule, for the municipality's administrators alone."""
    if not me().is_municipal_for(Permission.LENDING_RULES):
        abort(404)
    current = policy_of(db.session())
    form = PolicyForm(data=policy_told(current))
    if form.validate_on_submit():
        try:
            keep_policy(db.session(), form.policy(), **acting())
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("It holds for all institutions from now on."), "ok")
            return redirect(url_for("agreements.policy"))
    page = render_template(
        "agreements/policy.html",
        form=form,
        policy=current,
        outdated=outdated(db.session(), current),
    )
    return page, 422 if form.errors else 200
