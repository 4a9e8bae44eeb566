"""What the tests of tallies and of the self-check share: duties that live, and whether all numbers agree."""

from datetime import date, datetime, timedelta

from nhacviec.actions.answers import answer
from nhacviec.actions.standings import follow
from nhacviec.queries import self_check
from nhacviec.queries.self_check import Difference
from nhacviec.records.models import MEASURES, Assignment, TallyMark, TallyStep
from nhacviec.rules.statistics import Reading
from tests.cast import Cast
from tests.make import NOW, TODAY

DAYS = [date(2018, 1, 1) + timedelta(days=31 * n) for n in range(24)]


def read(pk: int) -> Assignment:
    return Assignment.objects.select_related("task__document", "unit").get(pk=pk)


def given(cast: Cast, on: date = date(2018, 7, 2), **fields: object) -> Assignment:
    """A duty that the numbers know of since that day."""
    duty = cast.duty(**fields)  # type: ignore[arg-type]
    follow([duty.pk], day=on)
    return read(duty.pk)


def answered_on(cast: Cast, duty: Assignment, day: date, now: datetime = NOW) -> None:
    """Recorded now, given on that day."""
    answer(
        actor=cast.acting("focal"), assignment=duty, text="x", document_symbol="1/BC", document_date=day,
        answered_on=day, now=now,
    )  # fmt: skip


def differences(*days: date, today: date = TODAY) -> list[Difference]:
    """All that a full count finds wrong, as of these days and some of two years."""
    found = self_check.rows_that_differ()[1] + self_check.tallies_that_differ(today, "live")[1]
    for reading in Reading:
        found += self_check.gaps(reading)[1]
    for day in (*DAYS, *days, today):
        for source in ("recorded", "correction"):
            found += self_check.tallies_that_differ(day, source)[1]
    return found


def everything_added_up() -> list[dict[str, object]]:
    """Steps and marks without their keys; scopes for which nothing is left need no row."""
    rows = [row for model in (TallyStep, TallyMark) for row in model.objects.values()]
    plain = [{k: v for k, v in row.items() if k != "id" and v != 0} for row in rows]
    return sorted((row for row in plain if row.keys() & set(MEASURES)), key=str)
