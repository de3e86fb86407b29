"""A photo of labels, read on the server: where there is no camera permission, or no script."""

from typing import Any, Final

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db, limiter
from assetmgr.scanning.forms import PhotoForm
from assetmgr.scanning.photo import Fault, PhotoError, texts_in
from assetmgr.scanning.queries import place_of
from assetmgr.scanning.routes.blueprint import answer, pages
from assetmgr.scanning.routes.reading import answer_of
from assetmgr.web.access import requires

_TEXTS: Final = {
    Fault.TOO_LARGE: lazy_gettext(
        "The photo is too large. Take it at a lower resolution, or nearer to the label."
    ),
    Fault.NO_PICTURE: lazy_gettext("This is no picture that can be read. Send a JPEG or PNG."),
    Fault.NO_CODE: lazy_gettext(
        "No code can be read in this photo. Take it nearer, in better light, without a reflection."
    ),
}


@pages.post("/photo")
@requires(Permission.COUNT)
@limiter.limit("60/minute")
def photo() -> ResponseReturnValue:
    """Read the codes of a photo: as a page what they mean, as JSON their texts alone."""
    form = PhotoForm()
    try:
        texts = texts_in(form.content())
    except PhotoError as fault:
        return _refused(form, str(_TEXTS[fault.fault]))
    if _wants_json():
        return jsonify({"texts": texts})
    return answer_of(texts, form.room_id())


def _refused(form: PhotoForm, text: str) -> ResponseReturnValue:
    if _wants_json():
        return jsonify({"error": text}), 422
    room_id = form.room_id()
    return answer(place_of(db.session(), room_id) if room_id else None, error=text), 422


def _wants_json() -> Any:
    return request.accept_mimetypes.best == "application/json"
