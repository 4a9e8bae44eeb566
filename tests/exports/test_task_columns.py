"""The file of the list with the columns that a person chose for his screen."""

from datetime import date, datetime

import pytest
from django.test import Client

from nhacviec.exports.task_columns import PARTS
from nhacviec.records.models import ListLayout
from nhacviec.rules.list_columns import BY_KEY, COLUMNS, STANDARD
from tests.cast import Cast
from tests.exports.reading import body, sheets_of
from tests.exports.scene import duties
from tests.exports.test_making import made
from tests.make import NOW


def told(content: bytes, code: str) -> dict[str, object]:
    head, *lines = sheets_of(content)["Nhiệm vụ"]
    [line] = [line for line in lines if line and line[0] == code]
    return dict(zip(head, line, strict=True))


def test_every_column_of_the_screen_can_be_written() -> None:
    assert PARTS.keys() == BY_KEY.keys()


def test_the_columns_stand_as_chosen(cast: Cast) -> None:
    duty = cast.duty(
        due_on=date(2018, 7, 2),
        due_hour=datetime(2018, 7, 2, 8, 30).time(),
        percent=40,
        obstacle="=chờ vốn",
        division=cast.infrastructure,
        task=cast.task(deliverable="Báo cáo"),
    )
    line = told(
        made(cast, "specialist", "cot=han,vuong-mac,noi-dung,tien-do,san-pham,phong,lanh-dao-vp,x"), duty.code
    )
    assert line == {
        "Mã đầu việc": duty.code,
        "Thời hạn": datetime(2018, 7, 2, 8, 30),
        "Vướng mắc": "=chờ vốn",
        "Nội dung nhiệm vụ": duty.task.content,
        "Mức độ hoàn thành": 0.4,
        "Sản phẩm": "Báo cáo",
        "Phòng thực hiện": "Phòng Hạ tầng",
        "Lãnh đạo VP theo dõi": "Chánh Văn phòng",
    }
    assert list(line)[:3] == ["Mã đầu việc", "Thời hạn", "Vướng mắc"]


def test_all_columns_have_as_many_rows_and_the_same_cover(cast: Cast) -> None:
    duties(cast)
    few = made(cast, "specialist", "trang-thai=tat-ca")
    for keys in ([c.key for c in COLUMNS[:12]], [c.key for c in COLUMNS[10:]]):
        many = made(cast, "specialist", f"trang-thai=tat-ca&cot={','.join(keys)}")
        assert [row[0] for row in sheets_of(many)["Nhiệm vụ"]] == [
            row[0] for row in sheets_of(few)["Nhiệm vụ"]
        ]
        assert "cot=" not in str(sheets_of(many)["Thông tin"])


def test_what_goes_on_inside_another_agency_stays_there(cast: Cast) -> None:
    task = cast.task()
    mine = cast.duty(task=task, percent=10, obstacle="của ta", officer=cast.officer)
    other = cast.duty(task=task, unit=cast.finance, percent=90, obstacle="của họ", officer=cast.finance_focal)
    content = made(cast, "focal", "ca-don-vi-khac=co&cot=vuong-mac,tien-do,can-bo")
    assert told(content, mine.code)["Vướng mắc"] == "của ta"
    line = told(content, other.code)
    assert (line["Vướng mắc"], line["Mức độ hoàn thành"], line["Cán bộ thực hiện"]) == ("", "", "")


@pytest.mark.parametrize("chosen", [[], ["noi-dung", "tien-do"]])
def test_the_page_offers_it_to_those_who_chose_columns(chosen: list[str], cast: Cast, client: Client) -> None:
    duty = cast.duty(due_on=NOW.date())
    client.force_login(cast.focal)
    if chosen:
        ListLayout.objects.create(person=cast.focal, page="assignments", columns=chosen)
    page = client.get("/nhiem-vu/").content.decode()
    assert ('name="cot" value="noi-dung,tien-do"' in page) == bool(chosen)
    sent = {"dieu-kien": "", "cot": ",".join(chosen)}
    line = told(body(client.post("/xuat-excel/nhiem-vu/", sent)), duty.code)
    assert list(line) == ["Mã đầu việc", "Nội dung nhiệm vụ", "Mức độ hoàn thành"] or not chosen
    assert len(STANDARD) < len(line) or chosen
