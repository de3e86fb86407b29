"""Photos of a lent device at hand-out and return, side by side; files kept with an act."""

from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.db.transaction import released
from assetmgr.extensions import db
from assetmgr.loans.codes import ActStatus, Paper
from assetmgr.loans.forms.cases import PhotoForm, content_of
from assetmgr.loans.models import Act
from assetmgr.loans.operations.papers import File, add_paper
from assetmgr.loans.photo import small
from assetmgr.loans.queries.acts import corrected_ids, number_of
from assetmgr.loans.queries.papers import PaperLine, paper_file, papers_of
from assetmgr.loans.routes.blueprint import pages, readable
from assetmgr.loans.routes.life import act_href, done, paper_answer
from assetmgr.web.access import requires
from assetmgr.web.addresses import local
from assetmgr.web.errors import translated
from assetmgr.web.signed_in import acting

PHOTOS = (Paper.PHOTO_ISSUED, Paper.PHOTO_RETURNED)


@dataclass(frozen=True, slots=True)
class Photos:
    """An act's photos, and which of the two a new one is now."""

    issued: list[PaperLine]
    returned: list[PaperLine]
    next: Paper


@pages.context_processor
def context() -> dict[str, Any]:
    """`loan_photos(act)` for `loans/_photos.html`."""
    return {"loan_photos": _photos}


@pages.post("/acts/<int:act_id>/photos")
@requires(Permission.LEND)
def add_photo(act_id: int) -> ResponseReturnValue:
    """Keep a photo: of the hand-out while the device is lent, else of the return."""
    readable(act_id)
    form = PhotoForm()
    if not (form.validate_on_submit() and form.photo.data):
        flash(gettext("Choose a photo first."), "amber")
        return _back(act_id)
    try:
        with released(db.session()):  # others write while it is decoded
            content = small(content_of(form.photo))
    except Refused as refused:
        flash(translated(refused), "bad")
        return _back(act_id)
    if done(lambda: _keep(readable(act_id), content)):
        flash(gettext("The photo is kept."), "ok")
    return _back(act_id)


def _back(act_id: int) -> ResponseReturnValue:
    return redirect(local(request.form.get("next"), act_href(act_id)))


@pages.get("/papers/<int:paper_id>")
@requires(Permission.LEND)
def paper(paper_id: int) -> ResponseReturnValue:
    """A file kept with an act; 404 to strangers."""
    return paper_answer(paper_file(db.session(), paper_id) or abort(404))


def _keep(act: Act, content: bytes) -> None:
    told = request.form.get("what", "")
    what = Paper(told) if told in PHOTOS else _next(act)
    name = f"{what.value}.jpg"
    file = File(content, "image/jpeg", name)
    add_paper(db.session(), act, number_of(db.session(), act), what, file, **acting())


def _photos(act: Act) -> Photos:
    found = photos_of(act)
    return Photos(
        [one for one in found if one.what is Paper.PHOTO_ISSUED],
        [one for one in found if one.what is Paper.PHOTO_RETURNED],
        _next(act),
    )


def photos_of(act: Act) -> list[PaperLine]:
    """The photos of a loan: those of the acts that this one corrects, too."""
    session = db.session()
    ids = [act.id, *corrected_ids(session, act)]
    return [one for one in papers_of(session, ids, PHOTOS) if not one.is_gone]


def _next(act: Act) -> Paper:
    is_out = act.status in {ActStatus.PREPARING, ActStatus.PREPARED, ActStatus.ISSUED}
    return Paper.PHOTO_ISSUED if is_out else Paper.PHOTO_RETURNED
