"""The answer form takes an answer of an earlier day; whoever reads it sees both days."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhacviec.records.models import Answer, Assignment
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast


def _duty(cast: Cast) -> Assignment:
    now = timezone.now()
    today = local_date(now)
    document = cast.document(issued_on=today - timedelta(days=20))
    return cast.duty(
        task=cast.task(document=document),
        due_on=today - timedelta(days=2),
        assigned_at=now - timedelta(days=15),
    )


def _typed(days_ago: int, **fields: str) -> dict[str, str]:
    day = local_date(timezone.now()) - timedelta(days=days_ago)
    typed = {
        "version": "0",
        "text": "Đã báo cáo bằng giấy",
        "document_symbol": "45/SXD-HT",
        "document_date": f"{day:%d/%m/%Y}",
        "answered_on": f"{day:%d/%m/%Y}",
    }
    return typed | fields


def test_an_answer_of_an_earlier_day_is_taken_and_told_with_both_days(client: Client, cast: Cast) -> None:
    duty = _duty(cast)
    client.force_login(cast.focal)
    assert client.post(reverse("assignments.answer", args=[duty.code]), _typed(4)).status_code == 302
    duty.refresh_from_db()
    assert (duty.outcome, duty.days_late) == ("early", -2)
    page = client.get(reverse("assignments.show", args=[duty.code])).content.decode()
    assert "xảy ra ngày" in page and "ghi nhận ngày" in page and "sớm 2 ngày" in page
    client.force_login(cast.specialist)
    confirming = client.get(reverse("assignments.confirm", args=[duty.code])).content.decode()
    assert "ghi nhận muộn 4 ngày" in confirming


def test_an_answer_of_today_says_nothing_of_days(client: Client, cast: Cast) -> None:
    duty = _duty(cast)
    client.force_login(cast.focal)
    client.post(reverse("assignments.answer", args=[duty.code]), _typed(0))
    page = client.get(reverse("assignments.show", args=[duty.code])).content.decode()
    assert "ghi nhận ngày" not in page and "ghi nhận muộn" not in page


def _errors(client: Client, duty: Assignment, typed: dict[str, str]) -> dict[str, list[str]]:
    response = client.post(reverse("assignments.answer", args=[duty.code]), typed)
    assert response.status_code == 422 and not Answer.objects.exists()
    errors: dict[str, list[str]] = response.context["form"].errors
    return errors


def test_what_is_wrong_is_said_beside_its_field(client: Client, cast: Cast) -> None:
    duty = _duty(cast)
    client.force_login(cast.focal)
    assert list(_errors(client, duty, _typed(4, document_symbol=""))) == ["document_symbol"]
    assert list(_errors(client, duty, _typed(4, document_date=""))) == ["document_date"]
    assert list(_errors(client, duty, _typed(-1, document_date=""))) == ["answered_on"]
    assert list(_errors(client, duty, _typed(17))) == ["answered_on"]
    assert list(_errors(client, duty, _typed(4, answered_on="hôm kia"))) == ["answered_on"]
    later = f"{local_date(timezone.now()) - timedelta(days=3):%d/%m/%Y}"
    assert list(_errors(client, duty, _typed(4, document_date=later))) == ["answered_on"]
