from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from nhacviec.integrations.sheets import MOST_BYTES
from nhacviec.records.models import Event, Person, Post, Unit
from tests.cast import Cast

UNIT_HEAD = ["Mã định danh", "TÊN ĐẦY ĐỦ (*)", "viết tắt", "Loại", "Cấp trên", "Từ ngày"]
PEOPLE_HEAD = ["Tên đăng nhập", "Họ tên", "Email", "Đơn vị", "Vai trò", "Chức vụ", "Từ ngày", "Đến hết ngày"]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    settings.FILES_DIRECTORY = tmp_path


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.admin)
    return client


def workbook(*rows: list[Any]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        for line, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, at, datetime(cell.year, cell.month, cell.day), day)
                elif cell != "":
                    sheet.write(line, at, cell)
    return out.getvalue()


def upload(admin: Client, kind: str, data: bytes, name: str = "ds.xlsx") -> Any:
    return admin.post(f"/nhap-excel/{kind}/", {"file": SimpleUploadedFile(name, data)}, follow=True)


def units(admin: Client, *rows: list[Any]) -> Any:
    return upload(admin, "don-vi", workbook(UNIT_HEAD, *rows))


def people(admin: Client, *rows: list[Any]) -> Any:
    return upload(admin, "can-bo", workbook(PEOPLE_HEAD, *rows))


def counts(response: Any) -> dict[str, int]:
    return {key: response.context[key] for key in ("new", "changed", "unchanged", "wrong")}


def problems(response: Any) -> list[tuple[int, str, str]]:
    return [
        (line["number"], problem["column"], problem["sentence"])
        for line in response.context["lines"]
        for problem in line["problems"]
    ]


GOOD_UNITS: list[list[Any]] = [
    ["", "Phòng Nghiệp vụ Y", "", "Phòng, đơn vị trực thuộc", "Sở Y tế", ""],
    ["000.00.12.H19", "Sở Y tế", "SYT", "sở, ban, ngành", "UBND tỉnh Đồng Nai", date(2018, 7, 5)],
    ["", "Phòng Dược", "", "Phòng, đơn vị trực thuộc", "SYT", "06/07/2018"],
]


def test_a_list_of_units_is_looked_at_then_kept(admin: Client, cast: Cast) -> None:
    before = Unit.objects.count()
    seen = units(admin, *GOOD_UNITS)
    assert counts(seen) == {"new": 3, "changed": 0, "unchanged": 0, "wrong": 0}
    assert Unit.objects.count() == before
    admin.post("/nhap-excel/don-vi/xem-truoc/")
    health = Unit.objects.get(name="Sở Y tế")
    assert (health.code, health.valid_from) == ("H19.12", date(2018, 7, 5))
    drugs = Unit.objects.get(name="Phòng Dược")
    assert drugs.parent == health and drugs.valid_from == date(2018, 7, 6)
    assert drugs.lineage == [cast.committee.pk, health.pk, drugs.pk]
    assert Unit.objects.get(name="Phòng Nghiệp vụ Y").parent == health
    assert Event.objects.filter(name="organisation_imported").count() == 1


def test_the_same_list_again_changes_nothing(admin: Client, cast: Cast) -> None:
    units(admin, *GOOD_UNITS)
    admin.post("/nhap-excel/don-vi/xem-truoc/")
    again = units(admin, *GOOD_UNITS)
    assert counts(again) == {"new": 0, "changed": 0, "unchanged": 3, "wrong": 0}


def test_a_changed_row_is_found_by_its_code_and_blank_cells_keep_what_is_there(
    admin: Client, cast: Cast
) -> None:
    units(admin, *GOOD_UNITS)
    admin.post("/nhap-excel/don-vi/xem-truoc/")
    seen = units(admin, ["H19.12", "Sở Y tế và Dân số", "", "Sở, ban, ngành", "", ""])
    assert counts(seen)["changed"] == 1 and seen.context["lines"][0]["changes"] == "Tên đầy đủ"
    admin.post("/nhap-excel/don-vi/xem-truoc/")
    unit = Unit.objects.get(code="H19.12")
    assert (unit.name, unit.abbreviation, unit.parent) == ("Sở Y tế và Dân số", "SYT", cast.committee)


def test_every_wrong_row_says_column_reason_and_remedy_and_nothing_is_kept(admin: Client, cast: Cast) -> None:
    before = Unit.objects.count()
    seen = units(
        admin,
        ["H19.12", "Sở Y tế", "SYT", "Sở, ban, ngành", "UBND tỉnh Đồng Nai", ""],
        ["", "", "", "Sở, ban, ngành", "", ""],
        ["H19-x", "Sở A", "", "Sở, ban, ngành", "", ""],
        ["", "Sở B", "", "Hội đồng", "", ""],
        ["", "Sở C", "", "Sở, ban, ngành", "Sở Không Có", ""],
        ["", "Sở D", "", "Sở, ban, ngành", "", "07/25/2018"],
        ["", "Sở E", "", "Sở, ban, ngành", "", 43286],
        ["", "Vòng 1", "", "Sở, ban, ngành", "Vòng 2", ""],
        ["", "Vòng 2", "", "Sở, ban, ngành", "Vòng 1", ""],
        ["H19.12", "Sở Y tế", "", "Sở, ban, ngành", "UBND tỉnh Đồng Nai", ""],
        ["", "Phòng Một mình", "", "Phòng, đơn vị trực thuộc", "UBND tỉnh Đồng Nai", ""],
        ["", "x" * 10_000, "", "Sở, ban, ngành", "", ""],
    )
    told = {(number, column): sentence for number, column, sentence in problems(seen)}
    assert set(told) == {
        (3, "Tên đầy đủ"), (4, "Mã định danh"), (5, "Loại"), (6, "Trực thuộc"), (7, "Hoạt động từ ngày"),
        (8, "Hoạt động từ ngày"), (9, "Trực thuộc"), (10, "Trực thuộc"), (11, "Tên đầy đủ"), (12, "Loại"),
        (13, "Tên đầy đủ"),
    }  # fmt: skip
    assert "05/07/2018" in told[7, "Hoạt động từ ngày"] and "dòng 2" in told[11, "Tên đầy đủ"]
    assert counts(seen)["wrong"] == 11
    admin.post("/nhap-excel/don-vi/xem-truoc/")
    assert Unit.objects.count() == before
    assert not Event.objects.filter(name__in=["unit_created", "organisation_imported"]).exists()


def test_formula_text_and_odd_characters_are_data(admin: Client, cast: Cast) -> None:
    units(
        admin,
        ["", "=cmd()", "", "Sở, ban, ngành", "", ""],
        ["", "So\u031b\u0309 \u202eY", "", "Sở, ban, ngành", "", ""],
    )
    admin.post("/nhap-excel/don-vi/xem-truoc/")
    assert Unit.objects.filter(name="=cmd()").exists() and Unit.objects.filter(name="Sở Y").exists()


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "ds.xlsx", "Tệp rỗng"),
        (b"MZ" + b"\0" * 500, "ds.xlsx", "không phải là Excel"),
        (b"m\xc3\xa3,t\xc3\xaan\n1,2", "ds.csv", "không phải là Excel"),
        (b"PK\x03\x04" + b"rubbish" * 50, "ds.xlsx", "Excel"),
        (b"x" * (MOST_BYTES + 1), "ds.xlsx", "5 MB"),
        (workbook(["Tên", "Ghi chú"], ["a", "b"]), "ds.xlsx", "Không tìm thấy dòng tiêu đề"),
        (workbook(UNIT_HEAD), "ds.xlsx", "chưa có dòng dữ liệu"),
        (workbook([*UNIT_HEAD, "Loại"], ["", "a"]), "ds.xlsx", "có hai lần"),
        (workbook(UNIT_HEAD, *[["", f"Sở {n}"] for n in range(5001)]), "ds.xlsx", "5.000 dòng"),
    ],
    ids=["empty", "program", "csv", "broken", "large", "headless", "no rows", "twice", "long"],
)
def test_a_file_that_is_no_list_is_refused_in_words(data: bytes, name: str, says: str, admin: Client) -> None:
    response = upload(admin, "don-vi", data, name)
    assert response.status_code == 422 and says in response.content.decode()
    assert 'id="id_file_error"' in response.content.decode()


GOOD_PEOPLE: list[list[Any]] = [
    ["stc.daumoi", "Đầu mối mới", "dm@stc.vn", "STC", "Cán bộ đầu mối", "Chuyên viên", date(2018, 7, 1), ""],
    ["stc.daumoi", "Đầu mối mới", "", "Sở Xây dựng > Phòng Hạ tầng", "chuyên viên cơ quan, đơn vị", "",
     "01/07/2018", "31/12/2018"],
    ["stc.khong", "Chưa có chức vụ", "", "", "", "", "", ""],
]  # fmt: skip


def test_people_come_with_all_their_posts_and_without_passwords(admin: Client, cast: Cast) -> None:
    assert counts(people(admin, *GOOD_PEOPLE)) == {"new": 2, "changed": 1, "unchanged": 0, "wrong": 0}
    assert not Person.objects.filter(username="stc.daumoi").exists()
    admin.post("/nhap-excel/can-bo/xem-truoc/")
    person = Person.objects.get(username="stc.daumoi")
    assert not person.has_usable_password()
    assert {(p.unit, p.valid_to) for p in person.posts.all()} == {
        (cast.finance, None),
        (cast.infrastructure, date(2018, 12, 31)),
    }
    waiting = admin.get("/can-bo/?loc=chua-mat-khau").context["page"]
    assert {"stc.daumoi", "stc.khong"} <= {p.username for p in waiting}
    assert counts(people(admin, *GOOD_PEOPLE)) == {"new": 0, "changed": 0, "unchanged": 3, "wrong": 0}


def test_a_known_person_and_his_post_are_corrected(admin: Client, cast: Cast) -> None:
    row = ["DAU_MOI_SXD", "Đầu mối Sở XD", "", "SXD", "Cán bộ đầu mối", "Phó Chánh", "01/01/2018", ""]
    assert counts(people(admin, row))["changed"] == 1
    admin.post("/nhap-excel/can-bo/xem-truoc/")
    post = Post.objects.get(person=cast.focal)
    assert (post.title, post.person.full_name) == ("Phó Chánh", "Đầu mối Sở XD")


def test_wrong_rows_about_people(admin: Client, cast: Cast) -> None:
    seen = people(
        admin,
        ["có dấu", "A", "", "", "", "", "", ""],
        ["moi.1", "B", "sai", "", "", "", "", ""],
        ["moi.2", "C", "", "STC", "", "", "", ""],
        ["moi.3", "D", "", "STC", "Trưởng thôn", "", "01/07/2018", ""],
        ["moi.4", "E", "", "STC", "Văn thư", "", "01/07/2018", ""],
        ["moi.5", "F", "", "", "", "", "", ""],
        ["moi.5", "G", "", "", "", "", "", ""],
        ["moi.6", "H", "van_thu@dongnai.invalid", "", "", "", "", ""],
    )
    assert [(number, column) for number, column, _ in problems(seen)] == [
        (2, "Tên đăng nhập"), (3, "Thư điện tử"), (4, "Vai trò"), (4, "Từ ngày"), (5, "Vai trò"),
        (6, "Vai trò"), (8, "Họ và tên"), (9, "Thư điện tử"),
    ]  # fmt: skip
    assert not Person.objects.filter(username__startswith="moi.").exists()


def test_what_changed_since_the_dry_run_is_shown_again_instead_of_done(admin: Client, cast: Cast) -> None:
    units(admin, *GOOD_UNITS)
    units_before = Unit.objects.count()
    admin.post(
        "/don-vi/them/",
        {"name": "Sở Y tế", "kind": "department", "parent": "UBND tỉnh Đồng Nai", "position": "1"},
    )
    response = admin.post("/nhap-excel/don-vi/xem-truoc/", follow=True)
    assert "Dữ liệu vừa thay đổi" in response.content.decode()
    assert counts(response) == {"new": 2, "changed": 1, "unchanged": 0, "wrong": 0}
    assert Unit.objects.count() == units_before + 1
    admin.post("/nhap-excel/don-vi/xem-truoc/")
    assert Unit.objects.count() == units_before + 3


def test_a_name_with_another_code_is_no_new_unit(admin: Client, cast: Cast) -> None:
    units(admin, *GOOD_UNITS)
    admin.post("/nhap-excel/don-vi/xem-truoc/")
    seen = units(admin, ["H19.99", "Sở Y tế", "", "Sở, ban, ngành", "UBND tỉnh Đồng Nai", ""])
    assert [(column, "H19.12" in sentence) for _, column, sentence in problems(seen)] == [
        ("Mã định danh", True)
    ]


def test_a_second_click_does_nothing_twice(admin: Client, cast: Cast) -> None:
    units(admin, *GOOD_UNITS)
    admin.post("/nhap-excel/don-vi/xem-truoc/")
    again = admin.post("/nhap-excel/don-vi/xem-truoc/", follow=True)
    assert "Không còn tệp nào chờ nhập" in again.content.decode()
    assert Unit.objects.filter(name="Sở Y tế").count() == 1


def test_the_dry_run_of_one_person_is_nobody_elses(admin: Client, cast: Cast) -> None:
    units(admin, *GOOD_UNITS)
    session = admin.session
    session["organisation_import_units"] = "../../etc/passwd"
    session.save()
    assert admin.get("/nhap-excel/don-vi/xem-truoc/").status_code == 302


@pytest.mark.parametrize("kind", ["don-vi", "can-bo"])
def test_the_filled_in_template_comes_back_in(kind: str, admin: Client, cast: Cast) -> None:
    response = admin.get(f"/nhap-excel/{kind}/mau/")
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    assert book.sheet_names[1:] == ["Hướng dẫn", "Danh mục"]
    head = book.get_sheet_by_index(0).to_python()[0]
    row = {
        "Tên đầy đủ (*)": "Sở Mới",
        "Loại (*)": "Sở, ban, ngành",
        "Tên đăng nhập (*)": "moi.1",
        "Họ và tên (*)": "M",
    }
    seen = upload(admin, kind, workbook(list(head), [row.get(str(name), "") for name in head]))
    assert counts(seen) == {"new": 1, "changed": 0, "unchanged": 0, "wrong": 0}


@pytest.mark.parametrize("path", ["", "mau/", "xem-truoc/"])
def test_only_the_administrator_imports(path: str, client: Client, cast: Cast) -> None:
    for who in ("clerk", "office_leader", "focal", "inspector"):
        client.force_login(getattr(cast, who))
        for kind in ("don-vi", "can-bo"):
            assert client.get(f"/nhap-excel/{kind}/{path}").status_code == 403
    assert client.get("/nhap-excel/khac/").status_code == 404
