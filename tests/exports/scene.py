"""Duties of every sort, told with what an export must not stumble over."""

from datetime import UTC, date, datetime, time

from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import Duty, State
from tests.cast import Cast
from tests.make import make_assignment


def duties(cast: Cast) -> list[Assignment]:
    """Of Sở Xây dựng, one in each state and more; and one that only Biên Hòa has."""
    made = [cast.duty(state=state, officer=cast.officer) for state in State]
    made.append(cast.duty(due_on=date(2018, 7, 2), task=cast.task(content="=1+1")))
    made.append(cast.duty(due_on=None, task=cast.task(content="@SUM(A1) & <b>", document=None)))
    made.append(cast.duty(due_on=date(2018, 7, 12), due_hour=time(8, 30)))
    late = datetime(2018, 7, 10, 3, 0, tzinfo=UTC)
    made.append(
        cast.duty(
            state=State.COMPLETED,
            due_on=date(2018, 7, 3),
            answered_at=late,
            completed_at=late,
            outcome="late",
            outcome_original="late",
            days_late=7,
        )
    )
    shared = cast.task()
    made.append(make_assignment(shared, cast.construction))
    made.append(make_assignment(shared, cast.finance, duty=Duty.COORDINATE, officer=cast.finance_focal))
    made.append(cast.duty(unit=cast.bien_hoa))
    return made
