"""From what somebody asked for to the file: at once for a page, or by the worker."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from nhacviec.exports import (
    coordination_sheet,
    document_sheet,
    standing_sheet,
    submission_sheet,
    superior_sheet,
    task_sheet,
    upward_sheet,
)
from nhacviec.exports.asked import Asked, Prepared, WrongFilter, cover_of
from nhacviec.exports.read_ahead import Rows
from nhacviec.exports.workbook import OnRows, write_workbook
from nhacviec.queries.actors import actor_in, posts_today
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.clock import Moment
from nhacviec.queries.modules import seeing
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import ExportFile
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import Right
from nhacviec.rules.timeliness import local_date

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportKind(StrEnum):
    """What can be exported by its filter; the values stand in addresses."""

    TASKS = "nhiem-vu"
    DOCUMENTS = "van-ban"
    COORDINATIONS = "phoi-hop"
    STANDINGS = "dau-viec"  # the rows behind a number of the statistics
    SUBMISSIONS = "ho-so-trinh"
    FROM_ABOVE = "cap-tren-giao"
    UPWARD = "trinh-cap-tren"


_PREPARE: dict[ExportKind, Callable[[Asked], Prepared]] = {
    ExportKind.TASKS: task_sheet.prepare,
    ExportKind.DOCUMENTS: document_sheet.prepare,
    ExportKind.COORDINATIONS: coordination_sheet.prepare,
    ExportKind.STANDINGS: standing_sheet.prepare,
    ExportKind.SUBMISSIONS: submission_sheet.prepare,
    ExportKind.FROM_ABOVE: superior_sheet.prepare,
    ExportKind.UPWARD: upward_sheet.prepare,
}
_MODULES = {
    ExportKind.COORDINATIONS: Module.COORDINATION,
    ExportKind.SUBMISSIONS: Module.SUBMISSIONS,
}


class PostEnded(Exception):
    """Who asked may no longer see what he asked for."""


def prepare(kind: ExportKind, asked: Asked) -> Prepared:
    """Raises WrongFilter when the query cannot be used, or asks for what is off."""
    module = _MODULES.get(kind)
    if module is not None and not is_on(module, asked.policy):
        raise WrongFilter(module)
    return _PREPARE[kind](asked)


def write(
    target: Path | BinaryIO,
    asked: Asked,
    prepared: Prepared,
    *,
    now: datetime,
    on_rows: OnRows | None = None,
    through: Callable[[Rows], Rows] = iter,
) -> int:
    """Write the file; the number of rows in it. All rows go `through` that."""
    return write_workbook(
        target,
        [replace(table, rows=through(table.rows)) for table in prepared.tables()],
        lambda rows: cover_of(asked, prepared, rows=rows, now=now),
        on_rows=on_rows,
    )


def asked_again(export: ExportFile, *, now: datetime) -> Asked:
    """What a waiting file asks for, seen with the eyes its post has today; raises PostEnded."""
    today = local_date(now)
    posts = posts_today(export.person, today)
    post = next((post for post in posts if post.pk == export.post_id), None)
    actor = actor_in(post, posts) if post else None
    if actor is None or not actor.has(Right.READ_TASKS):
        raise PostEnded(export.pk)
    policy = policy_on(today)
    actor = seeing(actor, policy)
    at = Moment(
        now=now,
        calendar=load_calendar(),
        due_soon_days=policy.due_soon_wd,
        escalate_after=policy.escalate_after_urges,
    )
    return Asked(query=export.query, actor=actor, at=at, policy=policy, site=export.site)
