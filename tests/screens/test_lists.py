"""The list, the home and one assignment's page as the people of a working day read them."""

from datetime import date

from django.test import Client
from django.urls import reverse

from nhacviec.actions.changes import change_deadline
from nhacviec.actions.extensions import ask_extension
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.reckoning import why_due
from nhacviec.queries.story import story_of
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import State
from tests.cast import Cast
from tests.make import NOW

LIST = "/nhiem-vu/"


def test_the_bare_list_shows_what_is_still_to_be_done(client: Client, cast: Cast) -> None:
    todo, done = cast.duty(), cast.duty(state=State.COMPLETED)
    client.force_login(cast.focal)
    page = client.get(LIST).content.decode()
    assert todo.code in page and done.code not in page
    assert 'name="trang-thai" value="open" checked' in page


def test_a_search_also_finds_what_is_closed(client: Client, cast: Cast) -> None:
    done = cast.duty(state=State.COMPLETED)
    client.force_login(cast.focal)
    assert done.code in client.get(LIST, {"q": done.code}).content.decode()
    assert done.code in client.get(LIST, {"trang_thai": ""}).content.decode()


def test_a_deed_on_many_rows_leads_back_to_the_filtered_list(client: Client, cast: Cast) -> None:
    duty = cast.duty()
    client.force_login(cast.specialist)
    sent = {"viec": "remind", "chon": duty.code, "ve": f"{LIST}?thoi_han=overdue"}
    page = client.post(reverse("assignments.bulk"), sent).content.decode()
    assert f'href="{LIST}?thoi_han=overdue"' in page
    response = client.post(reverse("assignments.bulk"), sent | {"gui": "1"})
    assert response["Location"] == f"{LIST}?thoi_han=overdue"


def test_a_deed_on_many_rows_leads_to_no_foreign_address(client: Client, cast: Cast) -> None:
    duty = cast.duty()
    client.force_login(cast.specialist)
    sent = {"viec": "remind", "chon": duty.code, "gui": "1", "ve": "https://example.org/"}
    assert client.post(reverse("assignments.bulk"), sent)["Location"] == LIST


def test_a_refusal_is_said_beside_its_field(client: Client, cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    client.force_login(cast.focal)
    url = reverse("assignments.accept", args=[duty.code])
    form = client.post(url, {"version": "0", "symbol_on_copy": "999/QĐ-UBND"}).context["form"]
    assert list(form.errors) == ["symbol_on_copy"]


def test_the_counts_that_htmx_asks_for_bring_the_number_of_the_menu(client: Client, cast: Cast) -> None:
    cast.duty(state=State.ASSIGNED)
    client.force_login(cast.focal)
    part = client.get("/", headers={"HX-Request": "true"}).content.decode()
    assert '<span id="menu-count" hx-swap-oob="innerHTML">1</span>' in part
    assert "hx-swap-oob" not in client.get("/").content.decode()


def test_asking_for_more_time_is_not_told_as_a_lost_deadline(cast: Cast) -> None:
    duty = cast.duty(due_on=date(2018, 7, 20))
    ask_extension(
        actor=cast.acting("focal"),
        assignment=duty,
        asked_due_on=date(2018, 7, 31),
        reason="Chờ số liệu",
        now=NOW,
    )
    line = story_of(duty, [duty]).lines[0]
    assert [(c.label, c.before, c.after) for c in line.changes] == [
        ("Thời hạn", "", "20/07/2018"),
        ("Xin gia hạn đến ngày", "", "31/07/2018"),
    ]


def test_why_due_tells_from_what_to_what_and_ends_with_the_deadline_of_now(cast: Cast) -> None:
    duty = cast.duty(due_on=date(2018, 7, 20))
    change_deadline(
        actor=cast.acting("specialist"),
        assignment=duty,
        due_on=date(2018, 7, 31),
        due_hour=None,
        reason="Chờ hướng dẫn của Bộ",
        now=NOW,
    )
    told = why_due(Assignment.objects.get(pk=duty.pk), calendar=load_calendar())
    assert told[-2:] == [
        "Điều chỉnh thời hạn ngày 12/07/2018: từ 20/07/2018 thành 31/07/2018.",
        "Thời hạn hiện nay: thứ Ba, 31/07/2018.",
    ]
