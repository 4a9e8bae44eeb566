"""Letters go in the hours of the unit in which their reader is told."""

from datetime import date, datetime, time

import pytest
from django.conf import LazySettings

from nhacviec.actions.attention import remind
from nhacviec.actions.reminding import remind as take_steps
from nhacviec.actions.send_hours import set_hours
from nhacviec.notify.announce import announce
from nhacviec.notify.fold import fold
from nhacviec.records.models import Delivery, Unit
from nhacviec.rules.timeliness import LOCAL_ZONE
from tests.cast import Cast
from tests.make import NOW, TODAY
from tests.moments import look_at


@pytest.fixture(autouse=True)
def letters(settings: LazySettings) -> None:
    settings.LETTERS = True


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=LOCAL_ZONE)


def give(cast: Cast, unit: Unit, hours: tuple[int, int]) -> None:
    set_hours(actor=cast.acting("admin"), unit=unit, hours=hours, now=NOW)


def due() -> dict[str, datetime]:
    return dict(Delivery.objects.values_list("person__username", "due_at"))


def test_a_letter_waits_for_the_hours_of_its_readers_unit(cast: Cast) -> None:
    give(cast, cast.construction, (600, 660))  # 10:00–11:00
    for unit in (cast.construction, cast.finance):
        remind(actor=cast.acting("clerk"), assignment=cast.duty(unit=unit), note="x", now=NOW)  # at nine
    announce(now=NOW)
    assert due()["dau_moi_sxd"] == due()["gd_sxd"] == at(TODAY, 10)
    assert due()["dau_moi_stc"] == at(TODAY, 9, 1)


def test_after_the_hours_it_waits_for_the_next_working_day(cast: Cast) -> None:
    give(cast, cast.construction, (360, 420))
    friday = at(date(2018, 7, 13), 9)
    remind(actor=cast.acting("clerk"), assignment=cast.duty(), note="x", now=friday)
    announce(now=friday)
    assert set(due().values()) == {at(date(2018, 7, 16), 6)}


def test_what_is_urgent_goes_at_once_inside_the_hours(cast: Cast) -> None:
    give(cast, cast.construction, (1140, 1200))
    duty = cast.duty(due_on=TODAY, due_hour=time(23))
    evening = at(TODAY, 19, 5)
    look_at(duty, at(TODAY, 19))
    take_steps(now=evening)
    fold(now=evening)
    assert due()["dau_moi_sxd"] == evening


def test_of_one_step_each_reads_in_his_own_hours(cast: Cast) -> None:
    """Five working days late: the agency is told at seven in the evening, the Office the next morning."""
    give(cast, cast.construction, (1140, 1200))
    duty = cast.duty(due_on=date(2018, 7, 5))
    evening = at(TODAY, 19, 5)
    look_at(duty, at(TODAY, 19))
    take_steps(now=evening)
    fold(now=evening)
    assert due()["dau_moi_sxd"] == at(TODAY, 19, 6)
    assert due()["chuyen_vien"] == at(date(2018, 7, 13), 7, 30)
