"""What a class list would do, and importing it."""

from datetime import UTC, datetime
from typing import Any, cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmgr.audit.actor import Via
from assetmgr.auth.codes import Permission
from assetmgr.db.locks import Lock, hold
from assetmgr.db.transaction import released
from assetmgr.exchange import showing
from assetmgr.exchange.models import ImportDraft
from assetmgr.exchange.operations import apply_plan, change_draft, plan_table
from assetmgr.exchange.parse import Table, read_table
from assetmgr.exchange.people.columns import completed, read_list
from assetmgr.exchange.people.deeds import PeoplePlan
from assetmgr.exchange.people.shape import SHAPE
from assetmgr.exchange.routes.imports import CHANGES_SHOWN, FAULTS_SHOWN
from assetmgr.exchange.what import What
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.people.routes.blueprint import cipher, pages, place
from assetmgr.people.routes.imports import IMPORTED, load_draft, role_told
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.signed_in import me

LEAVERS_SHOWN = 50
NEW_SHOWN = 20


@pages.get("/people/import/<key>")
@requires(Permission.LENDING_RULES)
def preview(key: str) -> ResponseReturnValue:
    """What the list would do to the register as it stands; ?whole=1: everybody is on it."""
    draft, whole = load_draft(key), bool(request.args.get("whole"))
    return _page(draft, _plan(_table(draft.content, place()), whole=whole), whole=whole)


@pages.post("/people/import/<key>")
@requires(Permission.LENDING_RULES)
def apply(key: str) -> ResponseReturnValue:
    """Import exactly what was previewed; where the register changed since, show it anew."""
    session, chosen, whole = db.session(), place(), bool(request.form.get("whole"))
    content = load_draft(key).content
    with released(session):  # others write while it is read
        table = _table(content, chosen)
    hold(session, Lock.IMPORT)
    draft = load_draft(key, lock=True)
    if draft.content != content:
        table = _table(draft.content, chosen)
    plan = _plan(table, whole=whole)
    if plan.report.faults or plan.fingerprint != request.form.get("fingerprint"):
        return _page(draft, plan, whole=whole, changed=True), 409
    apply_plan(
        session,
        What.PEOPLE,
        plan,
        actor=me().as_actor(Via.IMPORT),
        now=datetime.now(UTC),
        today=today(),
    )
    change_draft(session, draft, IMPORTED)
    flash(showing.done_text(What.PEOPLE, plan.report.created, plan.report.updated), "ok")
    return redirect(url_for("people.upload", institution=chosen.code))


def _table(content: bytes, chosen: Named) -> Table:
    lines = read_list(cipher().decrypt(content))
    told = completed(lines, institution=chosen.code, role=role_told())
    return read_table(told, SHAPE)


def _plan(table: Table, *, whole: bool) -> PeoplePlan:
    wishes: dict[str, Any] = {"cipher": cipher(), "whole": whole}
    return cast("PeoplePlan", plan_table(db.session(), What.PEOPLE, table, today=today(), **wishes))


def _page(draft: ImportDraft, plan: PeoplePlan, *, whole: bool, changed: bool = False) -> str:
    report = plan.report
    written = report.created + report.updated + (report.left or 0)
    new = [one for batch in plan.batches for one in batch.creations]
    return render_template(
        "people/preview.html",
        draft=draft,
        place=place(),
        role=role_told(),
        new=[(one.values["name"], one.values["class_name"]) for one in new[:NEW_SHOWN]],
        more_new=max(0, len(new) - NEW_SHOWN),
        report=report,
        plan=plan,
        whole=whole,
        written=written,
        faults=report.faults[:FAULTS_SHOWN],
        warnings=report.warnings[:CHANGES_SHOWN],
        changes=plan.changes[:CHANGES_SHOWN],
        more_changes=max(0, len(plan.changes) - CHANGES_SHOWN),
        leavers=plan.leavers[:LEAVERS_SHOWN],
        with_loans=sum(1 for one in plan.leavers if one.has_loan),
        fingerprint=plan.fingerprint,
        button=showing.button_text(What.PEOPLE, report.created + report.updated),
        changed=changed,
        column_code=showing.column_code,
        column_name=showing.column_name,
        reason=showing.reason,
        value_text=showing.value_text,
    )
