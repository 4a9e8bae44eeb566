"""Files a person asked for. Nobody else's are ever found."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from nhacviec.records.models import ExportFile, ExportState, Post

UNFINISHED = (ExportState.WAITING.value, ExportState.RUNNING.value)


def own_exports(person_id: int, posts: Iterable[Post]) -> QuerySet[ExportFile]:
    """Asked for by this person in a post he still has: what he may no longer see he may not fetch either."""
    return ExportFile.objects.filter(person_id=person_id, post__in=[post.pk for post in posts])


def export_by_id(person_id: int, posts: Iterable[Post], export_id: int) -> ExportFile:
    export = own_exports(person_id, posts).filter(pk=export_id).first()
    if export is None:
        raise Http404
    return export


@dataclass(frozen=True)
class Bell:
    """What the frame of every page says about exports."""

    unfinished: int = 0
    ready: int = 0  # made and not fetched yet
    failed: int = 0  # and not looked at yet

    def __bool__(self) -> bool:
        return bool(self.unfinished or self.ready or self.failed)


def bell_of(person_id: int, posts: Iterable[Post]) -> Bell:
    """One query."""
    new = own_exports(person_id, posts).filter(fetched_at=None)
    return Bell(
        **new.aggregate(
            unfinished=Count("pk", filter=Q(state__in=UNFINISHED)),
            ready=Count("pk", filter=Q(state=ExportState.DONE)),
            failed=Count("pk", filter=Q(state=ExportState.FAILED)),
        )
    )
