"""Addresses typed by hand, cut, glued and attacked: a page, a 404 or a 405, never an error of ours."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhacviec.rules.lifecycle import State
from tests.cast import Cast

LISTS = {
    "assignments.index": "focal clerk",
    "documents.index": "focal clerk",
    "coordinations.index": "focal clerk",
    "coordinations.numbers": "focal clerk",
    "units.index": "admin",
    "people.index": "admin",
    "home": "focal clerk",
    "calendar.index": "admin",
    "permissions.index": "admin",
    "policies.index": "admin",
    "units.suggest": "focal clerk",
    "entry.start": "clerk",
    "entry.deadline": "clerk",
    "work_fields.index": "admin",
    "statistics.index": "clerk",
    "statistics.find": "clerk",
    "statistics.province": "clerk",
    "statistics.province_rows": "clerk",
}
PARAMETERS = (
    "trang", "q", "trang_thai", "thoi_han", "don_vi", "so", "nhom", "ca_don_vi_khac", "loai", "nhap",
    "co-quan", "nam", "year", "tat-ca", "given_on", "deadline", "loai-don-vi", "ngay", "tu", "den", "so_ngay",
    "kieu", "moc", "next", "o", "ky", "tinh-den", "cach", "han", "pham-vi", "vai", "qua-ngay", "xep", "chieu",
    "dang", "tim", "phia", "tinh-trang", "don-vi", "ben-hoi", "den",
)  # fmt: skip
GARBAGE = (
    "abc", "0", "-1", "99999999999", "9" * 40, "1e9", "٣", "１", "²", "\0", "a\0b", "'; DROP TABLE x;--", "%",
    "_", "\\", "x" * 5000, "\u202e\u0309", "\ud800", "<script>", "[]", "{}", "../../etc/passwd", "nan",
    "2018-02-30", "31/12/9999", "0001-01-01", "🎉",
)  # fmt: skip


def encoded(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", sorted(LISTS))
def test_no_parameter_breaks_a_list(name: str, cast: Cast, client: Client) -> None:
    for state in (State.ASSIGNED, State.ANSWERED):
        cast.duty(state=state)
    for who in LISTS[name].split():
        client.force_login(getattr(cast, who))
        for garbage in GARBAGE:
            together = "&".join(f"{parameter}={encoded(garbage)}" for parameter in PARAMETERS)
            response = client.get(f"{reverse(name)}?{together}")
            assert response.status_code in (200, 400, 404), (who, garbage)


@pytest.mark.parametrize("parameter", ["trang", "q", "don_vi", "so", "nam", "co-quan", "year"])
def test_no_single_parameter_breaks_a_list(parameter: str, cast: Cast, client: Client) -> None:
    cast.duty()
    for name in ("assignments.index", "documents.index", "calendar.index"):
        client.force_login(cast.admin if name == "calendar.index" else cast.clerk)
        for garbage in GARBAGE:
            response = client.get(f"{reverse(name)}?{parameter}={encoded(garbage)}")
            assert response.status_code in (200, 400, 404), (name, garbage)


@pytest.mark.parametrize(
    "garbage", ["a%00b", "%ff%fe", "x" * 3000, "..%2f..%2fetc", "NV-2018-1'", "%E2%80%AE"]
)
def test_no_code_in_the_path_breaks_a_page(garbage: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.specialist)
    for address in (
        f"/nhiem-vu/{garbage}/", f"/dau-viec/{garbage}/", f"/dau-viec/{garbage}/xac-nhan/",
        f"/nhap-nhiem-vu/chi-dao/{garbage}/", f"/tep/{garbage}/", f"/van-ban/{garbage}/",
        "/van-ban/" + "9" * 30 + "/", "/tep/" + "9" * 30 + "/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from(PARAMETERS),
        st.one_of(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
            st.integers().map(str),
            st.sampled_from([*map(str, State), "open", "closed", "overdue", "qua-han", "1"]),
        ),
        max_size=6,
    )
)
def test_whatever_stands_in_the_filter_the_list_answers(
    query: dict[str, str], cast: Cast, client: Client
) -> None:
    """The rows of a filter are always among those without it."""
    client.force_login(cast.clerk)
    response = client.get(reverse("assignments.index"), query)
    assert response.status_code == 200
    assert response.context["listing"].count.number <= 1
    assert client.get(reverse("documents.index"), query).status_code == 200


def test_no_sign_in_an_address_of_the_account_breaks_it(cast: Cast, client: Client) -> None:
    for garbage in ("a%00b-c%00d", "1-%ff", "zzzzzzzzzzzzzzz-x"):
        assert client.get(f"/tai-khoan/mat-khau/dat-lai/{garbage}/").status_code in (200, 302, 404)
    client.force_login(cast.admin)
    for garbage in ("a%00b", "2018-13-45", "9" * 40):
        assert client.get(f"/lich-lam-viec/{garbage}/").status_code == 404
        assert client.get(f"/lich-lam-viec/nap/{garbage}/").status_code == 404
        assert client.get(f"/quy-che/{garbage}/").status_code == 404


def test_unusual_methods_are_answered_without_an_error(cast: Cast, client: Client) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    client.force_login(cast.focal)
    for address in ("/", "/nhiem-vu/", f"/dau-viec/{duty.code}/", f"/dau-viec/{duty.code}/tiep-nhan/"):
        full, head = client.get(address), client.head(address)
        assert head.content == b""
        assert head.status_code in (full.status_code, 405)
        for method in ("options", "put", "patch", "delete", "trace"):
            assert getattr(client, method)(address).status_code in (200, 405), (method, address)
    duty.refresh_from_db()
    assert duty.state == State.ASSIGNED


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b'{"version": 0, "is_checked": "on"}'),
        ("text/plain", b"version=0&is_checked=on"),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("application/x-www-form-urlencoded", b"version=%ff%fe&is_checked=\x00"),
        ("application/x-www-form-urlencoded; charset=nonsense", b"version=0"),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(4000))),
        ("", b"version=0"),
    ],
)
def test_a_body_of_another_kind_changes_nothing_and_breaks_nothing(
    content_type: str, body: bytes, cast: Cast, client: Client
) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    client.force_login(cast.focal)
    response = client.generic(
        "POST", reverse("assignments.accept", args=[duty.code]), body, content_type=content_type
    )
    assert response.status_code in (400, 415, 422)
    duty.refresh_from_db()
    assert duty.state == State.ASSIGNED
