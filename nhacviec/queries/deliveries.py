"""What was sent to whom, and how it went. Nothing of any task: an administrator reads none."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.send_hours import hours_on
from nhacviec.records.models import Delivery, Reminder, Unannounced
from nhacviec.rules.notices import DeliveryState
from nhacviec.rules.timeliness import LOCAL_ZONE, local_date

ROWS = 50
DAYS = 7
LATE = timedelta(hours=1)
UNSETTLED = (DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.FAILED, DeliveryState.UNCERTAIN)


def deliveries(*, state: str = "", text: str = "", below: int | None = None) -> list[Delivery]:
    """Newest first, one more than ROWS if there are more."""
    rows: QuerySet[Delivery] = Delivery.objects.select_related("person", "webhook").order_by("-id")
    if state in set(DeliveryState):
        rows = rows.filter(state=state)
    elif state == "doubtful":
        rows = rows.filter(doubts__gt=0)
    if text:
        rows = rows.filter(
            Q(address__icontains=text)
            | Q(person__full_name__icontains=text)
            | Q(webhook__name__icontains=text)
        )
    if below is not None:
        rows = rows.filter(pk__lt=below)
    return list(rows.annotate(told=Count("notices"))[: ROWS + 1])


@dataclass(frozen=True)
class Day:
    """What should have gone on a day, and what became of it."""

    day: date
    should: int
    sent: int
    dropped: int
    given_up: int
    waiting: int
    doubtful: int


def by_day(today: date) -> list[Day]:
    """The last days, today first."""
    since = datetime.combine(today - timedelta(days=DAYS - 1), time.min, tzinfo=LOCAL_ZONE)
    until = since + timedelta(days=DAYS)
    found: dict[date, dict[str, int]] = {}
    of_days = Delivery.objects.filter(due_at__gte=since, due_at__lt=until)
    rows = of_days.values_list("due_at", "state", "doubts")
    for due_at, state, doubts in rows.iterator(chunk_size=5000):
        of_day = found.setdefault(local_date(due_at), {})
        of_day[state] = of_day.get(state, 0) + 1
        of_day["doubts"] = of_day.get("doubts", 0) + (doubts > 0)
    return [_day(day, found[day]) for day in sorted(found, reverse=True)]


def _day(day: date, counted: dict[str, int]) -> Day:
    return Day(
        day=day,
        should=sum(counted.get(state, 0) for state in DeliveryState),
        sent=counted.get(DeliveryState.SENT, 0),
        dropped=counted.get(DeliveryState.DROPPED, 0),
        given_up=counted.get(DeliveryState.GIVEN_UP, 0),
        waiting=sum(counted.get(state, 0) for state in UNSETTLED),
        doubtful=counted.get("doubts", 0),
    )


@dataclass(frozen=True)
class Backlog:
    """What should have been told by now and was not."""

    untold: int  # events
    unfolded: int  # reminders
    unsent: int  # messages
    given_up: int  # messages of the last day that nobody will get

    def __bool__(self) -> bool:
        return bool(self.untold or self.unfolded or self.unsent or self.given_up)


def backlog(now: datetime) -> Backlog:
    late = now - LATE
    return Backlog(
        untold=Unannounced.objects.filter(event__recorded_at__lt=late).count(),
        unfolded=_in_hours(Reminder.objects.filter(notice=None, dropped="", made_at__lt=late), late).count(),
        unsent=Delivery.objects.filter(state__in=UNSETTLED, due_at__lt=late).count(),
        given_up=Delivery.objects.filter(
            state=DeliveryState.GIVEN_UP, due_at__gte=now - timedelta(days=1)
        ).count(),
    )


def _in_hours(waiting: QuerySet[Reminder], at: datetime) -> QuerySet[Reminder]:
    """Of those whose reader was in his hours then: everybody else's wait for his."""
    usual, others = hours_on(local_date(at)).open_at(at, load_calendar())
    if usual:
        return waiting.exclude(post__unit__in=others)
    return waiting.filter(post__unit__in=others)
