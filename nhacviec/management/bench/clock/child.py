"""One deed of the clock in a process of its own: `-m … child NAME [ARGUMENT]`, so that its memory and its
processor time are its own. Prints what came of it as JSON. The database is the one of DATABASE_URL."""

import io
import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psutil

Found = dict[str, Any]


def _plan(moment: str) -> Found:
    from datetime import datetime

    from nhacviec.actions.reminder_plan import replan
    from nhacviec.records.models import ReminderPlan

    looked_at = replan(now=datetime.fromisoformat(moment))
    last = ReminderPlan.objects.latest("id")
    return {"rows": looked_at, "moved": last.moved}


def _rehearse(days: str) -> Found:
    from datetime import timedelta

    from django.core.management import call_command
    from django.utils import timezone

    from nhacviec.rules.timeliness import local_date

    first, out = local_date(timezone.now()), io.StringIO()
    last = first + timedelta(days=int(days) - 1)
    call_command("rehearse", first=f"{first}", last=f"{last}", json=True, stdout=out)
    said = json.loads(out.getvalue())
    counts = {name: said[name] for name in ("messages", "reminders", "outside_window")}
    return {"rows": said["open"], **counts, "overdue_untold": said["overdue_untold_count"]}


DEEDS: dict[str, Callable[..., Found]] = {"plan": _plan, "rehearse": _rehearse}


def main(name: str, *given: str) -> None:
    import django

    from nhacviec.management.bench.memory import peak_mebibytes

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhacviec.config.settings")
    django.setup()
    backend = _backend()
    began, own, of_backend = time.monotonic(), time.process_time(), _seconds_of(backend)
    found = DEEDS[name](*given)
    found["seconds"] = round(time.monotonic() - began, 2)
    found["cpu_s"] = round(time.process_time() - own, 2)
    if backend is not None:
        found["database_cpu_s"] = round(_seconds_of(backend) - of_backend, 2)
    found["peak_rss_mib"] = round(peak_mebibytes(psutil.Process()), 1)
    print(json.dumps(found))


def _backend() -> psutil.Process | None:
    """The process of the database that works for this one, where it runs on this machine."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        number = cursor.fetchone()[0]
    with suppress(psutil.Error):
        found = psutil.Process(number)
        return found if "postgres" in found.name() else None
    return None


def _seconds_of(process: psutil.Process | None) -> float:
    if process is None:
        return 0.0
    with suppress(psutil.Error):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0


if __name__ == "__main__":
    main(*sys.argv[1:])
