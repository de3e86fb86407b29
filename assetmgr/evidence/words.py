"""The words for how a device was seen; they stand after 'seen' and a day."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext

from assetmgr.evidence.models import Source

SOURCE_NAMES: Final[Mapping[Source, Any]] = {
    Source.SCAN: lazy_gettext("scanned"),
    Source.CHECK: lazy_gettext("looked at in person"),
    Source.SYNC: lazy_gettext("by Google"),
    Source.LOAN: lazy_gettext("handed out or taken back"),
    Source.MOVE: lazy_gettext("moved"),
    Source.REPAIR: lazy_gettext("in repair"),
}
