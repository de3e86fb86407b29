"""The stand-in's sign-in as seen from the wire: as strict as Google's and Microsoft's."""

import base64
import json
from collections.abc import Iterator
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from sync.emulator import (
    TENANT,
    Account,
    Client,
    Directory,
    Emulator,
    Fault,
    Fleet,
    WrongDirectoryError,
    running,
)

GOOGLE = "/oidc/google"
MICROSOFT = f"/oidc/microsoft/{TENANT}/v2.0"
BACK = "https://us.example/callback"
OUT = "https://us.example/signed-out"
ANNA = Account("anna@skola.example", "Anna", hd="skola.example")
BERTA = Account("berta@private.example", "Berta")
CLIENT = Client("us", "hush", (BACK,), (OUT,))
OTHER = Client("them", "hush", (BACK,))
VERIFIER = "v" * 43
ASKED = {
    "client_id": "us",
    "redirect_uri": BACK,
    "response_type": "code",
    "scope": "openid email",
    "state": "s",
    "nonce": "n",
    "code_challenge": base64.urlsafe_b64encode(sha256(VERIFIER.encode()).digest())
    .decode()
    .rstrip("="),
    "code_challenge_method": "S256",
}


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with running(Fleet([]), Directory((ANNA, BERTA), (CLIENT, OTHER))) as emulator:
        yield emulator


class Browser:
    """Asks the stand-in; every answer is (status, text), and where it leads is kept."""

    def __init__(self, emulator: Emulator) -> None:
        self.connection = HTTPConnection("127.0.0.1", emulator.server_port, timeout=10)
        self.location = ""

    def ask(self, path: str, form: dict[str, str] | None = None, **headers: str) -> tuple[int, str]:
        body = urlencode(form) if form is not None else None
        self.connection.request("POST" if form is not None else "GET", path, body, headers)
        answer = self.connection.getresponse()
        self.location = answer.headers.get("Location", "")
        return answer.status, answer.read().decode()

    def authorize(self, path: str = GOOGLE, **other: str) -> tuple[int, str]:
        return self.ask(f"{path}/authorize?{urlencode({**ASKED, **other})}")

    def told(self) -> dict[str, str]:
        """What the way back says."""
        query = parse_qs(urlsplit(self.location).query)
        return {name: values[0] for name, values in query.items()}

    def code(self, path: str = GOOGLE, account: Account = ANNA) -> str:
        self.authorize(path, account=account.sub)
        return self.told()["code"]

    def token(self, code: str, path: str = GOOGLE, **other: str) -> tuple[int, dict[str, Any]]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": BACK,
            "code_verifier": VERIFIER,
            "client_id": "us",
            "client_secret": "hush",
        }
        status, text = self.ask(f"{path}/token", {**form, **other})
        return status, json.loads(text)


@pytest.fixture
def browser(emulator: Emulator) -> Iterator[Browser]:
    browser = Browser(emulator)
    yield browser
    browser.connection.close()


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def claims(token: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(decoded(token.split(".")[1]))
    return found


def is_signed(token: str, keys: list[dict[str, str]]) -> bool:
    """Whether one of the published keys signed it, checked by cryptography alone."""
    head, body, signature = token.split(".")
    kid = json.loads(decoded(head))["kid"]
    key = next(one for one in keys if one["kid"] == kid)
    n, e = (int.from_bytes(decoded(key[name]), "big") for name in "ne")
    try:
        rsa.RSAPublicNumbers(e, n).public_key().verify(
            decoded(signature), f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256()
        )
    except InvalidSignature:
        return False
    return True


@pytest.mark.parametrize("path", [GOOGLE, MICROSOFT])
def test_the_discovery_document_names_the_issuer_it_lies_under(
    browser: Browser, emulator: Emulator, path: str
) -> None:
    status, text = browser.ask(f"{path}/.well-known/openid-configuration")
    told = json.loads(text)
    assert (status, told["issuer"]) == (200, emulator.url + path)
    places = [value for name, value in told.items() if name.endswith(("_endpoint", "_uri"))]
    assert len(places) >= 4
    assert all(place.startswith(f"{told['issuer']}/") for place in places)
    assert ("end_session_endpoint" in told) == (path == MICROSOFT), "Google has none"


@pytest.mark.parametrize("path", [GOOGLE, MICROSOFT])
def test_a_code_brings_a_token_signed_with_the_published_key(
    browser: Browser, emulator: Emulator, path: str
) -> None:
    status, told = browser.token(browser.code(path), path)
    assert status == 200
    _, keys = browser.ask(f"{path}/jwks")
    assert is_signed(told["id_token"], json.loads(keys)["keys"])
    found = claims(told["id_token"])
    assert (found["iss"], found["aud"], found["nonce"]) == (emulator.url + path, "us", "n")
    assert found["email"] == ANNA.email
    if path == GOOGLE:
        assert (found["hd"], found["email_verified"]) == ("skola.example", True)
    else:
        assert found["tid"] == TENANT
        assert "email_verified" not in found


def test_a_private_account_has_no_hd(browser: Browser) -> None:
    _, told = browser.token(browser.code(account=BERTA))
    assert "hd" not in claims(told["id_token"])


def test_the_page_lists_the_accounts(browser: Browser) -> None:
    status, page = browser.authorize()
    assert status == 200
    assert (ANNA.email in page, BERTA.email in page) == (True, True)


@pytest.mark.parametrize(
    ("asked", "anna", "berta"),
    [
        ({"hd": "skola.example"}, True, False),
        ({"hd": "*"}, True, False),
        ({"hd": "other.example"}, False, False),
        ({"login_hint": BERTA.email}, False, True),
        ({"login_hint": ANNA.sub}, True, False),
    ],
    ids=str,
)
def test_hd_and_login_hint_narrow_the_list(
    browser: Browser, asked: dict[str, str], anna: bool, berta: bool
) -> None:
    _, page = browser.authorize(**asked)
    assert (ANNA.email in page, BERTA.email in page) == (anna, berta)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"client_id": "stranger"}, "invalid_client"),
        ({"redirect_uri": f"{BACK}/"}, "redirect_uri_mismatch"),
        ({"redirect_uri": "https://evil.example/"}, "redirect_uri_mismatch"),
    ],
)
def test_nobody_is_sent_to_an_address_that_is_not_registered(
    browser: Browser, asked: dict[str, str], error: str
) -> None:
    status, text = browser.authorize(account=ANNA.sub, **asked)
    assert status in {400, 401}
    assert (json.loads(text)["error"], browser.location) == (error, "")


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "email"}, "invalid_scope"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"state": ""}, "invalid_request"),
        ({"nonce": ""}, "invalid_request"),
        ({"account": "none"}, "access_denied"),
    ],
    ids=str,
)
def test_a_wrong_request_is_sent_back_with_its_error(
    browser: Browser, asked: dict[str, str], error: str
) -> None:
    status, _ = browser.authorize(**{"account": ANNA.sub, **asked})
    assert (status, browser.told()["error"]) == (302, error)
    assert "code" not in browser.told()


@pytest.mark.parametrize(
    ("other", "status", "error"),
    [
        ({"client_id": "stranger"}, 401, "invalid_client"),
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "them"}, 400, "invalid_grant"),
        ({"code_verifier": "w" * 43}, 400, "invalid_grant"),
        ({"code_verifier": ""}, 400, "invalid_grant"),
        ({"redirect_uri": "https://us.example/"}, 400, "invalid_grant"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
    ids=str,
)
def test_a_wrong_exchange_gets_no_token(
    browser: Browser, other: dict[str, str], status: int, error: str
) -> None:
    answer = browser.token(browser.code(), **other)
    assert (answer[0], answer[1]["error"]) == (status, error)


def test_a_code_that_was_made_up_gets_no_token(browser: Browser) -> None:
    assert browser.token("made up")[1]["error"] == "invalid_grant"


def test_a_code_works_once(browser: Browser) -> None:
    code = browser.code()
    assert browser.token(code)[0] == 200
    assert browser.token(code)[1]["error"] == "invalid_grant"


def test_a_code_that_was_tried_with_a_wrong_verifier_is_used_up(browser: Browser) -> None:
    code = browser.code()
    browser.token(code, code_verifier="w" * 43)
    assert browser.token(code)[1]["error"] == "invalid_grant"


def test_a_code_of_one_issuer_is_none_of_the_other(browser: Browser) -> None:
    assert browser.token(browser.code(GOOGLE), MICROSOFT)[1]["error"] == "invalid_grant"


def test_the_secret_may_stand_in_the_header(browser: Browser) -> None:
    header = base64.b64encode(b"us:hush").decode()
    form = {
        "grant_type": "authorization_code",
        "code": browser.code(),
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
    }
    assert browser.ask(f"{GOOGLE}/token", form, Authorization=f"Basic {header}")[0] == 200
    assert browser.ask(f"{GOOGLE}/token", form, Authorization="Basic nonsense!")[0] == 401


def test_userinfo_is_for_the_bearer_of_a_token_of_this_issuer(browser: Browser) -> None:
    access = f"Bearer {browser.token(browser.code())[1]['access_token']}"
    status, told = browser.ask(f"{GOOGLE}/userinfo", Authorization=access)
    assert (status, json.loads(told)["email"]) == (200, ANNA.email)
    assert browser.ask(f"{MICROSOFT}/userinfo", Authorization=access)[0] == 401
    assert browser.ask(f"{GOOGLE}/userinfo")[0] == 401


def test_signing_out_leads_to_registered_addresses_alone(browser: Browser) -> None:
    asked = {"client_id": "us", "post_logout_redirect_uri": OUT, "state": "s"}
    assert browser.ask(f"{MICROSOFT}/logout?{urlencode(asked)}")[0] == 302
    assert browser.location == f"{OUT}?state=s"
    asked["post_logout_redirect_uri"] = "https://evil.example/"
    assert browser.ask(f"{MICROSOFT}/logout?{urlencode(asked)}")[0] == 400
    assert browser.ask(f"{GOOGLE}/logout?{urlencode(asked)}")[0] == 404


def test_a_key_that_is_not_published_signs_where_that_is_planned(
    browser: Browser, emulator: Emulator
) -> None:
    emulator.plan(Fault("wrong_key", on="sign_in"))
    _, keys = browser.ask(f"{GOOGLE}/jwks")
    tokens = [browser.token(browser.code())[1]["id_token"] for _ in range(2)]
    assert [is_signed(one, json.loads(keys)["keys"]) for one in tokens] == [False, True]


def test_an_unknown_path_is_not_found(browser: Browser) -> None:
    assert browser.ask("/oidc/apple/authorize")[0] == 404
    assert browser.ask(f"{GOOGLE}/nothing")[0] == 404


def test_a_file_of_accounts_is_read(tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    account = {"email": ANNA.email, "name": "Anna", "hd": "skola.example"}
    client = {"id": "us", "secret": "hush", "redirect_uris": [BACK], "after_sign_out": [OUT]}
    file.write_text(json.dumps({"accounts": [account], "clients": [client]}))
    assert Directory.read(file) == Directory((ANNA,), (CLIENT,))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"accounts": [{"email": "a@b.example"}]}',
        '{"accounts": [{"email": "a@b.example", "name": 1}]}',
        '{"accounts": [{"email": "a@b.example", "name": "A", "role": "admin"}]}',
        '{"clients": [{"id": "us", "secret": "hush", "redirect_uris": "https://us.example"}]}',
    ],
)
def test_a_file_that_holds_none_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "accounts.json"
    file.write_text(text)
    with pytest.raises(WrongDirectoryError, match=r"accounts\.json"):
        Directory.read(file)
