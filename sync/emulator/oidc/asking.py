"""The authorization request: what is refused, and who may be chosen (RFC 6749, 4.1; RFC 7636)."""

import time
from collections.abc import Mapping
from urllib.parse import urlencode

from sync.emulator.oidc.codes import LIFETIME, Codes, Grant
from sync.emulator.oidc.directory import Account, Client, Directory
from sync.emulator.oidc.flavours import Flavour
from sync.emulator.oidc.pages import chooser, to
from sync.emulator.tokens import RefusedGrantError
from sync.emulator.wire import Reply


def authorize(
    flavour: Flavour, query: Mapping[str, str], directory: Directory, codes: Codes
) -> Reply:
    """The accounts to choose from, or the way back with a code or an error.

    Raises:
        RefusedGrantError: the client or its address is unknown; nobody is sent there then.
    """
    client = directory.client(query.get("client_id", ""))
    if client is None:
        raise RefusedGrantError("invalid_client", "The OAuth client was not found.", 401)
    if query.get("redirect_uri") not in client.redirect_uris:
        raise RefusedGrantError("redirect_uri_mismatch", "This redirect_uri is not registered.")
    if error := _fault(query):
        return _back(query, error=error)
    if "account" not in query:
        return chooser(flavour.name, _offered(directory, query), query)
    account = directory.account(query["account"])
    if account is None:
        return _back(query, error="access_denied")
    return _back(query, code=codes.give(_grant(flavour, client, account, query)))


def _fault(query: Mapping[str, str]) -> str:
    if query.get("response_type") != "code":
        return "unsupported_response_type"
    if "openid" not in query.get("scope", "").split():
        return "invalid_scope"
    is_pkce = query.get("code_challenge") and query.get("code_challenge_method") == "S256"
    return "" if is_pkce and query.get("state") and query.get("nonce") else "invalid_request"


def _offered(directory: Directory, query: Mapping[str, str]) -> list[Account]:
    """`hd` leaves the accounts of a domain ('*': of any), `login_hint` the one that it names."""
    hd, hint = query.get("hd", ""), query.get("login_hint", "")
    return [
        one
        for one in directory.accounts
        if (not hd or one.hd == hd or (hd == "*" and one.hd))
        and (not hint or hint in {one.email, one.sub})
    ]


def _grant(flavour: Flavour, client: Client, account: Account, query: Mapping[str, str]) -> Grant:
    return Grant(
        flavour=flavour.name,
        client=client,
        account=account,
        redirect_uri=query["redirect_uri"],
        challenge=query["code_challenge"],
        nonce=query["nonce"],
        until=time.monotonic() + LIFETIME,
    )


def _back(query: Mapping[str, str], **answer: str) -> Reply:
    told = {**answer, "state": query.get("state", "")}
    address = query["redirect_uri"]
    return to(f"{address}{'&' if '?' in address else '?'}{urlencode(told)}")
