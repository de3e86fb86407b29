"""The cookie that holds a browser's session."""

from functools import lru_cache
from hashlib import sha256
from time import time
from types import NoneType
from typing import Any, Final

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import SignatureExpired, URLSafeTimedSerializer

_KEPT: Final = 4_096
"""So many browsers are at work at once."""
_UNCHANGING: Final = (str, int, NoneType)


class SignedCookie(SecureCookieSessionInterface):
    """As Flask's, but signed by SHA-256 instead of SHA-1, by one key, and each checked once."""

    digest_method = staticmethod(sha256)
    _signs: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs and reads the cookie by the application's key."""
        if self._signs is None and app.secret_key:
            how = {"key_derivation": self.key_derivation, "digest_method": self.digest_method}
            self._signs = _CheckedOnce(
                app.secret_key, salt=self.salt, serializer=self.serializer, signer_kwargs=how
            )
        return self._signs

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie if it is another one now, without asking how where it is not.

        No `Vary` then: no cache keeps a page anyway (`assetmgr.web.lifecycle`).
        """
        if session.modified or session.permanent or not session:
            super().save_session(app, session, response)


class _CheckedOnce(URLSafeTimedSerializer):
    """A browser sends the same cookie again and again: all of it stays right but its age."""

    def __init__(self, *told: Any, **options: Any) -> None:
        super().__init__(*told, **options)
        self._signed = lru_cache(_KEPT)(self._unsigned)

    def loads(  # type: ignore[override] # as in the class above
        self,
        s: str | bytes,
        max_age: int | None = None,
        return_timestamp: bool = False,
        salt: str | bytes | None = None,
    ) -> Any:
        """What a cookie holds.

        Raises:
            BadSignature: somebody else wrote it, or it is older than `max_age` seconds.
        """
        if max_age is None or return_timestamp or salt is not None:
            return super().loads(s, max_age, return_timestamp, salt)
        payload, content, signed = self._signed(s)
        age = int(time()) - signed
        if not 0 <= age <= max_age:
            raise SignatureExpired(f"signed {age} seconds ago", payload=payload)
        return self.load_payload(payload) if content is None else dict(content)

    def _unsigned(self, told: str | bytes) -> tuple[bytes, dict[str, Any] | None, int]:
        """What was signed, what it holds if nothing in that can be changed, and when (seconds)."""
        payload, at = next(self.iter_unsigners()).unsign(told, return_timestamp=True)
        content = self.load_payload(payload)
        is_flat = all(isinstance(value, _UNCHANGING) for value in content.values())
        return payload, content if is_flat else None, int(at.timestamp())
