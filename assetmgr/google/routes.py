"""Runs of the sync, the button, and Chromebooks that the register does not know."""

import subprocess
import sys
from datetime import UTC, datetime
from threading import Thread

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import config_of, db
from assetmgr.google import queries
from assetmgr.google.models import SyncStatus
from assetmgr.google.operations.runs import begin_run
from assetmgr.google.operations.take_in import take_in
from assetmgr.google.run import turn
from assetmgr.google.words import AMBIGUITY_WORDS, STATUS_WORDS
from assetmgr.web.access import requires
from assetmgr.web.after_commit import after_commit
from assetmgr.web.clock import today
from assetmgr.web.institution_in_view import mine
from assetmgr.web.signed_in import me

pages = Blueprint("google", __name__, url_prefix="/google")


@pages.get("/")
@requires(Permission.SYNC_READ)
def runs() -> ResponseReturnValue:
    """The runs, newest first; what needs somebody stands above them."""
    session = db.session()
    found = queries.runs(session)
    return render_template(
        "google/runs.html",
        runs=found,
        running=bool(found) and found[0].status is SyncStatus.RUNNING,
        names_devices=me().is_municipal,  # an ambiguous one may be of any institution
        unmatched=len(queries.unmatched_devices(session)) if me().is_municipal else 0,
        is_configured=config_of(current_app).google.is_complete,
        sync_words=STATUS_WORDS,
        ambiguity_words=AMBIGUITY_WORDS,
    )


@pages.post("/sync")
@requires(Permission.SYNC_RUN)
def start() -> ResponseReturnValue:
    """Begin a run, and let a process of its own carry it out."""
    with turn(config_of(current_app).data_dir):
        run_id = begin_run(db.session(), started_by=me().name, dry_run=False, now=datetime.now(UTC))
    after_commit(lambda: _carry_out(run_id))
    return redirect(url_for("google.runs"))


def _carry_out(run_id: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "assetmgr", "sync", "google", "--run", str(run_id)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    Thread(target=process.wait, daemon=True).start()  # or it stays behind as a zombie


@pages.get("/unknown")
@requires(Permission.SYNC_RUN)
def unknown() -> ResponseReturnValue:
    """Chromebooks that Google reports and the register does not know."""
    session = db.session()
    return render_template(
        "google/unknown.html",
        devices=queries.unmatched_devices(session),
        suggested=queries.institutions_by_unit(session),
        institutions=mine(),
    )


@pages.post("/unknown")
@requires(Permission.SYNC_RUN)
def take_unknown() -> ResponseReturnValue:
    """Take the chosen ones into the register."""
    reached = {str(place.id): place.id for place in mine()}
    chosen = {
        google_id: reached[place]
        for google_id in request.form.getlist("device")
        if (place := request.form.get(f"institution-{google_id}", "")) in reached
    }
    if not chosen:
        flash(gettext("Choose at least one Chromebook, and its institution."), "amber")
        return redirect(url_for("google.unknown"))
    tags = take_in(
        db.session(), chosen, actor=me().as_actor(), now=datetime.now(UTC), today=today()
    )
    flash(
        ngettext(
            "%(num)d Chromebook was taken into the register: %(tags)s",
            "%(num)d Chromebooks were taken into the register: %(tags)s",
            len(tags),
            tags=", ".join(tags),
        ),
        "ok",
    )
    return redirect(url_for("google.unknown"))
