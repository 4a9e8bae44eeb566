import pytest
from django.test import Client

from nhacviec.records.models import Event, Unit
from nhacviec.rules.units import UnitKind
from tests.cast import Cast
from tests.make import make_unit

FORM = {"name": "Sở Y tế", "kind": "department", "parent": "UBND tỉnh Đồng Nai", "position": "20"}


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.admin)
    return client


def test_a_unit_is_added_by_typing_its_parent_without_accents(admin: Client, cast: Cast) -> None:
    response = admin.post(
        "/don-vi/them/", FORM | {"parent": "ubnd tinh dong nai", "code": "000.00.12.H19"}, follow=True
    )
    unit = Unit.objects.get(name="Sở Y tế")
    assert unit.parent == cast.committee and unit.code == "H19.12"
    assert (
        f'href="/don-vi/{unit.pk}/"' in response.content.decode() and "Đã thêm" in response.content.decode()
    )


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("name", "", "Hãy nhập mục này."),
        ("name", "x" * 251, "tối đa 250 ký tự"),
        ("name", "Sở\0 Y tế", "ký tự không lưu được"),
        ("kind", "", "Hãy chọn mục này."),
        ("kind", "moon_base", "Hãy chọn trong danh sách."),
        ("parent", "Sở Không Có", "Không tìm thấy đơn vị"),
        ("parent", "phong", "Hãy ghi rõ hơn"),
        ("code", "H19-12", "chỉ gồm chữ A–Z"),
        ("code_qcvn", "15", "thiếu mã cấp 1"),
        ("valid_from", "07/25/2018", "Ngày không đúng"),
        ("position", "-1", "0"),
        ("name", "so xay dung", "đã có trong UBND tỉnh Đồng Nai"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_nothing_is_lost(
    field: str, typed: str, says: str, admin: Client, cast: Cast
) -> None:
    before = Unit.objects.count()
    response = admin.post("/don-vi/them/", FORM | {"abbreviation": "SYT123", field: typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert says in page and f'id="id_{field}_error"' in page
    assert 'value="SYT123"' in page
    assert Unit.objects.count() == before


def test_odd_characters_are_cleaned_and_markup_is_only_text(admin: Client, cast: Cast) -> None:
    name = "So\u031b\u0309 \u202eY tê\u0301 <b>=cmd()</b> 🏥"
    admin.post("/don-vi/them/", FORM | {"name": name})
    unit = Unit.objects.get(parent=cast.committee, name__startswith="Sở Y tế")
    assert unit.name == "Sở Y tế <b>=cmd()</b> 🏥"
    assert "&lt;b&gt;=cmd()&lt;/b&gt;" in admin.get(f"/don-vi/{unit.pk}/").content.decode()


def test_a_double_submit_adds_one_unit(admin: Client, cast: Cast) -> None:
    admin.post("/don-vi/them/", FORM)
    assert admin.post("/don-vi/them/", FORM).status_code == 422
    assert Unit.objects.filter(name="Sở Y tế").count() == 1


def test_a_stale_tab_is_told_and_shows_what_was_typed(admin: Client, cast: Cast) -> None:
    page = admin.get(f"/don-vi/{cast.finance.pk}/sua/")
    stamp = page.context["form"]["stamp"].value()
    Unit.objects.filter(pk=cast.finance.pk).update(abbreviation="TC")
    response = admin.post(
        f"/don-vi/{cast.finance.pk}/sua/", FORM | {"name": "Sở Tài chính mới", "stamp": stamp}
    )
    assert "vừa được người khác sửa" in response.content.decode()
    assert "Sở Tài chính mới" in response.content.decode()
    cast.finance.refresh_from_db()
    assert cast.finance.name == "Sở Tài chính"


def test_an_edit_shows_up_in_the_history_with_before_and_after(admin: Client, cast: Cast) -> None:
    admin.post(f"/don-vi/{cast.finance.pk}/sua/", FORM | {"name": "Sở Tài chính và Giá", "position": "100"})
    page = admin.get(f"/don-vi/{cast.finance.pk}/").content.decode()
    assert "<del>Sở Tài chính</del>" in page and "<ins>Sở Tài chính và Giá</ins>" in page


def test_closing_warns_first_and_then_closes(admin: Client, cast: Cast) -> None:
    cast.duty(unit=cast.finance)
    path = f"/don-vi/{cast.finance.pk}/ket-thuc/"
    form = {"last_day": "31/07/2018", "decision": "NQ 1/2018", "successors": "so xay dung; bien hoa"}
    assert "1 đầu việc chưa xong" in admin.get(path).content.decode()
    assert "Vẫn kết thúc" in admin.post(path, form).content.decode()
    assert admin.post(path, form | {"despite_remaining": "on"}).status_code == 302
    cast.finance.refresh_from_db()
    assert cast.finance.successors.count() == 2 and Event.objects.filter(name="unit_closed").count() == 1


def test_the_tree_finds_units_without_accents_and_shows_closed_ones_when_asked(
    admin: Client, cast: Cast
) -> None:
    old = make_unit("Huyện cũ", kind=UnitKind.DISTRICT, parent=cast.committee, valid_to="2017-12-31")
    assert "Phòng Hạ tầng" in admin.get("/don-vi/?tim=ha tang").content.decode()
    assert old.name not in admin.get("/don-vi/").content.decode()
    assert old.name in admin.get("/don-vi/?loc=da-dong").content.decode()
    assert "Không có đơn vị nào khớp" in admin.get("/don-vi/?tim=zzz").content.decode()


def test_the_tree_nests_its_lists_properly(admin: Client, cast: Cast) -> None:
    page = admin.get("/don-vi/?mo=het").content.decode()
    tree = page[page.index('<ul class="tree">') : page.index("</main>")]
    assert tree.count("<ul") == tree.count("</ul>")
    assert tree.count("<li") == tree.count("</li>") == Unit.objects.count()


@pytest.mark.parametrize("path", ["/don-vi/", "/don-vi/?tim=so", "/don-vi/?loc=tat-ca"])
def test_more_units_cost_no_more_queries(
    path: str, admin: Client, cast: Cast, django_assert_max_num_queries: object
) -> None:
    for size in (10, 60):
        for number in range(size):
            make_unit(f"Sở thử {size} {number}", parent=cast.committee)
        with django_assert_max_num_queries(20):  # type: ignore[operator]
            assert admin.get(path).status_code == 200


def test_the_swapped_list_is_part_of_the_fresh_page(admin: Client, cast: Cast) -> None:
    fresh = admin.get("/don-vi/?tim=phong").content.decode()
    part = admin.get("/don-vi/?tim=phong", headers={"HX-Request": "true"}).content.decode()
    assert part.strip() in fresh and "<html" not in part


def test_a_unit_gets_hours_of_its_own_and_gives_them_back(cast: Cast, client: Client) -> None:
    client.force_login(cast.admin)
    url, page = f"/don-vi/{cast.construction.pk}/gio-gui/", f"/don-vi/{cast.planning.pk}/"
    assert "07:30–17:00 <span" in client.get(page).content.decode()
    assert client.post(url, {"hours": "7h - 16h30"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "07:00–16:30" in shown and "theo Sở Xây dựng" in shown
    assert 'value="07:00–16:30"' in client.get(url).content.decode()
    assert "Giờ gửi thông báo" in client.get(f"/don-vi/{cast.construction.pk}/").content.decode()
    for wrong in ("4:00-16:00", "8:00-22:30", "16:00-8:00", "sáng"):
        assert client.post(url, {"hours": wrong}).status_code == 422
    assert client.post(url, {"hours": " "}).status_code == 302
    assert "theo quy chế chung" in client.get(page).content.decode()
