"""The gate for files, beside queries/access: a file is read by those who may read what it hangs on."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from nhacviec.queries.access import readable_assignments, visible_documents
from nhacviec.queries.coordination_access import visible_coordinations
from nhacviec.queries.submission_access import known_submissions
from nhacviec.records.models import StoredFile
from nhacviec.rules.permissions import SEES_DRAFTS, Actor


def reads_file(actor: Actor, stored: StoredFile) -> bool:
    """Asked of the one row that it hangs on: all that an agency may read are hundreds of thousands."""
    if stored.removed_at is not None:
        return False
    if actor.role in SEES_DRAFTS:
        return True
    rows, owner = _owner(actor, stored)
    return rows.filter(pk=owner).exists()


def file_by_id(actor: Actor, file_id: int) -> StoredFile:
    stored = StoredFile.objects.select_related("answer").filter(pk=file_id).first()
    if stored is None or not reads_file(actor, stored):
        raise Http404
    return stored


def _owner(actor: Actor, stored: StoredFile) -> tuple[QuerySet[Any], int | None]:
    """Among which rows it must be found, and its id."""
    if stored.document_id:
        return visible_documents(actor), stored.document_id
    if stored.coordination_id:
        return visible_coordinations(actor, few=True), stored.coordination_id
    if stored.submission_id:
        return known_submissions(actor), stored.submission_id
    duty = stored.answer.assignment_id if stored.answer else stored.assignment_id
    return readable_assignments(actor), duty
