"""Directives are registered, mended, and noted as demanding nothing."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from nhacviec.actions.moving import need
from nhacviec.actions.recording import record
from nhacviec.actions.searching import follow_document, searchable_document
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Document, EntryState, Task, Unit
from nhacviec.rules.deadline_policy import read_deadline
from nhacviec.rules.deadline_problems import DeadlineProblem
from nhacviec.rules.entry_limits import entry_limit
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.symbols import parse_symbol
from nhacviec.rules.timeliness import local_date

_HEAD = (
    "symbol", "kind", "abstract", "issued_on", "issuer_id", "signer_name", "signer_title", "drafting_unit_id",
    "urgency",
)  # fmt: skip


def _head_of(
    *,
    symbol: str,
    kind: str,
    abstract: str,
    issued_on: date,
    issuer: Unit,
    signer_name: str,
    signer_title: str,
    drafting_unit: Unit | None,
    urgency: str,
    secrecy: str,
) -> dict[str, Any]:
    """The columns of a document's head. State secrets are refused at every entrance."""
    if secrecy != "none":
        raise MoveNotAllowed("classified")
    parsed = parse_symbol(symbol)
    return {
        "symbol": symbol,
        "number": parsed.number,
        "symbol_key": parsed.folded_key,
        "year": issued_on.year,
        "kind": kind,
        "abstract": abstract,
        "issued_on": issued_on,
        "issuer_id": issuer.pk,
        "signer_name": signer_name,
        "signer_title": signer_title,
        "drafting_unit_id": drafting_unit.pk if drafting_unit else None,
        "urgency": urgency,
    }


@transaction.atomic
def register_document(
    *,
    actor: Actor,
    now: datetime,
    symbol: str,
    kind: str,
    abstract: str,
    issued_on: date,
    issuer: Unit,
    signer_name: str = "",
    signer_title: str = "",
    drafting_unit: Unit | None = None,
    urgency: str = "normal",
    secrecy: str = "none",
) -> Document:
    """Enter a directive into the register; its drafting unit then owes its tasks by `entry_due_on`.

    `kind`, `urgency`, `secrecy` are codes of rules/document_kinds. MoveNotAllowed `classified`."""
    head = _head_of(
        symbol=symbol,
        kind=kind,
        abstract=abstract,
        issued_on=issued_on,
        issuer=issuer,
        signer_name=signer_name,
        signer_title=signer_title,
        drafting_unit=drafting_unit,
        urgency=urgency,
        secrecy=secrecy,
    )
    document = Document(**head, registered_by_id=actor.person_id, registered_at=now)
    document.search_text = searchable_document(document)
    document.entry_due_on = _entry_due_on(document, task_count=0, today=local_date(now))
    document.save(force_insert=True)
    record(
        EventName.DOCUMENT_REGISTERED,
        actor=actor,
        now=now,
        document=document,
        after={name: getattr(document, name) for name in _HEAD},
    )
    return document


@transaction.atomic
def change_document(
    *,
    actor: Actor,
    now: datetime,
    document: Document,
    symbol: str,
    kind: str,
    abstract: str,
    issued_on: date,
    issuer: Unit,
    signer_name: str = "",
    signer_title: str = "",
    drafting_unit: Unit | None = None,
    urgency: str = "normal",
    secrecy: str = "none",
) -> bool:
    """Mend the head of a document; False when nothing differs.

    Terms of drafts ("20 ngày") are counted anew from its date. Deadlines of issued tasks
    stay: changing those is a move of its own, with a reason."""
    head = _head_of(
        symbol=symbol,
        kind=kind,
        abstract=abstract,
        issued_on=issued_on,
        issuer=issuer,
        signer_name=signer_name,
        signer_title=signer_title,
        drafting_unit=drafting_unit,
        urgency=urgency,
        secrecy=secrecy,
    )
    locked = Document.objects.select_for_update().get(pk=document.pk)
    before = {name: getattr(locked, name) for name in _HEAD if getattr(locked, name) != head[name]}
    if not before:
        return False
    for name, value in head.items():
        setattr(locked, name, value)
    if {"issued_on", "urgency"} & before.keys():
        locked.entry_due_on = _entry_due_on(locked, task_count=locked.tasks.count(), today=local_date(now))
    locked.search_text = searchable_document(locked)
    locked.save()
    if {"symbol", "abstract"} & before.keys():
        follow_document(locked)
    if "issued_on" in before:
        _recount_drafts(locked, now)
    record(
        EventName.DOCUMENT_CHANGED,
        actor=actor,
        now=now,
        document=locked,
        before=before,
        after={name: head[name] for name in before},
    )
    document.refresh_from_db()
    return True


@transaction.atomic
def mark_no_task(*, actor: Actor, now: datetime, document: Document, reason: str) -> None:
    """The document demands nothing of anybody: the duty to enter its tasks ends, for a stated reason."""
    need(reason)
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if locked.entry_state != EntryState.TO_ENTER or locked.tasks.exists():
        raise MoveNotAllowed("document_has_tasks")
    locked.entry_state = EntryState.NO_TASK.value
    locked.entered_on = local_date(now)
    locked.save(update_fields=["entry_state", "entered_on"])
    record(EventName.DOCUMENT_NEEDS_NO_TASK, actor=actor, now=now, document=locked, reason=reason)
    document.refresh_from_db()


def note_entered(document: Document, *, today: date) -> None:
    """Its first tasks were issued: the duty of entering is done. Inside the issuing transaction."""
    document.entry_state = EntryState.ENTERED.value
    document.entered_on = document.entered_on or today
    if document.entered_by_id is None:
        first = document.tasks.order_by("pk").values_list("created_by", flat=True)
        document.entered_by_id = first.first()
    document.save(update_fields=["entry_state", "entered_on", "entered_by"])


def note_task_count(document: Document, *, today: date) -> None:
    """Many tasks give more time to enter them (policies 3 and 4)."""
    if document.entry_state != EntryState.TO_ENTER:
        return
    due_on = _entry_due_on(document, task_count=document.tasks.count(), today=today)
    if due_on != document.entry_due_on:
        document.entry_due_on = due_on
        document.save(update_fields=["entry_due_on"])


def _entry_due_on(document: Document, *, task_count: int, today: date) -> date:
    return entry_limit(
        issued_on=document.issued_on,
        urgency=document.urgency,
        task_count=task_count,
        policies=policy_on(today),
        calendar=load_calendar(),
    ).due_on


def _recount_drafts(document: Document, now: datetime) -> None:
    calendar, policies = load_calendar(), policy_on(local_date(now))
    for task in Task.objects.filter(document=document, issued_at=None).exclude(deadline_text=""):
        read = read_deadline(
            task.deadline_text, issued_on=document.issued_on, calendar=calendar, policies=policies
        )
        if isinstance(read, DeadlineProblem):
            continue  # a date that is now before the document's: issuing says so
        task.due_on, task.due_hour = read.deadline.due_on, read.deadline.due_hour
        task.deadline_start, task.version = document.issued_on, task.version + 1
        task.save(update_fields=["due_on", "due_hour", "deadline_start", "version"])
        task.assignments.update(due_on=task.due_on, due_hour=task.due_hour)
