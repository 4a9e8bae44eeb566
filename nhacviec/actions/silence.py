"""What happens by the office's own rules when nobody says anything: silence accepts (policy 5), and waiting
long enough confirms (policy 16). Each duty in a transaction of its own, claimed by its version: run twice or
by two workers at once, it happens once; after an outage it happens late, and says when it was due.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from nhacviec.actions.answers import complete
from nhacviec.actions.moving import state_after
from nhacviec.actions.recording import record
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Answer, Assignment, StaleAssignment, Verdict
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import OPEN, Duty, Move, State
from nhacviec.rules.timeliness import LOCAL_ZONE, local_date
from nhacviec.rules.units import UnitKind
from nhacviec.rules.words_silence import ACCEPTED, CONFIRMED
from nhacviec.rules.working_days import Calendar

_OF_THE_OFFICE = (UnitKind.OFFICE.value, UnitKind.OFFICE_DIVISION.value)


def accept_silently(*, now: datetime) -> int:
    """Accept what agencies could no longer return and did not accept. How many."""
    policy, calendar = policy_on(local_date(now)), load_calendar()
    if not policy.return_silence_accepts:
        return 0
    days = policy.return_wd
    silent = Assignment.objects.filter(state=State.ASSIGNED, assigned_at__lt=_before(now, days, calendar))

    def accept(duty: Assignment) -> None:
        assert duty.assigned_at is not None
        since = _limit_passed(local_date(duty.assigned_at), days, calendar)
        state = state_after(duty, Move.ACCEPT)
        duty.change(state=state, accepted_at=now)
        record(
            EventName.ACCEPTED,
            actor=None,
            now=now,
            happened_at=since,
            assignment=duty,
            reason=ACCEPTED.format(days=days),
            before={"state": State.ASSIGNED},
            after={"state": state},
        )

    return _each(silent, accept)


def confirm_silently(*, now: datetime) -> int:
    """Confirm answers that waited too long. How many.

    Never what the Office itself answered or the Committee reported upward, what is disputed or has an open
    request, nor a lead whose required coordinators are still open: those need a person."""
    policy, calendar = policy_on(local_date(now)), load_calendar()
    days = policy.auto_confirm_wd
    if days is None:
        return 0
    before = _before(now, days, calendar)
    waiting = Answer.objects.filter(
        assignment=OuterRef("pk"), verdict=Verdict.WAITING, answered_at__lt=before
    )
    coordinators = Assignment.objects.filter(
        task=OuterRef("task"), duty=Duty.COORDINATE, is_required=True, state__in=sorted(OPEN)
    )
    silent = (
        Assignment.objects.filter(
            Exists(waiting), state=State.ANSWERED, has_open_objection=False, has_open_extension=False
        )
        .exclude(unit__kind__in=_OF_THE_OFFICE)
        .exclude(duty=Duty.COMMITTEE)
        .exclude(Exists(coordinators), duty=Duty.LEAD)
    )

    def confirm(duty: Assignment) -> None:
        standing = duty.answers.filter(verdict=Verdict.WAITING).first()
        complete(duty, standing, actor=None, reason=CONFIRMED.format(days=days), now=now)

    return _each(silent, confirm)


def _each(silent: QuerySet[Assignment], deed: Callable[[Assignment], None]) -> int:
    done = 0
    for pk in list(silent.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            duty = silent.select_related("task__document").filter(pk=pk).first()
            if duty is None:
                continue  # somebody has spoken meanwhile
            try:
                deed(duty)
                done += 1
            except StaleAssignment:
                continue  # in this very moment
    return done


def _before(now: datetime, days: int, calendar: Calendar) -> datetime:
    """What was given before this moment has had `days` whole working days, the last one over."""
    first = calendar.add_working(local_date(now), -days)
    return datetime.combine(first, time.min, tzinfo=LOCAL_ZONE)


def _limit_passed(given_on: date, days: int, calendar: Calendar) -> datetime:
    """The first moment after the last of the working days that somebody had."""
    return datetime.combine(
        calendar.add_working(given_on, days) + timedelta(days=1), time.min, tzinfo=LOCAL_ZONE
    )
