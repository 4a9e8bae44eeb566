"""The register of documents, their files, and what is refused at its door."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from nhacviec.actions.files import add_files, full_path, remove_orphans
from nhacviec.actions.sent_forms import forget_sent_forms
from nhacviec.records.models import Document, Event, StoredFile, SubmittedForm
from nhacviec.rules.file_types import FileRefused
from tests.cast import Cast
from tests.make import NOW
from tests.rules.files import docx, pdf
from tests.screens.entering import head, office, page_text, registered

__all__ = ["office"]


@pytest.fixture(autouse=True)
def files_directory(settings: LazySettings, tmp_path: Path) -> Path:
    settings.FILES_DIRECTORY = tmp_path
    return tmp_path


def upload(name: str = "Kế hoạch 1130.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf().getvalue() if content is None else content)


def test_a_new_document_leads_on_to_its_tasks(office: Client, cast: Cast) -> None:
    response = office.post("/van-ban/moi/", head())
    document = Document.objects.get()
    assert response["Location"] == f"/van-ban/{document.pk}/nhiem-vu/"
    assert (document.kind, document.issuer, document.drafting_unit) == ("ke_hoach", cast.office, cast.general)
    stop = office.post("/van-ban/moi/", head(symbol="1131/KH-VP", then="stop"))
    assert stop["Location"] == f"/van-ban/{document.pk + 1}/"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"symbol": ""}, "Hãy nhập mục này."),
        ({"symbol": "x" * 101}, "tối đa 100 ký tự"),
        ({"symbol": "//"}, "phải có chữ hoặc số"),
        ({"symbol": "1130"}, "Chưa nhận ra loại văn bản"),
        ({"issued_on": ""}, "Hãy nhập ngày"),
        ({"issued_on": "31/02/2018"}, "Ngày không đúng"),
        ({"issued_on": "13/07/2018"}, "không được sau hôm nay (12/07/2018)"),
        ({"abstract": "x" * 2001}, "tối đa 2.000 ký tự"),
        ({"abstract": "a\0b"}, "ký tự không lưu được"),
        ({"issuer": ""}, "Hãy nhập mục này."),
        ({"issuer": "không có ai"}, "Không tìm thấy đơn vị"),
        ({"issuer": "vp; stc"}, "Chỉ chọn một đơn vị."),
        ({"kind": "xyz"}, "Hãy chọn trong danh sách."),
        ({"secrecy": "mat"}, "không được tiếp nhận văn bản thuộc danh mục bí mật nhà nước"),
        ({"abstract": "TỐI MẬT: phương án"}, "có dấu hiệu mang độ mật (Tối mật)"),
    ],
)
def test_a_wrong_head_is_refused_in_words_and_keeps_what_was_typed(
    office: Client, changes: dict[str, str], sentence: str
) -> None:
    response = office.post("/van-ban/moi/", head(signer_name="Người ký thử", **changes))
    assert response.status_code == 422
    assert sentence in page_text(response)
    assert 'value="Người ký thử"' in response.content.decode()
    assert not Document.objects.exists()


def test_the_same_document_again_is_a_warning_with_a_link(office: Client) -> None:
    first = registered(office)
    response = office.post("/van-ban/moi/", head(symbol="01130 / kh-vp"))
    assert response.status_code == 422
    assert f'href="/van-ban/{first.pk}/"' in response.content.decode()
    assert "vẫn lưu văn bản này" in page_text(response)
    confirmed = office.post("/van-ban/moi/", head(symbol="01130 / kh-vp", confirmed="on"))
    assert confirmed.status_code == 302
    assert Document.objects.count() == 2


def test_the_head_is_mended_with_its_history(office: Client) -> None:
    document = registered(office)
    url = f"/van-ban/{document.pk}/sua/"
    assert 'value="1130/KH-VP"' in office.get(url).content.decode()
    assert office.post(url, head(abstract="Trích yếu mới")).status_code == 302
    page = page_text(office.get(f"/van-ban/{document.pk}/"))
    assert "Trích yếu mới" in page
    assert "Sửa thông tin văn bản" in page


def test_a_document_that_demands_nothing(office: Client) -> None:
    document = registered(office)
    url = f"/van-ban/{document.pk}/khong-giao-nhiem-vu/"
    assert office.post(url, {"reason": " "}).status_code == 422
    assert office.post(url, {"reason": "Văn bản chỉ để biết"}).status_code == 302
    document.refresh_from_db()
    assert document.entry_state == "no_task"
    assert office.post(url, {"reason": "Lần nữa"}).status_code == 422


def test_the_register_is_narrowed_by_its_address(office: Client, cast: Cast) -> None:
    registered(office)
    office.get("/")  # where the flash of success is shown
    cast.document(symbol="6088/UBND-TH", kind="cong_van", search_text="6088 ubnd th ra soat du an")
    for query, shown, hidden in (
        ("q=rà soát", "6088/UBND-TH", "1130/KH-VP"),
        ("loai=ke_hoach", "1130/KH-VP", "6088/UBND-TH"),
        (f"co-quan={cast.committee.pk}", "6088/UBND-TH", "1130/KH-VP"),
        ("nhap=to_enter", "1130/KH-VP", "6088/UBND-TH"),
    ):
        page = page_text(office.get(f"/van-ban/?{query}"))
        assert shown in page, query
        assert hidden not in page, query
    assert "Không có văn bản nào khớp" in page_text(office.get("/van-ban/?nam=2011"))
    assert office.get("/van-ban/?co-quan=²&nam=abcd&trang=99999&loai=x&nhap=y&q=%00").status_code == 200


def test_the_swapped_rows_are_those_of_the_fresh_page(office: Client) -> None:
    registered(office)
    fresh = office.get("/van-ban/").content.decode()
    part = office.get("/van-ban/", headers={"HX-Request": "true"}).content.decode()
    assert part.strip()
    assert part.strip() in fresh


def test_a_long_register_costs_no_more_queries(
    office: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cast.document()
    with django_assert_max_num_queries(100) as counted:
        office.get("/van-ban/")
    before = len(counted)
    for _ in range(30):
        cast.task()
    with django_assert_max_num_queries(before):
        office.get("/van-ban/")


def test_an_agency_sees_the_documents_of_its_duties_only(office: Client, cast: Cast) -> None:
    hidden, duty = registered(office), cast.duty()
    office.force_login(cast.focal)
    assert office.get(f"/van-ban/{hidden.pk}/").status_code == 404
    assert office.get("/van-ban/999999/").status_code == 404
    page = page_text(office.get(f"/van-ban/{duty.task.document_id}/"))
    assert duty.task.code in page
    assert "Nhập nhiệm vụ 1" not in page
    assert office.get(f"/van-ban/{duty.task.document_id}/sua/").status_code == 403


def test_a_file_is_kept_under_a_random_name_and_shown_safely(office: Client, files_directory: Path) -> None:
    document = registered(office)
    office.post(f"/van-ban/{document.pk}/them-tep/", {"attached": upload()})
    stored = StoredFile.objects.get()
    path = full_path(stored.path)
    assert (stored.name, stored.kind) == ("Kế hoạch 1130.pdf", "pdf")
    assert path.is_relative_to(files_directory)
    assert path.stat().st_mode & 0o777 == 0o600
    response = office.get(f"/tep/{stored.pk}/")
    assert b"".join(response.streaming_content) == pdf().getvalue()  # type: ignore[attr-defined]
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["Content-Disposition"].startswith("inline;")
    assert "filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%201130.pdf" in response["Content-Disposition"]
    assert office.get(f"/tep/{stored.pk}/?tai-ve=1")["Content-Disposition"].startswith("attachment;")
    page = office.get(f"/van-ban/{document.pk}/nhiem-vu/").content.decode()
    assert f'<iframe title="Kế hoạch 1130.pdf" src="/tep/{stored.pk}/#' in page


def test_a_file_is_for_those_who_may_read_its_document(office: Client, cast: Cast) -> None:
    document = registered(office)
    office.post(f"/van-ban/{document.pk}/them-tep/", {"attached": upload()})
    url = f"/tep/{StoredFile.objects.get().pk}/"
    office.force_login(cast.focal)
    assert office.get(url).status_code == 404
    assert office.post(f"{url}go/").status_code == 403
    office.logout()
    assert office.get(url).status_code == 302


def test_a_removed_file_leaves_the_page_but_not_the_history(office: Client) -> None:
    document = registered(office)
    office.post(f"/van-ban/{document.pk}/them-tep/", {"attached": upload()})
    stored = StoredFile.objects.get()
    office.post(f"/tep/{stored.pk}/go/")
    office.post(f"/tep/{stored.pk}/go/")
    assert office.get(f"/tep/{stored.pk}/").status_code == 404
    assert Event.objects.filter(name="file_removed", document=document).count() == 1
    assert full_path(stored.path).exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("bao-cao.pdf", b"MZ\x90\x00 chuong trinh", "là chương trình"),
        ("trang.pdf", b"<html><script>alert(1)</script>", "trang web"),
        ("rong.pdf", b"", "Tệp rỗng"),
        ("hong.pdf", b"%PDF-1.7 bi cat", "bị hỏng"),
        ("bom.docx", docx(**{"word/media/a.png": "0" * 60_000_000}).getvalue(), "phình to bất thường"),
        ("la.bin", b"\x00\x01\x02", "không được nhận"),
    ],
)
def test_a_file_is_judged_by_its_content(
    office: Client, files_directory: Path, name: str, content: bytes, sentence: str
) -> None:
    document = registered(office)
    response = office.post(f"/van-ban/{document.pk}/them-tep/", {"attached": upload(name, content)})
    assert response.status_code == 422
    assert sentence in page_text(response)
    assert not list(files_directory.glob("??/??/*"))


def test_a_file_too_large_is_named_and_the_typed_text_stays(office: Client, settings: LazySettings) -> None:
    settings.FILE_SIZE_LIMIT_MB = 1
    big = upload("200MB.pdf", pdf().getvalue() + b"\0" * (2 * 1024 * 1024))
    response = office.post("/van-ban/moi/", head() | {"attached": big})
    assert response.status_code == 422
    assert "200MB.pdf: tệp lớn hơn 1 MB" in page_text(response)
    assert 'value="1130/KH-VP"' in response.content.decode()
    assert not Document.objects.exists()


def test_when_one_file_is_refused_none_is_kept(cast: Cast, files_directory: Path) -> None:
    document = cast.document()
    files = [("a.pdf", pdf()), ("b.pdf", BytesIO(b"MZ"))]
    with pytest.raises(FileRefused):
        add_files(actor=cast.acting("clerk"), now=NOW, files=files, document=document)
    assert not StoredFile.objects.exists()
    assert not list(files_directory.glob("??/??/*"))


def test_files_without_a_row_are_swept_after_a_day(cast: Cast, files_directory: Path) -> None:
    kept = add_files(actor=cast.acting("clerk"), now=NOW, files=[("a.pdf", pdf())], document=cast.document())[
        0
    ]
    orphan = files_directory / "aa" / "bb" / "aabb"
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"x")
    assert remove_orphans(now=NOW) == 0  # both were written after that moment
    later = NOW + timedelta(days=40_000)
    assert remove_orphans(now=later) == 1
    assert full_path(kept.path).exists()


def test_old_tokens_of_sent_forms_are_swept(office: Client) -> None:
    registered(office)
    SubmittedForm.objects.update(submitted_at=NOW - timedelta(days=3))
    registered(office, symbol="1131/KH-VP")
    assert forget_sent_forms(now=NOW) == 1
    assert SubmittedForm.objects.count() == 1
