"""Words of privacy's pages."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _

from assetmgr.privacy.codes import Matter

MATTER_WORDS: Final[Mapping[Matter, Any]] = {
    Matter.ACTS: _("Acts"),
    Matter.PEOPLE: _("People"),
    Matter.REQUESTS: _("Requests without a loan"),
}
