"""Senders as processes of their own: two at once, and one that dies in the middle."""

import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from time import sleep

from assetmgr.extensions import config_of
from assetmgr.outbox.sending import LEASE
from tests.commands.conftest import comes_true, environment
from tests.outbox.conftest import FROM, Post
from tests.outbox.server import Mailroom


def started(post: Post) -> subprocess.Popen[str]:
    """`assetmgr mail send --json`, running."""
    settings = environment(
        post.folder,
        ASSETMGR_DATABASE_URL=config_of(post.app).database_url,
        ASSETMGR_SMTP_URL=post.url,
        ASSETMGR_MAIL_FROM=FROM,
    )
    return subprocess.Popen(
        [sys.executable, "-m", "assetmgr", "mail", "send", "--json"],
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_senders_at_once_send_each_letter_once(post: Post, room: Mailroom) -> None:
    room.at_data = lambda: sleep(0.02)  # so that both are at it
    post.now = datetime.now(UTC)
    post.queue(*(f"k{number}" for number in range(150)))
    senders = [started(post), started(post)]
    told = [sender.communicate(timeout=120) for sender in senders]
    assert [sender.returncode for sender in senders] == [0, 0], told
    reports = [json.loads(out) for out, _ in told]
    assert sum(one["sent"] for one in reports) == 150
    assert all(one["sent"] for one in reports), reports
    assert Counter(letter["Message-ID"] for letter in room.received).most_common(1)[0][1] == 1
    assert len(room.received) == 150


def test_a_sender_killed_before_its_note_sends_again_under_the_same_id(
    post: Post, room: Mailroom
) -> None:
    post.now = datetime.now(UTC)
    post.queue("k", "other")
    senders: list[subprocess.Popen[str]] = []

    def kill() -> None:
        senders[0].kill()
        senders[0].wait()

    room.at_data = kill
    senders.append(started(post))
    senders[0].communicate(timeout=60)
    assert comes_true(lambda: len(room.received) == 1)  # it is kept after the sender's end
    room.at_data = lambda: None
    post.now = datetime.now(UTC)
    assert post.send().sent == 0
    assert post.send(seconds=LEASE.total_seconds()).sent == 2
    times = Counter(letter["Message-ID"] for letter in room.received)
    assert sorted(times.values()) == [1, 2]
    assert post.send(hours=24).sent == 0
