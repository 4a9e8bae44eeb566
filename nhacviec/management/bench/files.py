"""How long an Excel file of so many rows takes, in a process of its own, and how much memory."""

import json
import os
import subprocess
import sys
import time
from typing import Any

import psycopg
from django.core.management.base import CommandError

from nhacviec.management.bench.floors import JOINED, ROW

SIZES = {"xlsx_10k": 10_000, "xlsx_100k": 100_000}


def write_files(
    db: psycopg.Connection[Any], *, tasks: int, environment: dict[str, str], only: tuple[str, ...]
) -> list[dict[str, Any]]:
    """One line for each size the data can fill; `floor_s`: COPY of the same rows, as text."""
    lines = []
    for name, rows in SIZES.items():
        if rows > tasks or (only and not any(part in name for part in only)):
            continue
        began = time.monotonic()
        with db.cursor().copy(
            f"COPY (SELECT {ROW} {JOINED} ORDER BY a.due_on, a.id LIMIT {rows}) TO STDOUT"
        ) as out:
            for _ in out:
                pass
        floor = time.monotonic() - began
        done = subprocess.run(
            [sys.executable, "-m", "nhacviec.management.bench.one_file", str(rows)],
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CommandError(f"{name}: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
        lines.append({"name": name, **json.loads(done.stdout), "floor_s": round(floor, 2)})
    return lines
