"""What a result shows: the row, its words marked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nhacviec.queries.access import visible_assignments, visible_documents, visible_tasks
from nhacviec.queries.coordination_access import visible_coordinations
from nhacviec.queries.search import in_order
from nhacviec.queries.submission_access import known_submissions
from nhacviec.records.models import Assignment, Coordination, Document, Submission, Task
from nhacviec.rules.coordination import CoordinationState
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.marking import excerpt, is_in, parts
from nhacviec.rules.permissions import Actor
from nhacviec.rules.search_terms import Search
from nhacviec.rules.submissions import Direction, Stop
from nhacviec.rules.upward import UpwardStop
from nhacviec.rules.words_coordination import STATES as REQUEST_STATES
from nhacviec.rules.words_submissions import STOPS
from nhacviec.rules.words_upward import STOPS as UPWARD_STOPS


@dataclass
class DocumentResult:
    document: Document
    symbol: SafeString
    abstract: SafeString


@dataclass
class SubmissionResult:
    submission: Submission
    symbol: SafeString
    abstract: SafeString

    @property
    def state(self) -> str:
        stop = self.submission.stop
        return UPWARD_STOPS[UpwardStop(stop)] if self.is_upward else STOPS[Stop(stop)]

    @property
    def is_upward(self) -> bool:
        return self.submission.direction == Direction.UPWARD

    @property
    def url(self) -> str:
        return reverse("upward.show" if self.is_upward else "submissions.show", args=[self.submission.pk])


@dataclass
class RequestResult:
    request: Coordination
    content: SafeString
    symbol: SafeString
    state: str


@dataclass
class TaskResult:
    """`duty`: the assignment whose state and deadline stand in the row: one's own, else the first lead."""

    task: Task
    content: SafeString
    symbol: SafeString
    also: SafeString  # another field that holds the words when the content does not
    duties: list[Assignment] = field(default_factory=list)
    duty: Assignment | None = None

    @property
    def others(self) -> int:
        return len(self.duties) - 1


def document_results(actor: Actor, ids: list[int], wanted: Search) -> list[DocumentResult]:
    rows: QuerySet[Document] = visible_documents(actor).select_related("issuer")
    return [
        DocumentResult(
            document,
            marked(document.symbol, wanted, halves=True),
            marked(excerpt(document.abstract, wanted), wanted),
        )
        for document in in_order(rows, ids)
    ]


def submission_results(actor: Actor, ids: list[int], wanted: Search) -> list[SubmissionResult]:
    rows: QuerySet[Submission] = known_submissions(actor).select_related("unit", "addressee")
    return [
        SubmissionResult(
            row,
            marked(row.symbol, wanted, halves=True),
            marked(excerpt(row.abstract, wanted), wanted),
        )
        for row in in_order(rows, ids)
    ]


def request_results(actor: Actor, ids: list[int], wanted: Search) -> list[RequestResult]:
    rows: QuerySet[Coordination] = visible_coordinations(actor).select_related("unit", "asking_unit")
    return [
        RequestResult(
            row,
            marked(excerpt(row.content, wanted), wanted),
            marked(row.symbol, wanted, halves=True),
            REQUEST_STATES[CoordinationState(row.state)],
        )
        for row in in_order(rows, ids)
    ]


def task_results(actor: Actor, ids: list[int], wanted: Search) -> list[TaskResult]:
    tasks = in_order(visible_tasks(actor).select_related("document"), ids)
    duties: dict[int, list[Assignment]] = defaultdict(list)
    for duty in visible_assignments(actor).filter(task__in=ids).select_related("unit").order_by("id"):
        if duty.state != State.CANCELLED:
            duties[duty.task_id].append(duty)
    return [_task_result(actor, task, duties[task.pk], wanted) for task in tasks]


def _task_result(actor: Actor, task: Task, duties: list[Assignment], wanted: Search) -> TaskResult:
    symbol = task.document.symbol if task.document else ""
    own = sorted(duties, key=lambda d: (d.unit_id not in actor.own_unit_ids, d.duty != Duty.LEAD, d.pk))
    return TaskResult(
        task=task,
        content=marked(excerpt(task.content, wanted), wanted),
        symbol=marked(symbol, wanted),
        also=_also(task, wanted),
        duties=own,
        duty=own[0] if own else None,
    )


def _also(task: Task, wanted: Search) -> SafeString:
    if is_in(task.content, wanted):
        return SafeString("")
    others = (task.deliverable, task.document.abstract if task.document else "", task.spoken_at_event)
    said: Iterable[str] = (text for text in others if is_in(text, wanted))
    return marked(excerpt(next(iter(said), ""), wanted), wanted)


def marked(text: str, wanted: Search, *, halves: bool = False) -> SafeString:
    """The text escaped, what was looked for in <mark>."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", part.text) if part.marked else part.text,)
            for part in parts(text, wanted, halves=halves)
        ),
    )
