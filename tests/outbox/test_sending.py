"""Letters reach a real mail server once; what it refuses is tried again or given up."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr.config import ConfigError
from assetmgr.outbox.models import OutboxMail
from assetmgr.outbox.operations.claiming import claim, mark_sent, put_off
from assetmgr.outbox.policy import BACKOFF, KEPT
from assetmgr.outbox.sending import LEASE, RESERVE, forget_old, send_due
from tests.outbox.conftest import Post, Running
from tests.outbox.server import DROP, PASSWORD, USER, Mailroom, free_port, knows, make_certificate
from tests.support.letters import new_mail
from tests.support.town import NOW
from tests.support.writing import written

ANNA = "anna@skola.example"


def test_a_letter_arrives_as_it_was_written(post: Post, room: Mailroom) -> None:
    post.queue(
        new_mail(post.place, "k", name='Anna "Annija" Bērziņa', subject="Jāatdod līdz 20.05.")
    )
    assert (post.send().sent, post.send().sent) == (1, 0)
    [letter] = room.received
    assert letter["Subject"] == "Jāatdod līdz 20.05."
    assert letter["To"].addresses[0].display_name == 'Anna "Annija" Bērziņa'
    assert letter["To"].addresses[0].addr_spec == ANNA
    assert letter["From"].addresses[0].display_name == "Ierīču reģistrs"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@skola.example>")
    assert letter["Date"].datetime == NOW
    assert letter.get_content().splitlines() == ["Labdien!", "", "Atdodiet ierīci līdz 20. maijam."]
    assert room.envelopes == [(USER, (ANNA,))]


def test_nothing_of_a_sent_letter_is_left(post: Post) -> None:
    post.queue("k")
    post.send()
    row = post.row("k")
    assert (row.recipient, row.recipient_name, row.subject, row.body) == (None,) * 4
    assert (row.kind, row.attempts, row.sent_at, row.last_error) == ("due_soon", 1, NOW, None)


def test_a_refused_recipient_is_given_up_at_once_and_the_others_go(
    post: Post, room: Mailroom
) -> None:
    room.recipient_answers["gone@skola.example"] = [f"550 5.1.1 <{ANNA}> Anna is unknown"]
    post.queue(new_mail(post.place, "a", to="gone@skola.example"), "b")
    done = post.send()
    assert (done.sent, done.failed, done.waiting, done.fault) == (1, 1, 0, None)
    row = post.row("a")
    assert (row.failed_at, row.last_error) == (NOW, "recipient_refused 550 5.1.1")


@pytest.mark.parametrize("answer", ["451 4.3.0 later", "421 4.7.0 too many", DROP])
@pytest.mark.parametrize("where", ["MAIL", "RCPT", "DATA"])
def test_what_is_refused_for_now_goes_a_minute_later(
    post: Post, room: Mailroom, answer: str, where: str
) -> None:
    if where == "MAIL" and answer == DROP:
        pytest.skip("as at RCPT")
    planned = {
        "MAIL": room.sender_answers,
        "RCPT": room.recipient_answers[ANNA],
        "DATA": room.data_answers,
    }
    planned[where].append(answer)
    post.queue("k", new_mail(post.place, "other", to="zane@skola.example"))
    first = post.send()
    assert (first.sent, first.failed, first.waiting, first.fault) == (1, 0, 1, None)
    assert post.send(seconds=59).sent == 0
    assert post.send(seconds=1).sent == 1
    assert len(room.received) == 2


def test_a_letter_is_given_up_after_the_last_wait(post: Post, room: Mailroom) -> None:
    room.recipient_answers[ANNA] = ["451 4.3.0 later"] * (len(BACKOFF) + 1)
    post.queue("k")
    assert (post.send().failed, post.row("k").attempts) == (0, 1)
    for number, wait in enumerate(BACKOFF, start=2):
        early = post.send(seconds=wait.total_seconds() - 1)
        assert (early.failed, early.waiting, post.row("k").attempts) == (0, 1, number - 1)
        done = post.send(seconds=1)
        assert (done.failed, post.row("k").attempts) == (int(number == 6), number)
    row = post.row("k")
    assert (row.failed_at, row.recipient) == (post.now, ANNA)
    assert row.last_error == "put_off 451 4.3.0"


def test_a_content_refused_for_good_is_given_up(post: Post, room: Mailroom) -> None:
    room.data_answers.append("554 5.7.1 spam")
    post.queue("k")
    assert post.send().failed == 1
    assert post.row("k").last_error == "content_refused 554 5.7.1"


def test_a_server_that_refuses_our_address_ends_the_round_and_loses_no_letter(
    post: Post, room: Mailroom
) -> None:
    room.sender_answers.append("553 5.7.1 not yours")
    post.queue(*(f"k{number}" for number in range(30)))
    done = post.send()
    assert (done.sent, done.failed, done.waiting) == (0, 0, 30)
    assert done.fault == "sender_refused 553 5.7.1"
    assert post.send(minutes=1).sent == 30


def test_a_server_that_is_away_puts_letters_off(post: Post) -> None:
    post.url = f"smtp+plain://127.0.0.1:{free_port()}"
    post.queue("k")
    done = post.send()
    assert (done.sent, done.waiting, done.fault) == (0, 1, "unreachable Connection refused")
    assert post.row("k").next_attempt_at == NOW + BACKOFF[0]


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_letters_go_over_tls_with_a_sign_in(
    post: Post,
    room: Mailroom,
    running: Running,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scheme: str,
) -> None:
    certificate = make_certificate(tmp_path / "server.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = running(
        scheme,
        certificate,
        authenticator=knows,
        auth_required=True,
        auth_require_tls=scheme == "smtp",  # it does not know that smtps is TLS from the start
    )
    post.url = server.url_with(f"{quote(USER, '')}:{quote(PASSWORD, '')}")
    post.queue("k")
    assert post.send().sent == 1
    assert len(room.received) == 1


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_that_nobody_vouches_for_sends_nothing(
    post: Post, room: Mailroom, running: Running, tmp_path: Path, scheme: str
) -> None:
    post.url = running(scheme, make_certificate(tmp_path / "server.pem")).url
    post.queue("k")
    done = post.send()
    assert (done.sent, done.fault) == (0, "encryption CERTIFICATE_VERIFY_FAILED")


def test_without_starttls_neither_letter_nor_password_is_told(
    post: Post, room: Mailroom, running: Running
) -> None:
    post.url = running().url_with("user:secret").replace("smtp+plain", "smtp")
    post.queue("k")
    assert post.send().fault == "encryption STARTTLS"
    assert room.received == []


def test_a_wrong_password_loses_no_letter(
    post: Post, running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path / "server.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = running("smtp", certificate, authenticator=knows, auth_required=True)
    post.url = server.url_with("somebody:wrong")
    post.queue("k")
    done = post.send()
    assert (done.failed, done.waiting) == (0, 1)
    assert (done.fault or "").startswith("login 535")


def test_letters_wait_while_no_server_is_set(app: Flask, post: Post) -> None:
    post.queue("k")
    with pytest.raises(ConfigError, match="ASSETMGR_SMTP_URL"):
        send_due(app)
    assert post.row("k").attempts == 0


def test_no_transaction_is_open_while_a_letter_is_handed_over(
    app: Flask, post: Post, room: Mailroom
) -> None:
    written_meanwhile: list[str] = []

    def write() -> None:
        with written(app) as session:
            keys = select(OutboxMail.key).with_for_update(nowait=True)
            written_meanwhile.extend(session.scalars(keys))

    room.at_data = write
    post.queue("k")
    assert post.send().sent == 1
    assert written_meanwhile == ["k"]


def test_a_letter_in_hand_is_nobody_elses_until_its_claim_has_passed(
    app: Flask, post: Post
) -> None:
    post.queue("k")
    with written(app) as session:
        [mine] = claim(session, NOW, limit=20, lease=LEASE)
    assert post.send().sent == 0
    assert post.send(seconds=LEASE.total_seconds()).sent == 1
    with written(app) as session:  # the first one comes back late, and knows less
        assert not put_off(session, mine, "dropped", post.now)
        mark_sent(session, mine, post.now + timedelta(minutes=1))
    row = post.row("k")
    assert (row.sent_at, row.attempts, row.next_attempt_at) == (post.now, 1, None)


def test_a_slow_server_gets_no_letter_whose_claim_may_pass(post: Post, room: Mailroom) -> None:
    def take_time() -> None:
        post.now += (LEASE - RESERVE) / 2

    room.at_data = take_time
    post.queue(*(f"k{number}" for number in range(5)))
    assert post.send().sent == 5
    assert len({letter["Message-ID"] for letter in room.received}) == 5


def test_what_was_given_up_is_forgotten_after_its_days(
    app: Flask, post: Post, room: Mailroom
) -> None:
    room.data_answers.append("554 no")
    post.queue("k")
    post.send()
    assert forget_old(app, NOW + KEPT - timedelta(seconds=1)) == 0
    assert forget_old(app, NOW + KEPT) == 1
    row = post.row("k")
    assert (row.recipient, row.recipient_name, row.subject, row.body) == (None,) * 4
    assert row.last_error == "content_refused 554"
