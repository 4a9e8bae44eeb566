"""Which process is the embedded database server: what postmaster.pid says, and whether it is still true."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import psutil

from nhacviec.config.embedded_postgres_place import Place, PostgresError

# How long the children of a killed server may take to notice.
ORPHAN_SECONDS = 60


def server_pid(place: Place) -> int | None:
    """The pid in postmaster.pid if a server of this very cluster runs under it."""
    pid = _recorded_pid(place)
    return pid if pid is not None and serves(pid, place) else None


def _recorded_pid(place: Place) -> int | None:
    try:
        return int((place.cluster / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def serves(pid: int, place: Place) -> bool:
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and str(place.cluster) in process.cmdline()
    return False


def clear_stale_pid_file(place: Place) -> None:
    """Remove postmaster.pid when its number now belongs to another program (usual after a container restart).

    PostgreSQL itself sees through a dead pid, but takes any living one for a running server. The file also
    guards the shared memory of orphans of a killed server, so it goes only when there are none left.
    """
    pid = _recorded_pid(place)
    if pid is None or not psutil.pid_exists(pid) or serves(pid, place):
        return
    deadline = time.monotonic() + ORPHAN_SECONDS
    while _orphans(place) and time.monotonic() < deadline:
        time.sleep(0.2)
    if _orphans(place):
        raise PostgresError("Tiến trình PostgreSQL cũ chưa kết thúc, xin thử lại sau ít phút")
    (place.cluster / "postmaster.pid").unlink(missing_ok=True)


def _orphans(place: Place) -> bool:
    for process in psutil.process_iter(["name"]):
        with suppress(psutil.Error):
            if process.info["name"] == "postgres" and Path(process.cwd()) == place.cluster:
                return True
    return False
