"""What a person was told. Nobody else's notices are ever found, nor words of what he may no longer read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404

from nhacviec.queries.access import visible_tasks
from nhacviec.queries.actors import actor_in
from nhacviec.queries.coordination_access import visible_coordinations
from nhacviec.queries.submission_access import known_submissions, reads_notes
from nhacviec.records.models import Notice, Post
from nhacviec.rules.events import EventName
from nhacviec.rules.typed_numbers import typed_number

ROWS = 50
MOST = 99  # beside the bell; one more means: more than that


@dataclass(frozen=True)
class NoticeBell:
    """What the frame says: how many ask him for something, how many he has not read, the newest."""

    asks: int = 0
    unread: int = 0
    newest: int = 0

    @property
    def asks_words(self) -> str:
        return f"{MOST}+" if self.asks > MOST else str(self.asks)

    @property
    def stamp(self) -> str:
        """Changes with whatever the bell or the centre shows."""
        return f"{self.asks}-{self.unread}-{self.newest}"


_BELL = """
SELECT (SELECT count(*) FROM (SELECT 1 FROM records_notice WHERE person_id = %(person)s AND read_at IS NULL
    AND NOT is_hidden AND asks LIMIT %(most)s) AS asking),
  (SELECT count(*) FROM (SELECT 1 FROM records_notice WHERE person_id = %(person)s AND read_at IS NULL
    AND NOT is_hidden LIMIT %(most)s) AS unread),
  coalesce((SELECT max(id) FROM records_notice WHERE person_id = %(person)s), 0)
"""


def bell_of(person_id: int) -> NoticeBell:
    """One statement, answered from the index of what is unread. On every page."""
    with connection.cursor() as cursor:
        cursor.execute(_BELL, {"person": person_id, "most": MOST + 1})
        return NoticeBell(*cursor.fetchone())


def own_notices(person_id: int) -> QuerySet[Notice]:
    return Notice.objects.filter(person_id=person_id, is_hidden=False)


def notice_by_id(person_id: int, notice_id: int) -> Notice:
    rows = own_notices(person_id).select_related("event", "post__unit", "post__person")
    notice = rows.filter(pk=notice_id).first()
    if notice is None:
        raise Http404
    return notice


@dataclass(frozen=True)
class Part:
    """A part of the centre. `older`: where the next one begins ("c-120": unread below 120), "" at the end."""

    notices: list[Notice]
    older: str = ""


def part_of(person_id: int, *, below: str = "", unread_only: bool = False) -> Part:
    """Unread first, then read, each newest first."""
    section, edge = _edge(below)
    rows = own_notices(person_id).select_related("event", "assignment", "post__unit", "post__person")
    unread, read = rows.filter(read_at=None), rows.exclude(read_at=None)
    found: list[Notice] = []
    if section == "c":
        found = list(_below(unread, edge)[: ROWS + 1])
        edge = None
    if len(found) <= ROWS and not unread_only:
        found += _below(read, edge)[: ROWS + 1 - len(found)]
    older = ""
    if len(found) > ROWS:
        last = found[ROWS - 1]
        older = f"{'c' if last.read_at is None else 'd'}-{last.pk}"
    return Part(found[:ROWS], older)


def _edge(below: str) -> tuple[str, int | None]:
    section, _dash, typed = below.partition("-")
    number = typed_number(typed)
    return ("d", number) if section == "d" and number is not None else ("c", number)


def _below(rows: QuerySet[Notice], edge: int | None) -> QuerySet[Notice]:
    rows = rows.order_by("-id")
    return rows if edge is None else rows.filter(pk__lt=edge)


def readable(notices: Sequence[Notice], posts: Iterable[Post]) -> set[int]:
    """Of these notices those whose task, request or submission, if any, their reader may see today, in any of
    his posts."""
    tasks = {notice.task_id for notice in notices if notice.task_id}
    requests = {request_of(notice) for notice in notices} - {0}
    files = {submission_of(notice) for notice in notices} - {0}
    seen: set[int] = set()
    known: set[int] = set()
    seen_files: set[int] = {0}
    reads_inside = False
    for post in posts if tasks or requests or files else ():
        actor = actor_in(post)
        if tasks:
            seen |= set(visible_tasks(actor).filter(pk__in=tasks).values_list("pk", flat=True))
        if requests:
            named = visible_coordinations(actor, few=True).filter(pk__in=requests)
            known |= set(named.values_list("pk", flat=True))
        if files:
            reads_inside = reads_inside or reads_notes(actor)
            seen_files |= set(known_submissions(actor).filter(pk__in=files).values_list("pk", flat=True))
    return {
        notice.pk
        for notice in notices
        if (not notice.task_id or notice.task_id in seen)
        and (not request_of(notice) or request_of(notice) in known)
        and submission_of(notice) in seen_files
        and (reads_inside or not _is_inside_note(notice))
    }


def _is_inside_note(notice: Notice) -> bool:
    """What the Office wrote for itself: not for one who works for the agency by now."""
    return notice.event is not None and notice.event.name == EventName.SUBMISSION_NOTED


def request_of(notice: Notice) -> int:
    """The request to a coordinating unit that it speaks of, 0 for none."""
    return int(notice.data.get("coordination") or 0)


def submission_of(notice: Notice) -> int:
    """The submission that it speaks of, 0 for none."""
    return int(notice.data.get("submission") or 0)


def about_the_same(notice: Notice) -> QuerySet[Notice]:
    """Unread ones of the same person about the same duty: read together when he opens its page."""
    same = Q(pk=notice.pk)
    if notice.assignment_id:
        same |= Q(assignment_id=notice.assignment_id)
    return Notice.objects.filter(same, person_id=notice.person_id, read_at=None)
