"""Excel as a person gets it: asked for on the page, made by the worker, fetched; beside two floors.

`seconds`: from asking until the whole file is there; `made_s`: of these, those of the worker;
`peak_rss_mib`: of the worker's process. `floor_s`: COPY of the same rows as text, run once before anything is
measured, so that no side meets them on the disk. `writer_s`: the fastest maintained Python writer alone with
the same cells in memory, null where it is not installed (docs/decisions/0006-excel-writer.md).
`ratio` = seconds / (floor_s + writer_s).
"""

import json
import os
import subprocess
import sys
import time
from datetime import date
from typing import Any
from urllib.parse import urlencode

import psycopg
from django.core.management.base import CommandError
from django.urls import reverse

from nhacviec.exports.making import ExportKind
from nhacviec.management.bench.browser import Browser, Request
from nhacviec.management.bench.memory import peak_mebibytes
from nhacviec.management.bench.server import Server
from nhacviec.records.models import ExportState

SIZES = {"xlsx_10k": 10_000, "xlsx_100k": 100_000}
PATIENCE = 600
Connection = psycopg.Connection[Any]
_SAME_ROWS = """COPY (
  SELECT a.code, d.symbol, d.issued_on, d.abstract, t.spoken_by, t.spoken_on, t.content, u.short_name, u.name,
    a.duty, f.name, a.assigned_at, a.original_due_on, a.due_on, a.due_hour, a.state, a.outcome, a.days_late,
    a.excused_at, a.answered_at, s.full_name, o.full_name
  FROM records_assignment AS a JOIN records_task AS t ON t.id = a.task_id
  JOIN records_unit AS u ON u.id = a.unit_id LEFT JOIN records_document AS d ON d.id = t.document_id
  LEFT JOIN records_field AS f ON f.id = t.field_id LEFT JOIN records_person AS s ON s.id = t.specialist_id
  LEFT JOIN records_person AS o ON o.id = a.officer_id
  WHERE a.state <> 'draft' AND a.assigned_at >= %s::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
  ORDER BY a.due_on, a.id
) TO STDOUT"""


def write_files(
    db: Connection,
    browser: Browser,
    worker: Server,
    *,
    tasks: int,
    environment: dict[str, str],
    only: tuple[str, ...],
) -> list[dict[str, Any]]:
    """One line for each size the data can fill."""
    lines = []
    for name, rows in SIZES.items():
        if rows > tasks or (only and not any(part in name for part in only)):
            continue
        since = _since(db, rows, tasks)
        query = urlencode({"trang-thai": "tat-ca", "giao-tu": since.isoformat()})
        _copy(db, since)
        line = {"name": name} | _ask_and_fetch(db, browser, worker, query)
        line["floor_s"] = _copy(db, since)
        line |= _other_writer(query, environment)
        if line["writer_s"]:
            line["ratio"] = round(line["seconds"] / (line["floor_s"] + line["writer_s"]), 2)
        lines.append(line)
    return lines


def _since(db: Connection, rows: int, tasks: int) -> date:
    """The day since which about so many duties were given."""
    found = db.execute(
        "SELECT (assigned_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date FROM records_assignment"
        " WHERE state <> 'draft' ORDER BY assigned_at DESC OFFSET %s LIMIT 1",
        [min(rows, tasks) - 1],
    ).fetchall()
    day: date = found[0][0]
    return day


def _ask_and_fetch(db: Connection, browser: Browser, worker: Server, query: str) -> dict[str, Any]:
    browser.close()  # a server hangs up on who was silent
    began = time.monotonic()
    asking = reverse("exports.ask", args=[ExportKind.TASKS])
    answer = browser.must(Request(asking, {"dieu-kien": query}, status=302))
    if answer.location != reverse("exports.index"):
        raise CommandError(f"{asking}: tệp không được tạo trong nền ({answer.location})")
    number, rows, made = _wait(db)
    browser.close()
    file = browser.must(Request(reverse("exports.download", args=[number])))
    return {
        "rows": rows,
        "seconds": round(time.monotonic() - began, 2),
        "made_s": round(made, 2),
        "peak_rss_mib": round(max((peak_mebibytes(p) for p in worker.processes()), default=0), 1),
        "bytes": len(file.body),
    }


def _wait(db: Connection) -> tuple[int, int, float]:
    """Until the last file asked for is done: its number, its rows, the seconds of the worker."""
    statement = """SELECT id, state, rows_done, extract(epoch FROM finished_at - started_at)
      FROM records_exportfile ORDER BY id DESC LIMIT 1"""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        number, state, rows, made = db.execute(statement).fetchall()[0]
        if state == ExportState.DONE:
            return number, rows, float(made)
        if state not in (ExportState.WAITING, ExportState.RUNNING):
            raise CommandError(f"xlsx: tệp không được tạo ({state})")
        time.sleep(0.02)
    raise CommandError(f"xlsx: chưa xong sau {PATIENCE} giây")


def _copy(db: Connection, since: date) -> float:
    began = time.monotonic()
    with db.cursor().copy(_SAME_ROWS, [since]) as out:
        for _ in out:
            pass
    return round(time.monotonic() - began, 2)


def _other_writer(query: str, environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "nhacviec.management.bench.other_writer", query],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandError(f"xlsx: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
