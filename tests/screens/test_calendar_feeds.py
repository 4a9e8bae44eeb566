"""Lịch thời hạn: a secret address gives one's deadlines to a calendar program, and nothing else to nobody."""

import logging
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from nhacviec.actions import coordination
from nhacviec.actions import submissions as deeds
from nhacviec.actions.calendar_feeds import create_feed
from nhacviec.actions.people import deactivate_person, reactivate_person
from nhacviec.actions.upward import give_opinion
from nhacviec.config.log_secrets import HideSecrets
from nhacviec.exports import calendar_file
from nhacviec.queries import calendar_feeds
from nhacviec.records.models import Assignment, CalendarFeed, Person, PolicyValue, Post
from nhacviec.records.models import Event as Happened
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.timeliness import local_date
from nhacviec.screens.notices.calendar_feed import READS_A_MINUTE
from tests.cast import Cast
from tests.make import make_assignment, make_task
from tests.queries_count import more_queries, queries_of
from tests.screens.accounts.test_api_tokens import proven
from tests.submitting import submitted
from tests.upward import sent_upward

SOON = timedelta(days=5)


def today() -> date:
    return local_date(timezone.now())


def address_of(person: Person) -> str:
    return reverse("calendar_feed.read", args=[create_feed(person=person, now=timezone.now())])


def read(person: Person, client: Client) -> dict[str, Any]:
    """The entries of his calendar by code, as a calendar program understands them."""
    response = client.get(address_of(person))
    assert response.status_code == 200
    calendar = Calendar.from_ical(response.content)
    events: list[Any] = calendar.walk("VEVENT")
    return {str(event["UID"]).split("@")[0]: event for event in events}


def test_a_deadline_is_a_whole_day_and_one_with_an_hour_has_its_hour(cast: Cast, client: Client) -> None:
    day = today() + SOON
    whole = cast.duty(due_on=day)
    hourly = cast.duty(due_on=day, due_hour=time(16, 30))

    events = read(cast.focal, client)

    assert set(events) == {whole.code, hourly.code}
    event = events[whole.code]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (day, day + timedelta(days=1))
    assert event["TRANSP"] == "TRANSPARENT"
    assert str(event["SUMMARY"]) == f"Hạn: {whole.task.content}"
    assert whole.task.document is not None
    for said in (whole.task.content, f"Văn bản: {whole.task.document.symbol}", f"/dau-viec/{whole.code}/"):
        assert said in str(event["DESCRIPTION"])
    start = events[hourly.code]["DTSTART"]
    assert start.params["TZID"] == "Asia/Ho_Chi_Minh"
    assert start.dt.isoformat() == f"{day.isoformat()}T16:30:00+07:00"


def test_the_zone_of_hours_is_defined_in_the_file(cast: Cast, client: Client) -> None:
    cast.duty(due_on=today() + SOON, due_hour=time(8, 0))
    calendar = Calendar.from_ical(client.get(address_of(cast.focal)).content)
    [zone] = calendar.walk("VTIMEZONE")
    standard: Any = zone.walk("STANDARD")[0]
    assert zone["TZID"] == "Asia/Ho_Chi_Minh"
    assert standard["TZOFFSETTO"].td == timedelta(hours=7)


def test_each_finds_what_he_must_act_on_or_follows(cast: Cast, client: Client) -> None:
    day = today() + SOON
    of_unit = cast.duty(due_on=day)
    handed = cast.duty(due_on=day, division=cast.infrastructure, officer=cast.officer)
    of_division = cast.duty(due_on=day, division=cast.planning)
    of_colleague = cast.duty(due_on=day, division=cast.infrastructure, officer=cast.director)
    not_followed = cast.duty(
        task=cast.task(specialist=cast.other_specialist, office_leader=None, committee_leader=None),
        unit=cast.bien_hoa,
        due_on=day,
    )
    own_of_office = make_assignment(
        cast.task(specialist=None, office_leader=None, committee_leader=None), cast.general, due_on=day
    )
    coordinated = make_assignment(of_unit.task, cast.finance, duty=Duty.COORDINATE, due_on=day)
    for state in (State.ANSWERED, State.COMPLETED, State.CANCELLED, State.SUSPENDED, State.DRAFT):
        cast.duty(due_on=day, state=state)
    cast.duty(due_on=None)
    ours = {duty.code for duty in (of_unit, handed, of_division, of_colleague)}

    assert set(read(cast.focal, client)) == ours
    assert set(read(cast.director, client)) == ours
    assert set(read(cast.officer, client)) == {handed.code}
    assert set(read(cast.other_officer, client)) == {of_division.code}
    assert set(read(cast.finance_focal, client)) == {coordinated.code}
    assert set(read(cast.specialist, client)) == ours | {coordinated.code, own_of_office.code}
    assert set(read(cast.other_specialist, client)) == {not_followed.code}
    assert set(read(cast.office_leader, client)) == ours | {coordinated.code}
    assert set(read(cast.chair, client)) == ours | {coordinated.code}
    for person in (cast.admin, cast.clerk, cast.inspector):
        assert read(person, client) == {}


def test_a_duty_of_somebody_else_says_whose_it_is(cast: Cast, client: Client) -> None:
    duty = cast.duty(due_on=today() + SOON)
    [event] = read(cast.specialist, client).values()
    assert str(event["SUMMARY"]) == f"Hạn Sở Xây dựng: {duty.task.content}"


def test_only_what_is_still_open_to_him_is_in_it(cast: Cast, client: Client) -> None:
    duty = cast.duty(due_on=today() + SOON, division=cast.infrastructure, officer=cast.officer)
    address = address_of(cast.officer)
    assert duty.code.encode() in client.get(address).content

    Assignment.objects.filter(pk=duty.pk).update(officer=cast.director)
    assert duty.code.encode() not in client.get(address).content

    Assignment.objects.filter(pk=duty.pk).update(officer=cast.officer)
    Post.objects.filter(person=cast.officer).update(valid_to=today() - timedelta(days=1))
    response = client.get(address)
    assert response.status_code == 200
    assert b"VEVENT" not in response.content


def test_when_the_deadline_moves_the_same_entry_moves(cast: Cast, client: Client) -> None:
    duty = cast.duty(due_on=today() + SOON)
    address = address_of(cast.focal)

    def entry() -> Any:
        [event] = Calendar.from_ical(client.get(address).content).walk("VEVENT")
        return event

    before = entry()
    duty.change(due_on=today() + 2 * SOON)
    Happened.objects.create(
        name=EventName.DEADLINE_CHANGED,
        assignment=duty,
        task=duty.task,
        happened_at=timezone.now(),
        recorded_at=timezone.now(),
    )
    after = entry()

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("LAST-MODIFIED") > before.decoded("LAST-MODIFIED")
    assert after.decoded("DTSTART") == today() + 2 * SOON


def test_what_has_not_changed_is_not_sent_again(cast: Cast, client: Client) -> None:
    duty = cast.duty(due_on=today() + SOON)
    address = address_of(cast.focal)
    first = client.get(address)
    assert first["Cache-Control"] == "private, no-cache"
    assert first["Content-Type"] == "text/calendar; charset=utf-8"

    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], "private, no-cache")

    duty.change(due_on=today() + 2 * SOON)
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_the_nearest_come_first_when_there_are_too_many(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_feeds, "MOST", 3)
    days = (-30, -2, 0, 4, 9)
    duties = {day: cast.duty(due_on=today() + timedelta(days=day)) for day in days}
    assert set(read(cast.focal, client)) == {duties[day].code for day in (0, 4, 9)}
    Assignment.objects.filter(pk=duties[9].pk).update(state=State.RETURNED, returned_at=timezone.now(),
                                                      return_reason="wrong_unit")  # fmt: skip
    assert set(read(cast.focal, client)) == {duties[day].code for day in (-2, 0, 4)}


def test_a_longer_calendar_asks_the_database_no_more(cast: Cast, client: Client) -> None:
    cast.duty(due_on=today() + SOON)
    address = address_of(cast.specialist)
    short = queries_of(client, address)
    for days in range(20):
        cast.duty(due_on=today() + timedelta(days=days - 10))
    assert more_queries(short, queries_of(client, address)) == []


def test_a_wrong_an_old_and_a_closed_address_answer_the_same(cast: Cast, client: Client) -> None:
    cast.duty(due_on=today() + SOON)
    old, address = address_of(cast.focal), address_of(cast.focal)
    wrong = client.get(reverse("calendar_feed.read", args=["x" * 43]))
    assert (wrong.status_code, wrong.content) == (404, b"404\n")
    too_long = client.get(reverse("calendar_feed.read", args=["x" * 3000]))

    def same(response: Any) -> bool:
        return (response.status_code, response.content, dict(response.headers)) == (
            404, wrong.content, dict(wrong.headers)
        )  # fmt: skip

    assert same(too_long)
    assert same(client.get(old))
    assert client.get(address).status_code == 200
    deactivate_person(actor=cast.acting("admin"), person=cast.focal, reason="nghỉ hưu", now=timezone.now())
    assert same(client.get(address))
    reactivate_person(actor=cast.acting("admin"), person=cast.focal, now=timezone.now())
    assert same(client.get(address))  # it does not come back with the account


def test_whoever_asks_too_often_is_told_to_wait(cast: Cast, client: Client) -> None:
    address = address_of(cast.focal)
    codes = [client.get(address).status_code for _ in range(READS_A_MINUTE)]
    assert set(codes) == {200}
    response = client.get(address)
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 60
    assert client.get(address_of(cast.director)).status_code == 200  # counted for each address


def test_the_address_is_shown_once_and_kept_only_as_a_hash(cast: Cast) -> None:
    client = proven(cast.focal)
    assert "nhiều nhất 2000" in client.get(reverse("calendar_feed.create")).content.decode()
    made = client.post(reverse("calendar_feed.create"))
    page = made.content.decode()
    assert made["Cache-Control"] == "no-store"
    secret = page.split(">http://localhost:8000/lich-thoi-han/")[1].split(".ics")[0]
    assert Client().get(reverse("calendar_feed.read", args=[secret])).status_code == 200
    kept = CalendarFeed.objects.get()
    assert (kept.person, len(kept.digest)) == (cast.focal, 64)
    assert secret not in kept.digest
    settings_page = client.get(reverse("notices.settings")).content.decode()
    assert secret not in settings_page
    assert "Ứng dụng lịch đọc lần cuối" in settings_page


def test_the_owner_takes_it_back(cast: Cast) -> None:
    client, address = proven(cast.focal), address_of(cast.focal)
    assert client.get(reverse("calendar_feed.revoke")).status_code == 200
    assert client.get(address).status_code == 200
    client.post(reverse("calendar_feed.revoke"), follow=True)
    assert client.get(address).status_code == 404
    names = list(Happened.objects.filter(person=cast.focal).values_list("name", flat=True))
    assert names == [EventName.CALENDAR_FEED_REVOKED, EventName.CALENDAR_FEED_CREATED]


def test_whoever_sits_at_an_open_screen_is_asked_who_he_is(cast: Cast) -> None:
    cast.focal.set_password("mat-khau-rieng-2018")
    cast.focal.save()
    client = Client()
    client.force_login(cast.focal)
    response = client.post(reverse("calendar_feed.create"))
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert not CalendarFeed.objects.exists()


def test_no_log_holds_the_address() -> None:
    record = logging.LogRecord(
        "django.request", 30, "", 0, "Not Found: %s", ("/lich-thoi-han/geheim.ics",), None
    )
    assert HideSecrets().filter(record)
    assert record.getMessage() == "Not Found: /lich-thoi-han/…"


def test_signs_of_the_format_in_a_text_stay_text(cast: Cast, client: Client) -> None:
    content = 'Báo cáo; gồm: a,b\\c "d"\nBEGIN:VEVENT\r\nSUMMARY:giả' + " dài" * 60
    task = make_task(assigner=cast.committee, by=cast.clerk, content=content, specialist=cast.specialist)
    make_assignment(task, cast.construction, due_on=today() + SOON)
    [event] = read(cast.focal, client).values()
    assert str(event["SUMMARY"]).startswith('Hạn: Báo cáo; gồm: a,b\\c "d" BEGIN:VEVENT SUMMARY:giả')
    assert len(str(event["SUMMARY"])) == calendar_file.MOST_TITLE
    assert "SUMMARY:giả" in str(event["DESCRIPTION"])
    lines = client.get(address_of(cast.focal)).content.split(b"\r\n")
    assert max(map(len, lines)) <= 75


def test_a_submission_stands_with_who_has_it_and_a_request_with_both_sides(
    cast: Cast, client: Client
) -> None:
    now = timezone.now()
    row = submitted(cast, on=today(), now=now)
    deeds.forward(
        actor=cast.acting("clerk"), submission=row, division=cast.general, officer=cast.specialist, now=now
    )
    duty = cast.duty(due_on=None)
    [request] = coordination.ask(
        actor=cast.acting("focal"), assignment=duty, units=[cast.finance], content="Cho ý kiến", now=now
    )
    file, asked = f"ho-so-{row.pk}", f"phoi-hop-{request.pk}"
    of_specialist = read(cast.specialist, client)
    assert file in of_specialist and asked not in of_specialist
    event = of_specialist[file]
    assert event.decoded("DTSTART") == row.due_on
    assert str(event["SUMMARY"]).startswith(f"Hạn trả lời hồ sơ {row.symbol} của Sở Xây dựng: ")
    assert f"/ho-so-trinh/{row.pk}/" in str(event["URL"])
    for who, own in (("finance_focal", {asked}), ("focal", {asked}), ("officer", set()), ("chair", set())):
        found = {uid for uid in read(getattr(cast, who), client) if uid.startswith(("ho-so", "phoi-hop"))}
        assert found == own, who
    assert str(read(cast.focal, client)[asked]["SUMMARY"]).startswith(
        "Hạn phối hợp: Sở Xây dựng hỏi Sở Tài chính"
    )


def test_what_was_sent_upward_stands_with_who_follows_it(cast: Cast, client: Client) -> None:
    now = timezone.now()
    row = sent_upward(cast, on=today(), now=now)
    key = f"trinh-cap-tren-{row.pk}"
    event = read(cast.specialist, client)[key]
    assert event.decoded("DTSTART") == row.due_on
    said = f"Hạn chờ Thường trực Tỉnh ủy cho ý kiến về {row.symbol}: "
    assert str(event["SUMMARY"]).startswith(said) and f"/trinh-cap-tren/{row.pk}/" in str(event["URL"])
    have = {who for who in ("chair", "clerk", "head", "focal") if key in read(getattr(cast, who), client)}
    assert have == {"chair"}
    give_opinion(actor=cast.acting("clerk"), submission=row, opinion="Đồng ý", opinion_on=today(), now=now)
    assert key not in read(cast.specialist, client)


def test_what_moved_on_or_is_switched_off_leaves_the_calendar(cast: Cast, client: Client) -> None:
    now = timezone.now()
    row = submitted(cast, on=today(), now=now)
    key = f"ho-so-{row.pk}"
    assert key in read(cast.clerk, client)
    deeds.forward(
        actor=cast.acting("clerk"), submission=row, division=cast.general, officer=cast.specialist, now=now
    )
    assert key not in read(cast.clerk, client) and key in read(cast.specialist, client)
    PolicyValue.objects.create(key="module_3", value="no", effective_from=today(), set_at=now)
    assert key not in read(cast.specialist, client)
