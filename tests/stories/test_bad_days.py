"""Two people, two tabs, two clicks, a session that ended: one deed, one clear word, nothing lost."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nhacviec.records.models import Answer, Assignment, Event, Person
from nhacviec.rules.lifecycle import State
from tests.cast import Cast
from tests.stories.browser import follow, sign_in, sign_out
from tests.stories.duties import given_out


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_more: object) -> None:
        """A redirect is the answer we look at."""


def _session(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def _send(address: str, session: str, fields: dict[str, str]) -> tuple[int, str]:
    """One form over the network, with the cookie and the token a browser would have."""
    token = "a" * 32
    request = Request(address, data=urlencode(fields | {"csrfmiddlewaretoken": token}).encode())
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
    request.add_header("Cookie", cookies)
    try:
        with build_opener(_Stay).open(request, timeout=60) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def _at_once(address: str, sessions: list[str], fields: dict[str, str]) -> list[tuple[int, str]]:
    start = Barrier(len(sessions))

    def run(session: str) -> tuple[int, str]:
        start.wait(timeout=60)
        return _send(address, session, fields)

    with ThreadPoolExecutor(len(sessions)) as pool:
        return list(pool.map(run, sessions))


def test_the_same_answer_sent_twice_at_once_is_one_answer_and_one_clear_word(
    live_server: LiveServer, cast: Cast
) -> None:
    duty = given_out(cast, state=State.IN_PROGRESS)
    sessions = [_session(cast.focal), _session(cast.focal)]
    address = f"{live_server.url}/dau-viec/{duty.code}/tra-loi/"
    answers = _at_once(address, sessions, {"version": "0", "text": "Đã rà soát xong"})
    assert sorted(status for status, _page in answers) == [302, 422]
    (complaint,) = [page for status, page in answers if status == 422]
    assert re.search("vừa được người khác cập nhật|nên không thể thực hiện", complaint)
    assert "Đã rà soát xong" in complaint
    assert Answer.objects.count() == 1
    assert Event.objects.filter(name="answered").count() == 1


def test_a_double_click_of_two_people_confirms_once(live_server: LiveServer, cast: Cast) -> None:
    duty = given_out(cast, state=State.IN_PROGRESS)
    _send(
        f"{live_server.url}/dau-viec/{duty.code}/tra-loi/",
        _session(cast.focal),
        {"version": "0", "text": "Xong"},
    )
    sessions = [_session(cast.specialist), _session(cast.office_leader), _session(cast.head)]
    fields = {"version": "1", "reason": ""}
    answers = _at_once(f"{live_server.url}/dau-viec/{duty.code}/xac-nhan/", sessions, fields)
    assert sorted(status for status, _page in answers) == [302, 422, 422]
    assert Event.objects.filter(name="confirmed").count() == 1
    assert Assignment.objects.get(pk=duty.pk).state == State.COMPLETED


def test_a_stale_tab_is_told_keeps_its_text_and_may_go_on(page: Page, cast: Cast) -> None:
    duty = given_out(cast, state=State.IN_PROGRESS)
    sign_in(page, cast.focal)
    page.goto(f"/dau-viec/{duty.code}/cap-nhat/")
    page.get_by_label("Tình hình thực hiện").fill("Đã làm việc với ba huyện")
    page.get_by_label("Mức độ hoàn thành (%)").fill("40")
    Assignment.objects.filter(pk=duty.pk).update(version=5)
    button = page.locator("main").get_by_role("button", name="Cập nhật tình hình")
    follow(button)
    expect(page.get_by_role("alert")).to_contain_text("vừa được người khác cập nhật")
    expect(page.get_by_label("Tình hình thực hiện")).to_have_value("Đã làm việc với ba huyện")
    follow(button)
    expect(page.locator("#flash")).to_contain_text("Đã cập nhật tình hình")
    assert Event.objects.filter(name="progress_noted").count() == 1


def test_text_survives_a_session_that_ended_and_waits_for_its_own_writer(page: Page, cast: Cast) -> None:
    duty = given_out(cast, state=State.IN_PROGRESS)
    cast.focal.set_password("mat-khau-2018-dai")
    cast.focal.save()
    sign_in(page, cast.focal)
    page.goto(f"/dau-viec/{duty.code}/tra-loi/")
    page.get_by_label("Kết quả thực hiện").fill("Báo cáo dài của cả buổi sáng")
    sign_out(page)
    follow(page.locator("main").get_by_role("button", name="Trả lời"))
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill(cast.focal.username)
    page.get_by_label("Mật khẩu", exact=True).fill("mat-khau-2018-dai")
    follow(page.get_by_role("button", name="Đăng nhập", exact=True))
    expect(page.get_by_label("Kết quả thực hiện")).to_have_value("Báo cáo dài của cả buổi sáng")
    assert not Answer.objects.exists()  # nobody has sent it yet
    follow(page.locator("main").get_by_role("button", name="Trả lời"))
    expect(page.locator("#flash")).to_contain_text("Đã gửi trả lời")
    assert Answer.objects.get().text == "Báo cáo dài của cả buổi sáng"


def test_an_officer_whose_post_ended_is_out_at_the_next_click(page: Page, cast: Cast) -> None:
    duty = given_out(cast)
    sign_in(page, cast.focal)
    page.goto("/")
    cast.focal.posts.update(valid_to="2018-12-31")
    page.goto(f"/dau-viec/{duty.code}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("chưa giữ chức vụ nào")
