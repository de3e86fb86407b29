"""A class list: uploaded, its columns led to ours, and the last one taken back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.db.transaction import released
from assetmgr.exchange.column_names import COLUMN_NAMES
from assetmgr.exchange.models import ImportDraft
from assetmgr.exchange.operations import change_draft, draft_or_none, keep_draft
from assetmgr.exchange.people.columns import Head, Lines, proposed, read_list, rewritten
from assetmgr.exchange.people.shape import SHAPE
from assetmgr.exchange.what import What
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.people.codes import PersonRole
from assetmgr.people.forms.small import ListForm
from assetmgr.people.operations.undoing import UNDOABLE, undo_batch
from assetmgr.people.queries.batches import batch_or_none, newest_batch
from assetmgr.people.routes.blueprint import cipher, own_places, pages, place
from assetmgr.web.access import requires
from assetmgr.web.errors import translated
from assetmgr.web.signed_in import acting, me

NOT_READ = ""
IMPORTED = b""
"""What is left of a list that was imported, until its day is over."""


@pages.route("/people/import", methods=["GET", "POST"])
@requires(Permission.LENDING_RULES)
def upload() -> ResponseReturnValue:
    """Choose a class list; the file is kept encrypted until it is imported, a day at most."""
    form = ListForm()
    if form.validate_on_submit():
        file = form.file.data
        with released(db.session()):
            token = cipher().encrypt(file.read())
        key = keep_draft(
            db.session(),
            What.PEOPLE,
            file.filename or "",
            token,
            user_id=me().account_id,
            now=datetime.now(UTC),
        )
        return redirect(url_for("people.columns", key=key, institution=place().code))
    return _chooser(place(), form), 422 if form.errors else 200


@pages.route("/people/import/<key>/columns", methods=["GET", "POST"])
@requires(Permission.LENDING_RULES)
def columns(key: str) -> ResponseReturnValue:
    """Which column of the file is which; what is not chosen is thrown away."""
    draft, chosen = load_draft(key), place()
    content, of = draft.content, sum_of(draft)
    try:
        if request.method == "GET":
            return _columns(draft, proposed(_lines(content)))
        if request.form.get("of") != of:
            return _previewed(key, chosen)  # a second click: these places are no longer in the file
        with released(db.session()):  # others write while it is read
            lines = _lines(content)
            heads = proposed(lines)
            wanted = _wanted(heads)
            told_file = b"" if _doubled(wanted) else cipher().encrypt(rewritten(lines, wanted))
    except Refused as refused:
        return _columns(load_draft(key), (), None, translated(refused)), 422
    if twice := _doubled(wanted):
        told = gettext("Two columns cannot be the same: %(name)s.", name=COLUMN_NAMES[twice])
        return _columns(load_draft(key), heads, wanted, told), 422
    draft = load_draft(key, lock=True)
    if sum_of(draft) == of:
        change_draft(db.session(), draft, told_file)
    return _previewed(key, chosen)


@pages.post("/people/import/undo/<int:batch_id>")
@requires(Permission.LENDING_RULES)
def undo(batch_id: int) -> ResponseReturnValue:
    """Take back the newest import of an institution."""
    batch = batch_or_none(db.session(), batch_id) or abort(404)
    chosen = next(one for one in own_places() if one.id == batch.institution_id)
    try:
        with db.session().begin_nested():
            undo_batch(db.session(), batch, **acting())
    except Refused as refused:
        return _chooser(chosen, ListForm(formdata=None), translated(refused)), 409
    flash(gettext("The import is undone: everything is as it was before."), "ok")
    return redirect(url_for("people.upload", institution=chosen.code))


def role_told() -> PersonRole:
    """Whom the list has where a row does not say it, as the request tells."""
    return PersonRole.EMPLOYEE if request.values.get("role") == "employee" else PersonRole.PUPIL


def load_draft(key: str, *, lock: bool = False) -> ImportDraft:
    """The person's own class list; 404 to strangers and after a day.

    Whoever pressed twice is led to where one press leads.
    """
    found = draft_or_none(
        db.session(), key, user_id=me().account_id, now=datetime.now(UTC), lock=lock
    )
    if found is None or found.what is not What.PEOPLE:
        abort(404)
    if found.content == IMPORTED:
        flash(gettext("This list is imported already."), "ok")
        abort(redirect(url_for("people.upload", institution=place().code)))
    return found


def sum_of(draft: ImportDraft) -> str:
    """By which a form knows the file again whose columns it names."""
    return sha256(draft.content).hexdigest()


def _lines(content: bytes) -> Lines:
    return read_list(cipher().decrypt(content))


def _previewed(key: str, chosen: Named) -> ResponseReturnValue:
    told: dict[str, Any] = {"institution": chosen.code, "role": role_told().value}
    return redirect(url_for("people.preview", key=key, **told))


def _wanted(heads: tuple[Head, ...]) -> dict[int, str]:
    told = {head.place: request.form.get(f"column-{head.place}", NOT_READ) for head in heads}
    return {where: name for where, name in told.items() if name in SHAPE.columns}


def _doubled(wanted: Mapping[int, str]) -> str | None:
    """A column that is chosen twice."""
    names = list(wanted.values())
    return next((name for name in names if names.count(name) > 1), None)


def _columns(
    draft: ImportDraft,
    heads: tuple[Head, ...],
    wanted: dict[int, str] | None = None,
    error: str = "",
) -> str:
    chosen = {head.place: head.column for head in heads} if wanted is None else wanted
    return render_template(
        "people/columns.html",
        draft=draft,
        of=sum_of(draft),
        place=place(),
        role=role_told(),
        heads=heads,
        chosen=chosen,
        options=[(name, COLUMN_NAMES[name]) for name in SHAPE.columns],
        error=error,
    )


def _chooser(chosen: Named, form: ListForm, error: str = "") -> str:
    newest = newest_batch(db.session(), chosen.id)
    undoable = newest and newest.undo and newest.imported_at > datetime.now(UTC) - UNDOABLE
    return render_template(
        "people/upload.html",
        form=form,
        place=chosen,
        newest=newest,
        is_undoable=bool(undoable),
        days=UNDOABLE.days,
        error=error,
    )
