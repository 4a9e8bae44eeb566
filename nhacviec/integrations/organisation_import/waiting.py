"""A dry run waits on the server until it is applied: a file under a random name, known to one session."""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from nhacviec.integrations.organisation_import.plan import Plan, PlannedRow
from nhacviec.integrations.organisation_import.reading import Problem, SourceRow

KEPT_FOR = timedelta(hours=12)


@dataclass
class Waiting:
    """What somebody uploaded and was shown."""

    kind: str
    person_id: int
    file_name: str
    plan: Plan

    def sources(self) -> list[SourceRow]:
        """The rows as the file has them, for doing them anew."""
        return [SourceRow(row.source.number, row.source.cells) for row in self.plan.rows]


def keep(waiting: Waiting, *, now: datetime) -> str:
    """Returns the key; old ones of anybody are swept away meanwhile."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        if old.stat().st_mtime < (now - KEPT_FOR).timestamp():
            old.unlink(missing_ok=True)
    key = secrets.token_urlsafe(24)
    rows = [
        {
            "number": row.source.number,
            "cells": row.source.cells,
            "problems": [asdict(problem) for problem in row.problems],
            "outcome": row.outcome,
            "changes": row.changes,
        }
        for row in waiting.plan.rows
    ]
    head = {"kind": waiting.kind, "person_id": waiting.person_id, "file_name": waiting.file_name}
    path = folder / f"{key}.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(head | {"rows": rows}, ensure_ascii=False), encoding="utf-8")
    return key


def find(key: str, *, kind: str, person_id: int) -> Waiting | None:
    """What waits under the key, if it is this person's; None when it is gone."""
    if not key or not key.replace("-", "").replace("_", "").isalnum():
        return None
    try:
        told = json.loads((_folder() / f"{key}.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    if told["kind"] != kind or told["person_id"] != person_id:
        return None
    rows = [
        PlannedRow(
            SourceRow(row["number"], row["cells"], [Problem(**problem) for problem in row["problems"]]),
            row["outcome"],
            row["changes"],
        )
        for row in told["rows"]
    ]
    return Waiting(kind, person_id, told["file_name"], Plan(rows))


def forget(key: str) -> None:
    (_folder() / f"{key}.json").unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.FILES_DIRECTORY) / "imports"
