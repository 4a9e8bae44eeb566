"""A worker of the simulated year: the real `nhacviec worker` in a process of its own, told another time.

Nothing of the product is replaced but `timezone.now`. Imported once by the fork server, so that a worker that
was killed is back within a moment."""

import os
import sys
import threading
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from procrastinate.contrib.django.management.commands import procrastinate as _queue  # noqa: E402, F401
from procrastinate.manager import JobManager  # noqa: E402

from nhacviec.jobs import schedule as _schedule  # noqa: E402, F401
from nhacviec.management.commands import worker as _worker  # noqa: E402, F401
from tests.year.clock import Clock  # noqa: E402

SMTP_SECONDS = 0.5


def work(clock: str, log: str) -> None:
    """Until killed, or until whoever started it is gone."""
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(said, sys.stderr.fileno())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    timezone.now = Clock(Path(clock)).now
    settings.EMAIL_TIMEOUT = SMTP_SECONDS
    _say_which_one(Path(clock).parent)
    call_command("worker")


def _say_which_one(folder: Path) -> None:
    """The number under which the queue knows this process, so that what it left behind can be told apart."""
    register = JobManager.register_worker

    async def registered(self: JobManager) -> int:
        number = await register(self)
        (folder / f"worker-{os.getpid()}").write_text(str(number))
        return number

    setattr(JobManager, "register_worker", registered)  # noqa: B010


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
