"""Asking a provider who somebody is, with authlib."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from requests import RequestException

from assetmgr.auth.oidc.claims import Expected, vouched_email
from assetmgr.auth.oidc.presets import PRESETS, Preset, asked_of
from assetmgr.auth.oidc.reasons import Reason, SignInFailedError
from assetmgr.config_oidc import OidcConfig
from assetmgr.extensions import config_of

PATIENCE: Final = 10
"""Seconds that a provider may take for one answer."""
_EXTENSION: Final = "assetmgr_oidc"
_ALGORITHMS: Final = ["RS256"]
"""Google and Microsoft sign with it; every provider must be able to (OpenID Connect Core, 15.1)."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in under way: where to send the browser, and what its way back must fit."""

    address: str
    state: str
    nonce: str
    verifier: str


class Provider:
    """One configured provider."""

    def __init__(self, oauth: OAuth, config: OidcConfig) -> None:
        self.config = config
        self.preset: Preset = PRESETS[config.provider]
        self._client = oauth.register(
            config.provider,
            client_id=config.client_id,
            client_secret=config.client_secret,
            server_metadata_url=f"{config.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email",
                "code_challenge_method": "S256",
                "default_timeout": PATIENCE,
                # in the header authlib leaves out the quoting that RFC 6749, 2.3.1 asks for
                "token_endpoint_auth_method": "client_secret_post",
            },
        )

    @property
    def name(self) -> str:
        """What the provider is called."""
        return self.preset.name or urlsplit(self.config.issuer).hostname or ""

    def begin(self, redirect_uri: str) -> Begun:
        """Begin a sign-in that comes back to `redirect_uri`.

        Raises:
            SignInFailedError: the provider cannot be reached or is not whom it should be.
        """
        with _failures_told():
            self._metadata()
            asked = self._client.create_authorization_url(redirect_uri, **asked_of(self.config))
        return Begun(asked["url"], asked["state"], asked["nonce"], asked["code_verifier"])

    def finish(
        self, code: str, *, redirect_uri: str, nonce: str, verifier: str, now: datetime
    ) -> str:
        """The mail address for which the provider vouches, in lower case.

        Raises:
            SignInFailedError: the code, the token or the address is refused.
        """
        with _failures_told():
            self._metadata()
            told = self._client.fetch_access_token(
                redirect_uri=redirect_uri, code=code, code_verifier=verifier
            )
            claims = self._claims(str(told.get("id_token", "")))
        expected = Expected(
            issuer=self.config.issuer,
            client_id=self.config.client_id,
            nonce=nonce,
            domains=self.config.domains,
            rule=self.preset.rule,
            tenant=self.config.tenant,
        )
        return vouched_email(claims, expected, now)

    def sign_out_address(self, back: str) -> str | None:
        """Where the browser signs out of the provider and is sent `back`; None where it cannot.

        OpenID Connect RP-Initiated Logout 1.0, by client_id: no ID token is kept for a hint.
        """
        try:
            with _failures_told():
                end = self._metadata().get("end_session_endpoint")
        except SignInFailedError:
            return None
        told = {"client_id": self.config.client_id, "post_logout_redirect_uri": back}
        return f"{end}?{urlencode(told)}" if end else None

    def sign_out_page(self) -> str | None:
        """The provider's own page for signing out of it by hand."""
        page = self.preset.sign_out_page
        return f"{self.config.issuer}{page}" if page else None

    def _metadata(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._client.load_server_metadata()
        if found.get("issuer") != self.config.issuer:
            self._client.server_metadata.clear()  # else authlib would keep it for good
            raise SignInFailedError(
                Reason.UNREACHABLE, "the discovery document names another issuer"
            )
        return found

    def _claims(self, token: str) -> Mapping[str, Any]:
        """The claims of a token with a good signature; keys are asked for anew when unknown."""
        try:
            return self._decoded(token, self._client.fetch_jwk_set())
        except InvalidKeyIdError:
            return self._decoded(token, self._client.fetch_jwk_set(force=True))

    @staticmethod
    def _decoded(token: str, keys: Any) -> Mapping[str, Any]:
        return jwt.decode(token, KeySet.import_key_set(keys), algorithms=_ALGORITHMS).claims


def install(app: Flask) -> None:
    """Make the configured providers known to the application."""
    oauth = OAuth(app)
    app.extensions[_EXTENSION] = {
        config.provider: Provider(oauth, config) for config in config_of(app).oidc
    }


def providers(app: Flask) -> Mapping[str, Provider]:
    """The configured providers by name, in the order of their buttons."""
    found: Mapping[str, Provider] = app.extensions[_EXTENSION]
    return found


@contextmanager
def _failures_told() -> Iterator[None]:
    """Turn what goes wrong with a provider into `SignInFailedError`; no answer is repeated."""
    try:
        yield
    except OAuthError as error:
        raise SignInFailedError(Reason.REFUSED, str(error.error)) from error
    except JoseError as error:
        raise SignInFailedError(Reason.WRONG_TOKEN, type(error).__name__) from error
    except RequestException as error:
        raise SignInFailedError(Reason.UNREACHABLE, type(error).__name__) from error
    except (ValueError, TypeError, LookupError, AttributeError, RuntimeError) as error:
        # of an answer that is no JSON, or of another shape
        raise SignInFailedError(Reason.UNREACHABLE, type(error).__name__) from error
