"""Ten thousand letters from the worker through a mail server on this machine: none lost, none twice."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import islice

from django.core.management.base import CommandError
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from nhacviec.management.bench.clock.measured import Line, Meter, database_processes
from nhacviec.management.bench.memory import peak_mebibytes
from nhacviec.management.bench.server import Server, running
from nhacviec.notify.channels.email import PROVIDER
from nhacviec.notify.outbox import message_id
from nhacviec.records.models import Assignment, Delivery, Notice, Post, Reminder
from nhacviec.rules.ladders import DEFAULT
from nhacviec.rules.lifecycle import State
from nhacviec.rules.notices import Channel, NoticeKind
from nhacviec.rules.reminders import Cause, Step

LETTERS = 10_000
TASKS_EACH = 10  # of a small province fewer letters
PATIENCE, PATIENCE_EACH = 60, 0.2  # seconds: of all together, and for each letter
_EACH = 3  # reminders in a letter
_AT_ONCE = 2000
Told = tuple[int, str]  # a duty and the key of its firing


def send(environment: dict[str, str]) -> Line:
    """`rows` letters, `per_second` between the first and the last one as the mail server saw them."""
    most = min(LETTERS, Assignment.objects.count() // TASKS_EACH)
    expected = _put_down(most, timezone.now())
    with sink() as there:
        mail = {
            "NHACVIEC_SMTP_HOST": "127.0.0.1",
            "NHACVIEC_SMTP_PORT": str(there.port),
            "NHACVIEC_SMTP_TLS": "0",
        }
        with running("worker", environment=environment | mail) as worker:
            database = Meter(database_processes)
            own = Meter(worker.processes)
            began = time.monotonic()
            _call()
            _wait(worker, PATIENCE + PATIENCE_EACH * len(expected))
            seconds = time.monotonic() - began
            line = {
                "rows": len(expected),
                "seconds": round(seconds, 2),
                "cpu_s": own.seconds(),
                "database_cpu_s": database.seconds(),
                "peak_rss_mib": round(max((peak_mebibytes(p) for p in worker.processes()), default=0), 1),
            }
        came = there.finish()
    received: Counter[str] = Counter(came["ids"])
    line["per_second"] = round((len(came["ids"]) - 1) / came["seconds"], 1) if came["seconds"] else 0.0
    line["lost"] = len(expected - received.keys())
    line["doubled"] = received.total() - len(received)
    return line


def _put_down(most: int, now: datetime) -> set[str]:
    """Letters that wait: each tells an officer of three of his duties. Their Message-IDs.

    Put down for this very moment: those go at night and on a Sunday too (notify/hours)."""
    expected: set[str] = set()
    letters = _letters()
    while portion := list(islice(letters, min(_AT_ONCE, most - len(expected)))):
        posts = {post.person_id: post for post in Post.objects.filter(person__in=[who for who, _ in portion])}
        notices = Notice.objects.bulk_create(
            Notice(
                person_id=who,
                post=posts[who],
                key=f"bench:{len(expected) + number}",
                kind=NoticeKind.REMINDER,
                count=len(told),
                created_at=now,
                data={"groups": {"soon": len(told)}},
            )
            for number, (who, told) in enumerate(portion)
        )
        written = list(zip(notices, portion, strict=True))
        Reminder.objects.bulk_create(
            _reminder(notice, duty, key, now) for notice, (_, told) in written for duty, key in told
        )
        deliveries = Delivery.objects.bulk_create(
            Delivery(
                person_id=who,
                channel=Channel.EMAIL,
                address=f"u{who}@tinh.example",
                provider=PROVIDER,
                created_at=now,
                due_at=now,
                next_try_at=now,
                message_id=message_id(Channel.EMAIL, who, notice.key),
            )
            for notice, (who, _) in written
        )
        Delivery.notices.through.objects.bulk_create(
            Delivery.notices.through(delivery_id=delivery.pk, notice_id=notice.pk)
            for delivery, notice in zip(deliveries, notices, strict=True)
        )
        expected |= {delivery.message_id for delivery in deliveries}
    return expected


def _letters() -> Iterator[tuple[int, list[Told]]]:
    """(officer, what he is told of), step after step of the default ladder."""
    duties = Assignment.objects.filter(state=State.IN_PROGRESS, due_on__isnull=False, officer__isnull=False)
    for step in _steps():
        waiting: dict[int, list[Told]] = {}
        rows = duties.order_by("pk").values_list("pk", "officer_id", "due_on")
        for duty, officer, due_on in rows.iterator(chunk_size=_AT_ONCE):
            told = waiting.setdefault(officer, [])
            told.append((duty, f"{step.key}:{due_on:%Y%m%d}:0"))
            if len(told) == _EACH:
                yield officer, waiting.pop(officer)


def _steps() -> list[Step]:
    return [step for step in DEFAULT.steps if step.cause is Cause.DEADLINE]


def _reminder(notice: Notice, duty: int, key: str, now: datetime) -> Reminder:
    return Reminder(
        assignment_id=duty,
        key=key,
        step=key.split(":", 1)[0],
        cause=Cause.DEADLINE,
        cycle=0,
        person_id=notice.person_id,
        post=notice.post,
        planned_at=now,
        made_at=now,
        channels=[Channel.EMAIL.value, Channel.IN_APP.value],
        notice=notice,
    )


def _call() -> None:
    """The worker looks each minute; it is not waited for."""
    with suppress(AlreadyEnqueued):
        app.configure_task("send_letters", queueing_lock="send_letters").defer(timestamp=int(time.time()))


def _wait(worker: Server, seconds: float) -> None:
    unsent = Delivery.objects.exclude(state__in=["sent", "dropped", "given_up"])
    deadline = time.monotonic() + seconds
    while unsent.exists():
        if worker.process.poll() is not None:
            raise CommandError("send_10k_letters: tiến trình làm việc nền đã dừng")
        if time.monotonic() > deadline:
            raise CommandError(f"send_10k_letters: chưa xong sau {seconds:.0f} giây")
        time.sleep(0.2)


class Sink:
    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "nhacviec.management.bench.clock.mail_sink"],
            env=os.environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())

    def finish(self) -> Line:
        said, _ = self.process.communicate(timeout=60)
        found: Line = json.loads(said)
        return found

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextmanager
def sink() -> Iterator[Sink]:
    own = Sink()
    try:
        yield own
    finally:
        own.stop()
