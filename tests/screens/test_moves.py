"""Every move through its page, as the person whose move it is."""

from django.test import Client
from django.urls import reverse

from nhacviec.records.models import Assignment, Event
from nhacviec.rules.lifecycle import Move, State
from nhacviec.rules.words_done import DONE
from nhacviec.screens.assignments.moves.steps import MOVE_SCREENS
from tests.actions.deeds import answered, decide
from tests.cast import Cast


def test_every_move_but_issuing_has_a_page() -> None:
    """Issuing is done from the entry screen, for all tasks at once."""
    assert sorted(screen.move for screen in MOVE_SCREENS) == sorted(set(Move) - {Move.ISSUE})


def test_a_focal_officer_accepts_after_comparing_the_number(client: Client, cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    client.force_login(cast.focal)
    url = reverse("assignments.accept", args=[duty.code])
    page = client.get(url).content.decode()
    assert duty.task.document is not None and duty.task.document.symbol in page
    response = client.post(url, {"version": "0", "symbol_on_copy": duty.task.document.symbol})
    assert response["Location"] == reverse("assignments.show", args=[duty.code])
    assert Assignment.objects.get(pk=duty.pk).state == State.IN_PROGRESS


def test_a_wrong_number_is_said_beside_the_form_and_kept(client: Client, cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    client.force_login(cast.focal)
    response = client.post(
        reverse("assignments.accept", args=[duty.code]), {"version": "0", "symbol_on_copy": "999/QĐ-UBND"}
    )
    assert response.status_code == 422
    assert "999/QĐ-UBND” không khớp" in response.content.decode()
    assert not Event.objects.filter(name="accepted").exists()


def test_a_stale_tab_is_told_and_what_was_typed_is_kept(client: Client, cast: Cast) -> None:
    duty = cast.duty()
    client.force_login(cast.focal)
    url = reverse("assignments.answer", args=[duty.code])
    client.get(url)
    Assignment.objects.filter(pk=duty.pk).update(version=3)
    response = client.post(url, {"version": "0", "text": "Đã rà soát xong 12 dự án"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "vừa được người khác cập nhật" in page and "Đã rà soát xong 12 dự án" in page
    assert 'name="version" value="3"' in page
    assert client.post(url, {"version": "3", "text": "Đã rà soát xong 12 dự án"}).status_code == 302


def test_in_a_row_only_the_row_comes_back_with_its_new_state(client: Client, cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    client.force_login(cast.focal)
    url = reverse("assignments.accept", args=[duty.code])
    response = client.post(
        url, {"version": "0", "is_checked": "on", "o": "hang"}, headers={"HX-Request": "true"}
    )
    page = response.content.decode()
    assert page.lstrip().startswith("<tbody") and "Đang thực hiện" in page and "<h1" not in page


def test_another_agency_gets_404_and_a_wrong_role_403(client: Client, cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    url = reverse("assignments.accept", args=[duty.code])
    client.force_login(cast.finance_focal)
    assert client.get(url).status_code == 404
    client.force_login(cast.inspector)
    assert client.get(url).status_code == 403


def test_who_works_on_it_inside_another_agency_is_not_shown(client: Client, cast: Cast) -> None:
    _, lead, _ = cast.shared_task()
    Assignment.objects.filter(pk=lead.pk).update(officer=cast.officer)
    client.force_login(cast.finance_focal)
    page = client.get(reverse("assignments.index") + "?ca_don_vi_khac=on").content.decode()
    assert lead.code in page and "Chuyên viên Hạ tầng" not in page
    client.force_login(cast.director)
    assert "Chuyên viên Hạ tầng" in client.get(reverse("assignments.index")).content.decode()


def test_changing_one_monitor_keeps_a_head_of_division_who_follows_the_task(
    client: Client, cast: Cast
) -> None:
    duty = cast.duty(task=cast.task(specialist=cast.head, committee_leader=None))
    client.force_login(cast.office_leader)
    url = reverse("assignments.change_monitors", args=[duty.code])
    form = client.get(url).context["form"]
    shown = {field.html_name: field.value() or "" for field in form}
    client.post(url, shown | {"committee_leader": cast.chair.pk})
    task = Assignment.objects.get(pk=duty.pk).task
    assert (task.specialist, task.committee_leader) == (cast.head, cast.chair)


def test_every_move_says_what_was_done() -> None:
    assert set(DONE) == set(Move)


def test_on_the_page_of_the_assignment_a_wrong_field_comes_back_into_the_open_form(
    client: Client, cast: Cast
) -> None:
    duty = cast.duty()
    client.force_login(cast.focal)
    url = reverse("assignments.answer", args=[duty.code])
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert f'hx-post="{url}"' in part and 'hx-target="#step-panel"' in part
    wrong = client.post(url, {"version": "0", "text": ""}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422 and "<h1" not in wrong.content.decode()
    right = client.post(url, {"version": "0", "text": "Đã xong"}, headers={"HX-Request": "true"})
    assert right["HX-Redirect"] == reverse("assignments.show", args=[duty.code])


def test_a_step_taken_in_a_row_marks_the_duty_as_seen(client: Client, cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    client.force_login(cast.focal)
    client.get(reverse("assignments.return", args=[duty.code]) + "?o=hang", headers={"HX-Request": "true"})
    assert Assignment.objects.get(pk=duty.pk).seen_at is not None


def test_where_leaders_confirm_only_they_are_offered_it(client: Client, cast: Cast) -> None:
    duty = answered(cast)
    url, page = (
        reverse("assignments.confirm", args=[duty.code]),
        reverse("assignments.show", args=[duty.code]),
    )
    client.force_login(cast.specialist)
    assert url in client.get(page).content.decode()
    assert "Chờ tôi xác nhận" in client.get("/").content.decode()
    decide("confirm_role", "office_leader")
    assert url not in client.get(page).content.decode()
    home = client.get("/").content.decode()
    assert "Chờ tôi xác nhận" not in home and "Chờ Văn phòng xác nhận" in home
    assert client.post(url, {"version": duty.version}).status_code == 403
    client.force_login(cast.office_leader)
    assert url in client.get(page).content.decode()
    assert client.post(url, {"version": duty.version}).status_code == 302
