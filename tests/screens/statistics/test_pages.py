"""Every number of the pages is a link to exactly its rows: any scope, day, reading, deadline and period."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from nhacviec.actions import tallying
from nhacviec.queries import statistics
from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.clock import Moment
from nhacviec.rules.statistics import CountingRules, Reading
from nhacviec.rules.units import UnitKind
from tests.cast import Cast
from tests.make import make_unit
from tests.screens.statistics.province import LATER, Duties, build, given, linked_numbers, rows_behind

DAYS = ("", "tinh-den=2018-07-11", "tinh-den=2018-07-15", "tinh-den=15/07/2018&cach=happened")
OTHERWISE = ("han=original&tinh-den=2018-07-15", "ky=2018-07", "ky=tuy-chon&tu=2018-06-01&den=2018-06-30")


@pytest.fixture
def duties(cast: Cast) -> Iterator[Duties]:
    built = build(cast)
    tallying.fold(now=LATER)
    with time_machine.travel(LATER, tick=False):
        yield built


def check(client: Client, address: str) -> int:
    """Every number of the page against its rows; how many there were."""
    page = client.get(address)
    assert page.status_code == 200, address
    links = linked_numbers(page.content.decode())
    for link, shown in dict.fromkeys(links):
        assert rows_behind(client, link) == (shown, shown), link
    return len(links)


def test_every_number_of_an_agency_has_exactly_its_rows(cast: Cast, client: Client, duties: Duties) -> None:
    client.force_login(cast.director)
    for query in (*DAYS, *OTHERWISE):
        assert check(client, f"/thong-ke/don-vi/{cast.construction.pk}/?{query}") > 15


def test_every_number_of_the_table_of_all_agencies_has_exactly_its_rows(
    cast: Cast, client: Client, duties: Duties
) -> None:
    client.force_login(cast.chair)
    for query in ("tinh-den=2018-07-11", "ky=2018-06&dang=cay"):
        assert check(client, f"/thong-ke/?{query}") > 20, query


def test_every_number_of_the_other_pages_has_exactly_its_rows(
    cast: Cast, client: Client, duties: Duties
) -> None:
    client.force_login(cast.specialist)
    document = duties.late_answer.task.document_id
    for place in (
        "toan-tinh", f"phong/{cast.infrastructure.pk}", f"can-bo/{cast.officer.pk}",
        f"chuyen-vien/{cast.specialist.pk}", f"lanh-dao-van-phong/{cast.office_leader.pk}",
        f"lanh-dao-ubnd/{cast.chair.pk}", f"linh-vuc/{duties.field.pk}", f"van-ban/{document}",
        "theo/chuyen-vien", "theo/linh-vuc", f"don-vi/{cast.construction.pk}/theo/phong",
        f"don-vi/{cast.construction.pk}/theo/can-bo",
    ):  # fmt: skip
        assert check(client, f"/thong-ke/{place}/?tinh-den=2018-07-15") > 3, place


def test_the_agencies_together_are_the_province(cast: Cast, client: Client, duties: Duties) -> None:
    client.force_login(cast.inspector)
    for query in DAYS:
        response = client.get(f"/thong-ke/?{query}")
        figures = response.context["figures"].counts
        day = date(2018, 7, 15) if "15" in query else date(2018, 7, 11) if query else date(2018, 9, 30)
        reading = Reading.HAPPENED if "happened" in query else Reading.RECORDED
        as_of = AsOf(day, Moment(now=LATER, calendar=load_calendar(), due_soon_days=3), reading)
        assert figures == statistics.counts(Scope(), as_of, CountingRules())
        assert figures.everything > 15


def test_the_day_is_read_both_ways_where_something_was_recorded_late(
    cast: Cast, client: Client, duties: Duties
) -> None:
    client.force_login(cast.director)
    address = f"/thong-ke/don-vi/{cast.construction.pk}/"
    page = client.get(f"{address}?tinh-den=2018-07-15")
    late = {label: (theirs.value, ours.value) for label, theirs, ours in page.context["late_records"].lines}
    assert late["Quá hạn"] == ("4", "5")
    assert late["Sớm hạn"][0] > late["Sớm hạn"][1]
    assert "Nếu tính theo ngày việc xảy ra" in page.content.decode()
    assert page.context["late_records"].count == "1"
    rows = client.get(page.context["late_records"].rows_url)
    assert [row.assignment.pk for row in rows.context["rows"]] == [duties.late_answer.pk]
    told = rows.content.decode()
    assert "quá hạn 5 ngày" in told and "theo ngày việc xảy ra: sớm 1 ngày" in told
    same = client.get(page.context["late_records"].url)
    assert same.context["figures"].counts.overdue == 4
    assert client.get(f"{address}?tinh-den=2018-09-01").context["late_records"] is None
    assert client.get(address).context["late_records"] is None


def test_overdue_is_grouped_by_exact_days(cast: Cast, client: Client, duties: Duties) -> None:
    client.force_login(cast.focal)
    page = client.get(f"/thong-ke/don-vi/{cast.construction.pk}/?tinh-den=2018-07-11")
    groups = re.findall(r">([0-9]+ ngày) <strong>([0-9]+)</strong>", page.context["overdue"].lines)
    assert groups == [
        ("1 ngày", "1"),
        ("2 ngày", "1"),
        ("3 ngày", "2"),
        ("6 ngày", "2"),
        ("9 ngày", "1"),
        ("10 ngày", "1"),
    ]


WRONG = [
    ("tinh-den=31%2F9", "không phải là một ngày"),
    ("tinh-den=2018-02-30", "không phải là một ngày"),
    ("tinh-den=2018-10-01", "Ngày 01/10/2018 chưa tới"),
    ("tinh-den=" + "9" * 10_000, "không phải là một ngày"),
    ("ky=2018-13", "không phải là một kỳ báo cáo"),
    ("ky=" + "x" * 10_000, "không phải là một kỳ báo cáo"),
    ("ky=0001", "không phải là một kỳ báo cáo"),
    ("ky=tuy-chon&tu=1/7/2018&den=1/6/2018", "ở trước ngày đầu"),
    ("ky=tuy-chon&tu=abc&den=", "không phải là một ngày"),
    ("ky=tuy-chon&tu=abc&den=", "Chưa nhập ngày cuối của kỳ"),
    ("ky=tuy-chon&den=%00", "Chưa nhập ngày đầu của kỳ"),
]


def test_what_is_wrong_is_said_and_the_page_stays_of_use(cast: Cast, client: Client, duties: Duties) -> None:
    client.force_login(cast.director)
    address = f"/thong-ke/don-vi/{cast.construction.pk}/"
    whole = client.get(address).context["figures"].counts
    for query, said in WRONG:
        for path in (address, f"{address}dau-viec/"):
            page = client.get(f"{path}?{query}")
            assert page.status_code == 200
            assert said in page.content.decode()
            assert len(page.content) < 80_000
        assert client.get(f"{address}?{query}").context["figures"].counts == whole


def test_a_wrong_key_is_said(cast: Cast, client: Client) -> None:
    client.force_login(cast.director)
    for query in (
        "so=khong-co", "so=qua-han,x", "so=" + "a," * 5000, "so=qua-han&qua-ngay=x",
        "so=som-han&qua-ngay=3", "so=qua-han&qua-ngay=" + "9" * 30,
    ):  # fmt: skip
        page = client.get(f"/thong-ke/don-vi/{cast.construction.pk}/dau-viec/?{query}")
        assert page.context["what"].problem
        assert page.context["what"].problem in page.content.decode()


def test_agency_people_are_led_to_their_own(cast: Cast, client: Client, duties: Duties) -> None:
    for who, address in (
        ("director", f"/thong-ke/don-vi/{cast.construction.pk}/"),
        ("focal", f"/thong-ke/don-vi/{cast.construction.pk}/"),
        ("officer", f"/thong-ke/can-bo/{cast.officer.pk}/"),
    ):
        client.force_login(getattr(cast, who))
        assert client.get("/thong-ke/")["Location"] == address
        assert "Thống kê" in client.get(address).content.decode()


def test_a_division_of_an_agency_has_what_was_handed_on_to_it(
    cast: Cast, client: Client, duties: Duties
) -> None:
    client.force_login(cast.director)
    page = client.get(f"/thong-ke/don-vi/{cast.infrastructure.pk}/", follow=True)
    assert page.redirect_chain[0][0] == f"/thong-ke/phong/{cast.infrastructure.pk}/"
    assert page.context["figures"].counts.everything == 9


@pytest.mark.parametrize(
    ("typed", "unit"), [("stc", "finance"), ("sở tài chính", "finance"), ("so xay dung", "construction"),
                        ("BH", "bien_hoa"), ("bien hoa", "bien_hoa")],
)  # fmt: skip
def test_an_agency_is_found_by_what_one_types(typed: str, unit: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.specialist)
    page = client.get("/thong-ke/tim/", {"tim": typed, "tinh-den": "2018-07-01"})
    assert page["Location"] == f"/thong-ke/don-vi/{getattr(cast, unit).pk}/?tinh-den=2018-07-01"


def test_what_could_be_several_is_listed(cast: Cast, client: Client) -> None:
    client.force_login(cast.specialist)
    found = client.get("/thong-ke/tim/", {"tim": "phòng"}).context["found"]
    assert "Phòng Tổng hợp" in [unit.name for unit, _ in found]
    assert len(found) > 1
    assert "Không tìm thấy" in client.get("/thong-ke/tim/", {"tim": "qqqq"}).content.decode()


def test_what_an_officer_did_elsewhere_stays_there(cast: Cast, client: Client, duties: Duties) -> None:
    """He moves to Sở Tài chính: its focal officer does not read what he did in Sở Xây dựng."""
    cast.officer.posts.create(unit=cast.finance, role="agency_officer", valid_from=date(2018, 9, 1))
    client.force_login(cast.finance_focal)
    page = client.get(f"/thong-ke/can-bo/{cast.officer.pk}/dau-viec/")
    assert page.context["count"] == "0"
    client.force_login(cast.director)
    assert client.get(f"/thong-ke/can-bo/{cast.officer.pk}/dau-viec/").context["count"] == "9"


def test_the_table_is_sorted_by_any_column(cast: Cast, client: Client, duties: Duties) -> None:
    client.force_login(cast.clerk)
    for key, way, first in (
        ("", "", "Sở Xây dựng"),
        ("qua-han", "tang", None),
        ("khong-thoi-han", "giam", "UBND thành phố Biên Hòa"),
        ("r5", "giam", None),
        ("ten", "tang", None),
        ("<script>", "x", "Sở Xây dựng"),
    ):
        page = client.get("/thong-ke/", {"xep": key, "chieu": way}).content.decode()
        body = page.split("<tbody>")[1].split("</tr>")
        assert 'scope="row"' in body[1]
        if first:
            assert first in body[1], key
    falling = client.get("/thong-ke/", {"xep": "duoc-giao", "chieu": "giam"}).content.decode()
    assert 'aria-sort="descending"' in falling


def test_in_time_of_a_month_is_the_rate_r5(cast: Cast, client: Client, duties: Duties) -> None:
    client.force_login(cast.director)
    at = f"/thong-ke/don-vi/{cast.construction.pk}/"
    for month in client.get(at).context["trend"]:
        rates = client.get(f"{at}?tinh-den={month.last}").context["rates"]
        assert month.in_time == next(rate.percent for rate in rates if rate.rule == "R5")


def test_a_month_that_ends_on_the_day_asked_for_is_the_newest_one(
    cast: Cast, client: Client, duties: Duties
) -> None:
    client.force_login(cast.director)
    at = f"/thong-ke/don-vi/{cast.construction.pk}/"
    for day, newest in (("31/8/2018", date(2018, 8, 31)), ("30/8/2018", date(2018, 7, 31))):
        page = client.get(f"{at}?tinh-den={day}")
        months = [month.last for month in page.context["trend"]]
        assert (months[0], len(months)) == (newest, 12)
    page = client.get(f"{at}?tinh-den=2018-08-31")
    assert page.context["trend"][0].numbers[0].value == page.context["figures"].assigned.value


@pytest.mark.parametrize("who", ["director", "specialist"])
@pytest.mark.parametrize("cut", ["phong", "can-bo"])
def test_what_no_line_of_an_agency_holds_is_said(
    who: str, cut: str, cast: Cast, client: Client, duties: Duties
) -> None:
    client.force_login(getattr(cast, who))
    at = f"/thong-ke/don-vi/{cast.construction.pk}/"
    lines = {
        "phong": f"/thong-ke/phong/{cast.infrastructure.pk}/",
        "can-bo": f"/thong-ke/can-bo/{cast.officer.pk}/",
    }
    whole, handed_on = (client.get(page).context["figures"].counts for page in (at, lines[cut]))
    missing = (whole - handed_on).assigned(CountingRules())
    given(cast, cast.finance, due_on=None, division=cast.infrastructure, officer=cast.officer)  # elsewhere
    page = client.get(f"{at}theo/{cut}/")
    assert page.context["missing"] == missing > 0
    assert f"{missing} đầu việc không ghi mục này" in page.content.decode()


@pytest.mark.parametrize("who", ["director", "specialist"])
def test_an_agency_is_no_division(who: str, cast: Cast, client: Client) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(f"/thong-ke/phong/{cast.infrastructure.pk}/").status_code == 200
    for place in ("", "dau-viec/"):
        assert client.get(f"/thong-ke/phong/{cast.construction.pk}/{place}").status_code == 404


def test_a_unit_inside_an_agency_may_have_been_handed_duties(cast: Cast, client: Client) -> None:
    centre = make_unit("Trung tâm Quy hoạch", kind=UnitKind.SERVICE_UNIT, parent=cast.construction)
    client.force_login(cast.director)
    assert client.get(f"/thong-ke/phong/{centre.pk}/").status_code == 200
