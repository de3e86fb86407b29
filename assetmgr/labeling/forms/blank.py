"""How many blank codes to print."""

from typing import Final

from flask_babel import lazy_gettext as _

from assetmgr.institutions.fields import whole
from assetmgr.web.forms import Form

MOST: Final = 1_000


class BlankForm(Form):
    """How many codes to make."""

    count = whole(
        _("How many codes"), least=1, most=MOST, missing=_("Write how many codes to print.")
    )
