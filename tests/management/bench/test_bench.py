"""`nhacviec bench` as people start it: one JSON object, and nothing left behind."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command

from nhacviec.management.bench.report import as_table

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
    chosen = (
        "overdue_list_focal",
        "task_long",
        "submission_figures_past",
        "requests_late",
        "create",
        "answer",
    )
    only = [option for name in chosen for option in ("--only", name)]
    output, said = (process := _start("--tasks", "1000", "--json", *quick, *only)).communicate(timeout=300)
    assert process.returncode == 0, said
    found: dict[str, Any] = json.loads(output)
    return found


def test_one_json_object_says_what_was_measured_where(report: dict[str, Any]) -> None:
    assert report["tasks"] == 1000
    assert "PostgreSQL" in report["machine"]
    names = [line["name"] for line in report["workloads"]]
    of_modules = ["submission_figures_past", "requests_late_focal"]
    assert names == ["overdue_list_focal", "task_long_history", *of_modules, "create_task_3", "answer"]


def test_each_stage_of_loading_says_its_seconds(report: dict[str, Any]) -> None:
    stages = report["load_stages_s"]
    assert {"tables", "copy", "indexes", "foreign_keys", "modules", "tallies", "analyze"} <= stages.keys()
    # Each is rounded to a tenth: their sum may pass the whole by half of that each.
    assert sum(stages.values()) <= report["load_s"] + 0.05 * (len(stages) + 1)


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
    process = _start("--tasks", "1000")
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
        ("--compare", __file__, __file__),
        ("--compare", "/không/có", "/không/có"),
    ],
)
def test_a_wrong_input_is_one_line_and_a_failure(options: tuple[str, ...]) -> None:
    output = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("bench", *options, stdout=output)
    assert output.getvalue() == "" and len(str(refused.value).splitlines()) == 1


def _found(tasks: int, **p50: float) -> dict[str, Any]:
    figures = dict.fromkeys(KEYS - {"name", "p50_ms"}, 1.5)
    workloads = [{"name": name, "p50_ms": value} | figures for name, value in p50.items()]
    files = [{"name": "xlsx_10k", "rows": tasks, "seconds": 1.25, "peak_rss_mib": 120.0}]
    about = {"machine": "2 × CPU", "commit": "abc1234", "load_s": 12.5}
    return {"tasks": tasks, "workloads": workloads, "files": files, **about}


def test_two_results_stand_beside_each_other(tmp_path: Path) -> None:
    small, large = tmp_path / "small.json", tmp_path / "large.json"
    small.write_text(json.dumps(_found(10_000, home=20.0, gone=3.0)), encoding="utf-8")
    large.write_text(json.dumps(_found(1_000_000, home=25.0, new=4.0)), encoding="utf-8")
    output = io.StringIO()
    call_command("bench", "--compare", str(small), str(large), stdout=output)
    assert "| home | 20.0 | 25.0 | 1.25 | 1.5 |" in output.getvalue()
    assert "gone" not in output.getvalue() and "new" not in output.getvalue()


def test_the_table_for_the_page_has_pages_files_and_single_figures() -> None:
    lines = as_table(_found(10_000, home=20.0), markdown=True).splitlines()
    assert lines[0] == "**10.000 tasks**, commit abc1234, 2 × CPU"
    assert "| home | 20.0 | 1.5 | 1.5 | 1.5 | 1.5 | 1.5 | 1.5 | 1.5 |" in lines
    assert "| xlsx_10k | 10000 | 1.25 |  | 120.0 |  |  |  |  |  |" in lines
    assert "- load_s: 12.5" in lines
