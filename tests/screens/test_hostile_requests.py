"""Requests that no page of ours sends: answered calmly, telling nothing, writing nothing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import State
from nhacviec.rules.permissions import Role
from tests.cast import Cast
from tests.coordination import asked, fresh
from tests.make import make_post
from tests.screens.entering import cards, office

__all__ = ["office"]


@pytest.mark.parametrize(
    "path", ["nhiem-vu/%00/", "nhiem-vu/NV-1%00/phieu/", "dau-viec/%00/", "dau-viec/%00/tra-loi/"]
)
def test_an_address_with_a_nul_is_one_that_does_not_exist(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast.focal)
    assert client.get(f"/{path}").status_code == 404


def test_codes_with_a_nul_choose_nothing(office: Client, cast: Cast) -> None:
    answer = office.post("/nhiem-vu/hang-loat/", {"viec": "remind", "chon": ["\0", "NV\0"], "gui": "1"})
    assert answer.status_code == 200
    assert answer.context["fit"] == []


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "find", "copy": "NV\0"},
        {"do": "copy:\0"},
        {"count": "1", "do": "save", "t0-code": "\0", "t0-removed": "on"},
    ],
)
def test_the_desk_bears_a_nul_in_its_hidden_fields(office: Client, cast: Cast, sent: dict[str, str]) -> None:
    document = cast.document()
    assert office.post(f"/van-ban/{document.pk}/nhiem-vu/", sent).status_code in (200, 422)


def test_terms_from_the_end_of_time_are_counted_from_today(office: Client) -> None:
    far = {"deadline": "20 ngày", "given_on": "31/12/9999"}
    assert "01/08/2018" in office.get("/nhap-nhiem-vu/han/", far).content.decode()
    spoken = cards({"content": "x", "deadline": "20 ngày"}, spoken_by="Chủ tịch", spoken_on="31/12/9999")
    assert office.post("/nhap-nhiem-vu/chi-dao/", spoken).status_code == 422


def test_a_request_that_cannot_be_read_is_told_so_in_vietnamese(office: Client, cast: Cast) -> None:
    foreign = office.get("/", headers={"host": "evil.example"})
    many = [SimpleUploadedFile(f"{n}.pdf", b"%PDF-1.4\n%%EOF") for n in range(21)]
    too_many = office.post(f"/van-ban/{cast.document().pk}/them-tep/", {"attached": many})
    for answer in (foreign, too_many):
        assert answer.status_code == 400
        assert "Yêu cầu không hợp lệ" in answer.content.decode()


def test_pages_of_signed_in_people_are_kept_by_no_proxy(client: Client, cast: Cast) -> None:
    assert "Cache-Control" not in client.get("/").headers
    client.force_login(cast.focal)
    assert client.get("/nhiem-vu/")["Cache-Control"] == "private, no-cache"
    client.force_login(cast.admin)
    assert "no-store" in client.get(reverse("people.password", args=[cast.focal.pk]))["Cache-Control"]


def test_a_specialist_does_not_confirm_his_own_division_in_the_place_of_the_leader(
    client: Client, cast: Cast
) -> None:
    """Answered as the specialist, he changes to the post in which he stands in for the Office's leader."""
    leader = cast.office_leader.posts.get()
    stands_in = make_post(
        cast.specialist, cast.office, Role.OFFICE_LEADER, stands_in_for=leader, valid_to=date(2100, 1, 1)
    )
    own = cast.duty(unit=cast.general, state=State.ANSWERED)
    of_others = cast.duty(unit=cast.finance, state=State.ANSWERED)
    client.force_login(cast.specialist)
    assert client.post(reverse("acting.switch", args=[stands_in.pk])).status_code == 302
    for duty, status in ((own, 403), (of_others, 302)):
        answer = client.post(reverse("assignments.confirm", args=[duty.code]), {"version": duty.version})
        assert answer.status_code == status
    assert Assignment.objects.get(pk=own.pk).state == State.ANSWERED


def test_asking_for_the_head_of_a_page_is_not_seeing_it(client: Client, cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    request = asked(cast)
    for who, address in (
        (cast.focal, reverse("assignments.show", args=[duty.code])),
        (cast.finance_focal, reverse("coordinations.show", args=[request.pk])),
    ):
        client.force_login(who)
        assert client.head(address).status_code == 200
    duty.refresh_from_db()
    assert (duty.seen_at, fresh(request).seen_at) == (None, None)
