"""The blueprint, and the one loader of an institution."""

from collections.abc import Callable

from flask import Blueprint, abort

from assetmgr.extensions import db
from assetmgr.institutions.models import Institution
from assetmgr.institutions.queries.profile import institution_or_none
from assetmgr.institutions.showing import capital, figure_text, ratio_text

pages = Blueprint("institutions", __name__, url_prefix="/institutions")


@pages.context_processor
def texts() -> dict[str, Callable[..., str]]:
    """How the pages of institutions write figures and names."""
    return {"capital": capital, "figure_text": figure_text, "ratio_text": ratio_text}


def load_institution(code: str) -> Institution:
    """The institution of this code; 404 to strangers."""
    found = institution_or_none(db.session(), code)
    if found is None:
        abort(404)
    return found
