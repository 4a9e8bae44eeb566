"""The worker's part of an export: take it, write it, deliver it; let go of what is no longer wanted."""

import logging
import time
from pathlib import Path

from django.utils import timezone
from procrastinate.contrib.django import app

from nhacviec.actions import exports
from nhacviec.actions.exports import ExportLost
from nhacviec.exports.asked import WrongFilter
from nhacviec.exports.making import ExportKind, PostEnded, asked_again, prepare, write
from nhacviec.exports.read_ahead import reading_ahead
from nhacviec.records.models import ExportFile

BEAT_SECONDS = 1.0
_log = logging.getLogger("nhacviec.exports")


@app.task(name=exports.TASK)
def make_export(export_id: int) -> None:
    export = exports.claim(export_id=export_id, now=timezone.now())
    if export is None:
        return  # made, cancelled, or in the hands of a worker that lives
    part = exports.unfinished_part(export)
    try:
        _make(export, part)
    except ExportLost:
        _log.info("export %s was taken over or cancelled", export_id)
    except PostEnded:
        exports.fail(export=export, failure="post_ended", now=timezone.now())
    except WrongFilter:
        exports.fail(export=export, failure="wrong_filter", now=timezone.now())
    except Exception:
        exports.fail(export=export, failure="error", now=timezone.now())
        raise  # into the worker's log
    finally:
        part.unlink(missing_ok=True)


def _make(export: ExportFile, part: Path) -> None:
    now = timezone.now()
    asked = asked_again(export, now=now)
    prepared = prepare(ExportKind(export.kind), asked)
    last = time.monotonic()

    def tell(rows: int) -> None:
        nonlocal last
        if time.monotonic() - last >= BEAT_SECONDS:
            exports.beat(export=export, rows_done=rows, now=timezone.now())
            last = time.monotonic()

    exports.beat(export=export, rows_done=0, now=now)
    with reading_ahead() as ahead:
        rows = write(part, asked, prepared, now=now, on_rows=tell, through=ahead)
    exports.finish(export=export, actor=asked.actor, part=part, rows=rows, now=timezone.now())
