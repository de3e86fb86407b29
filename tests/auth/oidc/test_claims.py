"""The check of an ID token's claims, claim by claim."""

from datetime import UTC, datetime
from typing import Any

import pytest

from assetmgr.auth.oidc.claims import LEEWAY, Expected, hosted, of_tenant, verified, vouched_email
from assetmgr.auth.oidc.reasons import Reason, SignInFailedError

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
SECOND = int(NOW.timestamp())
LATE = int(LEEWAY.total_seconds())
GOOD: dict[str, Any] = {
    "iss": "https://issuer.example",
    "aud": "us",
    "sub": "7",
    "nonce": "n",
    "iat": SECOND,
    "exp": SECOND + 3600,
    "email": "anna@skola.example",
    "email_verified": True,
    "hd": "skola.example",
    "tid": "t",
}
DOMAINS = frozenset({"skola.example"})


def expected(rule: Any = verified) -> Expected:
    return Expected("https://issuer.example", "us", "n", DOMAINS, rule, tenant="t")


def why(rule: Any = verified, **other: Any) -> Reason | None:
    """Why the token is refused with these claims (None leaves one out), or None."""
    claims = {name: value for name, value in {**GOOD, **other}.items() if value is not None}
    try:
        vouched_email(claims, expected(rule), NOW)
    except SignInFailedError as failed:
        return failed.reason
    return None


def test_a_good_token_gives_its_address_in_lower_case() -> None:
    claims = {**GOOD, "email": " Anna@Skola.EXAMPLE "}
    assert vouched_email(claims, expected(), NOW) == "anna@skola.example"


@pytest.mark.parametrize("name", ["iss", "aud", "sub", "nonce", "iat", "exp"])
def test_a_token_without_a_required_claim_is_not_trusted(name: str) -> None:
    assert why(**{name: None}) is Reason.WRONG_TOKEN


@pytest.mark.parametrize(
    "other",
    [
        {"iss": "https://issuer.example/"},
        {"aud": "them"},
        {"aud": ["us", "them"], "azp": "us"},
        {"aud": []},
        {"azp": "them"},
        {"nonce": "m"},
        {"nonce": 1},
        {"nonce": "ā"},
        {"exp": "tomorrow"},
        {"exp": True},
        {"exp": SECOND - LATE},
        {"iat": SECOND + LATE + 1},
        {"nbf": SECOND + LATE + 1},
    ],
    ids=str,
)
def test_a_token_of_another_sign_in_is_not_trusted(other: dict[str, Any]) -> None:
    assert why(**other) is Reason.WRONG_TOKEN


@pytest.mark.parametrize(
    "other",
    [
        {"aud": ["us"]},
        {"azp": "us"},
        {"exp": SECOND - LATE + 1},
        {"exp": SECOND + 0.5},
        {"iat": SECOND + LATE},
        {"nbf": SECOND},
    ],
    ids=str,
)
def test_what_the_standard_allows_is_taken(other: dict[str, Any]) -> None:
    assert why(**other) is None


@pytest.mark.parametrize(
    ("email", "reason"),
    [
        (None, Reason.NO_EMAIL),
        ("", Reason.NO_EMAIL),
        (" ", Reason.NO_EMAIL),
        (["anna@skola.example"], Reason.NO_EMAIL),
        ("anna@sub.skola.example", Reason.FOREIGN),
        ("anna@notskola.example", Reason.FOREIGN),
        ("anna@skola.example.evil.example", Reason.FOREIGN),
        ("anna@skola.example@evil.example", Reason.FOREIGN),
        ("anna@evil.example@skola.example", Reason.FOREIGN),
        ("@skola.example", Reason.FOREIGN),
        ("skola.example", Reason.FOREIGN),
    ],
)
def test_only_an_address_of_exactly_a_configured_domain_counts(email: Any, reason: Reason) -> None:
    assert why(email=email) is reason


@pytest.mark.parametrize("told", [None, False, "true", 1])
@pytest.mark.parametrize("rule", [verified, hosted])
def test_the_address_must_be_told_to_be_verified(rule: Any, told: Any) -> None:
    assert why(rule, email_verified=told) is Reason.UNVERIFIED


@pytest.mark.parametrize("hd", [None, "", "elsewhere.example", ["skola.example"]])
def test_google_must_name_the_organisation(hd: Any) -> None:
    assert why(hosted, hd=hd) is Reason.FOREIGN
    assert why(verified, hd=hd) is None


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({}, None),
        ({"acct": 0, "xms_edov": True}, None),
        ({"acct": 1}, Reason.FOREIGN),
        ({"idp": "https://elsewhere.example"}, Reason.FOREIGN),
        ({"idp": "https://issuer.example"}, None),
        ({"xms_edov": False}, Reason.UNVERIFIED),
        ({"xms_edov": "0"}, Reason.UNVERIFIED),
        ({"tid": None}, Reason.WRONG_TOKEN),
        ({"tid": "another"}, Reason.WRONG_TOKEN),
    ],
    ids=str,
)
def test_microsoft_counts_for_members_of_the_tenant_alone(
    other: dict[str, Any], reason: Reason | None
) -> None:
    assert why(of_tenant, email_verified=None, hd=None, **other) is reason
