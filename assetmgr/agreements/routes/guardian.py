"""The page behind a guardian's link: no sign-in, nothing that changes by being opened."""

from datetime import UTC, datetime

from flask import render_template
from flask.typing import ResponseReturnValue

from assetmgr.agreements.forms.consents import GuardianForm
from assetmgr.agreements.models import Terms
from assetmgr.agreements.operations.links import use_link
from assetmgr.agreements.policy.letter import first_name
from assetmgr.agreements.policy.links import LinkState, digest_of, state_of
from assetmgr.agreements.queries.consents import standing_consent
from assetmgr.agreements.queries.links import Linked, linked
from assetmgr.agreements.queries.terms import current_terms
from assetmgr.agreements.routes.blueprint import pages
from assetmgr.db.errors import Refused
from assetmgr.db.scope import system_scope
from assetmgr.extensions import db, limiter
from assetmgr.web.access import public


@pages.route("/g/<token>", methods=["GET", "POST"])
@public
@limiter.limit("300/minute")  # a whole parents' meeting may sit behind one address
def guardian(token: str) -> ResponseReturnValue:
    """The terms in full and the agreement to them.

    Scanners of mail open links, so nothing happens before the form is sent.
    """
    with system_scope(db.session(), reason="a guardian has no account, but a link of their own"):
        found = linked(db.session(), digest_of(token))
        terms = current_terms(db.session(), found.institution.id) if found else None
        if found is None or terms is None:
            return _closed(LinkState.UNKNOWN)
        now = datetime.now(UTC)
        state = state_of(found.link.used_at, found.link.expires_at, now)
        if state is not LinkState.OPEN:
            return _closed(state, found)
        if standing_consent(db.session(), found.person.id, terms.id):
            return _closed(LinkState.USED, found)
        return _open(found, terms, now)


def _open(found: Linked, terms: Terms, now: datetime) -> ResponseReturnValue:
    form = GuardianForm(data={"terms": str(terms.id)})
    is_newer = form.is_submitted() and form.terms.data != str(terms.id)
    if is_newer:
        form.terms.data, form.agreed.data = str(terms.id), False
    elif form.validate_on_submit():
        try:
            use_link(db.session(), found, terms, form.guardian_name.data or "", now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            return render_template("agreements/guardian_done.html", institution=found.institution)
    page = render_template(
        "agreements/guardian.html",
        institution=found.institution,
        first_name=first_name(found.person.name or ""),
        class_name=found.person.class_name,
        terms=terms,
        form=form,
        is_newer=is_newer,
    )
    return page, 422 if form.errors or is_newer else 200


def _closed(state: LinkState, found: Linked | None = None) -> ResponseReturnValue:
    """What to do with a link that cannot be used; it names nobody."""
    page = render_template(
        "agreements/guardian_closed.html",
        state=state,
        institution=found.institution if found else None,
    )
    return page, {LinkState.UNKNOWN: 404, LinkState.EXPIRED: 410}.get(state, 200)
