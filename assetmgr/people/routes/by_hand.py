"""Adding one person, and correcting one."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.i18n.marks import N_
from assetmgr.people.forms.person import PersonForm, as_told
from assetmgr.people.models import Person
from assetmgr.people.operations.by_hand import add_person, change_person, remove_code
from assetmgr.people.operations.deeds import Reach
from assetmgr.people.queries import guardians
from assetmgr.people.queries.one import personal_code
from assetmgr.people.routes.blueprint import cipher, loaded, pages, place
from assetmgr.web.access import requires
from assetmgr.web.signed_in import acting


@pages.route("/people/new", methods=["GET", "POST"])
@requires(Permission.LENDING_RULES)
def new() -> ResponseReturnValue:
    """Add somebody to the institution in view."""
    chosen, form = place(), PersonForm()
    if form.validate_on_submit():
        try:
            told = form.told()
            with db.session().begin_nested():
                person = add_person(
                    db.session(),
                    chosen.id,
                    told.values,
                    told.guardians,
                    told.code,
                    cipher=cipher(),
                    **acting(),
                )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("The person is added."), "ok")
            return redirect(url_for("people.show", person_id=person.id))
    page = render_template("people/edit.html", form=form, place=chosen, person=None)
    return page, 422 if form.errors else 200


@pages.route("/people/<int:person_id>/edit", methods=["GET", "POST"])
@requires(Permission.LENDING_RULES)
def edit(person_id: int) -> ResponseReturnValue:
    """Correct somebody."""
    person = loaded(person_id)
    reached = [Reach(one.name, one.email, one.phone) for one in guardians(db.session(), person_id)]
    form = PersonForm(data=as_told(person, reached))
    if form.validate_on_submit():
        try:
            _change(person, form)
        except Refused as refused:
            db.session().refresh(person)
            form.refuse(refused)
        else:
            flash(gettext("The changes are saved."), "ok")
            return redirect(url_for("people.show", person_id=person_id))
    page = render_template(
        "people/edit.html",
        form=form,
        person=person,
        has_code=personal_code(db.session(), person_id) is not None,
    )
    return page, 422 if form.errors else 200


def _change(person: Person, form: PersonForm) -> None:
    if form.version.data != str(person.version):
        raise Refused(N_("Somebody changed the same data at this moment. Open the page again."))
    told = form.told()
    with db.session().begin_nested():
        change_person(
            db.session(),
            person,
            told.values,
            told.guardians,
            told.code,
            cipher=cipher(),
            **acting(),
        )
        if form.forget_code.data and not told.code:
            remove_code(db.session(), person, **acting())
