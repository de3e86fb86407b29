"""What each failure is called, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import lazy_gettext as _

from assetmgr.auth.oidc.reasons import Reason


@dataclass(frozen=True, slots=True)
class Words:
    """A failure's page: title, what to do, and the answer's status."""

    title: Any
    text: Any
    status: int


_AGAIN: Final = _("Nobody was signed in. Begin again from the sign-in page, in one window.")
FAILURES: Final[Mapping[Reason, Words]] = {
    Reason.NOT_BEGUN: Words(_("This sign-in was not begun here"), _AGAIN, 400),
    Reason.TOO_OLD: Words(_("The sign-in took too long"), _AGAIN, 400),
    Reason.CANCELLED: Words(
        _("The sign-in was broken off"),
        _("Nobody was signed in. Choose an account, or sign in by e-mail and password."),
        400,
    ),
    Reason.UNREACHABLE: Words(
        _("The account's provider does not answer"),
        _("Nobody was signed in. Try again in a few minutes; a password works meanwhile."),
        502,
    ),
    Reason.REFUSED: Words(
        _("The account's provider refused the sign-in"),
        _("Nobody was signed in. Begin again; if it stays so, tell LIP IT nodaļa."),
        400,
    ),
    Reason.WRONG_TOKEN: Words(
        _("The provider's answer could not be trusted"),
        _("Nobody was signed in. Begin again; if it stays so, tell LIP IT nodaļa."),
        400,
    ),
    Reason.NO_EMAIL: Words(
        _("This account has no e-mail"),
        _("Nobody was signed in. Ask your school's administrator to give the account an e-mail."),
        403,
    ),
    Reason.UNVERIFIED: Words(
        _("This account's e-mail is not verified"),
        _("Nobody was signed in. Ask your school's administrator to verify the e-mail."),
        403,
    ),
    Reason.FOREIGN: Words(
        _("This is not a school's account"),
        _("Choose the account that you have from your school, not a private one."),
        403,
    ),
    Reason.UNKNOWN: Words(
        _("The register does not know you yet"),
        _(
            "The account is good, but nobody with its e-mail is in the register. Ask your school's "
            "administrator to add you; staff of the municipality ask LIP IT nodaļa."
        ),
        403,
    ),
}
