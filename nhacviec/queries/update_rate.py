"""R6, tỷ lệ cập nhật tình hình: of what was unanswered in a period, how much was noted or answered in it.

Counted in one statement when somebody looks, apart from the other numbers: notes have no tallies.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Q

from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.standing_rows import changed, standings
from nhacviec.records.models import Answer, ProgressNote, Standing
from nhacviec.rules import statistics
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.periods import PeriodKind, PeriodScheme, Window, period_reported, report_window
from nhacviec.rules.statistics import Rate
from nhacviec.rules.timeliness import LOCAL_ZONE

# As in the number "unanswered": suspended duties are among them, and notes can be taken of them too.
_UNANSWERED = (statistics.Standing.UNANSWERED, statistics.Standing.SUSPENDED)


def month_of(day: date, scheme: PeriodScheme) -> Window:
    """The days of the report month that holds this day: what is meant where no period is asked for."""
    return report_window(period_reported(day, PeriodKind.MONTH, scheme), scheme)


def update_rate(scope: Scope, as_of: AsOf, window: Window, *, duty: Duty = Duty.LEAD) -> Rate:
    """R6 of the window's duties, from its first day to the day asked for, or its last if that is sooner.

    A note or an answer counts on the day on which it was recorded, whichever way the day is read."""
    until = min(window.last, as_of.day)
    if until < window.first:
        return statistics.update_rate(updated=0, to_update=0)
    recorded = (_midnight(window.first), _midnight(until + timedelta(days=1)) - timedelta(microseconds=1))
    noted = ProgressNote.objects.filter(noted_at__range=recorded).order_by().values("assignment")
    answered = Answer.objects.filter(answered_at__range=recorded).order_by().values("assignment")
    updated = noted.union(answered)
    unanswered = Q(**{f"{as_of.begins}__lte": until}, kind__in=_UNANSWERED)
    # What was ended on the first day was so when the window began.
    ended = Standing.objects.filter(unanswered, **{f"{as_of.ends}__range": (window.first, as_of.day)})
    # The duties of the window: standing_rows.standings(…, window), said so that few rows need a second look.
    carried = Q(**{f"{as_of.begins}__lt": window.first}) | Q(assigned_on__gte=window.first)
    eve = replace(as_of, day=window.first - timedelta(days=1))
    reopened = Q(assignment__in=changed(eve, as_of).values("assignment"))
    duties = standings(scope, as_of, duty=duty).filter(carried | ~reopened, assigned_on__lte=window.last)
    # Given and answered on one day leaves no unanswered standing; it was unanswered until then all the same.
    since = Q(**{f"{as_of.begins}__gte": window.first})
    once = duties.filter(since, assignment__in=ended.order_by().values("assignment").union(noted, answered))
    to_update, these = (
        duties.filter(unanswered).order_by().values("assignment")
        .union(once.order_by().values("assignment")).query.sql_with_params()
    )  # fmt: skip
    among, those = updated.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT count(*), count(*) FILTER (WHERE duty.id IN ({among}))
            FROM ({to_update}) AS duty (id)""",
            [*those, *these],
        )
        total, updated_ones = cursor.fetchone()
    return statistics.update_rate(updated=updated_ones, to_update=total)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LOCAL_ZONE)
