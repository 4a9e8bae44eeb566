"""Letters go in the hours of the unit in which their reader is told."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from nhacviec.actions.attention import remind
from nhacviec.actions.coordination_reminders import remind_coordinations
from nhacviec.actions.reminding import remind as take_steps
from nhacviec.actions.send_hours import set_hours
from nhacviec.notify.announce import announce
from nhacviec.notify.announce import take_steps as steps_are_told
from nhacviec.notify.fold import fold
from nhacviec.notify.hours import may_go
from nhacviec.notify.post_office import send_letters
from nhacviec.notify.sending import claim, providers_due
from nhacviec.queries.deliveries import backlog
from nhacviec.records.models import Delivery, Reminder, Unit, Webhook
from nhacviec.rules.notices import Channel
from nhacviec.rules.permissions import Role
from nhacviec.rules.timeliness import LOCAL_ZONE
from tests.cast import Cast
from tests.coordination import asked
from tests.make import NOW, TODAY, make_post
from tests.moments import look_at
from tests.notify.mail_server import mail_server
from tests.notify.telling import forget


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
    assert due() == dict.fromkeys(("dau_moi_sxd", "gd_sxd"), at(TODAY, 19, 6))
    assert not backlog(at(TODAY, 20, 30)).unfolded  # it waits for the hours of the Office
    friday = date(2018, 7, 13)
    fold(now=at(friday, 7, 31))
    assert due()["chuyen_vien"] == at(friday, 7, 32)
    assert not Reminder.objects.filter(is_late=True).exists()


def test_a_request_is_told_to_each_side_in_its_own_hours(cast: Cast) -> None:
    """Taken at half past seven, with everything; the unit that is asked begins at ten."""
    give(cast, cast.finance, (600, 660))
    asked(cast)
    make_post(cast.officer, cast.finance, Role.AGENCY_LEADER)
    forget()
    Delivery.objects.all().delete()
    late = date(2018, 7, 24)  # three working days after its deadline
    for moment in (at(late, 7, 31), at(late, 9), at(late, 10)):
        remind_coordinations(now=moment)
        steps_are_told(now=moment)
        fold(now=moment)
        if moment < at(late, 10):
            assert set(due()) == {"dau_moi_sxd", "chuyen_vien"}
    assert due()["dau_moi_stc"] == at(late, 10, 1)


def test_who_could_have_been_told_on_an_earlier_day_is_told_late(cast: Cast) -> None:
    give(cast, cast.construction, (1140, 1200))
    duty = cast.duty(due_on=date(2018, 7, 5))
    look_at(duty, at(TODAY, 19))
    take_steps(now=at(TODAY, 19, 5))  # and the worker dies before it folds
    fold(now=at(date(2018, 7, 13), 19, 5))
    late = Reminder.objects.filter(is_late=True).values_list("person__username", flat=True)
    assert set(late) == {"dau_moi_sxd", "gd_sxd"}  # not the Office: it is not open yet


def test_a_server_that_comes_back_in_the_evening_wakes_nobody(
    cast: Cast, tmp_path: Path, settings: LazySettings
) -> None:
    """One agency is told between seven and eight in the evening; everybody else the next morning."""
    give(cast, cast.finance, (1140, 1200))
    afternoon = at(TODAY, 16, 50)
    with mail_server(tmp_path, settings) as server:
        port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9  # nobody listens there
        for unit in (cast.construction, cast.finance):
            remind(actor=cast.acting("clerk"), assignment=cast.duty(unit=unit), note="x", now=afternoon)
        announce(now=afternoon)
        assert send_letters(now=afternoon + timedelta(minutes=5)) == 0
        assert Delivery.objects.filter(state="failed").exists()
        settings.EMAIL_PORT = port
        for half in range(32):
            send_letters(now=at(TODAY, 17, 1) + timedelta(minutes=30 * half))
        assert len(server.letters) == 3
    sent = {
        name: moment.astimezone(LOCAL_ZONE)
        for name, moment in Delivery.objects.values_list("person__username", "sent_at")
        if moment
    }
    assert sent["dau_moi_stc"] == at(TODAY, 19, 1)
    assert sent["dau_moi_sxd"] == sent["gd_sxd"] == at(date(2018, 7, 13), 7, 31)


@pytest.mark.parametrize(
    ("hour", "go"),
    [
        (6, {"early", "late, of the night", "webhook"}),  # not to who has left the unit with the early hours
        (9, {"usual", "has left", "late, of the night", "webhook"}),
        (19, {"late", "late, of the night", "webhook"}),
        (23, {"webhook"}),
    ],
)
def test_at_every_hour_go_those_whose_hours_are_open(cast: Cast, hour: int, go: set[str]) -> None:
    """And what was asked for after the hours had ended: the last night, of the one who was awake."""
    give(cast, cast.finance, (1140, 1200))
    give(cast, cast.bien_hoa, (330, 390))
    cast_webhook = Webhook.objects.create(
        name="x", address="https://x.vn/", sealed_secret="x", topics=[], created_at=NOW, created_by=cast.admin
    )
    yesterday = at(date(2018, 7, 11), 16)
    early = at(date(2018, 7, 11), 6)
    for name, unit, due_at, person in (
        ("usual", None, yesterday, cast.focal),
        ("late", cast.finance, at(date(2018, 7, 11), 19, 30), cast.finance_focal),
        ("late, of the night", cast.finance, at(date(2018, 7, 11), 22), cast.finance_focal),
        ("early", cast.bien_hoa, early, cast.bien_hoa_focal),
        ("has left", cast.bien_hoa, early, cast.focal),
        ("webhook", None, yesterday, None),
    ):
        of_webhook = {"person": person} if person else {"webhook": cast_webhook, "payload": {}}
        Delivery.objects.create(
            **of_webhook,
            unit=unit,
            channel="email",
            address=name,
            provider="x",
            created_at=due_at if name == "late, of the night" else due_at - timedelta(minutes=1),
            due_at=due_at,
            next_try_at=due_at,
            message_id=name,
        )
    moment = at(TODAY, hour)
    found = set(Delivery.objects.filter(may_go(moment)).values_list("address", flat=True))
    assert found == go
    assert [providers_due(Channel.EMAIL, now=moment), claim("x", now=moment) is not None] == [["x"], True]
