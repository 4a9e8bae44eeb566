"""What accepting a difference does: exactly what the Office could do on the page of the task, asked of the
same permission table."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import connection

from nhacviec.actions.answers import answer, confirm, send_back
from nhacviec.actions.changes import change_content, change_deadline
from nhacviec.actions.documents import register_document
from nhacviec.actions.stopping import cancel, reopen
from nhacviec.actions.tasks import TaskDraft, issue, save_draft
from nhacviec.queries.access import require, stand_of
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.queries.reconciling import entered_since, superior_units
from nhacviec.records.models import Assignment, Document, ListDifference, Person, Reconciliation, Unit
from nhacviec.rules.deadline_text import ParsedDeadline, parse_deadline
from nhacviec.rules.document_kinds import OFFICIAL_LETTER
from nhacviec.rules.lifecycle import Closing, Move, MoveNotAllowed
from nhacviec.rules.permissions import Actor, Right, may
from nhacviec.rules.reconcile.differences import Difference, Progress
from nhacviec.rules.symbols import parse_symbol, same_symbol
from nhacviec.rules.text import fold
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.units import COMMITTEE_KINDS
from nhacviec.rules.words_reconcile import BY_THE_LIST, NOT_IN_THE_LIST, REPORTED_THERE


@dataclass(frozen=True, kw_only=True)
class Settling:
    """What a new task needs besides what the list says of it: to whom it is given, who follows it, who gave
    it where the list does not say."""

    committee: Unit | None = None
    assigner: Unit | None = None
    specialist: Person | None = None
    office_leader: Person | None = None
    committee_leader: Person | None = None


def accept_deed(
    kind: Difference,
    *,
    actor: Actor,
    row: ListDifference,
    run: Reconciliation,
    settling: Settling,
    reason: str,
    now: datetime,
) -> Assignment:
    why = " ".join(
        part for part in (BY_THE_LIST.format(file=run.file_name, row=row.row_number), reason) if part
    )
    if kind is Difference.ONLY_THERE:
        return _take_over(actor, row, run, settling, now)
    duty = row.assignment
    assert duty is not None  # constraint difference_has_its_sides
    if kind is Difference.ONLY_HERE:
        _need_move(actor, Move.CANCEL, duty, now)
        gone = " ".join(part for part in (NOT_IN_THE_LIST.format(file=run.file_name), reason) if part)
        cancel(actor=actor, assignment=duty, closing=Closing.OTHER, reason=gone, now=now)
    elif kind is Difference.DATE:
        _need_move(actor, Move.CHANGE_DEADLINE, duty, now)
        change_deadline(actor=actor, assignment=duty, due_on=_day(row, "due_on"), reason=why, now=now)
    elif kind is Difference.CONTENT:
        _need_move(actor, Move.CHANGE_CONTENT, duty, now)
        change_content(
            actor=actor,
            assignment=duty,
            content=row.theirs["content"],
            deliverable=duty.task.deliverable,
            reason=why,
            now=now,
        )
    else:
        _follow_state(actor, row, duty, why, now)
    return duty


def _follow_state(actor: Actor, row: ListDifference, duty: Assignment, why: str, now: datetime) -> None:
    """From what we say to what they say, by the steps that lead there."""
    theirs, ours = Progress(row.theirs["progress"]), Progress(row.ours["progress"])
    if ours is Progress.DONE:
        if theirs is Progress.REPORTED:
            raise MoveNotAllowed("list_is_behind")
        _need_move(actor, Move.REOPEN, duty, now)
        reopen(actor=actor, assignment=duty, reason=why, now=now)
        return
    if theirs is Progress.OPEN:
        _need_move(actor, Move.SEND_BACK, duty, now)
        send_back(actor=actor, assignment=duty, reason=why, now=now)
        return
    if ours is Progress.OPEN:
        _report(actor, row, duty, why, now)
    if theirs is Progress.DONE:
        _need_move(actor, Move.CONFIRM, duty, now)
        confirm(actor=actor, assignment=duty, reason=why, now=now)


def _report(actor: Actor, row: ListDifference, duty: Assignment, why: str, now: datetime) -> None:
    """The report that the list names, with the day it bears."""
    symbol, given_on = row.theirs.get("reply") or "", _day(row, "replied_on")
    if not symbol or given_on is None:
        raise MoveNotAllowed("list_needs_report")
    _need_move(actor, Move.ANSWER, duty, now)
    assert duty.assigned_at is not None  # issued
    counted_on = max(given_on, local_date(duty.assigned_at))  # it may be older than our record of the task
    answer(
        actor=actor,
        assignment=duty,
        text=REPORTED_THERE,
        document_symbol=symbol,
        document_date=given_on,
        answered_on=counted_on,
        children_reason=why,
        now=now,
    )


def _take_over(
    actor: Actor, row: ListDifference, run: Reconciliation, settling: Settling, now: datetime
) -> Assignment:
    """A task that we do not have: its document, if that is new too, and the duty of the Committee."""
    require(actor, Right.ENTER_DOCUMENTS)
    dated_on, today = _day(row, "dated_on"), local_date(now)
    if dated_on is None:
        raise MoveNotAllowed("list_no_day")
    if dated_on > today:
        raise MoveNotAllowed("list_dated_ahead", day=f"{dated_on:%d/%m/%Y}")
    if settling.committee is None or settling.committee.kind not in COMMITTEE_KINDS:
        raise MoveNotAllowed("list_no_committee")
    entered = entered_since(run, row)
    if entered is not None:
        raise MoveNotAllowed("list_taken_over", duty=entered.code)
    issuer = settling.assigner or _named_assigner(row, run, today)
    document = _document(actor, row, issuer, dated_on, now)
    due_on = _day(row, "due_on")
    draft = TaskDraft(
        content=row.theirs["content"],
        leads=[settling.committee],
        deadline=_deadline(due_on, dated_on),
        deadline_text=f"{due_on:%d/%m/%Y}" if due_on else "",
        specialist=settling.specialist,
        office_leader=settling.office_leader,
        committee_leader=settling.committee_leader,
    )
    tasks = save_draft(actor=actor, now=now, document=document, tasks=[draft])
    [duty] = issue(actor=actor, now=now, tasks=tasks)
    return duty


def _named_assigner(row: ListDifference, run: Reconciliation, today: date) -> Unit:
    """Whom the list names, else the only one whose list it is."""
    units = [unit for unit in superior_units(today) if unit.pk in run.sources]
    wanted = fold(row.theirs.get("assigner") or "")
    named = [
        u for u in units if wanted and wanted in (fold(u.name), fold(u.short_name), fold(u.abbreviation))
    ]
    found = named if wanted else units
    if len(found) != 1:
        raise MoveNotAllowed("list_no_assigner")
    return found[0]


def _document(actor: Actor, row: ListDifference, issuer: Unit, dated_on: date, now: datetime) -> Document:
    """The one in the register, else a new one."""
    symbol = row.theirs["symbol"]
    known = Document.objects.filter(issuer=issuer, issued_on=dated_on).order_by("id")
    for document in known:
        if same_symbol(document.symbol, symbol):
            return document
    return register_document(
        actor=actor,
        now=now,
        symbol=symbol,
        kind=parse_symbol(symbol).kind_code or OFFICIAL_LETTER.code,
        abstract=row.theirs["content"][:_MOST_ABSTRACT],
        issued_on=dated_on,
        issuer=issuer,
    )


_MOST_ABSTRACT = 500
_LOCK = 7_325


def _deadline(due_on: date | None, dated_on: date) -> ParsedDeadline | None:
    """None where the list gives none; a day that cannot be one is never left out silently."""
    if due_on is None:
        return None
    found = parse_deadline(f"{due_on:%d/%m/%Y}", issued_on=dated_on, calendar=load_calendar())
    if isinstance(found, ParsedDeadline):
        return found
    raise MoveNotAllowed("list_no_deadline", due=f"{due_on:%d/%m/%Y}", dated=f"{dated_on:%d/%m/%Y}")


def take_over_alone() -> None:
    """Until the transaction ends: a task, or a document, of two lists or two windows is entered once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _day(row: ListDifference, name: str) -> date | None:
    written = row.theirs.get(name)
    return date.fromisoformat(written) if written else None


def _need_move(actor: Actor, move: Move, duty: Assignment, now: datetime) -> None:
    policy = policy_on(local_date(now))
    approver, confirmer = policy.ext_approver, policy.confirm_role
    if not may(actor, move, stand_of(duty), ext_approver=approver, confirm_role=confirmer):
        raise PermissionDenied
