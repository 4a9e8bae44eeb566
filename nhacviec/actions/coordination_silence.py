"""What silence means in coordination, once a night: consent where the request said so, and a delay that
counts where nobody answered its report. Each in a transaction of its own, claimed by its version: run twice
or by two workers at once, it happens once; after an outage it happens late, and says since when."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from nhacviec.actions.coordination import told
from nhacviec.actions.month_ends import forget_requests_since
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.modules import modules_on
from nhacviec.records.models import Coordination, DelayReport, RequestState, StaleCoordination, TimeRequest
from nhacviec.rules.coordination import AWAITED, CoordinationState, DelayState, silent_until
from nhacviec.rules.events import EventName
from nhacviec.rules.modules import Module
from nhacviec.rules.timeliness import LOCAL_ZONE, local_date


def consent_silently(*, now: datetime) -> int:
    """Record the consent of units that let the day pass which their request had named. How many."""
    today, calendar = local_date(now), load_calendar()
    if Module.COORDINATION not in modules_on(today):
        return 0
    asked = TimeRequest.objects.filter(coordination=OuterRef("pk"), state=RequestState.ASKED)
    silent = Coordination.objects.filter(
        ~Exists(asked), state__in=sorted(AWAITED), is_tacit=True, due_on__lt=today
    )

    def consent(request: Coordination) -> bool:
        refused = request.time_requests.filter(state=RequestState.REFUSED)
        refused_on = refused.order_by("-decided_on").values_list("decided_on", flat=True).first()
        until = silent_until(due_on=request.due_on, refused_on=refused_on, calendar=calendar)
        if until >= today:
            return False
        since = _end_of(until)
        state = CoordinationState.CONSENTED.value
        ended = {"state": state, "ended_at": now, "ended_on": local_date(since), "ended_by": None}
        request.change(**ended, next_reminder_at=None)
        forget_requests_since(local_date(since))
        told(
            EventName.COORDINATION_CONSENTED,
            request,
            actor=None,
            now=now,
            happened_at=since,
            after={"reply_due_on": request.due_on},
        )
        return True

    return _each(silent, consent)


def count_unanswered(*, now: datetime) -> int:
    """Reports of delay whose right of reply has passed unused count from now on. How many."""
    today = local_date(now)
    if Module.COORDINATION not in modules_on(today):
        return 0
    unanswered = DelayReport.objects.filter(
        coordination=OuterRef("pk"), state=DelayState.REPORTED, explain_due_on__lt=today
    )
    silent = Coordination.objects.filter(Exists(unanswered)).select_related("delay")

    def count(request: Coordination) -> bool:
        since = _end_of(request.delay.explain_due_on)
        request.change()
        DelayReport.objects.filter(coordination=request).update(
            state=DelayState.UNANSWERED.value, settled_at=since
        )
        told(EventName.DELAY_UNANSWERED, request, actor=None, now=now, happened_at=since)
        return True

    return _each(silent, count)


def _each(silent: QuerySet[Coordination], deed: Callable[[Coordination], bool]) -> int:
    done = 0
    for pk in list(silent.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            request = (
                silent.select_related("unit", "asked_by", "assignment__task__document").filter(pk=pk).first()
            )
            if request is None:
                continue  # somebody has spoken meanwhile
            try:
                done += deed(request)
            except StaleCoordination:
                continue  # in this very moment
    return done


def _end_of(day: date) -> datetime:
    """The first moment after the day."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=LOCAL_ZONE)
