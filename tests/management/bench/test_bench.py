"""`nhacviec bench` as people start it: one JSON object, and nothing left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[3]
KEYS = {"name", "p50_ms", "p95_ms", "rps_8", "floor_ms", "shell_ms", "ratio", "queries", "bytes"}


def _start(*options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "nhacviec", "bench", *options],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "nhacviec.config.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _is_there(database: str) -> bool:
    with psycopg.connect(os.environ["DATABASE_URL"]) as server:
        return bool(server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone())


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    quick = ("--times", "2", "--seconds", "0.2")
    chosen = ("overdue_list", "page_1000", "home_specialist", "task_long", "create", "answer")
    only = [option for name in chosen for option in ("--only", name)]
    output, said = (process := _start("--tasks", "2000", "--json", *quick, *only)).communicate(timeout=300)
    assert process.returncode == 0, said
    found: dict[str, Any] = json.loads(output)
    return found


def test_one_json_object_says_what_was_measured_where(report: dict[str, Any]) -> None:
    assert report["tasks"] == 2000
    assert "PostgreSQL" in report["machine"]
    names = [line["name"] for line in report["workloads"]]
    assert {"overdue_list_focal", "task_long_history", "create_task_3", "answer"} <= set(names)
    assert len(names) == len(set(names))


def test_every_workload_has_all_its_figures(report: dict[str, Any]) -> None:
    for line in report["workloads"]:
        assert line.keys() == KEYS
        assert line["p50_ms"] <= line["p95_ms"]
        assert line["floor_ms"] > 0 and line["shell_ms"] > 0 and line["queries"] > 0
        assert line["ratio"] == pytest.approx(
            line["p50_ms"] / (line["floor_ms"] + line["shell_ms"]), rel=0.02
        )


def test_the_scratch_database_is_gone_afterwards(report: dict[str, Any]) -> None:
    assert report["database"].startswith("nhacviec_bench_")
    assert not _is_there(report["database"])


def test_ctrl_c_leaves_nothing_behind() -> None:
    process = _start("--tasks", "2000")
    assert process.stderr is not None
    database = process.stderr.readline().removeprefix("… ").strip()
    assert _is_there(database)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode != 0
    assert "Đã dừng theo yêu cầu" in said.strip().splitlines()[-1]
    assert not _is_there(database)


@pytest.mark.parametrize(
    "options",
    [
        ("--tasks", "nhiều"),
        ("--tasks", "10"),
        ("--times", "0"),
        ("--use", "nhacviec"),
        ("--use", "nhacviec_bench_none"),
    ],
)
def test_a_wrong_input_is_one_line_and_a_failure(options: tuple[str, str]) -> None:
    output, said = (process := _start(*options)).communicate(timeout=60)
    assert process.returncode != 0
    assert output == "" and len(said.strip().splitlines()) == 1
