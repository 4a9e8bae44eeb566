from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from nhacviec.records.models import Event, Person, Post, Unit
from nhacviec.rules.events import EventName
from nhacviec.rules.permissions import Role
from nhacviec.rules.units import UnitKind
from tests.cast import Cast
from tests.make import make_unit

pytestmark = pytest.mark.usefixtures("db")


def create(username: str = "quantri", name: str = "Nguyễn Văn An", **options: object) -> str:
    out = StringIO()
    call_command("create_admin", username, name, stdout=out, **options)
    return out.getvalue()


def password_in(output: str) -> str:
    return output.split("Mật khẩu lần đầu:")[1].split()[0]


def test_an_empty_installation_gets_its_first_units_and_an_administrator(settings: LazySettings) -> None:
    settings.PROVINCE = "UBND tỉnh Đồng Nai"
    create()
    committee, office = Unit.objects.order_by("id")
    assert (committee.name, committee.parent) == ("Ủy ban nhân dân tỉnh Đồng Nai", None)
    assert (office.name, office.parent) == ("Văn phòng UBND tỉnh Đồng Nai", committee)
    assert office.lineage == [committee.pk, office.pk]
    post = Post.objects.get()
    assert (post.person.username, post.unit, post.role) == ("quantri", office, Role.ADMINISTRATOR)
    written = Event.objects.filter(actor=None).values_list("name", flat=True)
    assert set(written) == {EventName.UNIT_CREATED, EventName.PERSON_CREATED, EventName.POST_GIVEN}


def test_the_printed_password_signs_in_once_and_must_be_changed(client: Client) -> None:
    password = password_in(create(email="an@dongnai.invalid"))
    client.post("/tai-khoan/dang-nhap/", {"login": "quantri", "password": password})
    assert client.session["_auth_user_id"] == str(Person.objects.get().pk)
    page = client.get("/can-bo/", follow=True)
    assert page.redirect_chain and "mật khẩu" in page.content.decode().lower()


def test_units_that_are_there_are_left_alone() -> None:
    make_unit("Sở Xây dựng")
    office = make_unit("Văn phòng UBND tỉnh", kind=UnitKind.OFFICE)
    assert "Đã lập đơn vị" not in create()
    assert Unit.objects.count() == 2
    assert Post.objects.get().unit == office


def test_somebody_who_administers_already_is_named_the_way(cast: Cast) -> None:
    people = Person.objects.count()
    with pytest.raises(CommandError, match=r"đã có người quản trị.*--another"):
        create()
    assert Person.objects.count() == people
    create(another=True)
    assert Post.objects.filter(person__username="quantri", role=Role.ADMINISTRATOR).exists()


@pytest.mark.parametrize(
    ("username", "name", "email"),
    [("a b", "An", ""), ("quantri", "  ", ""), ("quantri", "An", "khong-phai-thu"), ("quantri", "A\0n", "")],
)
def test_what_cannot_be_a_name_or_an_address_is_refused(username: str, name: str, email: str) -> None:
    with pytest.raises(CommandError):
        create(username, name, email=email)
    assert not Person.objects.exists()
    assert not Unit.objects.exists()


def test_a_username_that_is_taken_is_refused() -> None:
    create()
    with pytest.raises(CommandError, match="“QuanTri” đã có"):
        create("QuanTri", another=True)
    assert Person.objects.count() == 1
