"""Where exported files lie: outside the web root, under random names; unfinished ones end in .part."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from nhacviec.records.models import ExportFile

_SETTLED = timedelta(hours=1)  # a file untouched for so long is nobody's unless a row names it


def new_name() -> str:
    return f"{secrets.token_hex(20)}.xlsx"


def full_path(name: str) -> Path:
    return Path(settings.EXPORTS_DIRECTORY) / name


def part_of(name: str) -> Path:
    """A new file to write into."""
    path = full_path(f"{name}-{secrets.token_hex(8)}.part")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    return path


def remove_files(names: Iterable[str]) -> None:
    for name in names:
        full_path(name).unlink(missing_ok=True)


def sweep(*, now: datetime) -> int:
    """Delete what killed workers left behind; the number of files deleted."""
    root, old = Path(settings.EXPORTS_DIRECTORY), (now - _SETTLED).timestamp()
    untouched = [path for path in root.glob("*") if path.is_file() and path.stat().st_mtime < old]
    known = set(
        ExportFile.objects.filter(stored_name__in=[path.name for path in untouched]).values_list(
            "stored_name", flat=True
        )
    )
    orphans = [path for path in untouched if path.name not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
