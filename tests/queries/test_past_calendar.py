"""The calendar of a past day, whatever the history says of how its days came to be."""

from datetime import date, timedelta

import pytest
from django.test import Client

from nhacviec.actions.calendar import import_year
from nhacviec.integrations.demo.organisation import import_of
from nhacviec.integrations.holiday_calendar import days_of_year
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.past_calendar import calendar_on
from nhacviec.records.models import CalendarDay, Event
from nhacviec.rules.calendar_edits import SpecialDay
from nhacviec.rules.events import EventName
from nhacviec.rules.working_days import DayKind
from tests.cast import Cast
from tests.make import NOW

TET = date(2019, 2, 4)
BEFORE = NOW.date() - timedelta(days=1)


def told(cast: Cast, **about: object) -> None:
    """An import by somebody, with the day entered."""
    CalendarDay.objects.create(date=TET, kind=DayKind.HOLIDAY, name="Tết", decision="x")
    Event.objects.create(
        name=EventName.CALENDAR_IMPORTED, happened_at=NOW, recorded_at=NOW, actor=cast.admin, **about
    )


def test_an_import_that_names_no_days_changes_nothing(cast: Cast, client: Client) -> None:
    told(cast, after={"year": 2019})
    assert TET in calendar_on(BEFORE, load_calendar()).days
    client.force_login(cast.chair)
    assert client.get(f"/thong-ke/?tinh-den={BEFORE}").status_code == 200


def test_an_import_with_its_days_is_taken_back(cast: Cast) -> None:
    said = SpecialDay(DayKind.HOLIDAY, "Tết", "x", True)
    import_year(actor=cast.acting("admin"), year=2019, changes={TET: said}, fingerprint=None, now=NOW)
    assert TET not in calendar_on(BEFORE, load_calendar()).days
    assert TET in calendar_on(NOW.date(), load_calendar()).days


@pytest.mark.django_db
def test_theimport_of_the_demo_is_told_like_any_other(cast: Cast) -> None:
    days = [day.date for day in days_of_year(2019)]
    told(cast, before={"replaced": []}, after=import_of(2019))
    assert TET in days
    assert TET not in calendar_on(BEFORE, load_calendar()).days
