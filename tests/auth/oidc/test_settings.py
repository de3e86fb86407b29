"""The settings of signing in with the school's account."""

import pytest

from assetmgr.config_error import ConfigError
from assetmgr.config_oidc import load_oidc

TENANT = "0d1a2b3c-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
GOOGLE = {
    "ASSETMGR_OIDC_GOOGLE_CLIENT_ID": "us",
    "ASSETMGR_OIDC_GOOGLE_CLIENT_SECRET": "hush",
    "ASSETMGR_OIDC_GOOGLE_DOMAINS": "Skola.lv, skolens.skola.lv,",
}
MICROSOFT = {
    "ASSETMGR_OIDC_MICROSOFT_CLIENT_ID": "us",
    "ASSETMGR_OIDC_MICROSOFT_CLIENT_SECRET": "hush",
    "ASSETMGR_OIDC_MICROSOFT_DOMAINS": "skola.lv",
    "ASSETMGR_OIDC_MICROSOFT_TENANT": TENANT.upper(),
}
OTHER = {
    "ASSETMGR_OIDC_OTHER_CLIENT_ID": "us",
    "ASSETMGR_OIDC_OTHER_CLIENT_SECRET": "hush",
    "ASSETMGR_OIDC_OTHER_DOMAINS": "skola.lv",
    "ASSETMGR_OIDC_OTHER_ISSUER": "https://id.skola.lv/realms/skola",
}


def test_no_provider_is_on_unless_it_is_configured() -> None:
    assert load_oidc({"ASSETMGR_OIDC_GOOGLE_CLIENT_ID": ""}) == ()


def test_all_may_be_on_at_once() -> None:
    google, microsoft, other = load_oidc({**GOOGLE, **MICROSOFT, **OTHER})
    assert google.issuer == "https://accounts.google.com"
    assert google.domains == {"skola.lv", "skolens.skola.lv"}
    assert microsoft.issuer == f"https://login.microsoftonline.com/{TENANT}/v2.0"
    assert microsoft.tenant == TENANT
    assert other.issuer == "https://id.skola.lv/realms/skola"


def test_the_secret_stands_in_no_trace() -> None:
    assert "hush" not in repr(load_oidc(GOOGLE))


@pytest.mark.parametrize("address", ["http://127.0.0.1:8471/oidc/google", "http://[::1]:1/x"])
def test_a_stand_in_on_this_machine_needs_no_https(address: str) -> None:
    (google,) = load_oidc({**GOOGLE, "ASSETMGR_OIDC_GOOGLE_ISSUER": address})
    assert google.issuer == address


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ASSETMGR_OIDC_GOOGLE_CLIENT_ID", ""),
        ("ASSETMGR_OIDC_GOOGLE_CLIENT_SECRET", " "),
        ("ASSETMGR_OIDC_GOOGLE_DOMAINS", ""),
        ("ASSETMGR_OIDC_GOOGLE_DOMAINS", ", ,"),
        ("ASSETMGR_OIDC_GOOGLE_DOMAINS", "@skola.lv"),
        ("ASSETMGR_OIDC_GOOGLE_DOMAINS", "*.skola.lv"),
        ("ASSETMGR_OIDC_GOOGLE_DOMAINS", "lv"),
        ("ASSETMGR_OIDC_GOOGLE_ISSUER", "http://accounts.example"),
        ("ASSETMGR_OIDC_GOOGLE_ISSUER", "http://127.0.0.1.evil.example"),
        ("ASSETMGR_OIDC_GOOGLE_ISSUER", "accounts.google.com"),
        ("ASSETMGR_OIDC_GOOGLE_ISSUER", "https://host:99999"),
        ("ASSETMGR_OIDC_GOOGLE_ISSUER", "https://id.skola.lv/?x=1"),
        ("ASSETMGR_OIDC_MICROSOFT_TENANT", ""),
        ("ASSETMGR_OIDC_MICROSOFT_TENANT", "common"),
        ("ASSETMGR_OIDC_MICROSOFT_TENANT", "skola.onmicrosoft.com"),
        ("ASSETMGR_OIDC_OTHER_ISSUER", ""),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        load_oidc({**GOOGLE, **MICROSOFT, **OTHER, name: value})
