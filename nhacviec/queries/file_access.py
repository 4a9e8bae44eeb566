"""The gate for files, beside queries/access: a file is read by those who may read what it hangs on."""

from django.db.models import Q, QuerySet
from django.http import Http404

from nhacviec.queries.access import readable_assignments, visible_documents
from nhacviec.queries.coordination_access import visible_coordinations
from nhacviec.queries.submission_access import known_submissions
from nhacviec.records.models import StoredFile
from nhacviec.rules.permissions import SEES_DRAFTS, Actor


def visible_files(actor: Actor) -> QuerySet[StoredFile]:
    files = StoredFile.objects.filter(removed_at=None)
    if actor.role in SEES_DRAFTS:
        return files
    on_document = Q(document__in=visible_documents(actor))
    inside = readable_assignments(actor)
    on_request = Q(coordination__in=visible_coordinations(actor))
    on_submission = Q(submission__in=known_submissions(actor))
    inside_duty = Q(answer__assignment__in=inside) | Q(assignment__in=inside)
    return files.filter(on_document | inside_duty | on_request | on_submission)


def file_by_id(actor: Actor, file_id: int) -> StoredFile:
    stored = visible_files(actor).filter(pk=file_id).first()
    if stored is None:
        raise Http404
    return stored
