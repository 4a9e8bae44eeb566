"""Signing in with everything a browser adds: scripts, QR codes, security keys, the pages' strict policy."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from playwright.sync_api import Page, expect

from nhacviec.records.models import Person
from tests.cast import Cast
from tests.screens.accounts.people import PASSWORD, TEMPORARY, with_password
from tests.stories.browser import axe_violations, follow, scrolls_sideways, sign_in, sign_out

ENGLISH = re.compile(
    r"\b(sign|password|code|key|email|your|the|you|please|session|recovery|authenticator|security)\b", re.I
)
HOME = re.compile(r"//[^/]+/$")  # every address ends in a slash, only this one has no path


@pytest.fixture(autouse=True)
def fresh_count(committed: None) -> None:
    cache.clear()


def _look(page: Page) -> None:
    """What holds for every page: no barrier, no sideways scroll, no English."""
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)
    words = page.locator("body").inner_text() + page.title()
    for known in ("FreeOTP, Google Authenticator, Microsoft Authenticator", "UBND"):
        words = words.replace(known, "")
    assert not ENGLISH.search(words), ENGLISH.search(words)


def _sign_in_by_hand(page: Page, person: Person, password: str = PASSWORD) -> None:
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill(person.username)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    follow(page.get_by_role("button", name="Đăng nhập", exact=True))


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.mark.parametrize("device", ["page", "phone"])
def test_signing_in_by_hand(device: str, request: pytest.FixtureRequest, cast: Cast) -> None:
    window: Page = request.getfixturevalue(device)
    with_password(cast.focal)
    _sign_in_by_hand(window, cast.focal, "sai")
    expect(window.get_by_role("alert")).to_contain_text("Tên đăng nhập hoặc mật khẩu không đúng")
    _look(window)
    box = window.get_by_label("Mật khẩu", exact=True)
    box.fill(PASSWORD)
    window.get_by_role("button", name="Hiện nội dung ô “Mật khẩu”").click()
    expect(box).to_have_attribute("type", "text")
    box.press("Enter")
    expect(window).to_have_url(HOME)


@pytest.mark.parametrize("device", ["page", "phone"])
@pytest.mark.parametrize(
    "address",
    [
        "/tai-khoan/",
        "/tai-khoan/mat-khau/doi/",
        "/tai-khoan/hai-lop/",
        "/tai-khoan/thiet-bi/",
        "/tai-khoan/khoa/",
        "/tai-khoan/dang-xuat/",
        "/tai-khoan/xac-nhan-lai/",
    ],
)
def test_pages_of_ones_account(device: str, address: str, request: pytest.FixtureRequest, cast: Cast) -> None:
    window: Page = request.getfixturevalue(device)
    sign_in(window, with_password(cast.focal))
    window.goto(address)
    _look(window)


@pytest.mark.parametrize("address", ["/tai-khoan/mat-khau/quen/", "/tai-khoan/mat-khau/quen/da-gui/"])
def test_pages_of_the_forgotten_password(page: Page, address: str, cast: Cast) -> None:
    page.goto(address)
    _look(page)


@pytest.mark.parametrize("device", ["page", "phone"])
def test_the_roles_of_the_demo(device: str, request: pytest.FixtureRequest, cast: Cast, demo: None) -> None:
    window: Page = request.getfixturevalue(device)
    window.goto("/tai-khoan/dang-nhap/")
    _look(window)
    follow(window.get_by_role("button", name="Đầu mối Sở Xây dựng"))
    expect(window).to_have_url(HOME)


def test_a_temporary_password_is_changed_first(page: Page, cast: Cast) -> None:
    with_password(cast.focal, TEMPORARY, must_change_password=True)
    _sign_in_by_hand(page, cast.focal, TEMPORARY)
    expect(page.get_by_role("heading", level=1)).to_have_text("Đổi mật khẩu")
    _look(page)
    page.get_by_label("Mật khẩu đang dùng", exact=True).fill(TEMPORARY)
    page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Đổi mật khẩu"))
    expect(page).to_have_url(HOME)


def test_two_steps_with_an_app_and_a_recovery_code(page: Page, cast: Cast) -> None:
    with_password(cast.focal)
    _sign_in_by_hand(page, cast.focal)
    page.goto("/tai-khoan/hai-lop/")
    follow(page.get_by_role("link", name="Bật ứng dụng xác thực"))
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Xác nhận"))
    picture = page.get_by_alt_text("Mã QR")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    _look(page)
    secret = page.locator("code").inner_text()
    page.get_by_label("Mã 6 chữ số trên ứng dụng").fill("000000")
    follow(page.get_by_role("button", name="Bật", exact=True))
    expect(page.get_by_text("Mã không đúng hoặc đã hết hiệu lực.")).to_be_visible()
    page.get_by_label("Mã 6 chữ số trên ứng dụng").fill(_code(secret))
    follow(page.get_by_role("button", name="Bật", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    _look(page)
    spare = page.locator(".codes li").first.inner_text()
    page.goto("/tai-khoan/hai-lop/")
    expect(page.get_by_text("Đang bật.")).to_be_visible()
    _look(page)

    sign_out(page)
    cache.clear()  # a code counts once; another minute would pass in life
    _sign_in_by_hand(page, cast.focal)
    expect(page.get_by_role("heading", level=1)).to_have_text("Xác thực hai lớp")
    _look(page)
    page.get_by_label("Mã xác thực hoặc mã dự phòng").fill(_code(secret))
    follow(page.get_by_role("button", name="Đăng nhập", exact=True))
    expect(page).to_have_url(HOME)

    for said in (None, "Mã không đúng"):  # the recovery code works once
        sign_out(page)
        _sign_in_by_hand(page, cast.focal)
        page.get_by_label("Mã xác thực hoặc mã dự phòng").fill(spare)
        follow(page.get_by_role("button", name="Đăng nhập", exact=True))
        if said:
            expect(page.get_by_text(said)).to_be_visible()
        else:
            expect(page).to_have_url(HOME)

    sign_out(page)
    _sign_in_with_code(page, cast.focal, secret)
    page.goto("/tai-khoan/hai-lop/ung-dung/tat/")
    follow(page.get_by_role("link", name="Dùng mã từ ứng dụng hoặc mã dự phòng"))
    _look(page)
    page.goto("/tai-khoan/xac-nhan-lai/?next=/tai-khoan/hai-lop/ung-dung/tat/")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Xác nhận"))
    _look(page)
    follow(page.get_by_role("button", name="Tắt", exact=True))
    expect(page.get_by_text("Đã tắt ứng dụng xác thực.")).to_be_visible()


def _sign_in_with_code(page: Page, person: Person, secret: str) -> None:
    cache.clear()
    _sign_in_by_hand(page, person)
    page.get_by_label("Mã xác thực hoặc mã dự phòng").fill(_code(secret))
    follow(page.get_by_role("button", name="Đăng nhập", exact=True))
    expect(page).to_have_url(HOME)


def _plug_in_a_key(page: Page) -> None:
    """Chromium's own virtual authenticator: it says yes to everything by itself."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_security_key_signs_in_without_a_password(page: Page, cast: Cast) -> None:
    with_password(cast.focal)
    _plug_in_a_key(page)
    _sign_in_by_hand(page, cast.focal)
    page.goto("/tai-khoan/khoa/them/")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Xác nhận"))
    _look(page)
    page.get_by_label("Tên gợi nhớ").fill("Máy cơ quan")
    page.get_by_label("Cho phép đăng nhập chỉ bằng khóa này").check()
    page.get_by_role("button", name="Thêm khóa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    page.goto("/tai-khoan/khoa/")
    expect(page.get_by_role("row", name="Máy cơ quan")).to_contain_text("Có")
    _look(page)
    follow(page.get_by_role("link", name="Đổi tên"))
    _look(page)
    page.goto("/tai-khoan/khoa/")
    follow(page.get_by_role("link", name="Gỡ"))
    _look(page)

    sign_out(page)
    page.goto("/tai-khoan/dang-nhap/")
    _look(page)
    page.get_by_role("button", name="Đăng nhập bằng khóa bảo mật").click()
    expect(page).to_have_url(HOME)

    sign_out(page)
    _sign_in_by_hand(page, cast.focal)  # with the password the key is the second step
    page.get_by_role("button", name="Dùng khóa bảo mật").click()
    expect(page).to_have_url(HOME)

    page.goto("/tai-khoan/khoa/xac-nhan-lai/?next=/tai-khoan/khoa/")
    _look(page)
    page.get_by_role("button", name="Dùng khóa bảo mật").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Khóa bảo mật")


def test_without_a_key_the_page_says_what_to_do(page: Page, cast: Cast) -> None:
    _plug_in_a_key(page)  # an empty one
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_role("button", name="Đăng nhập bằng khóa bảo mật").click()
    expect(page.get_by_role("alert")).to_contain_text("Không dùng được khóa bảo mật")


def test_the_address_asked_for_is_kept_while_signing_in(page: Page, cast: Cast) -> None:
    page.goto("/tai-khoan/thiet-bi/")
    assert parse_qs(urlsplit(page.url).query)["next"] == ["/tai-khoan/thiet-bi/"]
