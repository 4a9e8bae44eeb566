"""The clock's part of `nhacviec bench`: its data, its mail server, and one run of everything."""

from __future__ import annotations

import json
import os
import smtplib
import subprocess
import sys
from datetime import date, timedelta
from email.message import EmailMessage
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
import pytest

from nhacviec.management.bench.clock.letters import sink
from nhacviec.management.bench.clock.open_works import day_that_moves_them, open_works, term_text
from nhacviec.management.bench.clock.run import WORKLOADS, chosen
from nhacviec.management.bench.report import as_table
from nhacviec.management.bench.works import Work
from nhacviec.rules.calendar_edits import SpecialDay, term_end, with_changes
from nhacviec.rules.policies import effective
from nhacviec.rules.working_days import Calendar, DayKind

ROOT = Path(__file__).resolve().parents[3]
TODAY = date(2026, 11, 22)
BASE = Calendar({date(2027, 1, 1): (DayKind.HOLIDAY, "Tết dương lịch")})


@pytest.fixture(scope="module")
def first() -> list[Work]:
    return list(islice(open_works(200_000, today=TODAY, calendar=BASE), 1000))


def test_one_day_off_moves_every_term(first: list[Work]) -> None:
    day = day_that_moves_them(TODAY, BASE)
    changed = with_changes(BASE, {day: SpecialDay(DayKind.HOLIDAY, "Ngày nghỉ")})
    for work in first:
        ends = [
            term_end(
                term_text(work.term),
                start=work.issued_on,
                calendar=calendar,
                policies=effective([], on=work.issued_on),
            )
            for calendar in (BASE, changed)
        ]
        assert work.due_on == work.original_due_on == ends[0] != ends[1]


def test_nothing_is_answered_and_the_others_are_as_open_ones_are() -> None:
    rest = list(open_works(3000, today=TODAY, calendar=BASE, moved=0))
    assert len(rest) == 3000 and not any(work.done_on or work.term for work in rest)
    undated = sum(work.due_on is None for work in rest)
    overdue = sum(work.is_overdue for work in rest)
    assert 0.15 < undated / 3000 < 0.25 and 0.15 < overdue / 3000 < 0.25
    for work in rest:
        assert work.is_overdue == bool(work.due_on and work.due_on < TODAY)
        assert work.due_on is None or work.issued_on <= work.due_on - timedelta(days=5)


def test_the_mail_server_tells_every_letter_that_came() -> None:
    with sink() as there:
        with smtplib.SMTP("127.0.0.1", there.port) as client:
            for number in (1, 2, 2):
                letter = EmailMessage()
                letter["From"], letter["To"], letter["Message-ID"] = "a@b.vn", "c@d.vn", f"<{number}@b.vn>"
                letter.set_content("Một dòng.\n.\n.Bắt đầu bằng dấu chấm\n")
                client.send_message(letter)
        assert there.finish()["ids"] == ["<1@b.vn>", "<2@b.vn>", "<2@b.vn>"]


def test_part_of_a_name_is_enough() -> None:
    assert chosen(()) == list(WORKLOADS)
    assert chosen(("plan_reminders",)) == ["plan_first", "plan_nightly", "plan_all_move"]
    assert chosen(("calendar", "home")) == ["calendar_change"]
    assert chosen(("home",)) == []


def test_everything_is_measured_and_nothing_is_left(tmp_path: Path) -> None:
    asked = [name for name in WORKLOADS if name not in ("plan_nightly", "plan_all_move")]
    names = [f"--only={name}" for name in asked]
    process = subprocess.run(
        [sys.executable, "-m", "nhacviec", "bench", "--tasks", "1000", "--json", *names],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "nhacviec.config.settings"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,  # instead of half an hour of waiting for something that never comes
    )
    assert process.returncode == 0, process.stderr
    found: dict[str, Any] = json.loads(process.stdout)
    lines = {line["name"]: line for line in found["clock"]}
    assert list(lines) == asked
    assert all(line["seconds"] > 0 for line in lines.values())
    assert all(line["peak_rss_mib"] > 0 for name, line in lines.items() if name != "notices_under_load")
    for name in ("plan_first", "rehearse_year"):
        assert lines[name]["rows"] == 1000
    assert lines["plan_first"]["moved"] == 1000
    letters, moved = lines["send_10k_letters"], lines["calendar_change"]
    assert letters["rows"] == 100 and (letters["lost"], letters["doubled"]) == (0, 0)
    assert moved["rows"] == 1000 and moved["page_p95_ms"] > 0
    notices = lines["notices_under_load"]
    assert notices["rows"] > 0 and notices["lost"] == 0 and 0 < notices["p50_ms"] <= notices["p99_ms"]
    assert "| calendar_change | 1000 |" in as_table(found, markdown=True)
    assert found["clock_database"].endswith("_clock")
    with psycopg.connect(os.environ["DATABASE_URL"]) as server:
        left = "SELECT 1 FROM pg_database WHERE datname = %s"
        assert server.execute(left, [found["clock_database"]]).fetchone() is None
