from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from nhacviec.actions.policy import set_policy, withdraw_policy
from nhacviec.queries.policy import policy_lines, policy_on
from nhacviec.records.models import Event, PolicyValue
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.policies import POLICIES, format_value
from tests.actions.deeds import decide
from tests.cast import Cast
from tests.make import NOW, TODAY
from tests.threads import at_once, errors_in

INDEX = "/quy-che/"
LATER = date(2018, 8, 1)


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.admin)
    return client


def text(response: Any) -> str:
    return response.content.decode()


def typed(value: str, day: str = "12/07/2018", **more: str) -> dict[str, str]:
    return {"value": value, "effective_from": day, "decision": "45/QĐ-UBND", "newest_id": "0", **more}


@pytest.mark.parametrize("who", ["clerk", "specialist", "head", "chair", "focal", "officer", "inspector"])
def test_nobody_else_may_open_the_policies(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    for url in (INDEX, f"{INDEX}return_wd/", f"{INDEX}return_wd/1/rut/"):
        assert client.get(url).status_code == 403
        assert client.post(url).status_code == 403


def test_all_policies_stand_on_one_page_with_value_source_and_what_is_to_come(admin: Client) -> None:
    decide("return_wd", "3")
    PolicyValue.objects.create(key="return_wd", value="4", effective_from=LATER, set_at=NOW)
    page = text(admin.get(INDEX))
    assert all(policy.title in page for policy in POLICIES.values())
    assert "3 ngày làm việc" in page and "Mặc định: 2 ngày làm việc" in page
    assert "4 ngày làm việc, áp dụng từ 01/08/2018" in page


def test_the_list_costs_the_same_however_many_versions(
    admin: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30) as few:
        admin.get(INDEX)
    for key in POLICIES:
        PolicyValue.objects.create(key=key, value="3", effective_from=TODAY, set_at=NOW)
    with django_assert_max_num_queries(len(few)):
        admin.get(INDEX)


@pytest.mark.parametrize("key", sorted(POLICIES))
def test_every_policy_shows_its_own_value_in_a_form_that_gives_it_back(admin: Client, key: str) -> None:
    form = admin.get(f"{INDEX}{key}/").context["form"]
    shown = form["value"].value()
    assert shown == format_value(key, POLICIES[key].default)
    response = admin.post(f"{INDEX}{key}/", typed(shown))
    assert list(response.context["form"].errors) == ["value"]  # it is in force already
    assert "Chưa có nội dung nào thay đổi" in text(response)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("return_wd", "3", "3 ngày làm việc"),
        ("ext_max", "", "không giới hạn"),
        ("before_inclusive", "no", "Không"),
        ("count_mode", "working", "Ngày làm việc"),
        ("overdue_bands", "5, 20; 60", "5, 20, 60 ngày"),
        ("send_hours", "8h-16h30", "08:00–16:30"),
    ],
)
def test_a_new_version_is_in_force_and_remembered(
    admin: Client, cast: Cast, key: str, value: str, words: str
) -> None:
    before = format_value(key, POLICIES[key].default)
    page = text(admin.post(f"{INDEX}{key}/", typed(value), follow=True))
    assert words in page and "đang áp dụng" in page and "45/QĐ-UBND" in page
    row = PolicyValue.objects.get()
    assert (row.key, row.effective_from, row.set_by_id) == (key, TODAY, cast.admin.pk)
    event = Event.objects.get(name=EventName.POLICY_CHANGED)
    assert event.before == {"key": key, "value": before}
    assert (event.after["value"], event.reason) == (row.value, "45/QĐ-UBND")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("return_wd", ""),
        ("return_wd", "hai"),
        ("return_wd", "0"),
        ("return_wd", "9" * 5000),
        ("return_wd", "-1"),
        ("before_inclusive", ""),
        ("before_inclusive", "maybe"),
        ("count_mode", "lunar"),
        ("overdue_bands", "30, 7"),
        ("overdue_bands", ",".join(map(str, range(1, 20)))),
        ("send_hours", "a, b"),
        ("send_hours", "17:00-7:30"),
    ],
)
def test_a_wrong_value_is_said_beside_the_field(admin: Client, key: str, value: str) -> None:
    response = admin.post(f"{INDEX}{key}/", typed(value))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["value"]
    assert not PolicyValue.objects.exists()


@pytest.mark.parametrize("day", ["", "31/02/2018", "hôm nay"])
def test_a_wrong_day_is_said_beside_the_field(admin: Client, day: str) -> None:
    response = admin.post(f"{INDEX}return_wd/", typed("3", day))
    assert list(response.context["form"].errors) == ["effective_from"]


def test_a_day_in_the_past_must_be_confirmed(admin: Client) -> None:
    url = f"{INDEX}return_wd/"
    refused = admin.post(url, typed("3", "01/07/2018"))
    assert refused.status_code == 422
    assert "có thể thay đổi" in text(refused)
    assert not PolicyValue.objects.exists()
    admin.post(url, typed("3", "01/07/2018", retroactive="on"))
    assert PolicyValue.objects.get().effective_from == date(2018, 7, 1)


def test_a_version_to_come_can_be_withdrawn(admin: Client) -> None:
    url = f"{INDEX}return_wd/"
    assert "áp dụng từ 01/08/2018" in text(admin.post(url, typed("4", "01/08/2018"), follow=True))
    assert policy_on(TODAY).return_wd == 2 and policy_on(LATER).return_wd == 4
    version = PolicyValue.objects.get()
    page = text(admin.post(f"{url}{version.pk}/rut/", follow=True))
    assert "Đã rút giá trị" in page
    assert not PolicyValue.objects.exists()
    event = Event.objects.filter(name=EventName.POLICY_CHANGED).latest("id")
    assert event.before["value"] == "4" and event.after == {"key": "return_wd", "withdrawn": True}


def test_a_version_in_force_cannot_be_withdrawn(admin: Client) -> None:
    decide("return_wd", "3")
    version = PolicyValue.objects.get()
    assert "không thể rút" in text(admin.post(f"{INDEX}return_wd/{version.pk}/rut/", follow=True))
    assert PolicyValue.objects.exists()
    assert not Event.objects.exists()


def test_what_does_not_exist_is_not_found(admin: Client) -> None:
    decide("return_wd", "3")
    version = PolicyValue.objects.get()
    assert admin.get(f"{INDEX}khong_co/").status_code == 404
    assert admin.post(f"{INDEX}ext_max/{version.pk}/rut/").status_code == 404
    assert admin.post(f"{INDEX}return_wd/999999/rut/").status_code == 404
    assert admin.get(f"{INDEX}return_wd/{version.pk}/rut/").status_code == 405


def test_a_form_that_is_out_of_date_is_refused(admin: Client) -> None:
    decide("return_wd", "3")
    response = admin.post(f"{INDEX}return_wd/", typed("5"))
    assert response.status_code == 422
    assert "vừa được người khác sửa" in text(response)
    assert PolicyValue.objects.count() == 1


def test_the_history_tells_replaced_past_and_unreadable_versions(db: None) -> None:
    for value, day in [("3", "2018-01-01"), ("4", "2018-02-01"), ("5", "2018-02-01"), ("x", "2018-03-01")]:
        PolicyValue.objects.create(key="return_wd", value=value, effective_from=day, set_at=NOW)
    (line,) = policy_lines(TODAY, key="return_wd")
    assert line.value == 5
    assert [(v.row.value, v.state.value) for v in line.versions] == [
        ("x", "unreadable"),
        ("5", "in_force"),
        ("4", "replaced"),
        ("3", "past"),
    ]


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_one_is_told_to_look_again(cast: Cast) -> None:
    actor = cast.acting("admin")

    def decide_at_once(value: int) -> PolicyValue:
        return set_policy(
            actor=actor, key="return_wd", value=value, effective_from=TODAY, newest_id=0, now=NOW
        )

    (lost,) = errors_in(at_once(lambda: decide_at_once(3), lambda: decide_at_once(4)))
    assert isinstance(lost, MoveNotAllowed) and lost.code == "policy_stale"
    assert PolicyValue.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_version_is_withdrawn_once(cast: Cast) -> None:
    version = PolicyValue.objects.create(key="return_wd", value="4", effective_from=LATER, set_at=NOW)
    actor = cast.acting("admin")

    def withdraw() -> None:
        withdraw_policy(actor=actor, version=version, now=NOW)

    assert len(errors_in(at_once(withdraw, withdraw))) == 1
    assert Event.objects.filter(name=EventName.POLICY_CHANGED).count() == 1
