"""A real Chromium on the real server: fixtures `page` (1366×768) and `phone` (390×844).

    def test_a_clerk_…(page: Page, live_server: LiveServer, cast: Cast) -> None:
        sign_in(page, cast.clerk)
        page.goto("/")                      # addresses are relative to the live server
        assert axe_violations(page) == []

A story fails if the browser complained: a violation of the Content-Security-Policy, an error in a script.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.stories.browser import CHROMIUM_ARGUMENTS, DESKTOP, PHONE, Complaints, machine_chromium

# Playwright's loop runs in the thread of the tests, which makes Django take them for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
PATIENCE_MS = 30_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"page", "phone"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.fixture(autouse=True)
def committed(transactional_db: None) -> None:
    """The server has its own connections: it sees only what a story has committed."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=machine_chromium(), args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@contextmanager
def _page(browser: Browser, live_server: LiveServer, viewport: ViewportSize, touch: bool) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server.url,
        viewport=viewport,
        has_touch=touch,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    context.set_default_timeout(PATIENCE_MS)
    complaints = Complaints()
    complaints.watch(context)
    page = context.new_page()
    yield page
    page.wait_for_load_state("networkidle")  # nothing is under way when the tables are emptied
    context.close()
    assert complaints == []


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    with _page(browser, live_server, DESKTOP, touch=False) as page:  # type: ignore[arg-type]
        yield page


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    with _page(browser, live_server, PHONE, touch=True) as page:  # type: ignore[arg-type]
        yield page
