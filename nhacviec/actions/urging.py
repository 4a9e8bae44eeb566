"""Letters of urging: drafted for an agency, signed and sent, answered, withdrawn."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import connection, transaction

from nhacviec.actions.extensions import ask_extension
from nhacviec.actions.recording import record, recorded_together
from nhacviec.queries.urgings import by_agency, drafted, lines_of, no_longer_fit, number_taken
from nhacviec.records.models import Assignment, Unit, Urging, UrgingLine
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Duty, MoveNotAllowed, State
from nhacviec.rules.permissions import Actor
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.urging import MOST_LINES, URGED_IN, Reply, UrgingState, unanswered, unfit

_NUMBERING = 7_324  # two letters are not given one number in the same second


@transaction.atomic
def draft(
    *,
    actor: Actor | None,
    assignments: Iterable[Assignment],
    reply_due_on: date,
    note: str = "",
    now: datetime,
) -> list[Urging]:
    """A draft for each agency over its overdue duties; what is not to be urged (any more) is left out.

    `actor=None`: the clock proposes. MoveNotAllowed("urging_nothing") when nothing is left."""
    ids = sorted({row.pk for row in assignments})
    rows = Assignment.objects.exclude(duty=Duty.COMMITTEE)  # what the Committee owes is urged by no letter
    held = list(rows.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
    taken = drafted(ids)
    fit = [row for row in held if row.pk not in taken and _unfit(row, now) is None]
    if not fit:
        raise MoveNotAllowed("urging_nothing")
    fit.sort(key=lambda row: (row.due_on or date.max, row.pk))
    groups = by_agency(fit)
    if any(len(rows) > MOST_LINES for _unit, rows in groups):
        raise MoveNotAllowed("urging_too_many", limit=MOST_LINES)
    return [_drafted(actor, unit, rows, reply_due_on, note, now) for unit, rows in groups]


def _drafted(
    actor: Actor | None, unit: Unit, rows: list[Assignment], reply_due_on: date, note: str, now: datetime
) -> Urging:
    made_by = actor.person_id if actor else None
    urging = Urging.objects.create(
        unit=unit, reply_due_on=reply_due_on, note=note, made_by_id=made_by, made_at=now
    )
    UrgingLine.objects.bulk_create([UrgingLine(urging=urging, assignment=row) for row in rows])
    after = {"urging": urging.pk, "duties": len(rows), "reply_due_on": reply_due_on}
    record(EventName.URGING_DRAFTED, actor=actor, now=now, unit=unit, after=after)
    return urging


@transaction.atomic
def change_draft(
    *, actor: Actor, urging: Urging, reply_due_on: date, note: str, keep: set[int], now: datetime
) -> None:
    """Set the day and the paragraph of a draft, and keep only the lines named by id."""
    _hold(urging, UrgingState.DRAFT)
    leaving = urging.lines.exclude(pk__in=keep)
    if leaving.count() == urging.lines.count():
        raise MoveNotAllowed("urging_nothing")
    leaving.delete()
    before = {"reply_due_on": urging.reply_due_on}
    urging.reply_due_on, urging.note = reply_due_on, note
    urging.save(update_fields=["reply_due_on", "note"])
    after = {"urging": urging.pk, "duties": urging.lines.count(), "reply_due_on": reply_due_on}
    record(EventName.URGING_CHANGED, actor=actor, now=now, unit=urging.unit, before=before, after=after)


@transaction.atomic
def send(
    *,
    actor: Actor,
    urging: Urging,
    symbol: str,
    signed_on: date,
    place: str,
    signer_title: str,
    signer_name: str,
    now: datetime,
) -> None:
    """The letter is signed: it counts on every duty it names, and is in the agency's hands.

    Its figures are those of the day of signing, and kept from now on."""
    _one_number_at_a_time()
    _hold(urging, UrgingState.DRAFT)
    _check_signature(urging, symbol, signed_on, signer_title, signer_name, now)
    duties = list(urging.lines.values_list("assignment_id", flat=True))
    held = Assignment.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=duties)
    by_id = {row.pk: row for row in held.select_related("task__document").order_by("pk")}
    rows = lines_of(urging, on=signed_on)
    over = no_longer_fit(urging, rows, on=now if signed_on == local_date(now) else signed_on)
    if over:
        raise MoveNotAllowed("urging_not_overdue", codes=", ".join(row.assignment.code for row in over))
    urging.state = UrgingState.SENT.value
    urging.symbol, urging.signed_on, urging.place = symbol, signed_on, place
    urging.signer_title, urging.signer_name = signer_title, signer_name
    urging.addressee = urging.unit.name
    urging.sent_by_id, urging.sent_at = actor.person_id, now
    urging.save()
    with recorded_together():
        for row in rows:
            assert row.line is not None
            line, duty = row.line, by_id[row.assignment.pk]
            line.due_on, line.days_overdue, line.number = row.due_on, row.days, row.number
            line.document, line.content = row.document[:200], row.content
            line.save()
            duty.change(urging_count=row.number, urged_at=now)
            after = {"urging_count": row.number, "urging": urging.pk, "urging_symbol": symbol}
            record(EventName.URGED, actor=actor, now=now, assignment=duty, after=after)
        about = {"urging": urging.pk, "urging_symbol": symbol, "duties": len(rows)}
        about["reply_due_on"] = urging.reply_due_on
        record(EventName.URGING_SENT, actor=actor, now=now, unit=urging.unit, after=about)


@transaction.atomic
def answer(*, actor: Actor, urging: Urging, replies: Mapping[int, Reply], now: datetime) -> int:
    """The agency says why each duty is late and when it will be done, by line id: of all at once, or of some
    now and of others later; a day may be asked for as an extension at once. What has a cause and no day yet,
    or the other way round, is kept as it was typed and told to nobody. What is done meanwhile needs no words.

    How many duties still need theirs; 0: the letter is answered."""
    _hold(urging, UrgingState.SENT)
    lines = list(urging.lines.select_related("assignment__task__document").order_by("assignment_id"))
    said = [(line, replies[line.pk]) for line in lines if line.pk in replies]
    if any(line.is_explained for line, _ in said):
        raise MoveNotAllowed("urging_stale")
    for line, reply in said:
        if reply.is_complete:
            _explain(actor, urging, line, reply, now)
        else:
            _keep(line, reply)
    left = unanswered(
        [line.reply for line in lines], [line.assignment.state not in URGED_IN for line in lines]
    )
    if left:
        if not said:
            raise MoveNotAllowed("urging_reply_incomplete", count=left)
        return left
    urging.state = UrgingState.ANSWERED.value
    urging.answered_by_id, urging.answered_at = actor.person_id, now
    urging.save(update_fields=["state", "answered_by", "answered_at"])
    record(
        EventName.URGING_ANSWERED,
        actor=actor,
        now=now,
        unit=urging.unit,
        person=urging.sent_by,
        after={"urging": urging.pk, "urging_symbol": urging.symbol},
    )
    return 0


def _keep(line: UrgingLine, reply: Reply) -> None:
    line.delay_cause, line.explanation = reply.delay_cause, reply.explanation
    line.new_due_on = reply.new_due_on
    line.save(update_fields=["delay_cause", "explanation", "new_due_on"])


def _explain(actor: Actor, urging: Urging, line: UrgingLine, reply: Reply, now: datetime) -> None:
    assert reply.new_due_on is not None
    if reply.new_due_on < local_date(now):
        raise MoveNotAllowed("urging_day_past")
    line.delay_cause, line.explanation = reply.delay_cause, reply.explanation
    line.new_due_on = reply.new_due_on
    record(
        EventName.DELAY_EXPLAINED,
        actor=actor,
        now=now,
        assignment=line.assignment,
        reason=reply.explanation,
        after={
            "urging": urging.pk,
            "urging_symbol": urging.symbol,
            "delay_cause": reply.delay_cause,
            "new_due_on": reply.new_due_on,
        },
    )
    if reply.asks_extension:
        line.extension = ask_extension(
            actor=actor,
            assignment=line.assignment,
            asked_due_on=reply.new_due_on,
            reason=reply.explanation or urging.symbol,
            urged=True,
            now=now,
        )
    line.save()


@transaction.atomic
def withdraw(*, actor: Actor, urging: Urging, reason: str, now: datetime) -> None:
    """A draft is dropped; a sent letter is taken back with a reason, and counts on no duty any more."""
    was_sent = urging.state == UrgingState.SENT
    _hold(urging, UrgingState.SENT if was_sent else UrgingState.DRAFT)
    if was_sent and not reason.strip():
        raise MoveNotAllowed("reason_required")
    urging.state = UrgingState.WITHDRAWN.value
    urging.withdrawn_by_id, urging.withdrawn_at, urging.withdrawal = actor.person_id, now, reason
    urging.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawal"])
    if was_sent:
        _uncount(actor, urging, reason, now)
    record(
        EventName.URGING_WITHDRAWN if was_sent else EventName.URGING_DROPPED,
        actor=actor,
        now=now,
        unit=urging.unit,
        reason=reason,
        after={"urging": urging.pk, "urging_symbol": urging.symbol},
    )


def _uncount(actor: Actor, urging: Urging, reason: str, now: datetime) -> None:
    ids = list(urging.lines.values_list("assignment_id", flat=True))
    held = Assignment.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=ids)
    for duty in held.select_related("task__document").order_by("pk"):
        before = {"urging_count": duty.urging_count}
        count = max(0, duty.urging_count - 1)
        duty.change(urging_count=count)
        after = {"urging_count": count, "urging": urging.pk, "urging_symbol": urging.symbol}
        record(
            EventName.URGED_UNDONE,
            actor=actor,
            now=now,
            assignment=duty,
            reason=reason,
            before=before,
            after=after,
        )


def _one_number_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NUMBERING])


def _hold(urging: Urging, state: UrgingState) -> None:
    """Lock the letter until the transaction ends; refused when it is no longer what was read."""
    same = Urging.objects.select_for_update(no_key=True).filter(pk=urging.pk, state=state)
    if urging.state != state or not same.exists():
        raise MoveNotAllowed("urging_stale")


def _check_signature(
    urging: Urging, symbol: str, signed_on: date, signer_title: str, signer_name: str, now: datetime
) -> None:
    if not symbol.strip():
        raise MoveNotAllowed("urging_number_required")
    if not signer_title.strip() or not signer_name.strip():
        raise MoveNotAllowed("urging_signer_required")
    if signed_on > local_date(now):
        raise MoveNotAllowed("urging_signed_ahead")
    made = local_date(urging.made_at)
    if signed_on < made:
        raise MoveNotAllowed("urging_signed_before", made=f"{made:%d/%m/%Y}")
    if urging.reply_due_on <= signed_on:
        raise MoveNotAllowed("urging_reply_too_soon")
    if number_taken(symbol, signed_on, besides=urging):
        raise MoveNotAllowed("urging_number_taken", symbol=symbol)


def _unfit(row: Assignment, now: datetime) -> object:
    return unfit(state=State(row.state), due_on=row.due_on, due_hour=row.due_hour, at=now)
