"""The phone's counting app: an empty page, what makes it installable, and its service worker.

None of it holds data, so all of it is open to everybody: the page is filled on the phone from what
the phone keeps. The service worker reaches nothing but `/count`, so that it can neither keep nor
answer a page that somebody signed in for.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from assetmgr.web.access import public
from assetmgr.web.formats import language
from assetmgr.web.locale import LOCALES

pages = Blueprint("count", __name__)

STYLES: Final = (
    "vendor/bootstrap.css",
    "css/theme.css",
    "css/base.css",
    "css/forms.css",
    "css/parts.css",
    "css/count.css",
)
_SCRIPTS: Final = (
    "js/theme.js",
    "js/typing.js",
    "js/scanner.js",
    "js/scan/*.js",
    "js/count/**/*.js",
    "vendor/ponyfill.js",
    "vendor/zxing*.js",
    "vendor/zxing*.wasm",
)
_PICTURES: Final = ("img/mark.svg", "img/caret.svg", "img/caret-dark.svg", "vendor/icons.svg")
_WORKER: Final = "js/count/worker.js"
_JOIN: Final = "js/count/join.js"
"""Belongs to the stocktake's page, which is there in the network alone."""


@pages.get("/count")
@public
def shell() -> ResponseReturnValue:
    """The app's page, without any data; `?language=` chooses it for this page alone."""
    with force_locale(_language()):
        return render_template("inventory/count.html", styles=STYLES)


@pages.get("/manifest.webmanifest")
@public
def manifest() -> ResponseReturnValue:
    """What a phone needs to install the app (W3C, Web Application Manifest)."""
    with force_locale(_language()):
        told = _manifest()
    return _response(json.dumps(told, ensure_ascii=False), "application/manifest+json")


@pages.get("/sw.js")
@public
def worker() -> ResponseReturnValue:
    """The service worker; its version is the sum of everything that it keeps."""
    files = _kept()
    shells = {code: url_for("count.shell", language=code) for code in LOCALES}
    known = {
        "VERSION": _version(files),
        "SHELLS": shells,
        "FILES": [url_for("static", filename=name) for name in files],
    }
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in known.items())
    text = (_static() / _WORKER).read_text(encoding="utf-8")
    return _response(head + text, "text/javascript")


def _language() -> str:
    named = request.args.get("language")
    return named if named in LOCALES else language()


def _manifest() -> dict[str, Any]:
    """One SVG icon of any size is what Chromium asks of an installable app; no PNG is needed."""
    icon = url_for("static", filename="img/mark.svg")
    return {
        "id": "/count",
        "name": gettext("Device register: count devices"),
        "short_name": gettext("Counting"),
        "lang": language(),
        "start_url": url_for("count.shell"),
        "scope": "/",
        "display": "standalone",
        "icons": [{"src": icon, "type": "image/svg+xml", "sizes": "any", "purpose": "any"}],
    }


def _kept() -> list[str]:
    """The static files that the app needs, by their names in the static folder."""
    root = _static()
    scripts = {file for pattern in _SCRIPTS for file in root.glob(pattern)}
    names = {file.relative_to(root).as_posix() for file in scripts}
    return sorted((names | {*STYLES, *_PICTURES}) - {_WORKER, _JOIN})


def _version(files: list[str]) -> str:
    """A sum over the files, the page in every language and the worker itself."""
    whole = sha256()
    for name in [*files, _WORKER]:
        whole.update(name.encode() + b"\0" + (_static() / name).read_bytes())
    for code in LOCALES:
        with force_locale(code):
            whole.update(render_template("inventory/count.html", styles=STYLES).encode())
    return whole.hexdigest()[:16]


def _static() -> Path:
    return Path(current_app.root_path, "static")


def _response(text: str, mimetype: str) -> Response:
    return Response(text, mimetype=mimetype)
