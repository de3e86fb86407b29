"""The upload form."""

from collections.abc import Iterable
from typing import Any, Final

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField

from assetmgr.exchange.what import What
from assetmgr.web.forms import Form

WHAT_NAMES: Final[dict[What, Any]] = {
    What.DEVICES: _("Devices"),
    What.INSTITUTIONS: _("Institutions"),
    What.HEADCOUNTS: _("Headcounts"),
}


class UploadForm(Form):
    """A file and what it holds."""

    what = RadioField(_("What the file holds"), default=What.DEVICES.value)
    file = FileField(
        _("File"),
        description=_("CSV or XLSX, up to 32 MB."),
        validators=[FileRequired(_("Choose a file."))],
        render_kw={"accept": ".csv,.tsv,.txt,.xlsx"},
    )

    def offer(self, choices: Iterable[What]) -> None:
        """Let the person choose among these."""
        self.what.choices = [(what.value, WHAT_NAMES[what]) for what in choices]
