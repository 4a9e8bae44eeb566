"""Excel files: asked for, made once by whoever claims them, kept for some days, then gone.

A worker may die at any moment. It says every few seconds that it lives; when it has been silent for too long
another may take the file over. `attempt` is the claim: only the last one to take the file can finish it, and
finishing is one UPDATE, so a file is delivered once however many began it.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from nhacviec.actions.export_store import full_path, new_name, part_of, remove_files
from nhacviec.actions.recording import record
from nhacviec.queries.exports import UNFINISHED
from nhacviec.records.models import ExportFile, ExportState, Person
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor

MOST_UNFINISHED = 3  # of one person
MOST_ATTEMPTS = 3
SILENT = timedelta(minutes=1)  # after which a worker is taken for dead
TASK = "make_export"  # of jobs/exporting.py
QUERY_LIMIT = 2000


class ExportLost(Exception):
    """The file was cancelled, or another worker took it over: stop writing it."""


@transaction.atomic
def ask(
    *, actor: Actor, now: datetime, kind: str, query: str, title: str, rows: int, site: str
) -> ExportFile:
    """Have a file made in the background: the job starts when this commits.

    MoveNotAllowed("too_many_exports") while the person has MOST_UNFINISHED unfinished ones,
    MoveNotAllowed("query_too_long") above QUERY_LIMIT characters."""
    if len(query) > QUERY_LIMIT:
        raise MoveNotAllowed("query_too_long")
    Person.objects.select_for_update().get(pk=actor.person_id)  # counted by one request at a time
    if ExportFile.objects.filter(person=actor.person_id, state__in=UNFINISHED).count() >= MOST_UNFINISHED:
        raise MoveNotAllowed("too_many_exports", limit=MOST_UNFINISHED)
    export = ExportFile.objects.create(
        person_id=actor.person_id,
        post_id=actor.post_id,
        kind=kind,
        query=query,
        title=title,
        site=site,
        rows_total=rows,
        asked_at=now,
    )
    _start(export.pk)
    return export


def claim(*, export_id: int, now: datetime) -> ExportFile | None:
    """Take a waiting file, or one whose worker is silent; None when there is nothing to take."""
    free = Q(state=ExportState.WAITING) | Q(state=ExportState.RUNNING, beat_at__lt=now - SILENT)
    taken = ExportFile.objects.filter(free, pk=export_id).update(
        state=ExportState.RUNNING,
        attempt=F("attempt") + 1,
        started_at=now,
        beat_at=now,
        rows_done=0,
    )
    if not taken:
        return None
    export = ExportFile.objects.select_related("person", "post").get(pk=export_id)
    if export.attempt > MOST_ATTEMPTS:
        fail(export=export, failure="gave_up", now=now)
        return None
    return export


def beat(*, export: ExportFile, rows_done: int, now: datetime) -> None:
    """Say that one lives and how far one is; ExportLost when the file is no longer one's own."""
    if not _own(export).update(rows_done=rows_done, beat_at=now):
        raise ExportLost(export.pk)


def finish(*, export: ExportFile, actor: Actor, part: Path, rows: int, now: datetime) -> None:
    """Deliver what was written into `part` (of `part_of`); ExportLost when somebody else owns the file."""
    name = new_name()
    target = full_path(name)
    with transaction.atomic():
        values: dict[str, Any] = {
            "state": ExportState.DONE,
            "stored_name": name,
            "size": part.stat().st_size,
            "rows_done": rows,
            "rows_total": rows,
            "beat_at": now,
            "finished_at": now,
        }
        if not _own(export).update(**values):
            raise ExportLost(export.pk)
        note(actor=actor, kind=export.kind, query=export.query, title=export.title, rows=rows, now=now)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.replace(part, target)  # what a failing commit leaves behind, `sweep` finds


def note(*, actor: Actor, kind: str, query: str, title: str, rows: int, now: datetime) -> None:
    """What left the system is on record: rows of what, by which filter, how many, for whom."""
    about = {"kind": kind, "query": query, "title": title, "rows": rows}
    record(EventName.EXPORTED, actor=actor, now=now, after=about)


def fail(*, export: ExportFile, failure: str, now: datetime) -> None:
    """`failure` is a key of rules/words_exports.FAILURES."""
    _own(export).update(state=ExportState.FAILED, failure=failure, finished_at=now)


def cancel(*, export: ExportFile, now: datetime) -> bool:
    """Whether it was still to be made. The worker stops at its next sign of life."""
    waiting = ExportFile.objects.filter(pk=export.pk, state__in=UNFINISHED)
    return bool(waiting.update(state=ExportState.CANCELLED, finished_at=now))


@transaction.atomic
def delete(*, export: ExportFile) -> None:
    """The line and its file; what is still being made is cancelled by it."""
    gone = ExportFile.objects.select_for_update().filter(pk=export.pk).first()
    if gone is not None:
        _remove([gone])


def seen(*, export_ids: list[int], now: datetime) -> None:
    """Fetched, or told that it failed: the frame stops announcing it."""
    ExportFile.objects.filter(pk__in=export_ids, fetched_at=None).update(fetched_at=now)


@transaction.atomic
def expire(*, now: datetime) -> int:
    """Delete what is finished for longer than it is kept; how many."""
    limit = now - timedelta(days=settings.EXPORT_DAYS)
    old = list(ExportFile.objects.select_for_update(skip_locked=True).filter(finished_at__lt=limit)[:500])
    _remove(old)
    return len(old)


def retake(*, now: datetime) -> int:
    """Have unfinished files made whose worker is silent, or whose job was lost; how many."""
    silent = Q(state=ExportState.RUNNING, beat_at__lt=now - SILENT)
    lost = Q(state=ExportState.WAITING, asked_at__lt=now - SILENT)
    return sum(_start(pk) for pk in ExportFile.objects.filter(silent | lost).values_list("pk", flat=True))


def unfinished_part(export: ExportFile) -> Path:
    """Where this attempt writes."""
    return part_of(f"{export.pk}-{export.attempt}")


def _own(export: ExportFile) -> Any:
    """The row as long as this attempt is the one that makes it."""
    return ExportFile.objects.filter(pk=export.pk, state=ExportState.RUNNING, attempt=export.attempt)


def _start(export_id: int) -> bool:
    """Queue the job unless it is queued already (then it will be taken up by that one)."""
    try:
        with transaction.atomic():
            app.configure_task(TASK, queueing_lock=f"export-{export_id}").defer(export_id=export_id)
    except (AlreadyEnqueued, IntegrityError):
        return False
    return True


def _remove(exports: list[ExportFile]) -> None:
    names = [export.stored_name for export in exports if export.stored_name]
    ExportFile.objects.filter(pk__in=[export.pk for export in exports]).delete()
    transaction.on_commit(lambda: remove_files(names))
