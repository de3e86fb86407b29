"""What the scan page sends: codes, a photo, a move."""

from typing import Final

from flask import request
from wtforms import FileField, HiddenField

from assetmgr.web.addresses import key_of
from assetmgr.web.forms import Form

MOST: Final = 100
"""Codes in one request; a camera sees fewer at once."""
LONGEST: Final = 400


class PlacedForm(Form):
    """Anything that is sent from a place: `room` is a room's id, or nothing."""

    room = HiddenField()

    def room_id(self) -> int | None:
        """The room's id; None for what is none."""
        return key_of(self.room.data or "")


class ReadForm(PlacedForm):
    """Codes that were scanned or typed, each a field named `code`."""

    def codes(self) -> list[str]:
        """The texts, each once; blank ones are left out."""
        told = (text.strip()[:LONGEST] for text in request.form.getlist("code"))
        return list(dict.fromkeys(text for text in told if text))[:MOST]


class PhotoForm(PlacedForm):
    """A photo of a label."""

    photo = FileField()

    def content(self) -> bytes:
        """The file; nothing where none was sent."""
        sent = request.files.get("photo")
        return sent.read() if sent else b""


class MoveForm(PlacedForm):
    """One device that shall be where it was scanned."""

    device = HiddenField()

    def device_id(self) -> int:
        """The device's id; 0 for what is none."""
        return key_of(self.device.data or "") or 0
