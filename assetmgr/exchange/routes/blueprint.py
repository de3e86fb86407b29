"""The blueprint of files in and out."""

from flask import Blueprint

from assetmgr.exchange import showing
from assetmgr.exchange.forms import WHAT_NAMES

pages = Blueprint("exchange", __name__, url_prefix="/exchange")


@pages.context_processor
def texts() -> dict[str, object]:
    """How the pages write what stands in a plan."""
    return {
        "column_code": showing.column_code,
        "column_name": showing.column_name,
        "reason": showing.reason,
        "value_text": showing.value_text,
        "what_names": WHAT_NAMES,
    }
