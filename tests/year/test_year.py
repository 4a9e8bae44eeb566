"""A year in half a minute: three workers that are killed, a database that is, a mail server with moods."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "NHACVIEC_DATA")


def test_in_a_year_nothing_is_lost_and_nothing_is_told_twice() -> None:
    """As far into the year as twenty seconds go; every day of whole years: `make year`."""
    command = [sys.executable, "-m", "tests.year", "--seed", "4", "--days", "8", "--seconds", "20"]
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    done = subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, timeout=400)
    assert done.stdout, done.stderr
    report = json.loads(done.stdout)
    assert report["faults"] == []
    assert done.returncode == 0
    assert report["moments"] >= 8 and report["events"] > 3 and report["killed"] > 0
