"""Signing an act on the screen: at the desk's tablet, or by the borrower on their own phone."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from assetmgr.audit.actor import Actor, Via
from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.db.scope import system_scope
from assetmgr.extensions import db
from assetmgr.loans.act.contents import ActContents, Relation
from assetmgr.loans.act.encoding import from_json
from assetmgr.loans.act.signature import PAD_RATIO, Signer
from assetmgr.loans.forms.act import SignForm, count_choices
from assetmgr.loans.models import Act
from assetmgr.loans.operations.signing import name_of, sign
from assetmgr.loans.policy.strokes import strokes_of
from assetmgr.loans.queries.acts import number_of
from assetmgr.loans.queries.contents import content_or_none
from assetmgr.loans.routes.blueprint import load, pages
from assetmgr.people.models import Person
from assetmgr.web.access import requires
from assetmgr.web.signed_in import me


@pages.route("/acts/<int:act_id>/sign", methods=["GET", "POST"])
@requires(Permission.LEND)
def sign_act(act_id: int) -> ResponseReturnValue:
    """The desk hands its tablet over: what is signed, then the pad."""
    back = url_for("loans.act", act_id=act_id)
    return signing(load(act_id), back, me().as_actor(), _either)


@requires(Permission.BORROW)
def sign_own(own_id: int) -> ResponseReturnValue:
    """The borrower signs an own act on an own screen; in the trail they stand by their key.

    A minor signs as the one who uses the device: the guardian has agreed already.
    """
    act, session = load(own_id), db.session()
    key = session.scalars(select(Person.key).where(Person.id == act.person_id)).one()
    back = url_for("borrowing.loan", act_id=own_id)
    return signing(act, back, Actor(key, Via.WEB), _user)


@pages.record_once
def _own_address(state: BlueprintSetupState) -> None:
    """Among the borrower's own pages, not under the desk's."""
    rule = "/my/acts/<int:own_id>/sign"
    state.app.add_url_rule(rule, "loans.sign_own", sign_own, methods=["GET", "POST"])


def _user(contents: ActContents) -> tuple[Signer, ...]:
    is_minors = contents.recipient.relation is Relation.GUARDIAN
    return (Signer.USER if is_minors else Signer.RECIPIENT,)


def _either(contents: ActContents) -> tuple[Signer, ...]:
    """At the desk stands whoever came: of a minor's act the pupil, or the guardian."""
    first = _user(contents)
    return first if first == (Signer.RECIPIENT,) else (*first, Signer.RECIPIENT)


def signing(
    act: Act, back: str, actor: Actor, who: Callable[[ActContents], tuple[Signer, ...]]
) -> ResponseReturnValue:
    """The page on which the act is signed, or, once it is, the way `back`.

    The act was loaded under the request's scope: the desk's, or that of the borrower whose act it
    is. `who` tells who may sign what stands on it. Nothing happens before the form is sent.
    """
    content = content_or_none(db.session(), act.id)
    if content is None or act.signed_at is not None:
        flash(gettext("There is nothing to be signed here."), "sea")
        return redirect(back)
    contents = from_json(content.contents)
    form = SignForm()
    form.of({one: name_of(contents, one) for one in who(contents)})
    if form.validate_on_submit():
        try:
            strokes = strokes_of(form.strokes.data) if form.strokes.data else ()
            typed = form.typed_name.data or ""
            number = _number(act)
            told: dict[str, Any] = {"actor": actor, "now": datetime.now(UTC)}
            told |= {"signer": Signer(form.signer.data), "strokes": strokes, "typed_name": typed}
            sign(db.session(), act, content, number, **told)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("The act is signed."), "ok")
            return redirect(back)
    counts = {one.code.value: one.count for one in contents.accessories}
    page = render_template(
        "loans/sign.html",
        contents=contents,
        accessories=[(word, count) for _, word, count in count_choices(counts) if count],
        form=form,
        back=back,
        pad_ratio=json.dumps(PAD_RATIO),
    )
    return page, 422 if form.errors else 200


def _number(act: Act) -> str:
    with system_scope(db.session(), reason="the institution's code stands in the act's number"):
        return number_of(db.session(), act)
