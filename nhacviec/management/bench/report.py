"""What is said at the end: one JSON object, or tables to read."""

import os
import platform
import subprocess
from pathlib import Path
from typing import Any

import psutil
from django.db import connection

COLUMNS = ("name", "p50_ms", "p95_ms", "rps_8", "floor_ms", "shell_ms", "ratio", "queries", "bytes")
FILE_COLUMNS = (
    "name", "rows", "seconds", "made_s", "peak_rss_mib", "bytes", "floor_s", "writer", "writer_s", "ratio",
)  # fmt: skip
_ROOT = Path(__file__).resolve().parents[3]


def machine() -> str:
    """Processors, memory, system and database in one line."""
    processor = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        processor = next((n.split(":", 1)[1].strip() for n in lines if n.startswith("model name")), processor)
    except OSError:
        pass
    gibibytes = psutil.virtual_memory().total / 2**30
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0].split()[0]
    system = f"{platform.system()} {platform.release()}"
    parts = (
        f"{os.cpu_count()} × {processor}", f"{gibibytes:.0f} GiB", system,
        f"Python {platform.python_version()}", f"PostgreSQL {server}",
    )  # fmt: skip
    return ", ".join(parts)


def commit() -> str:
    """The commit of the program, with "+" where its files were changed since; "" outside of a checkout."""

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(_ROOT), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.stdout.strip() if done.returncode == 0 else ""

    try:
        return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--porcelain", "nhacviec") else "")
    except OSError:
        return ""


def as_table(found: dict[str, Any], *, markdown: bool = False) -> str:
    rows = [[str(line[column]) for column in COLUMNS] for line in found["workloads"]]
    if markdown:
        return _as_markdown(found, rows)
    wide = [max(len(row[i]) for row in [list(COLUMNS), *rows]) for i in range(len(COLUMNS))]
    lines = [
        "  ".join(cell.ljust(wide[i]) if i == 0 else cell.rjust(wide[i]) for i, cell in enumerate(row))
        for row in [list(COLUMNS), *rows]
    ]
    more = [f"{name}: {found[name]}" for name in found if name != "workloads"]
    return "\n".join([*lines, "", *more])


def _as_markdown(found: dict[str, Any], rows: list[list[str]]) -> str:
    """Everything that docs/performance.md says of a run."""
    parts = [_facts(found), _markdown([list(COLUMNS), *rows])]
    if found["files"]:
        lines = [[str(line.get(column, "")) for column in FILE_COLUMNS] for line in found["files"]]
        parts.append(_markdown([list(FILE_COLUMNS), *lines]))
    single = (
        "load_s",
        "web_start_s",
        "web_memory_after_mib",
        "worker_memory_after_mib",
        "memory_at_rest_mib",
    )
    parts.append("\n".join(f"- {name}: {found[name]}" for name in single if found.get(name)))
    return "\n\n".join(parts)


def _markdown(rows: list[list[str]]) -> str:
    """The first row is the head; numbers stand on the right."""
    head, *lines = rows
    ruler = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ruler, *lines])


def _facts(found: dict[str, Any]) -> str:
    """The heading of a table in docs/performance.md: size, machine, commit."""
    tasks = f"{found['tasks']:,}".replace(",", ".")
    return f"**{tasks} tasks**, commit {found['commit'] or '?'}, {found['machine']}"


def compared(small: dict[str, Any], large: dict[str, Any]) -> str:
    """Two reports beside each other as a table: how much more each page costs with more history."""
    names = ("name", f"p50_ms {small['tasks']}", f"p50_ms {large['tasks']}", "growth", "ratio")
    before = {line["name"]: line for line in small["workloads"]}
    rows = [
        [
            line["name"],
            str(before[line["name"]]["p50_ms"]),
            str(line["p50_ms"]),
            f"{line['p50_ms'] / before[line['name']]['p50_ms']:.2f}",
            str(line["ratio"]),
        ]
        for line in large["workloads"]
        if line["name"] in before
    ]
    return "\n\n".join([_facts(small), _facts(large), _markdown([list(names), *rows])])
