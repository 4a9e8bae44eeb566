"""How much memory processes use together: PSS, which counts a shared page once."""

import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from nhacviec.management.bench.server import running

SETTLE_SECONDS = 5


def mebibytes(processes: Iterable[psutil.Process]) -> float:
    """Their PSS; of a process that may not be asked, its RSS."""
    total = 0
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            try:
                total += process.memory_full_info().pss
            except (psutil.AccessDenied, AttributeError):
                total += process.memory_info().rss
    return round(total / 2**20, 1)


def peak_mebibytes(process: psutil.Process) -> float:
    """The most memory it ever had (RSS); where the system does not tell, what it has now."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii", errors="replace")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        return float(process.memory_info().rss / 2**20)


def at_rest() -> dict[str, Any]:
    """A fresh installation, `nhacviec serve` with its own database, before anybody has signed in."""
    with tempfile.TemporaryDirectory(prefix="nhacviec-bench-") as folder:
        os.chmod(folder, 0o711)  # the embedded database may run under an account of its own
        environment = {"NHACVIEC_DATA": str(Path(folder) / "data"), "DJANGO_SETTINGS_MODULE": _SETTINGS}
        with running("serve", environment=environment) as server:
            time.sleep(SETTLE_SECONDS)
            found: dict[str, list[psutil.Process]] = {}
            for process in server.processes():
                with suppress(psutil.Error):
                    found.setdefault(_part(process), []).append(process)
            parts = {part: mebibytes(processes) for part, processes in found.items()}
    return parts | {"total": round(sum(parts.values()), 1)}


_SETTINGS = "nhacviec.config.settings"


def _part(process: psutil.Process) -> str:
    line = process.cmdline()
    if process.name() == "postgres" or "postgres" in process.name():
        return "database"
    return next((part for part in ("web", "worker") if part in line), "serve" if "serve" in line else "web")
