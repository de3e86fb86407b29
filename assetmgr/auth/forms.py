"""Forms of signing in and setting a password."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, PasswordField
from wtforms.validators import DataRequired, EqualTo, Length

from assetmgr.auth.operations import PASSWORD_LENGTH
from assetmgr.web.forms import Form


class SignInForm(Form):
    """E-mail and password."""

    email = EmailField(
        _("E-mail"),
        validators=[DataRequired(_("Write your e-mail.")), Length(max=254)],
        render_kw={"autocomplete": "username", "autofocus": True},
    )
    password = PasswordField(
        _("Password"),
        validators=[DataRequired(_("Write your password.")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )


class PasswordForm(Form):
    """A new password, twice."""

    password = PasswordField(
        _("New password"),
        description=_("At least 12 characters; a sentence is easy to remember."),
        validators=[
            DataRequired(_("Write a password.")),
            Length(min=PASSWORD_LENGTH, max=200, message=_("At least 12 characters.")),
        ],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _("The same again"),
        validators=[EqualTo("password", _("The two are not the same."))],
        render_kw={"autocomplete": "new-password"},
    )
