"""How much a request may send, and having all of it before anything is held for it."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from flask import request

View = TypeVar("View", bound=Callable[..., Any])
_ATTRIBUTE: Final = "assetmgr_most_bytes"


def at_most(size: int) -> Callable[[View], View]:
    """Declare that a view takes a body of at most `size` bytes; without that, as much as any."""

    def declare(view: View) -> View:
        setattr(view, _ATTRIBUTE, size)
        return view

    return declare


def receive(view: Callable[..., Any]) -> None:
    """Have the whole body here, however slowly it comes; a form's files may lie on the disk.

    Raises:
        RequestEntityTooLarge: it is larger than the view, or any, takes.
        ClientDisconnected: it did not come to its end.
    """
    most: int | None = getattr(view, _ATTRIBUTE, None)
    if most is not None:
        request.max_content_length = most
    request.get_data(parse_form_data=True)
