"""One request: one transaction, one permission, one scope."""

from typing import Any

from flask import Flask, Response, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import refusal
from assetmgr.db.pipeline import wait_at_the_end
from assetmgr.db.scope import set_scope
from assetmgr.db.transaction import begin_reading, begin_writing, end_reading
from assetmgr.extensions import db, login_manager
from assetmgr.web import after_commit
from assetmgr.web.access import PUBLIC, READING, declared, is_hurried, is_reading, public
from assetmgr.web.body import receive
from assetmgr.web.errors import conflict
from assetmgr.web.signed_in import me


def install(app: Flask) -> None:
    """Bind the steps of a request."""
    public(app.view_functions["static"])
    app.before_request(_permit)
    app.before_request(_refuse_nul)
    app.after_request(_keep_out_of_caches)  # the last of them: `_finish` may give another answer
    app.after_request(_finish)


def keep() -> None:
    """Commit what this request did even if its answer is an error."""
    g.is_kept = True


def begin_anew() -> None:
    """Undo what this request wrote, and let it write once more."""
    session = db.session()
    session.rollback()
    begin_writing(session)


def _permit() -> ResponseReturnValue | None:
    """Begin the transaction; let pass, send to the sign-in, or refuse."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    session = db.session()
    view = current_app.view_functions[request.endpoint]
    if request.method not in READING:
        receive(view)  # before the transaction: all who write wait for its end
    if is_reading(request.method, view):
        begin_reading(session)
    else:
        begin_writing(session)
        if is_hurried(view):
            wait_at_the_end(session)
    access = declared(view)
    if access == PUBLIC:
        return None
    who: Any = me()
    if not who.is_authenticated:
        response: ResponseReturnValue = login_manager.unauthorized()
        return response
    if not isinstance(access, Permission) or not who.may(access):
        abort(403)
    set_scope(session, who.scope_for(access))
    return None


def _refuse_nul() -> None:
    """No text has a NUL, and PostgreSQL stores none: neither an address nor a form may hold one."""
    query = request.query_string
    if (
        "\0" in request.path
        or b"%00" in query
        or b"\0" in query
        or any("\0" in name + text for name, text in request.form.items(multi=True))
    ):
        abort(400)


def _finish(response: Response) -> Response:
    """Commit what a writing request did; an error leaves nothing behind, unless it is kept."""
    session = db.session()
    is_error = response.status_code >= 400 and not g.get("is_kept", False)
    view = current_app.view_functions.get(request.endpoint or "")
    if is_error:
        session.rollback()
        return response
    if is_reading(request.method, view):
        end_reading(session)
        return response
    try:
        session.commit()
    except IntegrityError as error:
        session.rollback()
        return conflict(refusal(error))
    except StaleDataError:
        session.rollback()
        return conflict(None)
    after_commit.run()
    return response


def _keep_out_of_caches(response: Response) -> Response:
    if request.endpoint != "static":  # files, too: on a shared machine somebody else sits next
        response.headers["Cache-Control"] = "no-store"
    return response
