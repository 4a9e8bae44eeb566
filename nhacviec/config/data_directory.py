"""Where this installation keeps its data: uploads and, by default, the embedded database."""

from __future__ import annotations

import os
from pathlib import Path


def data_directory() -> Path:
    """`NHACVIEC_DATA`, else /var/lib/nhacviec for root and the user's own data folder for anybody else."""
    chosen = os.environ.get("NHACVIEC_DATA", "").strip()
    if chosen:
        return Path(os.path.abspath(os.path.expanduser(chosen)))
    if os.geteuid() == 0:
        return Path("/var/lib/nhacviec")
    base = os.environ.get("XDG_DATA_HOME", "").strip()
    return (Path(base) if base.startswith("/") else Path.home() / ".local" / "share") / "nhacviec"
