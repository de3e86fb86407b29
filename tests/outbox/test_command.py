"""`assetmgr mail send` and the minute's job."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

from flask import Flask

from assetmgr.extensions import config_of
from assetmgr.jobs.mail import JOB, send_mail
from assetmgr.jobs.scheduler import build
from assetmgr.outbox.policy import KEPT
from tests.commands.conftest import environment
from tests.outbox.conftest import Post
from tests.outbox.server import Mailroom, free_port
from tests.outbox.test_at_once import started
from tests.support.letters import given_up
from tests.support.town import Town
from tests.support.writing import written


def test_the_command_reports_one_document(post: Post, room: Mailroom) -> None:
    room.recipient_answers["anna@skola.example"] = ["550 5.1.1 no", "451 4.3.0 later"]
    post.queue("a", "b", "c")
    sender = started(post)
    out, err = sender.communicate(timeout=60)
    assert (sender.returncode, err) == (0, "")
    assert json.loads(out) == {"sent": 1, "failed": 1, "waiting": 1}


def test_a_server_that_is_away_is_told_on_stderr(post: Post) -> None:
    post.url = f"smtp+plain://127.0.0.1:{free_port()}"
    post.queue("a")
    sender = started(post)
    out, err = sender.communicate(timeout=60)
    assert (sender.returncode, json.loads(out)) == (1, {"sent": 0, "failed": 0, "waiting": 1})
    assert "unreachable Connection refused" in err


def test_without_a_server_the_command_says_what_to_set(post: Post) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "assetmgr", "mail", "send", "--json"],
        env=environment(post.folder, ASSETMGR_DATABASE_URL=config_of(post.app).database_url),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("ASSETMGR_SMTP_URL: set it")


def test_every_minute_letters_are_sent_and_old_ones_forgotten(
    town: Town, post: Post, room: Mailroom
) -> None:
    old = given_up(town.institutions["ABC"], "old")
    old.failed_at = datetime.now(UTC) - KEPT
    with written(post.app) as session:
        session.add(old)
    post.queue("k")
    with post.sender() as app:
        send_mail(app)
        job = build(app).get_job(JOB)
    moment = datetime(2026, 12, 1, 8, 0, 30, tzinfo=UTC)
    assert job.trigger.get_next_fire_time(None, moment) - moment == timedelta(seconds=30)
    assert len(room.received) == 1
    assert post.row("old").recipient is None


def test_the_minute_without_a_server_leaves_letters_waiting(app: Flask, post: Post) -> None:
    post.queue("k")
    send_mail(app)
    assert post.row("k").attempts == 0
