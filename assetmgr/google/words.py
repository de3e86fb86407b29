"""The words for what a run of the sync says."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext

from assetmgr.google.models import SyncStatus

STATUS_WORDS: Final[Mapping[SyncStatus, Any]] = {
    SyncStatus.RUNNING: lazy_gettext("Running"),
    SyncStatus.DONE: lazy_gettext("Done"),
    SyncStatus.REFUSED: lazy_gettext("Stopped"),
    SyncStatus.FAILED: lazy_gettext("Failed"),
}
AMBIGUITY_WORDS: Final[Mapping[str, Any]] = {
    "several_in_register": lazy_gettext("several devices of the register have this number"),
    "several_in_google": lazy_gettext("Google lists this number several times"),
    "linked_to_another": lazy_gettext("the device is linked to another Chromebook of Google"),
}
