"""Pages of submissions: who sees what, every step, bad input, files, the part of the list, steady prices."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhacviec.actions import submissions as deeds
from nhacviec.records.models import ExportFile, PolicyValue, StoredFile, Submission
from nhacviec.rules.submissions import Stop
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.htmx import get_part, part, swap
from tests.queries_count import more_queries, queries_of
from tests.submitting import forwarded, handed_back, read, submitted

INDEX = reverse("submissions.index")
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def today() -> Any:
    return local_date(timezone.now())


def ago(days: int) -> Any:
    return today() - timedelta(days=days)


def written(day: Any) -> str:
    return f"{day:%d/%m/%Y}"


def on_desk(cast: Cast, *, days: int = 3, **fields: Any) -> Submission:
    """Arrived so many days ago, with the specialist since."""
    return forwarded(cast, submitted(cast, on=ago(days), **fields), on=ago(days))


def sent(client: Client, row: Submission, move: str, **data: Any) -> Any:
    return client.post(reverse(f"submissions.{move}", args=[row.pk]), {"version": read(row).version, **data})


def head(**fields: Any) -> dict[str, Any]:
    values = {
        "symbol": "12/TTr-SXD", "dated_on": written(today()), "abstract": "Phê duyệt quy hoạch",
        "asked": "Phê duyệt", "kind": "plan", "urgency": "normal", "secrecy": "none",
    }  # fmt: skip
    return values | fields


def test_an_agency_submits_for_itself_with_files(client: Client, cast: Cast) -> None:
    client.force_login(cast.focal)
    page = client.get(reverse("submissions.create")).content.decode()
    assert "Sở Xây dựng trình UBND tỉnh" in page and 'name="unit"' not in page
    upload = SimpleUploadedFile("to-trinh.pdf", PDF, "application/pdf")
    answer = client.post(reverse("submissions.create"), head(attached=[upload]))
    row = Submission.objects.get()
    assert answer["Location"] == reverse("submissions.show", args=[row.pk])
    assert (row.unit, row.arrived_on, row.stop, row.kind) == (
        cast.construction,
        today(),
        Stop.ARRIVED,
        "plan",
    )
    stored = StoredFile.objects.get(submission=row)
    address = reverse("files.show", args=[stored.pk])
    for who, status in ((cast.focal, 200), (cast.chair, 200), (cast.finance_focal, 404), (cast.officer, 404)):
        client.force_login(who)
        assert client.get(address).status_code == status, who


def test_the_clerk_enters_what_came_on_paper_and_what_is_missing(client: Client, cast: Cast) -> None:
    client.force_login(cast.clerk)
    fields = {"unit": "Sở Tài chính", "arrived_on": written(ago(2)), "dated_on": written(ago(4))}
    client.post(reverse("submissions.create"), head(**fields, missing="Thiếu dự toán"))
    row = Submission.objects.get()
    assert (row.unit, row.stop, row.complete_on) == (cast.finance, Stop.SUPPLEMENT, None)
    page = client.get(reverse("submissions.show", args=[row.pk])).content.decode()
    assert "Thiếu dự toán" in page and "chưa đủ hồ sơ, chưa tính hạn" in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"symbol": "///"}, "phải có chữ hoặc số"),
        ({"dated_on": "31/02/2018"}, "Ngày không đúng"),
        ({"dated_on": "01/01/2099"}, "Ngày văn bản không được sau hôm nay."),
        ({"kind": "x"}, "Hãy chọn trong danh sách."),
        ({"secrecy": "mat"}, "bí mật nhà nước"),
        ({"abstract": "a\0b"}, "ký tự không lưu được"),
        ({"abstract": "Văn bản TUYỆT MẬT về quốc phòng"}, "dấu hiệu mang độ mật"),
        ({"asked": " \u200b "}, "Hãy nhập mục này."),
    ],
)
def test_a_wrong_head_keeps_what_was_typed(
    wrong: dict[str, str], says: str, client: Client, cast: Cast
) -> None:
    client.force_login(cast.focal)
    page = client.post(reverse("submissions.create"), head(**wrong))
    assert page.status_code == 422 and says in page.content.decode()
    assert "12/TTr-SXD" in page.content.decode() or "symbol" in wrong
    assert not Submission.objects.exists()


def test_the_same_form_sent_twice_makes_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.focal)
    data = head(_once="7b0d8a86-7f0e-4d2b-9d0b-5a4f7a2f8a11")
    first, second = (client.post(reverse("submissions.create"), data) for _ in range(2))
    assert first["Location"] == second["Location"] and Submission.objects.count() == 1
    again = client.post(reverse("submissions.create"), head())
    assert again.status_code == 422 and "đã có hồ sơ số 12/TTr-SXD" in again.content.decode()


def test_from_desk_to_desk_to_the_answer(client: Client, cast: Cast) -> None:
    row = submitted(cast, on=ago(3))
    client.force_login(cast.clerk)
    to = {"officer": cast.specialist.pk, "note": "Xử lý gấp"}
    assert sent(client, row, "forward", **to).status_code == 302
    client.force_login(cast.specialist)
    assert sent(client, row, "consult", units="Sở Tài chính; Biên Hòa").status_code == 302
    page = client.get(reverse("submissions.show", args=[row.pk])).content.decode()
    assert "Sở Tài chính, UBND thành phố Biên Hòa (được lấy ý kiến)" in page and "Xử lý gấp" in page
    assert sent(client, row, "ask_decision", leader=cast.chair.pk).status_code == 302
    client.force_login(cast.chair)
    assert "Chủ tịch UBND tỉnh" in client.get(INDEX).content.decode()
    back = {"officer": cast.specialist.pk, "note": "Đồng ý"}
    assert sent(client, row, "forward", **back).status_code == 302
    client.force_login(cast.specialist)
    upload = SimpleUploadedFile("qd.pdf", PDF, "application/pdf")
    answer = {"symbol": "77/QĐ-UBND", "dated_on": written(today()), "answered_on": written(today())}
    assert sent(client, row, "answer", **answer, attached=[upload]).status_code == 302
    client.force_login(cast.director)
    page = client.get(reverse("submissions.show", args=[row.pk])).content.decode()
    assert "77/QĐ-UBND" in page and "qd.pdf" in page and "trả lời trong hạn" in page


def test_notes_of_the_office_are_nowhere_for_the_agency(client: Client, cast: Cast) -> None:
    row = handed_back(cast, on_desk(cast), on=ago(1))
    deeds.note(actor=cast.acting("chair"), submission=row, text="Kéo dài quá", now=timezone.now())
    secrets = ("Thẩm tra, đề xuất", "Hồ sơ sơ sài", "Kéo dài quá")
    for who, reads in ((cast.specialist, True), (cast.inspector, True), (cast.focal, False)):
        client.force_login(who)
        page = client.get(reverse("submissions.show", args=[row.pk])).content.decode()
        assert [secret in page for secret in secrets] == [reads] * 3, who
        assert "Thiếu ý kiến của Sở Tài chính" in page
    assert "Chuyên viên Tổng hợp, Phòng Tổng hợp" in page  # who had it is no secret


def test_the_agency_supplements_and_who_had_it_goes_on(client: Client, cast: Cast) -> None:
    row = handed_back(cast, on_desk(cast), on=ago(1))
    client.force_login(cast.focal)
    page = client.get(reverse("submissions.supplement", args=[row.pk])).content.decode()
    assert 'name="handed_in_on"' not in page
    assert sent(client, row, "supplement", text="Đã có ý kiến").status_code == 302
    assert read(row).stop == Stop.APPRAISAL


@pytest.mark.parametrize(
    ("move", "data", "says"),
    [
        ("forward", {}, "Hãy chọn phòng hoặc cán bộ xử lý."),
        ("forward", {"officer": "999999999999999999999"}, "Hãy chọn trong danh sách."),
        ("consult", {"units": "cơ quan lạ"}, "Không tìm thấy đơn vị"),
        ("ask_decision", {"leader": "x"}, "Hãy chọn trong danh sách."),
        ("ask_supplement", {"missing": "\0"}, "ký tự không lưu được"),
        ("answer", {"symbol": "", "dated_on": "x", "answered_on": ""}, "Ngày không đúng"),
        ("return", {"reason": " "}, "Hãy nhập mục này."),
        ("merge", {"into": "", "reason": "x"}, "Hãy chọn trong danh sách."),
        ("note", {"text": ""}, "Hãy nhập mục này."),
    ],
)
def test_a_wrong_step_moves_nothing(
    move: str, data: dict[str, str], says: str, client: Client, cast: Cast
) -> None:
    row = on_desk(cast)
    client.force_login(cast.head)
    page = sent(client, row, move, **data)
    assert page.status_code == 422 and says in page.content.decode()
    assert read(row).version == row.version


def test_an_answer_before_the_stop_began_is_said_beside_its_field(client: Client, cast: Cast) -> None:
    row = forwarded(cast, submitted(cast, on=ago(9)), on=ago(2))
    client.force_login(cast.head)
    data = {"symbol": "7/UBND", "dated_on": written(ago(5)), "answered_on": written(ago(5))}
    page = sent(client, row, "answer", **data)
    assert page.status_code == 422 and f"từ {written(ago(2))}" in page.content.decode()


def test_a_form_that_is_out_of_date_is_refused_once_and_keeps_the_words(client: Client, cast: Cast) -> None:
    row = submitted(cast, on=ago(3))
    shown = row.version
    forwarded(cast, row, on=ago(1))
    client.force_login(cast.head)
    address = reverse("submissions.ask_supplement", args=[row.pk])
    page = client.post(address, {"version": shown, "missing": "Thiếu sơ đồ"})
    text = page.content.decode()
    assert page.status_code == 422 and "vừa được người khác xử lý" in text and "Thiếu sơ đồ" in text
    assert f'value="{read(row).version}"' in text
    assert sent(client, row, "ask_supplement", missing="Thiếu sơ đồ").status_code == 302


def test_a_step_that_is_not_open_any_more_leads_back(client: Client, cast: Cast) -> None:
    row = on_desk(cast)
    client.force_login(cast.head)
    for move in ("supplement", "reopen"):
        page = client.get(reverse(f"submissions.{move}", args=[row.pk]))
        assert page["Location"] == reverse("submissions.show", args=[row.pk])


def test_the_list_says_what_is_late_first_and_is_narrowed(client: Client, cast: Cast) -> None:
    late, later, fresh = on_desk(cast, days=40), on_desk(cast, days=60), on_desk(cast)
    theirs = submitted(cast, on=ago(30), unit=cast.finance, who="clerk", abstract="Phân bổ vốn nhàn rỗi")
    paused = handed_back(cast, on_desk(cast, days=50), on=ago(1))
    client.force_login(cast.clerk)

    def found(query: str) -> list[str]:
        page = client.get(f"{INDEX}?{query}").content.decode()
        symbols = {f">{row.symbol}<": row.symbol for row in (late, later, fresh, theirs, paused)}
        return [symbols[mark] for mark in sorted(symbols, key=page.find) if mark in page]

    assert found("so=qua-han") == [later.symbol, late.symbol, theirs.symbol]
    assert found("so=cho-bo-sung") == [paused.symbol]
    assert found("so=trong-han") == [fresh.symbol]
    assert found("phong=0") == [theirs.symbol]
    assert set(found(f"chuyen-vien={cast.specialist.pk}")) == {
        late.symbol, later.symbol, fresh.symbol, paused.symbol,
    }  # fmt: skip
    assert found("q=von nhan roi") == [theirs.symbol]
    assert found(f"q={theirs.symbol}") == [theirs.symbol]
    assert found("chang=arrived") == [theirs.symbol]
    assert len(found("so=x&phong=99999999999999999999&loai=x&qua-ngay=a&tinh-den=x&q=%00&trang=z")) == 5
    client.force_login(cast.focal)
    assert theirs.symbol not in found("") and len(found("")) == 4


def test_the_part_of_the_list_is_the_part_of_the_page(client: Client, cast: Cast) -> None:
    on_desk(cast)
    client.force_login(cast.clerk)
    for query in ("", "?so=qua-han", f"?tinh-den={ago(2).isoformat()}"):
        page = client.get(INDEX + query)
        swapped = swap(client.get(INDEX), "#rows", get_part(client, INDEX + query), how="innerHTML")
        assert part(swapped, "#rows") == part(page, "#rows")


def test_a_long_list_and_a_long_way_cost_no_more_queries(client: Client, cast: Cast) -> None:
    row = on_desk(cast)
    client.force_login(cast.clerk)
    deeds.consult(actor=cast.acting("head"), submission=row, units=[cast.finance], now=timezone.now())
    pages = [INDEX, reverse("submissions.show", args=[row.pk]), reverse("submissions.statistics")]
    few = [queries_of(client, page) for page in pages]
    for _ in range(6):
        forwarded(cast, row, on=today())
        deeds.consult(actor=cast.acting("head"), submission=row, units=[cast.finance], now=timezone.now())
        on_desk(cast)
    for page, before in zip(pages, few, strict=True):
        assert more_queries(before, queries_of(client, page)) == [], page


def test_the_numbers_lead_to_their_rows_and_stay_for_a_past_day(client: Client, cast: Cast) -> None:
    late = on_desk(cast, days=40)
    on_desk(cast)
    client.force_login(cast.chair)
    address = reverse("submissions.statistics")
    page = client.get(address, {"theo": "chuyen-vien"}).content.decode()
    link = f"{INDEX}?so=qua-han&amp;chuyen-vien={cast.specialist.pk}"
    assert f'href="{link}"><strong>1</strong>' in page
    rows = client.get(link.replace("&amp;", "&")).content.decode()
    assert f">{late.symbol}<" in rows and rows.count("chip text-red") == 1
    then = client.get(address, {"tinh-den": ago(30).isoformat(), "theo": "phong"}).content.decode()
    assert "tinh-den" in then and "1 ngày" not in then
    client.force_login(cast.focal)
    assert client.get(address)["Location"] == INDEX
    client.force_login(cast.chair)
    wrong = client.get(address, {"tinh-den": "x", "ky": "x", "theo": "x"})
    assert wrong.status_code == 200 and "is-invalid" in wrong.content.decode()


def test_excel_has_the_rows_of_the_list_and_the_numbers(client: Client, cast: Cast) -> None:
    on_desk(cast, days=40)
    client.force_login(cast.clerk)
    asked = client.post(reverse("exports.ask", args=["ho-so-trinh"]), {"dieu-kien": "so=qua-han"})
    assert b"".join(asked.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    numbers = client.post(reverse("submissions.statistics"))
    assert b"".join(numbers.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    wrong = client.post(f"{reverse('submissions.statistics')}?tinh-den=x")
    assert wrong.status_code == 302
    refused = client.post(reverse("exports.ask", args=["ho-so-trinh"]), {"dieu-kien": "tinh-den=x"})
    assert refused.status_code == 302 and not ExportFile.objects.exists()


def test_while_the_module_is_off_nothing_of_it_is_there(client: Client, cast: Cast) -> None:
    row = on_desk(cast)
    stored = StoredFile.objects.create(
        submission=row, path="x/y", name="a.pdf", kind="pdf", size=1, sha256="0", uploaded_by=cast.focal,
        uploaded_at=timezone.now(),
    )  # fmt: skip
    PolicyValue.objects.create(key="module_3", value="no", effective_from=ago(1), set_at=timezone.now())
    for who in (cast.clerk, cast.focal, cast.chair):
        client.force_login(who)
        assert "Hồ sơ trình" not in client.get("/").content.decode()
        for address in (
            INDEX,
            reverse("submissions.show", args=[row.pk]),
            reverse("submissions.create"),
            reverse("submissions.statistics"),
            reverse("submissions.note", args=[row.pk]),
            reverse("files.show", args=[stored.pk]),
        ):
            assert client.get(address).status_code == 404, address
    asked = client.post(reverse("exports.ask", args=["ho-so-trinh"]), {"dieu-kien": ""})
    assert asked.status_code == 302
    assert Submission.objects.count() == 1


def test_what_waits_stands_on_the_home_of_who_has_it(client: Client, cast: Cast) -> None:
    row = submitted(cast, on=ago(3))

    def seen_by() -> set[str]:
        found = set()
        for who in (
            "clerk",
            "specialist",
            "head",
            "office_leader",
            "chair",
            "focal",
            "director",
            "inspector",
        ):
            client.force_login(getattr(cast, who))
            found |= {who} if row.symbol in client.get("/").content.decode() else set()
        return found

    assert seen_by() == {"clerk"}
    forwarded(cast, row, on=ago(3), officer="")
    assert seen_by() == {"specialist", "head"}
    forwarded(cast, row, on=ago(2))
    assert seen_by() == {"specialist"}
    deeds.ask_decision(actor=cast.acting("specialist"), submission=row, leader=cast.chair, now=timezone.now())
    assert seen_by() == {"chair"}
    handed_back(cast, row, on=today())
    assert seen_by() == {"focal", "director"}


def test_an_address_tells_an_agency_no_name_of_somebody_it_has_nothing_to_do_with(
    client: Client, cast: Cast
) -> None:
    on_desk(cast)
    client.force_login(cast.focal)
    known, strange = cast.specialist, cast.other_specialist
    assert known.full_name in client.get(INDEX, {"chuyen-vien": known.pk}).content.decode()
    assert strange.full_name not in client.get(INDEX, {"chuyen-vien": strange.pk}).content.decode()
    client.force_login(cast.clerk)
    assert strange.full_name in client.get(INDEX, {"chuyen-vien": strange.pk}).content.decode()


def test_a_correction_is_typed_over_what_stands_there_and_read_by_all(cast: Cast, client: Client) -> None:
    row = submitted(cast, symbol="12/TTr-SXD")
    client.force_login(cast.clerk)
    address = f"/ho-so-trinh/{row.pk}/dinh-chinh/"
    page = client.get(address)
    assert page.status_code == 200 and 'value="12/TTr-SXD"' in page.content.decode()
    sent = {name: str(value) for name, value in page.context["form"].initial.items()}
    sent |= {"dated_on": "02/07/2018", "arrived_on": "02/07/2018", "symbol": "21/TTr-SXD", "reason": ""}
    wrong = client.post(address, sent)
    assert wrong.status_code == 422 and list(wrong.context["form"].errors) == ["reason"]
    wrong = client.post(address, sent | {"reason": "x", "arrived_on": "01/07/2018", "symbol": "a" * 200})
    assert wrong.status_code == 422
    answer = client.post(address, sent | {"reason": "Gõ nhầm số"}, follow=True)
    assert "Đính chính" in answer.content.decode()
    client.force_login(cast.focal)
    shown = client.get(f"/ho-so-trinh/{row.pk}/").content.decode()
    assert "<del>12/TTr-SXD</del> → 21/TTr-SXD" in shown and "Gõ nhầm số" in shown
    assert client.get(address).status_code == 403
