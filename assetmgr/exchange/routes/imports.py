"""Choosing a file, seeing what it would do, importing it."""

from datetime import UTC, datetime
from typing import Final

from flask import (
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assetmgr.audit.actor import Via
from assetmgr.auth.codes import Permission
from assetmgr.db.locks import Lock, hold
from assetmgr.exchange import showing
from assetmgr.exchange.forms import WHAT_NAMES, UploadForm
from assetmgr.exchange.models import ImportDraft
from assetmgr.exchange.operations import (
    apply_plan,
    draft_or_none,
    drop_draft,
    keep_draft,
    plan_file,
)
from assetmgr.exchange.report import Plan
from assetmgr.exchange.routes.blueprint import pages
from assetmgr.exchange.what import MUNICIPAL, What
from assetmgr.extensions import db
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.institution_in_view import in_view
from assetmgr.web.signed_in import me

FAULTS_SHOWN: Final = 1_000
CHANGES_SHOWN: Final = 20
NAMES_SHOWN: Final = 50


@pages.get("/")
@requires(Permission.EXCHANGE)
def choose() -> ResponseReturnValue:
    """Upload a file, or download what the register has."""
    return _chooser(_upload_form())


@pages.post("/")
@requires(Permission.REGISTER_WRITE)
def upload() -> ResponseReturnValue:
    """Keep the file and show what it would do."""
    form = _upload_form()
    if not form.validate_on_submit():
        return _chooser(form), 422
    file = form.file.data
    key = keep_draft(
        db.session(),
        What(form.what.data),
        file.filename or "",
        file.read(),
        user_id=me().account_id,
        now=datetime.now(UTC),
    )
    return redirect(url_for(".preview", key=key))


@pages.get("/drafts/<key>")
@requires(Permission.REGISTER_WRITE)
def preview(key: str) -> ResponseReturnValue:
    """What an uploaded file would do to the register as it stands now."""
    draft = _load(key)
    return _preview(draft, _plan(draft))


@pages.post("/drafts/<key>")
@requires(Permission.REGISTER_WRITE)
def apply(key: str) -> ResponseReturnValue:
    """Import exactly what was previewed; where the register changed since, show it anew."""
    hold(db.session(), Lock.IMPORT)
    draft = _load(key, lock=True)
    plan = _plan(draft)
    if plan.report.faults or plan.fingerprint != request.form.get("fingerprint"):
        return _preview(draft, plan, changed=True), 409
    apply_plan(
        db.session(),
        draft.what,
        plan,
        actor=me().as_actor(Via.IMPORT),
        now=datetime.now(UTC),
        today=today(),
    )
    drop_draft(db.session(), draft)
    flash(showing.done_text(draft.what, plan.report.created, plan.report.updated), "ok")
    return redirect(url_for(".choose"))


def _upload_form() -> UploadForm:
    form = UploadForm()
    form.offer(what for what in WHAT_NAMES if me().is_municipal or what not in MUNICIPAL)
    return form


def _chooser(form: UploadForm) -> str:
    return render_template(
        "exchange/choose.html",
        form=form,
        place=in_view(),
        may_import=me().may(Permission.REGISTER_WRITE),
    )


def _load(key: str, *, lock: bool = False) -> ImportDraft:
    """The person's own draft; 404 to strangers and after a day. People's has pages of its own."""
    found = draft_or_none(
        db.session(), key, user_id=me().account_id, now=datetime.now(UTC), lock=lock
    )
    return found if found and found.what is not What.PEOPLE else abort(404)


def _plan(draft: ImportDraft) -> Plan:
    return plan_file(db.session(), draft.what, draft.content, today=today())


def _preview(draft: ImportDraft, plan: Plan, *, changed: bool = False) -> str:
    report = plan.report
    return render_template(
        "exchange/preview.html",
        draft=draft,
        report=report,
        faults=report.faults[:FAULTS_SHOWN],
        names=showing.name_lines(plan.new_names),
        names_shown=NAMES_SHOWN,
        changes=plan.changes[:CHANGES_SHOWN],
        more_changes=max(0, len(plan.changes) - CHANGES_SHOWN),
        fingerprint=plan.fingerprint,
        button=showing.button_text(draft.what, report.created + report.updated),
        changed=changed,
    )
