from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from nhacviec.queries.calendar import next_year_missing, special_days
from nhacviec.records.models import CalendarDay, Event
from nhacviec.rules.calendar_edits import SpecialDay
from nhacviec.rules.events import EventName
from nhacviec.rules.working_days import DayKind
from tests.actions.test_calendar import term
from tests.cast import Cast
from tests.make import NOW

INDEX = "/lich-lam-viec/"
CREATE = "/lich-lam-viec/them/"
TYPED = {"day": "05/07/2018", "kind": "holiday", "name": "Ngày lễ của tỉnh", "decision": "123/QĐ-UBND"}


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.admin)
    return client


def text(response: Any) -> str:
    return response.content.decode()


def confirm(client: Client, url: str, **typed: str) -> Any:
    """Look at the preview, then send what it shows."""
    shown = client.get(url, {**typed, "xem": "1"})
    assert shown.status_code == 200, text(shown)
    return client.post(url, {**typed, "dau": shown.context["found"].fingerprint})


@pytest.mark.parametrize("who", ["clerk", "specialist", "head", "chair", "focal", "officer", "inspector"])
@pytest.mark.parametrize(
    "url", [INDEX, CREATE, f"{INDEX}nap/2018/", f"{INDEX}2018-09-03/", f"{INDEX}2018-09-03/bo/"]
)
def test_nobody_else_may_open_the_calendar(client: Client, cast: Cast, who: str, url: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(url).status_code == 403
    assert client.post(url).status_code == 403


@pytest.mark.usefixtures("holidays")
def test_the_year_shows_its_special_days_with_letter_and_title(admin: Client) -> None:
    page = text(admin.get(INDEX))
    assert "Lịch làm việc năm 2018" in page
    assert 'title="03/09/2018 – Nghỉ bù, hoán đổi: Nghỉ bù Quốc khánh"' in page
    assert "Tháng 12" in page


@pytest.mark.parametrize("year", ["1999", "2100", "abc", "20180", "²²²²"])
def test_a_year_without_calendar_shows_this_year(admin: Client, year: str) -> None:
    assert "Lịch làm việc năm 2018" in text(admin.get(INDEX, {"nam": year}))


def test_days_without_a_decision_are_marked(admin: Client) -> None:
    CalendarDay.objects.create(date="2018-11-24", kind="holiday", name="Dự kiến", is_confirmed=False)
    assert "chưa xác minh" in text(admin.get(INDEX))


def test_the_page_answers_why_a_term_ends_on_its_day(admin: Client) -> None:
    page = text(admin.get(INDEX, {"tu": "29/06/2018", "han": "10 ngày làm việc"}))
    assert "Vì sao hạn là ngày này?" in page
    assert "Hạn: hết ngày thứ Sáu, 13/07/2018." in page


@pytest.mark.parametrize("han", ["", "20", "abc", "0 ngày", "9" * 300])
def test_a_term_that_is_not_understood_is_said_beside_the_field(admin: Client, han: str) -> None:
    page = admin.get(INDEX, {"tu": "29/06/2018", "han": han})
    assert page.status_code == 200
    assert page.context["reckon"].errors["han"]
    assert "Vì sao hạn" not in text(page)


def test_a_day_is_entered_after_a_preview_of_what_moves(admin: Client, cast: Cast) -> None:
    duty = term(cast, "10 ngày làm việc")
    shown = admin.get(CREATE, {**TYPED, "xem": "1"})
    assert "13/07/2018 → <strong>16/07/2018</strong>" in text(shown)
    assert not CalendarDay.objects.exists()
    response = admin.post(CREATE, {**TYPED, "dau": shown.context["found"].fingerprint}, follow=True)
    assert "1 thời hạn đã được tính lại" in text(response)
    duty.refresh_from_db()
    assert duty.due_on == date(2018, 7, 16)
    day = CalendarDay.objects.get()
    assert (str(day.date), day.name, day.decision) == ("2018-07-05", TYPED["name"], TYPED["decision"])
    assert not day.is_confirmed  # the box was not ticked


def test_an_administrator_reads_counts_but_no_tasks(admin: Client, cast: Cast) -> None:
    duty = term(cast, "10 ngày làm việc")
    shown = admin.get(CREATE, {**TYPED, "xem": "1"})
    assert shown.context["found"].total == 1
    assert duty.code not in text(shown)
    admin.force_login(cast.office_leader)
    assert duty.code in text(admin.get(CREATE, {**TYPED, "xem": "1"}))


def test_a_preview_is_paged(client: Client, cast: Cast) -> None:
    for _ in range(51):
        term(cast, "10 ngày làm việc")
    client.force_login(cast.office_leader)
    first = client.get(CREATE, {**TYPED, "xem": "1"})
    second = client.get(CREATE, {**TYPED, "xem": "1", "trang": "2"})
    assert (len(first.context["rows"]), len(second.context["rows"])) == (50, 1)
    assert "Trang 2/2" in text(second)
    assert first.context["found"].fingerprint == second.context["found"].fingerprint
    for strange in ("x", "0", "9" * 5000):
        assert client.get(CREATE, {**TYPED, "xem": "1", "trang": strange}).status_code == 200


def test_a_stale_preview_is_shown_again_and_nothing_is_written(admin: Client, cast: Cast) -> None:
    shown = admin.get(CREATE, {**TYPED, "xem": "1"})
    duty = term(cast, "10 ngày làm việc")
    again = admin.post(CREATE, {**TYPED, "dau": shown.context["found"].fingerprint})
    assert again.status_code == 409
    assert "chưa có gì được lưu" in text(again)
    assert not CalendarDay.objects.exists()
    admin.post(CREATE, {**TYPED, "dau": again.context["found"].fingerprint})
    duty.refresh_from_db()
    assert duty.due_on == date(2018, 7, 16)


@pytest.mark.usefixtures("holidays")
@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("day", {"day": ""}),
        ("day", {"day": "31/02/2018"}),
        ("day", {"day": "05/07/2017"}),
        ("day", {"day": "03/09/2018"}),
        ("name", {"name": ""}),
        ("name", {"name": "x" * 201}),
        ("name", {"name": "a\x00b"}),
        ("kind", {"kind": ""}),
        ("kind", {"kind": "other"}),
        ("kind", {"kind": "makeup_workday"}),
        ("kind", {"kind": "compensatory_off", "day": "07/07/2018"}),
        ("decision", {"decision": "x" * 201}),
    ],
)
def test_a_wrong_entry_is_said_beside_its_field(admin: Client, field: str, typed: dict[str, str]) -> None:
    for response in (
        admin.get(CREATE, {**TYPED, **typed, "xem": "1"}),
        admin.post(CREATE, {**TYPED, **typed}),
    ):
        assert response.status_code == 422
        assert list(response.context["form"].errors) == [field]
    assert CalendarDay.objects.count() == 1


def test_a_holiday_on_a_sunday_is_allowed_with_a_warning(admin: Client) -> None:
    typed = {**TYPED, "day": "08/07/2018"}
    assert "rơi vào cuối tuần" in text(admin.get(CREATE, {**typed, "xem": "1"}))
    assert confirm(admin, CREATE, **typed).status_code == 302


def test_a_make_up_day_needs_no_name(admin: Client) -> None:
    confirm(admin, CREATE, day="07/07/2018", kind="makeup_workday", is_confirmed="on")
    assert special_days(year=2018) == {date(2018, 7, 7): SpecialDay(DayKind.MAKEUP_WORKDAY, "Làm bù")}


@pytest.mark.usefixtures("holidays")
def test_a_day_is_corrected_and_taken_out(admin: Client) -> None:
    url = f"{INDEX}2018-09-03/"
    typed = {"kind": "holiday", "name": "Quốc khánh", "decision": "", "is_confirmed": "on"}
    assert confirm(admin, url, **typed).status_code == 302
    assert special_days(year=2018) == {date(2018, 9, 3): SpecialDay(DayKind.HOLIDAY, "Quốc khánh")}
    assert "Chưa có nội dung nào thay đổi" in text(admin.get(url, {**typed, "xem": "1"}))
    shown = admin.get(f"{url}bo/")
    admin.post(f"{url}bo/", {"dau": shown.context["found"].fingerprint})
    assert not CalendarDay.objects.exists()
    assert Event.objects.filter(name=EventName.CALENDAR_CHANGED).count() == 2


@pytest.mark.parametrize("day", ["2018-07-05", "abc", "2018-13-01", "20180903"])
def test_a_day_that_is_not_in_the_calendar_is_not_found(admin: Client, day: str) -> None:
    assert admin.get(f"{INDEX}{day}/").status_code == 404
    assert admin.post(f"{INDEX}{day}/bo/").status_code == 404


def test_a_year_is_imported_and_again_without_harm(admin: Client) -> None:
    url = f"{INDEX}nap/2026/"
    shown = admin.get(url)
    chosen = [line.key for line in shown.context["lines"] if line.chosen]
    sent = {"xem": "1", "chon": chosen, "dau": shown.context["found"].fingerprint}
    assert "Đã nạp" in text(admin.post(url, sent, follow=True))
    days = special_days(year=2026)
    assert days[date(2026, 1, 2)].kind == DayKind.COMPENSATORY_OFF
    assert days[date(2026, 1, 10)].kind == DayKind.MAKEUP_WORKDAY
    assert days[date(2026, 8, 22)].kind == DayKind.MAKEUP_WORKDAY
    assert not days[date(2026, 11, 24)].is_confirmed
    again = admin.get(url)
    assert "Không có ngày nào được chọn" in text(again)
    assert special_days(year=2026) == days


def test_an_import_keeps_what_was_edited_by_hand_unless_it_is_ticked(admin: Client) -> None:
    ours = SpecialDay(DayKind.HOLIDAY, "Tết của tỉnh", "1/TB")
    CalendarDay.objects.create(date="2026-01-01", kind=ours.kind, name=ours.name, decision=ours.decision)
    CalendarDay.objects.create(date="2026-07-03", kind="holiday", name="Ngày riêng")
    url = f"{INDEX}nap/2026/"
    shown = admin.get(url)
    by_key = {line.key: line for line in shown.context["lines"]}
    assert (by_key["2026-01-01"].status, by_key["2026-01-01"].chosen) == ("differs", False)
    assert "Ngày riêng" in text(shown)
    chosen = [line.key for line in shown.context["lines"] if line.chosen]
    admin.post(url, {"xem": "1", "chon": chosen, "dau": shown.context["found"].fingerprint})
    assert special_days(year=2026)[date(2026, 1, 1)] == ours
    ticked = admin.get(url, {"xem": "1", "chon": ["2026-01-01", "2026-07-03", "abc"]})
    assert "sẽ bị thay" in text(ticked)
    sent = {"xem": "1", "chon": "2026-01-01", "dau": ticked.context["found"].fingerprint}
    assert admin.post(url, sent).status_code == 302
    assert special_days(year=2026)[date(2026, 1, 1)].name != ours.name
    assert special_days(year=2026)[date(2026, 7, 3)].name == "Ngày riêng"


def test_ticks_that_were_not_previewed_are_not_applied(admin: Client) -> None:
    url = f"{INDEX}nap/2026/"
    fingerprint = admin.get(url).context["found"].fingerprint
    assert admin.post(url, {"xem": "1", "chon": "2026-01-01", "dau": fingerprint}).status_code == 409
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize("year", [2017, 2100, 99999])
def test_a_year_without_shipped_calendar_is_not_found(admin: Client, year: int) -> None:
    assert admin.get(f"{INDEX}nap/{year}/").status_code == 404


@pytest.mark.parametrize(
    ("day", "missing"), [("2018-10-31", None), ("2018-11-01", 2019), ("2018-12-31", 2019)]
)
def test_from_november_the_next_year_is_missed(db: None, day: str, missing: int | None) -> None:
    assert next_year_missing(date.fromisoformat(day)) == missing


def test_one_day_of_the_next_year_is_enough(db: None) -> None:
    CalendarDay.objects.create(date="2019-01-01", kind="holiday", name="Tết Dương lịch")
    assert next_year_missing(date(2018, 12, 1)) is None


def test_the_banner_is_for_those_who_keep_the_calendar(client: Client, cast: Cast) -> None:
    with time_machine.travel(datetime(2018, 11, 1, 3, tzinfo=UTC), tick=False):
        client.force_login(cast.office_leader)
        assert "Lịch làm việc năm 2019 chưa được nhập" in text(client.get("/"))
        client.force_login(cast.focal)
        assert "chưa được nhập" not in text(client.get("/"))


def test_the_menu_names_calendar_and_policies_for_those_who_keep_them(client: Client, cast: Cast) -> None:
    client.force_login(cast.admin)
    page = text(client.get(INDEX))
    assert 'href="/lich-lam-viec/"' in page and 'href="/quy-che/"' in page
    client.force_login(cast.focal)
    assert 'href="/lich-lam-viec/"' not in text(client.get("/"))
