"""The file has the numbers of its page."""

from datetime import date

import pytest
from django.test import Client

from nhacviec.actions.standings import follow
from nhacviec.queries import statistics
from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.clock import Moment
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment, Event
from nhacviec.rules.statistics import Number
from nhacviec.rules.words_statistics import NUMBERS
from tests.cast import Cast
from tests.exports.reading import body, sheets_of
from tests.exports.scene import duties
from tests.make import NOW, TODAY


@pytest.fixture
def counted(cast: Cast) -> Cast:
    duties(cast)
    follow(list(Assignment.objects.exclude(state="draft").values_list("pk", flat=True)), day=TODAY)
    return cast


def told(content: bytes, line: int) -> dict[str, object]:
    head, *rows = sheets_of(content)["Số liệu"]
    return dict(zip(head, rows[line], strict=True))


def test_all_agencies_and_their_total(client: Client, counted: Cast) -> None:
    client.force_login(counted.specialist)
    page = client.get("/thong-ke/?tinh-den=2018-07-12").content.decode()
    assert '<form id="stat-excel" method="post" action="/thong-ke/?tinh-den=2018-07-12">' in page
    content = body(client.post("/thong-ke/?tinh-den=2018-07-12"))
    policy = policy_on(TODAY)
    at = Moment(now=NOW, calendar=load_calendar(), due_soon_days=policy.due_soon_wd)
    rules = statistics.counting_rules(TODAY)
    whole = statistics.counts(Scope(), AsOf(TODAY, at, rules.reading), rules)
    total = told(content, -1)
    assert whole.everything > 5
    assert {n: total[NUMBERS[n]] for n in Number} == {n: whole.number(n, rules) for n in Number}
    about = {str(row[0]): row[1] for row in sheets_of(content)["Thông tin"]}
    assert about["Tính đến hết ngày"] == date(2018, 7, 12) and "Số liệu đến" not in about
    assert Event.objects.get(name="exported").after["query"] == "tinh-den=2018-07-12"


def test_one_agency_with_what_is_overdue_by_days(client: Client, counted: Cast) -> None:
    client.force_login(counted.focal)
    page = f"/thong-ke/don-vi/{counted.construction.pk}/"
    content = body(client.post(f"{page}?tinh-den=2018-07-12"))
    assert told(content, 0)["Cơ quan, đơn vị"] == "Sở Xây dựng"
    days = sheets_of(content)["Quá hạn theo ngày"]
    assert days[-1] == ["Tổng cộng", told(content, 0)[NUMBERS[Number.OVERDUE]]]


def test_another_agencys_numbers_are_not_exported(client: Client, counted: Cast) -> None:
    client.force_login(counted.focal)
    assert client.post(f"/thong-ke/don-vi/{counted.finance.pk}/").status_code == 404
    assert not Event.objects.filter(name="exported").exists()


def test_reading_the_page_writes_nothing_and_a_foreign_form_gets_no_file(counted: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(counted.focal)
    page = f"/thong-ke/don-vi/{counted.construction.pk}/"
    assert client.get(f"{page}?xuat=excel")["Content-Type"].startswith("text/html")
    assert client.post(page).status_code == 403
    assert not Event.objects.filter(name="exported").exists()
