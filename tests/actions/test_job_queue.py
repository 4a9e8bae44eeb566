"""The queue forgets what is over, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from nhacviec.actions.job_queue import KEEP, forget_old_jobs

pytestmark = pytest.mark.django_db
_WORKER = "INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id"
_JOB = """
INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id)
VALUES ('q', %s, %s, %s) RETURNING id
"""
_EVENT = "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, 'started', %s)"


def job(name: str, status: str, *, worker: int | None = None, days: float = 9) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_JOB, [name, status, worker])
        (pk,) = cursor.fetchone()
        cursor.execute("DELETE FROM procrastinate_events WHERE job_id = %s", [pk])
        cursor.execute(_EVENT, [pk, timezone.now() - timedelta(days=days)])


def test_what_is_over_for_days_is_forgotten_and_nothing_else() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_WORKER)
        (worker,) = cursor.fetchone()
    job("done", "succeeded")
    job("failed long ago", "failed")
    job("its worker was killed", "doing")
    job("failed yesterday", "failed", days=1)
    job("a worker has it", "doing", worker=worker)
    job("its worker was killed today", "doing", days=0.1)
    job("waits for days", "todo")
    assert timedelta(days=9) > KEEP
    assert forget_old_jobs(now=timezone.now()) == 3
    assert set(ProcrastinateJob.objects.values_list("task_name", flat=True)) == {
        "failed yesterday",
        "a worker has it",
        "its worker was killed today",
        "waits for days",
    }
