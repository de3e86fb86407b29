"""Words of custody's pages that no code elsewhere has."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _

from assetmgr.custody.codes import Verdict

VERDICT_WORDS: Final[Mapping[Verdict, Any]] = {
    Verdict.YES: _("the borrower used it"),
    Verdict.NO: _("somebody else used it"),
    Verdict.UNKNOWN: _("not known"),
}
