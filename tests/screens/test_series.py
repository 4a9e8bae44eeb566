"""The periods of a periodic task, and stopping it."""

from django.test import Client

from nhacviec.records.models import Task
from tests.cast import Cast
from tests.screens.entering import cards, office, page_text, registered

__all__ = ["office"]


def monthly(office: Client) -> Task:
    document = registered(office)
    card = {"content": "Báo cáo tháng", "deadline": "ngày 25 hằng tháng", "leads": "sxd"}
    office.post(f"/van-ban/{document.pk}/nhiem-vu/", cards(card))
    task = Task.objects.get()
    office.post(f"/van-ban/{document.pk}/ban-hanh/", {"seen": f"{task.code}:{task.version}"})
    return task


def test_a_series_shows_its_periods_and_is_stopped_with_a_reason(office: Client, cast: Cast) -> None:
    task = monthly(office)
    url = f"/nhiem-vu/{task.code}/cac-ky/"
    assert "tháng 7/2018" in page_text(office.get(url))
    assert office.post(url, {"reason": ""}).status_code == 422
    assert office.post(url, {"reason": "Hết giai đoạn 1"}).status_code == 302
    assert "đã dừng lặp ngày 12/07/2018" in page_text(office.get(url))
    assert office.post(url, {"reason": "Lần nữa"}).status_code == 403


def test_an_agency_sees_its_periods_but_stops_nothing(office: Client, cast: Cast) -> None:
    task = monthly(office)
    url = f"/nhiem-vu/{task.code}/cac-ky/"
    office.force_login(cast.focal)
    assert "Dừng lặp" not in page_text(office.get(url))
    assert office.post(url, {"reason": "Không muốn làm"}).status_code == 403
    office.force_login(cast.finance_focal)
    assert office.get(url).status_code == 404


def test_a_task_that_does_not_repeat_has_no_periods(office: Client, cast: Cast) -> None:
    assert office.get(f"/nhiem-vu/{cast.task().code}/cac-ky/").status_code == 404
