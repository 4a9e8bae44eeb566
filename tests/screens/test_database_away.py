"""While nobody can reach the database: every page says so, what was typed stays, all works again at once."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client
from django.urls import reverse
from lxml import html

from nhacviec.queries.outage import is_away
from nhacviec.records.models import Submission
from tests.cast import Cast
from tests.screens.test_upward import head

pytestmark = pytest.mark.django_db(transaction=True)
Away = Callable[[], AbstractContextManager[None]]
TYPED = "Chủ trương đầu tư <đường> “liên huyện”\nvà cầu"


@pytest.fixture
def away(tmp_path: Path) -> Away:
    """Nobody listens where the database is looked for; who waits for a connection waits a moment."""

    @contextmanager
    def gone() -> Iterator[None]:
        settings = connection.settings_dict
        kept = {name: settings[name] for name in ("HOST", "PORT", "OPTIONS")}
        settings |= {"HOST": str(tmp_path), "PORT": ""}
        settings["OPTIONS"] = kept["OPTIONS"] | {"pool": kept["OPTIONS"]["pool"] | {"timeout": 0.1}}
        _hang_up()
        try:
            yield
        finally:
            settings |= kept
            _hang_up()

    return gone


def _hang_up() -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]


@pytest.fixture
def browser() -> Client:
    """Shown what a browser is shown, whatever goes wrong; its forms carry their token."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def nodes(page: Any, path: str) -> list[Any]:
    whole: Any = html.fromstring(page.content.decode())
    return list(whole.xpath(path))


def fields_of(page: Any, form: str) -> dict[str, list[str]]:
    """As the browser would send the form: hidden fields and what stands in the others."""
    found: dict[str, list[str]] = {}
    for field in nodes(page, f"{form}//*[@name]"):
        value = field.value if field.tag != "input" else field.get("value")
        found.setdefault(field.get("name"), []).append(value or "")
    return found


PAGES = (
    "home", "reconciling.index", "upward.index", "upward.statistics", "upward.create", "superiors.index",
    "coordinations.index", "coordinations.numbers", "submissions.index", "submissions.statistics",
)  # fmt: skip


@pytest.mark.parametrize("who", ["chair", "clerk"])
def test_a_page_says_so_and_is_there_again(cast: Cast, browser: Client, away: Away, who: str) -> None:
    browser.force_login(getattr(cast, who))
    before = {name: browser.get(reverse(name)).status_code for name in PAGES}
    assert before["home"] == before["upward.index"] == 200
    with away():
        for name in PAGES:
            page = browser.get(f"{reverse(name)}?q=c%E1%BA%A7u")
            assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (
                503,
                "15",
                "no-store",
            ), name
            assert "Hệ thống tạm gián đoạn" in page.content.decode(), name
            again = nodes(page, "//a/@href")
            assert again == [f"{reverse(name)}?q=c%E1%BA%A7u"], name
    assert {name: browser.get(reverse(name)).status_code for name in PAGES} == before


def test_what_was_typed_is_sent_again_from_the_page_and_recorded_once(
    cast: Cast, browser: Client, away: Away
) -> None:
    browser.force_login(cast.clerk)
    address = reverse("upward.create")
    blank = fields_of(browser.get(address), "//main//form")
    marks = {name: blank[name] for name in ("csrfmiddlewaretoken", "_shown_to", "_once")}
    values = marks | head(cast, abstract=TYPED)
    with away():
        page = browser.post(address, values)
    assert page.status_code == 503 and "Gửi lại" in page.content.decode()
    kept = fields_of(page, "//form")
    assert kept["abstract"] == [TYPED] and kept.items() >= marks.items()
    assert nodes(page, "//form/@action") == [address]
    assert not Submission.objects.exists()
    sent = [browser.post(address, kept) for _ in range(2)]
    row = Submission.objects.get()
    assert [answer["Location"] for answer in sent] == [reverse("upward.show", args=[row.pk])] * 2
    assert "liên huyện" in row.abstract


def test_files_and_secrets_are_not_given_back(cast: Cast, browser: Client, away: Away) -> None:
    browser.force_login(cast.clerk)
    address = reverse("upward.create")
    blank = fields_of(browser.get(address), "//main//form")
    upload = SimpleUploadedFile("to-trinh.pdf", b"%PDF-1.4", "application/pdf")
    stranger = Client(raise_request_exception=False)
    values = head(cast, abstract=TYPED, attached=[upload], _shown_to=blank["_shown_to"])
    with away():
        page = browser.post(address, values).content.decode()
        entrance = stranger.post(reverse("account_login"), {"login": "an", "password": "mat-khau-2018"})
    assert "<form" not in page and "tệp đính kèm" in page
    assert entrance.status_code == 503 and "mat-khau-2018" not in entrance.content.decode()


def test_a_step_in_a_row_and_the_api_say_so_too(cast: Cast, browser: Client, away: Away) -> None:
    duty = cast.duty()
    browser.force_login(cast.focal)
    with away():
        step = browser.post(
            f"/dau-viec/{duty.code}/tra-loi/",
            {"text": "x"},
            headers={"HX-Request": "true"},
        )
        told = browser.get("/api/v1/upward")
    assert (step.status_code, told.status_code, told["Retry-After"]) == (503, 503, "15")
    assert told.json()["detail"].startswith("Máy chủ dữ liệu")


def test_one_statement_that_went_wrong_is_no_outage() -> None:
    def chained(cause: Exception) -> Exception:
        error = OperationalError("x")
        error.__cause__ = cause
        return error

    assert is_away(chained(psycopg.OperationalError("connection refused")))
    assert is_away(chained(psycopg.errors.AdminShutdown("x"))) and is_away(
        chained(psycopg.errors.CannotConnectNow("x"))
    )
    assert not is_away(chained(psycopg.errors.DeadlockDetected("x")))
    assert not is_away(chained(psycopg.errors.DiskFull("x"))) and not is_away(ValueError("x"))
