"""What is in the file is what is on the screen, for everybody, and no more."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nhacviec.actions.standings import follow
from nhacviec.exports.asked import Asked
from nhacviec.exports.making import ExportKind, prepare, write
from nhacviec.exports.task_sheet import COLUMNS
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.clock import Moment
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import State
from tests.cast import Cast
from tests.exports.reading import rows_of, sheets_of, xml_of
from tests.exports.scene import duties
from tests.make import NOW, TODAY

SITE = "https://nhacviec.vidu.vn"
AT = {column.heading: at for at, column in enumerate(COLUMNS)}


def asked(cast: Cast, who: str, query: str = "") -> Asked:
    policy = policy_on(TODAY)
    at = Moment(now=NOW, calendar=load_calendar(), due_soon_days=policy.due_soon_wd)
    return Asked(query=query, actor=cast.acting(who), at=at, policy=policy, site=SITE)


def made(cast: Cast, who: str, query: str = "", kind: ExportKind = ExportKind.TASKS) -> bytes:
    wanted, out = asked(cast, who, query), BytesIO()
    prepared = prepare(kind, wanted)
    assert write(out, wanted, prepared, now=NOW) == prepared.count
    return out.getvalue()


def line_of(content: bytes, duty: Assignment) -> dict[str, object]:
    [row] = [row for row in rows_of(content, "Nhiệm vụ") if row[0] == duty.code]
    return {column.heading: row[at] for at, column in enumerate(COLUMNS)}


def test_a_line_says_what_the_row_says(cast: Cast) -> None:
    duties(cast)
    duty = cast.duty(due_on=date(2018, 7, 2), officer=cast.officer)
    line = line_of(made(cast, "specialist"), duty)
    document = duty.task.document
    assert document is not None
    assert line == {
        "Mã đầu việc": duty.code,
        "Số, ký hiệu văn bản": document.symbol,
        "Ngày văn bản": date(2018, 6, 29),
        "Trích yếu": document.abstract,
        "Nội dung nhiệm vụ": duty.task.content,
        "Đơn vị thực hiện": "Sở Xây dựng",
        "Vai trò": "Chủ trì",
        "Lĩnh vực": "",
        "Ngày giao": date(2018, 7, 11),
        "Thời hạn ban đầu": date(2018, 7, 2),
        "Thời hạn": date(2018, 7, 2),
        "Trạng thái": "Đang thực hiện",
        "Tình hình": "Quá hạn",
        "Số ngày quá hạn, trễ hạn": 10,
        "Ngày trả lời": "",
        "Chuyên viên theo dõi": "Chuyên viên Tổng hợp",
        "Người thực hiện": "Chuyên viên Hạ tầng",
    }


def test_deadlines_with_an_hour_and_late_answers_are_told(cast: Cast) -> None:
    made_duties = duties(cast)
    content = made(cast, "specialist", "trang_thai=")
    with_hour = next(d for d in made_duties if d.due_hour)
    assert line_of(content, with_hour)["Thời hạn"] == datetime(2018, 7, 12, 8, 30)
    assert line_of(content, with_hour)["Tình hình"] == "Quá hạn"
    late = next(d for d in made_duties if d.days_late == 7)
    told = line_of(content, late)
    assert (told["Tình hình"], told["Số ngày quá hạn, trễ hạn"]) == ("Trễ hạn", 7)
    assert told["Ngày trả lời"] == date(2018, 7, 10)


def test_the_code_leads_back_to_its_page(cast: Cast) -> None:
    duty = cast.duty()
    xml = xml_of(made(cast, "specialist"))
    assert f'<f>HYPERLINK("{SITE}/dau-viec/{duty.code}/","{duty.code}")</f>' in xml


def test_an_agency_finds_its_own_duties_only(cast: Cast) -> None:
    all_duties = duties(cast)
    own = {d.code for d in all_duties if d.unit == cast.construction and d.state != State.DRAFT}
    codes = {row[0] for row in rows_of(made(cast, "focal", "trang_thai="), "Nhiệm vụ")}
    assert codes == own


def test_who_works_on_it_inside_another_agency_is_not_told(cast: Cast) -> None:
    duties(cast)
    content = made(cast, "focal", "trang_thai=&ca_don_vi_khac=1")
    rows = rows_of(content, "Nhiệm vụ")
    told = {row[AT["Đơn vị thực hiện"]]: row[AT["Người thực hiện"]] for row in rows}
    assert told["Sở Tài chính"] == ""
    assert "Đầu mối Sở Tài chính" not in str(sheets_of(content))


def test_the_sheet_about_the_file_says_what_it_is(cast: Cast) -> None:
    duty = cast.duty()
    cover = sheets_of(made(cast, "focal", f"trang_thai=in_progress&q={duty.code}"))["Thông tin"]
    told = {str(row[0]): row[1] for row in cover}
    assert told["Trạng thái"] == "Đang thực hiện" and told["Nội dung"] == duty.code
    assert told["Số dòng"] == 1 and told["Số liệu đến"] == datetime(2018, 7, 12, 9, 0)
    assert told["Người xuất"] == "Đầu mối Sở Xây dựng" and told["Xuất lúc"] == datetime(2018, 7, 12, 9, 0)
    assert told["Trang tương ứng"].startswith(f"{SITE}/nhiem-vu/?trang_thai=in_progress")


def test_the_total_is_the_number_of_rows(cast: Cast) -> None:
    duties(cast)
    content = made(cast, "specialist", "trang_thai=")
    total = sheets_of(content)["Nhiệm vụ"][-1]
    assert total[:2] == ["Tổng số đầu việc", len(rows_of(content, "Nhiệm vụ"))]
    assert total[1] == Assignment.objects.exclude(state=State.DRAFT).count()


def test_documents_are_listed_with_their_tasks_counted(cast: Cast) -> None:
    duty = cast.duty(task=cast.task(document=cast.document(symbol="=51/QĐ-UBND", abstract="+ Về việc")))
    content = made(cast, "specialist", kind=ExportKind.DOCUMENTS)
    [row] = [row for row in rows_of(content, "Văn bản") if row[0] == "=51/QĐ-UBND"]
    assert row[1] == date(2018, 6, 29) and row[3] == "+ Về việc" and row[-1] == 1
    assert f"{SITE}/van-ban/{duty.task.document_id}/" in xml_of(content)


@pytest.mark.parametrize("kind", list(ExportKind))
def test_more_rows_cost_no_more_queries(cast: Cast, kind: ExportKind) -> None:
    counts = []
    query = "cua=toan-tinh&so=duoc-giao" if kind is ExportKind("dau-viec") else ""
    for _ in range(2):
        for _ in range(12):
            follow([cast.duty().pk], day=TODAY)
        with CaptureQueriesContext(connection) as captured:
            made(cast, "specialist", query, kind=kind)
        counts.append(len(captured.captured_queries))
    assert counts[0] == counts[1]
