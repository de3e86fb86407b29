"""The form of RUMIS's page."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired

from assetmgr.web.forms import Form


class ExportedForm(Form):
    """What RUMIS exported."""

    file = FileField(
        _("RUMIS's export"),
        description=_(
            "XLSX or CSV, up to 32 MB, with serial or inventory numbers. It is compared at once and"
            " not kept; names in it are not looked at."
        ),
        validators=[FileRequired(_("Choose a file."))],
        render_kw={"accept": ".csv,.xlsx"},
    )
