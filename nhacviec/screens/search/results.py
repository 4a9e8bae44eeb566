"""What a result shows: the row, its words marked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.safestring import SafeString

from nhacviec.queries.search_rows import (
    FoundDocument,
    FoundDuty,
    FoundRequest,
    FoundSubmission,
    FoundTask,
    found_documents,
    found_duties,
    found_requests,
    found_submissions,
    found_tasks,
)
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
from nhacviec.screens.page.html import fill


@dataclass
class DocumentResult:
    document: FoundDocument
    symbol: SafeString
    abstract: SafeString


@dataclass
class SubmissionResult:
    submission: FoundSubmission
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
    request: FoundRequest
    content: SafeString
    symbol: SafeString
    state: str


@dataclass
class TaskResult:
    """`duty`: the assignment whose state and deadline stand in the row: one's own, else the first lead."""

    task: FoundTask
    content: SafeString
    symbol: SafeString
    also: SafeString  # another field that holds the words when the content does not
    duties: list[FoundDuty] = field(default_factory=list)
    duty: FoundDuty | None = None

    @property
    def others(self) -> int:
        return len(self.duties) - 1


def document_results(actor: Actor, ids: list[int], wanted: Search) -> list[DocumentResult]:
    return [
        DocumentResult(
            document,
            marked(document.symbol, wanted, halves=True),
            marked(excerpt(document.abstract, wanted), wanted),
        )
        for document in found_documents(actor, ids)
    ]


def submission_results(actor: Actor, ids: list[int], wanted: Search) -> list[SubmissionResult]:
    return [
        SubmissionResult(
            row,
            marked(row.symbol, wanted, halves=True),
            marked(excerpt(row.abstract, wanted), wanted),
        )
        for row in found_submissions(actor, ids)
    ]


def request_results(actor: Actor, ids: list[int], wanted: Search) -> list[RequestResult]:
    return [
        RequestResult(
            row,
            marked(excerpt(row.content, wanted), wanted),
            marked(row.symbol, wanted, halves=True),
            REQUEST_STATES[CoordinationState(row.state)],
        )
        for row in found_requests(actor, ids)
    ]


def task_results(actor: Actor, ids: list[int], wanted: Search) -> list[TaskResult]:
    duties: dict[int, list[FoundDuty]] = defaultdict(list)
    for duty in found_duties(actor, ids):
        if duty.state != State.CANCELLED:
            duties[duty.task_id].append(duty)
    return [_task_result(actor, task, duties[task.pk], wanted) for task in found_tasks(actor, ids)]


def _task_result(actor: Actor, task: FoundTask, duties: list[FoundDuty], wanted: Search) -> TaskResult:
    own = sorted(duties, key=lambda d: (d.unit_id not in actor.own_unit_ids, d.duty != Duty.LEAD, d.pk))
    return TaskResult(
        task=task,
        content=marked(excerpt(task.content, wanted), wanted),
        symbol=marked(task.symbol or "", wanted),
        also=_also(task, wanted),
        duties=own,
        duty=own[0] if own else None,
    )


def _also(task: FoundTask, wanted: Search) -> SafeString:
    if is_in(task.content, wanted):
        return SafeString("")
    others = (task.deliverable, task.abstract or "", task.spoken_at_event)
    said: Iterable[str] = (text for text in others if is_in(text, wanted))
    return marked(excerpt(next(iter(said), ""), wanted), wanted)


def marked(text: str, wanted: Search, *, halves: bool = False) -> SafeString:
    """The text escaped, what was looked for in <mark>."""
    found = parts(text, wanted, halves=halves)
    return SafeString(
        "".join([fill("<mark>{}</mark>" if part.marked else "{}", part.text) for part in found])
    )
