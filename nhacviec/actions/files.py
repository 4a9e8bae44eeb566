"""Files are kept outside the web root under random names, and only after their content was checked."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from nhacviec.actions.recording import record
from nhacviec.records.models import Answer, Assignment, Coordination, Document, StoredFile, Submission
from nhacviec.rules.events import EventName
from nhacviec.rules.file_checks import check_file
from nhacviec.rules.file_names import safe_name
from nhacviec.rules.file_types import FileLimits
from nhacviec.rules.permissions import Actor

_CHUNK = 1 << 20


def limits() -> FileLimits:
    return FileLimits(size=settings.FILE_SIZE_LIMIT_MB * 1024 * 1024)


def add_files(
    *,
    actor: Actor,
    now: datetime,
    files: Iterable[tuple[str, BinaryIO]],
    document: Document | None = None,
    answer: Answer | None = None,
    assignment: Assignment | None = None,
    coordination: Coordination | None = None,
    submission: Submission | None = None,
    of_reply: bool = False,
) -> list[StoredFile]:
    """Keep files (name, open content) on exactly one of document, answer, assignment, coordination or
    submission.

    They are on disk before the rows are committed, and gone again when this fails. What a transaction
    around this call leaves behind when it fails later, `remove_orphans` finds. Raises FileRefused."""
    written: list[str] = []
    try:
        with transaction.atomic():
            return [
                _add(
                    actor,
                    now,
                    name,
                    content,
                    written,
                    document=document,
                    answer=answer,
                    assignment=assignment,
                    coordination=coordination,
                    of_reply=of_reply,
                    submission=submission,
                )
                for name, content in files
            ]
    except BaseException:
        for path in written:
            full_path(path).unlink(missing_ok=True)
        raise


@transaction.atomic
def remove_file(*, actor: Actor, now: datetime, file: StoredFile) -> None:
    """Take a file off the page. The content stays: history may need it."""
    taken_off = StoredFile.objects.filter(pk=file.pk, removed_at=None).update(removed_at=now)
    if taken_off:
        owner = {"document": file.document, "assignment": _assignment_of(file)}
        record(EventName.FILE_REMOVED, actor=actor, now=now, **owner, before=_described(file))


def remove_orphans(*, now: datetime) -> int:
    """Delete what lies in the files directory for over a day without a row; the number of files deleted."""
    root = Path(settings.FILES_DIRECTORY)
    known = set(StoredFile.objects.values_list("path", flat=True))
    old = (now - timedelta(days=1)).timestamp()
    orphans = [
        path
        for path in root.glob("??/??/*")
        if path.relative_to(root).as_posix() not in known and path.stat().st_mtime < old
    ]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def full_path(path: str) -> Path:
    return Path(settings.FILES_DIRECTORY) / path


def _add(
    actor: Actor,
    now: datetime,
    name: str,
    content: BinaryIO,
    written: list[str],
    *,
    document: Document | None,
    answer: Answer | None,
    assignment: Assignment | None,
    coordination: Coordination | None,
    of_reply: bool,
    submission: Submission | None,
) -> StoredFile:
    kind = check_file(content, name, limits=limits())
    path = _random_path()
    written.append(path)
    size, digest = _write(content, full_path(path))
    stored = StoredFile.objects.create(
        document=document,
        answer=answer,
        assignment=assignment,
        coordination=coordination,
        of_reply=of_reply,
        submission=submission,
        path=path,
        name=safe_name(name, kind),
        kind=kind,
        size=size,
        sha256=digest,
        uploaded_by_id=actor.person_id,
        uploaded_at=now,
    )
    _recorded(stored, actor, now)
    return stored


@transaction.atomic
def share_files(
    *, actor: Actor, now: datetime, files: Iterable[StoredFile], coordination: Coordination
) -> None:
    """The same files on another request that asks the same of another unit; the content is kept once."""
    for file in files:
        path = _random_path()
        target = full_path(path)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            os.link(full_path(file.path), target)
        except OSError:  # a file system without hard links
            shutil.copyfile(full_path(file.path), target)
            target.chmod(0o600)
        shared = StoredFile.objects.create(
            coordination=coordination,
            path=path,
            name=file.name,
            kind=file.kind,
            size=file.size,
            sha256=file.sha256,
            uploaded_by_id=actor.person_id,
            uploaded_at=now,
        )
        _recorded(shared, actor, now)


def _recorded(stored: StoredFile, actor: Actor, now: datetime) -> None:
    record(
        EventName.FILE_ADDED,
        actor=actor,
        now=now,
        document=stored.document,
        assignment=_assignment_of(stored),
        submission=stored.submission,
        after=_described(stored),
    )


def _random_path() -> str:
    """Two levels of folders, so that none grows large: 3f/a1/…"""
    name = secrets.token_hex(20)
    return f"{name[:2]}/{name[2:4]}/{name}"


def _write(content: BinaryIO, target: Path) -> tuple[int, str]:
    """Copy to the disk for good, readable by the service alone; size in bytes and SHA-256."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    content.seek(0)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        while chunk := content.read(_CHUNK):
            out.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        out.flush()
        os.fsync(out.fileno())
    return size, digest.hexdigest()


def _described(file: StoredFile) -> dict[str, object]:
    of_request = {"coordination": file.coordination_id} if file.coordination_id else {}
    return {"file": file.pk, "name": file.name, "size": file.size, "sha256": file.sha256, **of_request}


def _assignment_of(file: StoredFile) -> Assignment | None:
    if file.coordination:
        return file.coordination.assignment
    return file.answer.assignment if file.answer else file.assignment


def named(uploads: Sequence[BinaryIO]) -> list[tuple[str, BinaryIO]]:
    """Uploaded files as `add_files` wants them."""
    return [(str(getattr(upload, "name", "") or ""), upload) for upload in uploads]
