"""How an institution's labels look, and its own sheets."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.institutions.models import Institution
from assetmgr.institutions.routes.blueprint import load_institution
from assetmgr.labeling.forms.setting import SettingForm, as_told
from assetmgr.labeling.operations.settings import keep_style
from assetmgr.labeling.pictures import label_picture
from assetmgr.labeling.policy.style import Shown, Style, lines_for
from assetmgr.labeling.queries.styles import own_sheets, papers_of, style_of
from assetmgr.labeling.routes.blueprint import base_url, now, pages
from assetmgr.labeling.routes.calibration import steps
from assetmgr.web.access import requires
from assetmgr.web.signed_in import me
from labels.spec import tag_label


@pages.route("/settings/<code>", methods=["GET", "POST"])
@requires(Permission.LABELS)
def settings(code: str) -> ResponseReturnValue:
    """What stands on the labels of an institution, its usual sheet, its printer's offset."""
    institution = load_institution(code)
    style = style_of(db.session(), institution.id)
    form = SettingForm(data=as_told(style))
    papers = papers_of(db.session(), institution.id)
    form.offer(papers)
    if form.validate_on_submit():
        wanted = form.style(papers)
        try:
            keep_style(db.session(), institution.id, code, wanted, actor=me().as_actor(), now=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("The settings of labels are saved."), "ok")
            return redirect(url_for(".settings", code=code))
    page = render_template(
        "labeling/settings.html",
        institution=institution,
        form=form,
        style=style,
        own=own_sheets(db.session(), institution.id),
        example=_example(institution, style),
        steps=steps(),
        sheets=[paper for paper in papers if paper.sheet],
    )
    return page, 422 if form.errors else 200


def _example(institution: Institution, style: Style) -> str:
    """A label of a device that is not there, with everything that a device may have."""
    shown = Shown(
        owner=institution.short_name,
        model="Chromebook 311",
        kind="Chromebook",
        room="213",
        inventory_number="12304-17",
        serial_number="5CD1234XYZ",
    )
    spec = tag_label(base_url(), "K-0412", lines_for(shown, style))
    return label_picture(spec, style.paper.face, gettext("An example of a label"))
