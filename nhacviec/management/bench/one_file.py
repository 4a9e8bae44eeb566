"""Writes one Excel file in a process of its own, so that its memory is its own: `-m … one_file ROWS`.

Prints seconds, peak RSS and size as JSON. The database is the one that DATABASE_URL names."""

import json
import os
import resource
import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path


def main(rows: int) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhacviec.config.settings")
    django.setup()
    from django.utils import timezone

    from nhacviec.exports.asked import Asked
    from nhacviec.exports.making import ExportKind, prepare, write
    from nhacviec.queries.actors import actor_in, posts_today
    from nhacviec.queries.office_day import OfficeDay
    from nhacviec.records.models import Person
    from nhacviec.rules.permissions import Role

    day = OfficeDay(timezone.now())
    person = Person.objects.filter(posts__role=Role.OFFICE_LEADER).order_by("pk")[0]
    asked = Asked(
        query="trang_thai=",
        actor=actor_in(posts_today(person, day.today)[0]),
        at=day.moment,
        policy=day.policy,
        site="http://localhost",
    )
    prepared = prepare(ExportKind.TASKS, asked)
    cut = replace(prepared, tables=lambda: [replace(t, rows=islice(t.rows, rows)) for t in prepared.tables()])
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "file.xlsx"
        began = time.monotonic()
        written = write(target, asked, cut, now=day.now)
        seconds = time.monotonic() - began
        size = target.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"rows": written, "seconds": round(seconds, 2), "peak_rss_mib": round(peak, 1), "bytes": size}
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
