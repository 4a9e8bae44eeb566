"""The queue of background work stays small: what is over for days is forgotten, or a year of it is millions.

Everything that matters is looked for anew by its action; a job is only the occasion."""

from datetime import datetime, timedelta

from django.db import connection

KEEP = timedelta(days=3)  # long enough to look at what failed over a weekend
# `doing` without a worker: that one was killed, and the queue has struck it off.
_FORGET = """
DELETE FROM procrastinate_jobs AS job
WHERE (job.status NOT IN ('todo', 'doing') OR (job.status = 'doing' AND job.worker_id IS NULL))
  AND NOT EXISTS (SELECT FROM procrastinate_events AS e WHERE e.job_id = job.id AND e.at > %s)
"""


def forget_old_jobs(*, now: datetime) -> int:
    """How many."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [now - KEEP])
        return cursor.rowcount
