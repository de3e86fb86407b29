"""What every answer tells the browser, a page's as much as a static file's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADERS: Final = [  # 'wasm-unsafe-eval' lets the code reader's machine code run, and no text
    (
        "Content-Security-Policy",
        (
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:; "
            "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
        ),
    ),
    ("Permissions-Policy", "camera=(self)"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]


def protected(application: WSGIApplication) -> WSGIApplication:
    """The application, with `HEADERS` on all that it answers; nothing in it sets one of them."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return application(
            environ,
            lambda status, headers, *rest: start_response(status, [*headers, *HEADERS], *rest),
        )

    return answer
