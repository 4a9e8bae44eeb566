"""Drafts on the desks of the Office, and earlier tasks to copy from. Only for those who may see drafts."""

from dataclasses import dataclass

from django.db.models import QuerySet

from nhacviec.queries.access import visible_tasks
from nhacviec.queries.search import find_tasks, in_order
from nhacviec.records.models import Document, Task
from nhacviec.rules.permissions import SEES_DRAFTS, Actor
from nhacviec.rules.search_terms import code_of, search_for

_FOUND = 10


@dataclass(frozen=True)
class DraftGroup:
    """The drafts of one document or of one spoken direction."""

    first: Task
    count: int

    @property
    def document(self) -> Document | None:
        return self.first.document


def drafts(actor: Actor) -> QuerySet[Task]:
    return (
        _drafts(actor)
        .select_related("document", "assigner", "field", "specialist", "office_leader", "committee_leader")
        .prefetch_related("assignments__unit")
        .order_by("position", "id")
    )


def spoken_draft(actor: Actor, code: str) -> Task | None:
    """One of a spoken direction, for `drafts_like`: by itself, without what hangs on it."""
    return _drafts(actor).filter(code=code, document=None).first()


def _drafts(actor: Actor) -> QuerySet[Task]:
    return visible_tasks(actor).filter(issued_at=None) if actor.role in SEES_DRAFTS else Task.objects.none()


def drafts_like(actor: Actor, task: Task) -> QuerySet[Task]:
    """The drafts that are entered on one page with this one: of the same document or spoken direction."""
    if task.document_id:
        return drafts(actor).filter(document_id=task.document_id)
    return drafts(actor).filter(
        document=None,
        spoken_by=task.spoken_by,
        spoken_on=task.spoken_on,
        spoken_at_event=task.spoken_at_event,
        assigner_id=task.assigner_id,
        created_by_id=task.created_by_id,
    )


def my_drafts(actor: Actor) -> list[DraftGroup]:
    """ "Dự thảo của tôi", the latest first."""
    groups: dict[object, list[Task]] = {}
    for task in drafts(actor).filter(created_by_id=actor.person_id).order_by("-id"):
        key = task.document_id or (
            task.spoken_by,
            task.spoken_on,
            task.spoken_at_event,
            task.assigner_id,
        )
        groups.setdefault(key, []).append(task)
    return [DraftGroup(tasks[-1], len(tasks)) for tasks in groups.values()]


def to_copy_from(actor: Actor, text: str) -> list[Task]:
    """Earlier tasks by code or as everywhere by words (queries/search), at most ten."""
    tasks = visible_tasks(actor).exclude(issued_at=None).select_related("document")
    if code := code_of(text):
        return list(tasks.filter(code=code.partition(".")[0]))
    wanted = search_for(text)
    if wanted.problem:
        return []
    return in_order(tasks, find_tasks(actor, wanted, most=_FOUND, issued=True).ids)


def task_to_copy(actor: Actor, code: str) -> Task | None:
    return (
        visible_tasks(actor)
        .select_related("field", "specialist", "office_leader", "committee_leader")
        .filter(code=code)
        .first()
    )
