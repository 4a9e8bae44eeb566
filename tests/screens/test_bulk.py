"""One deed on many rows, through its page."""

from django.test import Client
from django.urls import reverse

from nhacviec.records.models import Answer, Assignment
from nhacviec.rules.lifecycle import State
from tests.cast import Cast
from tests.make import NOW

URL = reverse("assignments.bulk")


def answered(cast: Cast) -> list[Assignment]:
    """A lead whose coordinator is still at work, and a lead that stands alone; both have answered."""
    _, lead, _ = cast.shared_task()
    Assignment.objects.filter(pk=lead.pk).update(state=State.ANSWERED, answered_at=NOW)
    duties = [Assignment.objects.get(pk=lead.pk), cast.duty(state=State.ANSWERED)]
    for duty in duties:
        Answer.objects.create(
            assignment=duty, round=1, text="Đã xong", answered_by=cast.focal, answered_at=NOW
        )
    return duties


def send(client: Client, duties: list[Assignment], **fields: str) -> tuple[int, str]:
    sent = {"viec": "confirm", "chon": [duty.code for duty in duties], **fields}
    response = client.post(URL, sent)
    return response.status_code, response.content.decode()


def test_the_preview_names_leads_whose_coordinators_are_still_at_work(client: Client, cast: Cast) -> None:
    duties = answered(cast)
    client.force_login(cast.specialist)
    status, page = send(client, duties)
    assert status == 200
    assert page.count("còn đơn vị phối hợp chưa xong") == 1


def test_confirming_them_needs_a_reason_or_leaving_them_out(client: Client, cast: Cast) -> None:
    duties = answered(cast)
    client.force_login(cast.specialist)
    status, page = send(client, duties, gui="1", reason="")
    assert status == 422
    assert "1 đầu việc còn đơn vị phối hợp chưa xong" in page
    assert not Assignment.objects.filter(state=State.COMPLETED).exists()
    assert send(client, duties[1:], gui="1", reason="")[0] == 302
    assert send(client, duties[:1], gui="1", reason="Phần phối hợp không ảnh hưởng")[0] == 302
    assert Assignment.objects.filter(state=State.COMPLETED).count() == 2
