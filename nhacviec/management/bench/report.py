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
CLOCK_COLUMNS = (
    "name", "rows", "seconds", "all_s", "per_second", "cpu_s", "database_cpu_s", "peak_rss_mib",
    "page_p95_ms", "page_quiet_ms", "lost", "doubled", "target",
)  # fmt: skip
_TABLES = (("workloads", COLUMNS), ("files", FILE_COLUMNS), ("clock", CLOCK_COLUMNS))
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
    if markdown:
        return _as_markdown(found)
    parts = [_aligned(_table(found[part], columns)) for part, columns in _TABLES if found.get(part)]
    parts += ["\n".join(f"{name}: {found[name]}" for name in found if name not in dict(_TABLES))]
    return "\n\n".join(parts)


def _table(lines: list[dict[str, Any]], columns: tuple[str, ...]) -> list[list[str]]:
    """The first row is the head; what a line does not say is left empty."""
    return [list(columns), *([str(line.get(column, "")) for column in columns] for line in lines)]


def _aligned(rows: list[list[str]]) -> str:
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(wide[i]) if i == 0 else cell.rjust(wide[i]) for i, cell in enumerate(row))
        for row in rows
    )


def _as_markdown(found: dict[str, Any]) -> str:
    """Everything that docs/performance.md says of a run."""
    parts = [_facts(found)]
    parts += [_markdown(_table(found[part], columns)) for part, columns in _TABLES if found.get(part)]
    single = (
        "load_s",
        "clock_load_s",
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
