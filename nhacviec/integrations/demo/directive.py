"""The story of one directive: registered, its tasks entered by the drafting division and issued; each duty
then lives on its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from nhacviec.actions import attention
from nhacviec.actions.documents import register_document
from nhacviec.actions.tasks import SpokenDirection, TaskDraft, issue, save_draft
from nhacviec.integrations.demo import work_texts
from nhacviec.integrations.demo.desk import Desk
from nhacviec.integrations.demo.fate import Fate
from nhacviec.integrations.demo.life import life
from nhacviec.integrations.demo.stage import Story, day_of
from nhacviec.records.models import Assignment, Document, Task
from nhacviec.rules.deadline_policy import read_deadline
from nhacviec.rules.deadline_problems import DeadlineProblem
from nhacviec.rules.deadline_text import ParsedDeadline
from nhacviec.rules.deadlines import DeadlineKind, due_on_date
from nhacviec.rules.policies import default_policies

FateOf = Callable[[Assignment], Fate]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The head of a directive. `drafting`: key of the Office division that drafted it."""

    symbol: str
    kind: str
    abstract: str
    issued_on: date
    signer_title: str
    drafting: str
    signer_name: str = ""
    issuer: str = "ubnd"
    urgency: str = "normal"


@dataclass(frozen=True, kw_only=True)
class Work:
    """One task as it will be typed, by keys and user names; `fate_of` decides about each of its duties."""

    content: str
    deliverable: str
    leads: tuple[str, ...]
    fate_of: FateOf
    coordinators: tuple[str, ...] = ()
    deadline_text: str = ""
    due_on: date | None = None  # what the words mean, where no clerk's form reads them
    field: str = ""
    specialist: str = ""
    office_leader: str = ""
    committee_leader: str = ""
    is_starred: bool = False
    instruction: str = ""
    recurrence_until: date | None = None


def directive(
    desk: Desk, paper: Paper, works: Sequence[Work], rng: Random, *, entered_after: int | None = 0,
    issued: bool = True, on_register: Callable[[Document, datetime], None] | None = None,
) -> Story:  # fmt: skip
    """`entered_after`: working days until its tasks are entered, None: not yet. `issued`: or still drafts."""
    yield (now := desk.clock.on(paper.issued_on, rng))
    document = register(desk, paper, now)
    if on_register is not None:
        on_register(document, now)
    if entered_after is None:
        return
    yield (now := desk.clock.later(now, entered_after, rng))
    enter(desk, works, rng, now, document=document, issued=issued)


def spoken(desk: Desk, direction: SpokenDirection, work: Work, rng: Random) -> Story:
    """A direction given in a meeting, recorded by the specialist on the same day."""
    yield (now := desk.clock.on(direction.on, rng))
    enter(desk, [work], rng, now, direction=direction)


def register(desk: Desk, paper: Paper, now: datetime) -> Document:
    return register_document(
        actor=desk.actor("van_thu"),
        now=now,
        symbol=paper.symbol,
        kind=paper.kind,
        abstract=paper.abstract,
        issued_on=paper.issued_on,
        issuer=desk.units[paper.issuer],
        signer_name=paper.signer_name,
        signer_title=paper.signer_title,
        drafting_unit=desk.units[paper.drafting],
        urgency=paper.urgency,
    )


def enter(
    desk: Desk,
    works: Sequence[Work],
    rng: Random,
    now: datetime,
    *,
    document: Document | None = None,
    direction: SpokenDirection | None = None,
    issued: bool = True,
) -> list[Task]:
    """Draft the tasks as the specialist who follows the first of them, and issue them."""
    clerk = desk.actor(works[0].specialist or "van_thu")
    given_on = document.issued_on if document else direction.on if direction else day_of(now)
    drafts = [_draft(desk, work, given_on) for work in works]
    tasks = save_draft(actor=clerk, now=now, document=document, spoken=direction, tasks=drafts)
    if not issued:
        return tasks
    now += timedelta(minutes=rng.randint(2, 9))
    duties = issue(actor=clerk, now=now, tasks=tasks)
    by_task: dict[int, list[Assignment]] = {}
    for duty in duties:
        by_task.setdefault(duty.task_id, []).append(duty)
    for task, work in zip(tasks, works, strict=True):
        own = by_task[task.pk]
        shared = own[0].task
        shared.document = document
        shared.specialist, shared.office_leader = task.specialist, task.office_leader
        shared.committee_leader = task.committee_leader
        for duty in own:
            duty.task = shared
            desk.stage.start(life(desk, duty, work.fate_of(duty), Random(f"{duty.code}"), own))
        if work.instruction:
            desk.stage.start(_instructing(desk, shared, work.instruction, rng, now))
    return tasks


def _draft(desk: Desk, work: Work, given_on: date) -> TaskDraft:
    person = desk.people.get
    return TaskDraft(
        content=work.content,
        deliverable=work.deliverable,
        leads=[desk.units[key] for key in work.leads],
        coordinators=[desk.units[key] for key in work.coordinators],
        deadline=_named(desk, work.due_on) if work.due_on else read(desk, work.deadline_text, given_on),
        deadline_text=work.deadline_text,
        field=desk.fields.get(work.field),
        specialist=person(work.specialist),
        office_leader=person(work.office_leader),
        committee_leader=person(work.committee_leader),
        is_starred=work.is_starred,
        recurrence_until=work.recurrence_until,
    )


def read(desk: Desk, text: str, given_on: date) -> ParsedDeadline | None:
    """What the typed deadline means. ValueError: the demo itself has a text that no clerk could enter."""
    if not text:
        return None
    parsed = read_deadline(
        text, issued_on=given_on, calendar=desk.clock.calendar, policies=default_policies()
    )
    if isinstance(parsed, DeadlineProblem):
        raise ValueError(f"{text}: {parsed.code}")
    return parsed


def _named(desk: Desk, day: date) -> ParsedDeadline:
    return ParsedDeadline(
        DeadlineKind.DATE, due_on_date(day=day, calendar=desk.clock.calendar), stated_on=day
    )


def _instructing(desk: Desk, task: Task, text: str, rng: Random, now: datetime) -> Story:
    yield (now := desk.clock.later(now, 2, rng))
    attention.instruct(actor=desk.committee_leader(task), task=task, text=text, now=now)


def instruction_text(rng: Random) -> str:
    return rng.choice(work_texts.INSTRUCTIONS)
