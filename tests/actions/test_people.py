import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from nhacviec.actions.people import (
    PersonValues,
    change_person,
    create_person,
    deactivate_person,
    reactivate_person,
    reset_password,
)
from nhacviec.records.models import Event
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Role
from tests.cast import Cast
from tests.make import NOW, make_post


def test_a_new_person_gets_a_password_to_change(cast: Cast) -> None:
    values = PersonValues(username="stc.moi", full_name="Cán bộ mới", phone="0251 3822 501")
    person, password = create_person(actor=cast.acting("admin"), values=values, now=NOW)
    person.refresh_from_db()
    assert person.check_password(password) and person.must_change_password
    assert "can bo moi" in person.search_text
    event = Event.objects.get(person=person)
    assert password not in str(event.after)


def test_usernames_and_addresses_differ_by_more_than_case(cast: Cast) -> None:
    admin = cast.acting("admin")
    with pytest.raises(MoveNotAllowed, match="username_taken"):
        create_person(actor=admin, values=PersonValues(username="VAN_THU", full_name="X"), now=NOW)
    taken = PersonValues(username="khac", full_name="X", email="Van_Thu@dongnai.invalid")
    with pytest.raises(MoveNotAllowed, match="email_taken"):
        create_person(actor=admin, values=taken, now=NOW)


def test_a_change_keeps_before_and_after(cast: Cast) -> None:
    values = PersonValues(username="van_thu", full_name="Văn thư mới", email=cast.clerk.email)
    assert change_person(actor=cast.acting("admin"), person=cast.clerk, values=values, now=NOW)
    event = Event.objects.get(person=cast.clerk)
    assert (event.before, event.after) == ({"full_name": "Văn thư Văn phòng"}, {"full_name": "Văn thư mới"})
    assert not change_person(actor=cast.acting("admin"), person=cast.clerk, values=values, now=NOW)


def test_deactivating_takes_effect_on_the_next_request(cast: Cast, client: Client) -> None:
    client.force_login(cast.focal)
    assert client.get("/").status_code == 200
    deactivate_person(actor=cast.acting("admin"), person=cast.focal, reason="nghỉ hưu", now=NOW)
    assert client.get("/")["Location"].startswith("/tai-khoan/")
    assert not Session.objects.filter(pk=client.cookies["nhacviec"].value).exists()


def test_only_a_change_is_an_event(cast: Cast) -> None:
    admin = cast.acting("admin")
    deactivate_person(actor=admin, person=cast.focal, reason="nghỉ hưu", now=NOW)
    with pytest.raises(MoveNotAllowed, match="already_inactive"):
        deactivate_person(actor=admin, person=cast.focal, reason="nghỉ hưu", now=NOW)
    reactivate_person(actor=admin, person=cast.focal, now=NOW)
    with pytest.raises(MoveNotAllowed, match="already_active"):
        reactivate_person(actor=admin, person=cast.focal, now=NOW)
    assert Event.objects.filter(person=cast.focal).count() == 2


def test_neither_oneself_nor_the_last_administrator_is_locked_out(cast: Cast) -> None:
    with pytest.raises(MoveNotAllowed, match="not_on_oneself"):
        deactivate_person(actor=cast.acting("admin"), person=cast.admin, reason="x", now=NOW)
    second = make_post(cast.clerk, cast.office, Role.ADMINISTRATOR)
    second.person.posts.exclude(pk=second.pk).update(ended_at=NOW)
    deactivate_person(actor=cast.acting("admin"), person=cast.clerk, reason="x", now=NOW)
    with pytest.raises(MoveNotAllowed, match="last_administrator"):
        deactivate_person(actor=cast.acting("head"), person=cast.admin, reason="x", now=NOW)
    cast.admin.refresh_from_db()
    assert cast.admin.is_active


def test_a_reset_password_throws_out_who_was_signed_in(cast: Cast, client: Client) -> None:
    client.force_login(cast.focal)
    client.get("/")
    password = reset_password(actor=cast.acting("admin"), person=cast.focal, now=NOW)
    cast.focal.refresh_from_db()
    assert cast.focal.check_password(password) and cast.focal.must_change_password
    assert client.get("/").status_code == 302
