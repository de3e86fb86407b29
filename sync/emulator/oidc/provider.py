"""The end points: discovery, authorize, token, keys, userinfo, signing out."""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from secrets import compare_digest
from typing import Any, Final
from urllib.parse import unquote_plus, urlencode

from sync.emulator.breaking import before_answer, on_its_way
from sync.emulator.oidc.asking import authorize
from sync.emulator.oidc.codes import Codes
from sync.emulator.oidc.directory import Client, Directory
from sync.emulator.oidc.flavours import FLAVOURS, Flavour
from sync.emulator.oidc.pages import html, to
from sync.emulator.oidc.signing import Keys
from sync.emulator.oidc.telling import LIFETIME, id_token
from sync.emulator.planned import Fault, FaultPlan
from sync.emulator.tokens import RefusedGrantError, Tokens
from sync.emulator.wire import ApiError, Reply, Request, json_reply

PREFIX: Final = "/oidc/"
_PLACES: Final = {"/token": "sign_in", "/.well-known/openid-configuration": "discovery"}

Answer = Callable[[Flavour, Request, Sequence[Fault]], Reply]


class Oidc:
    """Answers for the accounts and clients of one directory; each issuer keeps to itself."""

    def __init__(self, directory: Directory, plan: FaultPlan, tokens: Tokens) -> None:
        self.directory = directory
        self.keys = Keys()
        self._plan = plan
        self._tokens = tokens
        self._codes = Codes()
        self._answers: dict[tuple[str, str], Answer] = {
            ("GET", "/.well-known/openid-configuration"): self._discovery,
            ("GET", "/authorize"): self._authorize,
            ("POST", "/token"): self._token,
            ("GET", "/jwks"): self._jwks,
            ("GET", "/userinfo"): self._userinfo,
            ("GET", "/logout"): self._end_session,
            ("GET", "/Logout"): self._signed_out,
        }

    def answer(self, request: Request) -> Reply:
        """Return the reply; raises ConnectionDroppedError where that is planned."""
        try:
            flavour = _flavour(request.path)
            path = request.path.removeprefix(flavour.path)
            respond = self._answers.get((request.method, path), _nothing)
            faults = self._plan.take(_PLACES.get(path, ""), request.query)
            before_answer(faults, request, self._tokens)
            return on_its_way(faults, respond(flavour, request, faults))
        except ApiError as error:
            return error.reply()
        except RefusedGrantError as error:
            told = {"error": error.error, "error_description": str(error)}
            return json_reply(told, error.status)

    def _discovery(self, flavour: Flavour, request: Request, _faults: Sequence[Fault]) -> Reply:
        issuer = _issuer(flavour, request)
        told: dict[str, Any] = {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "userinfo_endpoint": f"{issuer}/userinfo",
            "jwks_uri": f"{issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "email", "profile"],
            "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
        }
        if flavour.has_end_session:
            told["end_session_endpoint"] = f"{issuer}/logout"
        return json_reply(told)

    def _authorize(self, flavour: Flavour, request: Request, _faults: Sequence[Fault]) -> Reply:
        return authorize(flavour, request.query, self.directory, self._codes)

    def _token(self, flavour: Flavour, request: Request, faults: Sequence[Fault]) -> Reply:
        form = request.form
        client = self._client(request)
        if form.get("grant_type") != "authorization_code":
            raise RefusedGrantError("unsupported_grant_type", "Not authorization_code")
        grant = self._codes.take(
            form.get("code", ""),
            flavour=flavour.name,
            client=client,
            redirect_uri=form.get("redirect_uri", ""),
            verifier=form.get("code_verifier", ""),
        )
        access = self._codes.access_token(grant)
        token = id_token(flavour, grant, _issuer(flavour, request), access, self.keys, faults)
        return json_reply(
            {
                "access_token": access,
                "expires_in": LIFETIME,
                "id_token": token,
                "scope": "openid email",
                "token_type": "Bearer",
            }
        )

    def _client(self, request: Request) -> Client:
        """Who asks; raises RefusedGrantError for a stranger or a wrong secret."""
        name, secret = _credentials(request)
        client = self.directory.client(name)
        if client is None or not compare_digest(client.secret.encode(), secret.encode()):
            raise RefusedGrantError("invalid_client", "The client or its secret is wrong.", 401)
        return client

    def _jwks(self, _flavour: Flavour, _request: Request, _faults: Sequence[Fault]) -> Reply:
        return json_reply(self.keys.published())

    def _userinfo(self, flavour: Flavour, request: Request, _faults: Sequence[Fault]) -> Reply:
        grant = self._codes.bearer(request.authorization, flavour.name)
        if grant is None:
            raise RefusedGrantError("invalid_token", "The access token is unknown.", 401)
        told = {"sub": grant.account.sub, "name": grant.account.name}
        return json_reply(told | flavour.claims(grant.account))

    def _end_session(self, flavour: Flavour, request: Request, _faults: Sequence[Fault]) -> Reply:
        """OpenID Connect RP-Initiated Logout 1.0, by client_id instead of an id_token_hint."""
        if not flavour.has_end_session:
            raise ApiError(404, "notFound", "Google has no such end point.")
        client = self.directory.client(request.query.get("client_id", ""))
        back = request.query.get("post_logout_redirect_uri")
        if client is None or back not in client.after_sign_out:
            raise RefusedGrantError("invalid_request", "This way back is not registered.")
        state = request.query.get("state")
        return to(f"{back}?{urlencode({'state': state})}" if state else back)

    def _signed_out(self, flavour: Flavour, _request: Request, _faults: Sequence[Fault]) -> Reply:
        return html(f"Stand-in for {flavour.name}: you are signed out", "<p>That is all.</p>")


def _nothing(_flavour: Flavour, _request: Request, _faults: Sequence[Fault]) -> Reply:
    raise ApiError(404, "notFound", "The stand-in does not imitate this.")


def _flavour(path: str) -> Flavour:
    for flavour in FLAVOURS:
        if path.startswith(f"{flavour.path}/"):
            return flavour
    raise ApiError(404, "notFound", "The stand-in knows no such issuer.")


def _issuer(flavour: Flavour, request: Request) -> str:
    return f"http://{request.host}{flavour.path}"


def _credentials(request: Request) -> tuple[str, str]:
    """Name and secret: in the form, or as RFC 6749, 2.3.1 writes them in the header."""
    scheme, _, told = request.authorization.partition(" ")
    if scheme != "Basic":
        form: Mapping[str, str] = request.form
        return form.get("client_id", ""), form.get("client_secret", "")
    try:
        name, _, secret = base64.b64decode(told, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return unquote_plus(name), unquote_plus(secret)
