"""Pages of what is submitted upward: who sees them, every step, bad input, files, Excel, steady prices."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from nhacviec.records.models import PolicyValue, StoredFile, Submission
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.upward import UpwardStop
from tests.cast import Cast
from tests.from_above import from_above
from tests.htmx import get_part, part, swap
from tests.queries_count import more_queries, queries_of
from tests.upward import party_committee, sent_upward

INDEX = reverse("upward.index")
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def today() -> Any:
    return local_date(timezone.now())


def written(day: Any) -> str:
    return f"{day:%d/%m/%Y}"


def ago(cast: Cast, days: int, **fields: Any) -> Submission:
    return sent_upward(cast, on=today() - timedelta(days=days), **fields)


def taken(client: Client, row: Submission, move: str, **data: Any) -> Any:
    row.refresh_from_db()
    return client.post(reverse(f"upward.{move}", args=[row.pk]), {"version": row.version, **data})


def head(cast: Cast, **fields: Any) -> dict[str, Any]:
    values = {
        "unit": cast.committee.pk, "addressee": party_committee().pk, "symbol": "12/TTr-UBND",
        "dated_on": written(today()), "sent_on": written(today()), "abstract": "Chủ trương đầu tư",
        "asked": "Xin ý kiến", "kind": "plan", "urgency": "normal", "secrecy": "none",
        "officer": cast.specialist.pk,
    }  # fmt: skip
    return values | fields


def book_of(answer: Any) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))


def test_what_was_sent_is_entered_with_its_files_and_task(client: Client, cast: Cast) -> None:
    task = cast.task()
    task.assigner = party_committee()
    task.save()
    client.force_login(cast.specialist)
    page = client.get(f"{reverse('upward.create')}?nhiem-vu={task.code}").content.decode()
    assert task.code in page and "UBND tỉnh Đồng Nai" in page
    upload = SimpleUploadedFile("to-trinh.pdf", PDF, "application/pdf")
    answer = client.post(reverse("upward.create"), head(cast, task=task.code.lower(), attached=[upload]))
    row = Submission.objects.get()
    assert answer["Location"] == reverse("upward.show", args=[row.pk])
    assert (row.task, row.stop, row.officer) == (task, UpwardStop.SENT, cast.specialist)
    shown = client.get(reverse("upward.show", args=[row.pk])).content.decode()
    assert task.code in shown and "Thường trực Tỉnh ủy" in shown and "chưa hỏi lại" in shown
    address = reverse("files.show", args=[StoredFile.objects.get(submission=row).pk])
    for who, status in ((cast.chair, 200), (cast.inspector, 200), (cast.focal, 404)):
        client.force_login(who)
        assert client.get(address).status_code == status, who
    PolicyValue.objects.create(key="module_2", value="no", effective_from=today(), set_at=timezone.now())
    client.force_login(cast.chair)
    assert client.get(address).status_code == 404


def test_the_page_of_the_task_shows_what_was_submitted_for_it(client: Client, cast: Cast) -> None:
    duty = from_above(cast)
    row = ago(cast, 30, task=duty.task)
    client.force_login(cast.specialist)
    page = client.get(reverse("assignments.show", args=[duty.code])).content.decode()
    assert f"/trinh-cap-tren/{row.pk}/" in page and "quá hạn" in page
    assert f"vao-so/?nhiem-vu={duty.task.code}" in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"symbol": "///"}, "phải có chữ hoặc số"),
        ({"dated_on": "31/02/2018"}, "Ngày không đúng"),
        ({"sent_on": "01/01/2099"}, "Ngày gửi không được sau hôm nay."),
        ({"addressee": "999999"}, "Hãy chọn trong danh sách."),
        ({"officer": ""}, "Hãy"),
        ({"secrecy": "mat"}, "bí mật nhà nước"),
        ({"abstract": "Văn bản TUYỆT MẬT về quốc phòng"}, "dấu hiệu mang độ mật"),
        ({"task": "NV-2018-999999"}, "Không có nhiệm vụ cấp trên giao mang mã này."),
        ({"asked": "a\0b"}, "ký tự không lưu được"),
    ],
)
def test_a_wrong_head_keeps_what_was_typed(
    wrong: dict[str, str], says: str, client: Client, cast: Cast
) -> None:
    client.force_login(cast.clerk)
    page = client.post(reverse("upward.create"), head(cast, **wrong))
    assert page.status_code == 422 and says in page.content.decode()
    assert "Chủ trương đầu tư" in page.content.decode() or "abstract" in wrong
    assert not Submission.objects.exists()


def test_the_same_form_sent_twice_makes_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.clerk)
    data = head(cast, _once="7b0d8a86-7f0e-4d2b-9d0b-5a4f7a2f8a11")
    first, second = (client.post(reverse("upward.create"), data) for _ in range(2))
    assert first["Location"] == second["Location"] and Submission.objects.count() == 1
    again = client.post(reverse("upward.create"), head(cast))
    assert again.status_code == 422 and "đã có trong sổ" in again.content.decode()


def test_from_asking_again_to_the_decision(client: Client, cast: Cast) -> None:
    row = ago(cast, 30)
    client.force_login(cast.specialist)
    assert taken(client, row, "ask_again", asked_on=written(today()), note="Công văn 9").status_code == 302
    twice = taken(client, row, "ask_again", asked_on=written(today()))
    assert twice.status_code == 422 and "đã ghi hỏi lại" in twice.content.decode()
    said = {"opinion_on": written(today()), "opinion": "Thống nhất", "symbol": "512-TB/TU"}
    assert taken(client, row, "opinion", **said).status_code == 302
    upload = SimpleUploadedFile("nq.pdf", PDF, "application/pdf")
    day = written(today())
    decision = {"symbol": "15-NQ/TU", "dated_on": day, "received_on": day, "attached": [upload]}
    assert taken(client, row, "decision", **decision).status_code == 302
    page = client.get(reverse("upward.show", args=[row.pk])).content.decode()
    for words in ("15-NQ/TU", "Thống nhất", "512-TB/TU", "Công văn 9", "nq.pdf", "có ý kiến quá hạn"):
        assert words in page, words
    client.force_login(cast.head)
    assert taken(client, row, "reopen", reason="Nhầm").status_code == 302
    assert taken(client, row, "hand_on", officer=cast.other_specialist.pk).status_code == 302
    assert taken(client, row, "return", returned_on=day, reason="Thiếu").status_code == 302


def test_a_stale_page_loses_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    row = ago(cast, 3)
    client.force_login(cast.head)
    stale = {"version": 7, "reason": "Đổi hướng trình"}
    page = client.post(reverse("upward.withdraw", args=[row.pk]), stale)
    assert page.status_code == 422 and "vừa được người khác cập nhật" in page.content.decode()
    assert "Đổi hướng trình" in page.content.decode()
    row.refresh_from_db()
    assert row.stop == UpwardStop.SENT


def test_the_list_counts_and_narrows(client: Client, cast: Cast) -> None:
    late, fresh = ago(cast, 30, symbol="8/TTr-UBND"), ago(cast, 2, symbol="9/TTr-UBND")
    client.force_login(cast.specialist)
    page = client.get(f"{INDEX}?so=qua-han").content.decode()
    assert late.symbol in page and fresh.symbol not in page
    assert fresh.symbol in client.get(f"{INDEX}?q=9").content.decode()
    narrow = f"{INDEX}?noi-nhan={late.addressee_id}&chuyen-vien={cast.specialist.pk}"
    assert late.symbol in client.get(narrow).content.decode()
    assert "Không có văn bản nào khớp" in client.get(f"{INDEX}?noi-nhan=999999").content.decode()
    past = client.get(f"{INDEX}?tinh-den={written(today() - timedelta(days=10))}").content.decode()
    assert late.symbol in past and fresh.symbol not in past
    address = f"{INDEX}?so=qua-han"
    swapped = swap(client.get(INDEX), "#rows", get_part(client, address), how="innerHTML")
    assert part(swapped, "#rows") == part(client.get(address), "#rows")


def test_every_number_leads_to_its_rows(client: Client, cast: Cast) -> None:
    for days in (40, 30, 2):
        ago(cast, days)
    client.force_login(cast.chair)
    for cut in ("noi-nhan", "co-quan", "chuyen-vien"):
        page = client.get(f"{reverse('upward.statistics')}?theo={cut}")
        line = page.context["lines"][0]
        for cell in line.cells:
            assert len(client.get(cell.url).context["rows"]) == cell.number
    sheet = client.post(reverse("upward.statistics"))
    assert "Số liệu" in book_of(sheet).sheet_names


def test_the_list_as_excel_is_the_list(client: Client, cast: Cast) -> None:
    row = ago(cast, 30, abstract="=cmd|' /C calc'!A0")
    client.force_login(cast.specialist)
    answer = client.post(reverse("exports.ask", args=["trinh-cap-tren"]), {"dieu-kien": "so=qua-han"})
    cells = [cell for line in book_of(answer).get_sheet_by_index(0).to_python() for cell in line]
    assert row.symbol in cells and "=cmd|' /C calc'!A0" in cells  # as text


def test_a_longer_list_costs_no_more_queries(client: Client, cast: Cast) -> None:
    client.force_login(cast.specialist)
    ago(cast, 30)
    few = queries_of(client, INDEX)
    for _ in range(8):
        ago(cast, 30)
    assert more_queries(few, queries_of(client, INDEX)) == []


def test_while_the_module_is_off_there_is_nothing(client: Client, cast: Cast) -> None:
    row = ago(cast, 3)
    PolicyValue.objects.create(key="module_2", value="no", effective_from=today(), set_at=timezone.now())
    client.force_login(cast.specialist)
    assert client.get(INDEX).status_code == 404
    assert client.get(reverse("upward.show", args=[row.pk])).status_code == 404
    assert "Trình cấp trên" not in client.get("/").content.decode()
    asked = client.post(reverse("exports.ask", args=["trinh-cap-tren"]), {"dieu-kien": ""})
    assert asked.get("Content-Disposition") is None
    assert Submission.objects.count() == 1
