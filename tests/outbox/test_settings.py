"""The address of the mail server, and in whose name letters go."""

from pathlib import Path

import pytest

from assetmgr.config import ConfigError, load
from assetmgr.mail_settings import MailConfig, Security, SmtpServer


def mail(folder: Path, url: str | None = None, **environ: str) -> MailConfig:
    """The settings of mail in an environment."""
    told = {} if url is None else {"ASSETMGR_SMTP_URL": url}
    return load({"ASSETMGR_DATA_DIR": str(folder), **told, **environ}).mail


@pytest.mark.parametrize(
    ("url", "server"),
    [
        (
            "smtp://me%40skola.lv:pa%2Fro%3Ale@mail.skola.lv",
            SmtpServer("mail.skola.lv", 587, Security.STARTTLS, "me@skola.lv", "pa/ro:le"),
        ),
        ("smtps://mail.skola.lv:4650/", SmtpServer("mail.skola.lv", 4650, Security.TLS)),
        ("smtp+plain://127.0.0.1:1025", SmtpServer("127.0.0.1", 1025, Security.NONE)),
        ("smtp+plain://[::1]", SmtpServer("::1", 25, Security.NONE)),
        ("smtp+plain://localhost", SmtpServer("localhost", 25, Security.NONE)),
        ("smtp+plain://relay?unencrypted=yes", SmtpServer("relay", 25, Security.NONE)),
    ],
)
def test_an_address_names_host_port_and_protection(
    tmp_path: Path, url: str, server: SmtpServer
) -> None:
    assert mail(tmp_path, url).server == server


@pytest.mark.parametrize(
    "url",
    [
        "mail.skola.lv",
        "http://mail.skola.lv",
        "smtp://",
        "smtp://me@mail.skola.lv",
        "smtp://me:secret@mail.skola.lv:99999",
        "smtp://me:secret@mail.skola.lv:0",
        "smtp://me:sec/ret@mail.skola.lv",
        "smtp://me:secret#@mail.skola.lv",
        "smtp://mail.skola.lv?unencrypted=yes",
        "smtp+plain://mail.skola.lv:25",
        "smtp+plain://10.0.0.1?unencrypted=no",
    ],
)
def test_a_wrong_address_is_named_without_its_password(tmp_path: Path, url: str) -> None:
    with pytest.raises(ConfigError, match="ASSETMGR_SMTP_URL") as error:
        mail(tmp_path, url)
    assert "secret" not in str(error.value)


def test_an_unencrypted_way_through_a_network_says_how_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"unencrypted to mail\.skola\.lv; use smtp://"):
        mail(tmp_path, "smtp+plain://mail.skola.lv")


def test_a_password_is_not_shown_by_accident(tmp_path: Path) -> None:
    assert "secret" not in repr(mail(tmp_path, "smtp://me:secret@mail.skola.lv"))


@pytest.mark.parametrize(
    ("environ", "sender"),
    [
        ({}, "noreply@localhost"),
        ({"ASSETMGR_BASE_URL": "https://ierices.skola.lv"}, "noreply@ierices.skola.lv"),
        ({"ASSETMGR_SMTP_URL": "smtp://me%40skola.lv:x@mail.lv"}, "me@skola.lv"),
        ({"ASSETMGR_SMTP_URL": "smtp://me:x@mail.lv"}, "noreply@localhost"),
        ({"ASSETMGR_MAIL_FROM": "it@skola.lv"}, "it@skola.lv"),
        ({"ASSETMGR_MAIL_FROM": "Ierīces <it@skola.lv>"}, "Ierīces <it@skola.lv>"),
    ],
)
def test_letters_go_in_the_name_that_is_set_or_the_usual_one(
    tmp_path: Path, environ: dict[str, str], sender: str
) -> None:
    assert str(mail(tmp_path, **environ).sender) == sender


@pytest.mark.parametrize("sender", ["Ierīces", "it@skola", "it@skola.lv\nBcc: all@skola.lv"])
def test_a_sender_that_is_no_address_is_named(tmp_path: Path, sender: str) -> None:
    with pytest.raises(ConfigError, match="ASSETMGR_MAIL_FROM"):
        mail(tmp_path, ASSETMGR_MAIL_FROM=sender)
