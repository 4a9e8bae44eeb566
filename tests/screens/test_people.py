import re

import pytest
from django.test import Client

from nhacviec.records.models import Event, Field, Person, Post
from nhacviec.rules.permissions import MAY, MAY_COORDINATE, MAY_FOR_COMMITTEE, RIGHTS, Role
from nhacviec.rules.submission_permissions import SUBMISSION_MAY
from tests.cast import Cast
from tests.make import make_person, make_post

NEW = {"full_name": "Nguyễn Văn Mới", "username": "stc.moi", "email": "", "phone": ""}


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.admin)
    return client


def test_the_first_password_is_shown_once_and_works(admin: Client, client: Client) -> None:
    response = admin.post("/can-bo/them/", NEW)
    found = re.search(r'first-password">([^<]+)<', response.content.decode())
    assert found and "no-store" in response["Cache-Control"]
    person = Person.objects.get(username="stc.moi")
    assert person.check_password(found[1]) and person.must_change_password
    assert found[1] not in admin.get(f"/can-bo/{person.pk}/").content.decode()


def test_a_double_submit_adds_one_person(admin: Client) -> None:
    admin.post("/can-bo/them/", NEW)
    response = admin.post("/can-bo/them/", NEW)
    assert response.status_code == 422 and "đã có" in response.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("full_name", "", "Hãy nhập mục này."),
        ("username", "có dấu", "chữ không dấu"),
        ("username", "=cmd()", "chữ không dấu"),
        ("username", "VAN_THU", "đã có"),
        ("email", "khong-phai", "Thư điện tử không đúng"),
        ("phone", "gọi sau", "Số điện thoại chỉ gồm"),
        ("full_name", "x" * 10_000, "tối đa 150"),
    ],
)
def test_bad_input_about_a_person(field: str, typed: str, says: str, admin: Client) -> None:
    response = admin.post("/can-bo/them/", NEW | {field: typed})
    page = response.content.decode()
    assert response.status_code == 422 and says in page and f'id="id_{field}_error"' in page


def test_the_list_is_filtered_by_text_unit_role_and_activity(admin: Client, cast: Cast) -> None:
    def names(query: str) -> set[str]:
        return {person.username for person in admin.get(f"/can-bo/?{query}").context["page"]}

    assert names("tim=giam doc") == {"gd_sxd"}
    assert names(f"don-vi={cast.construction.pk}") == {"dau_moi_sxd", "cv_sxd", "cv_sxd_2", "gd_sxd"}
    assert names(f"don-vi={cast.construction.pk}&vai-tro=agency_leader") == {"gd_sxd"}
    Person.objects.filter(pk=cast.chair.pk).update(is_active=False)
    assert names("loc=da-khoa") == {"chu_tich"}
    assert len(names("don-vi=kh\u00f4ng&vai-tro=khong&loc=khong&trang=khong")) > 5


def test_more_people_cost_no_more_queries(
    admin: Client, cast: Cast, django_assert_max_num_queries: object
) -> None:
    for size in (10, 60):
        for number in range(size):
            person = make_person(f"nguoi_{size}_{number}")
            make_post(person, cast.finance, Role.AGENCY_OFFICER)
            make_post(person, cast.construction, Role.AGENCY_OFFICER)
        with django_assert_max_num_queries(20):  # type: ignore[operator]
            assert len(admin.get("/can-bo/").context["page"]) <= 50


def test_a_post_is_given_and_ended(admin: Client, cast: Cast) -> None:
    person = make_person("moi")
    form = {"unit": "stc", "role": "focal_officer", "valid_from": "01/07/2018", "title": "Phó Chánh VP"}
    assert admin.post(f"/can-bo/{person.pk}/chuc-vu/", form).status_code == 302
    post = Post.objects.get(person=person)
    assert post.unit == cast.finance
    assert "Phó Chánh VP" in admin.get(f"/can-bo/{person.pk}/").content.decode()
    assert admin.post(f"/can-bo/{person.pk}/chuc-vu/", form).status_code == 422
    assert admin.post(f"/chuc-vu/{post.pk}/thoi-giu/", {"reason": "chuyển công tác"}).status_code == 302
    assert "đã hết" in admin.get(f"/can-bo/{person.pk}/").content.decode()
    again = admin.post(f"/chuc-vu/{post.pk}/thoi-giu/", {})
    assert "đã kết thúc" in again.content.decode()


def test_locking_needs_a_reason_and_can_be_undone(admin: Client, cast: Cast) -> None:
    path = f"/can-bo/{cast.focal.pk}/"
    assert admin.post(path + "khoa/", {"reason": ""}).status_code == 422
    assert admin.post(path + "khoa/", {"reason": "nghỉ hưu"}).status_code == 302
    assert "đã khóa" in admin.get(path).content.decode()
    admin.post(path + "mo-lai/")
    assert "đã khóa" not in admin.get(path).content.decode()
    assert admin.get(path + "mo-lai/").status_code == 405


def test_asking_for_a_new_password_changes_nothing_until_confirmed(admin: Client, cast: Cast) -> None:
    admin.get(f"/can-bo/{cast.focal.pk}/mat-khau/")
    assert not Event.objects.filter(name="password_reset").exists()
    assert "first-password" in admin.post(f"/can-bo/{cast.focal.pk}/mat-khau/").content.decode()


def test_a_substitute_is_named_on_the_own_page_and_switched_to(client: Client, cast: Cast) -> None:
    post = cast.focal.posts.get()
    client.force_login(cast.focal)
    today = client.get("/lam-thay/").wsgi_request.today  # type: ignore[attr-defined]
    form = {
        "substitute": cast.officer.pk,
        "valid_from": f"{today:%d/%m/%Y}",
        "valid_to": f"{today:%d/%m/%Y}",
        "reason": "nghỉ phép",
    }
    response = client.post(f"/lam-thay/{post.pk}/cu/", form, follow=True)
    assert "làm thay bạn" in response.content.decode()
    assert "đã có người làm thay" in client.post(f"/lam-thay/{post.pk}/cu/", form).content.decode()
    substitution = Post.objects.get(stands_in_for=post)

    client.force_login(cast.officer)
    assert "Bạn làm thay <strong>Đầu mối Sở Xây dựng</strong>" in client.get("/lam-thay/").content.decode()
    client.post(f"/lam-viec-voi-tu-cach/{substitution.pk}/")
    page = client.get("/lam-thay/").content.decode()
    assert "thay mặt Đầu mối Sở Xây dựng" in page and "Hãy chuyển về chức vụ của mình" in page
    assert client.get(f"/lam-thay/{cast.officer.posts.get(stands_in_for=None).pk}/cu/").status_code == 404

    client.force_login(cast.focal)
    client.post(f"/lam-thay/{substitution.pk}/ket-thuc/")
    substitution.refresh_from_db()
    assert substitution.ended_at is not None


def test_a_substitute_from_elsewhere_is_no_choice(client: Client, cast: Cast) -> None:
    client.force_login(cast.focal)
    form = {"substitute": cast.chair.pk, "valid_from": "01/01/2030", "valid_to": "02/01/2030", "reason": "x"}
    response = client.post(f"/lam-thay/{cast.focal.posts.get().pk}/cu/", form)
    assert response.status_code == 422 and 'id="id_substitute_error"' in response.content.decode()


def test_the_matrix_says_every_move_and_right(admin: Client) -> None:
    page = admin.get("/phan-quyen/").content.decode()
    tables = len(MAY) + len(MAY_FOR_COMMITTEE) + len(RIGHTS) + len(MAY_COORDINATE) + len(SUBMISSION_MAY)
    assert page.count('<th scope="row">') == tables
    assert "được giao theo dõi" in page


def test_a_field_of_work_is_kept_with_its_monitors(admin: Client, cast: Cast) -> None:
    form = {"name": "Xây dựng", "position": "10", "is_active": "on", "specialist": cast.specialist.pk}
    assert admin.post("/linh-vuc/them/", form).status_code == 302
    field = Field.objects.get()
    assert field.specialist == cast.specialist
    assert "đã có" in admin.post("/linh-vuc/them/", form | {"name": "xay dung"}).content.decode()
    admin.post(f"/linh-vuc/{field.pk}/", form | {"specialist": "", "is_active": ""})
    assert Field.objects.filter(specialist=None, is_active=False).count() == 1
    assert "Xây dựng" in admin.get("/linh-vuc/").content.decode()
    assert Event.objects.filter(name="work_field_changed").count() == 1
    assert admin.post("/linh-vuc/them/", form | {"specialist": cast.focal.pk}).status_code == 422
