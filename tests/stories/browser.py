"""What the browser stories share: finding a Chromium, signing in, asking axe."""

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import style_names
import style_sheet
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page

from nhacviec.config.settings import PACKAGE
from nhacviec.records.models import Person

DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# --no-sandbox: tests may run as root in a container; --disable-dev-shm-usage: whose /dev/shm is tiny.
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
# The built assets may be a symbolic link to those of another checkout; axe lies beside them.
FOR_TESTS = (PACKAGE / "static" / "vendor").resolve().parents[2] / "assets" / "build"
AXE = FOR_TESTS / "axe.min.js"


def machine_chromium() -> str | None:
    """The path of the machine's own Chromium; None means Playwright's, if that is installed."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def follow(button: Locator) -> None:
    """Press what leads to another page, or back to this one with what is wrong, and wait until that page
    stands: a story that goes on at once may look at the page it leaves, or cut the request off."""
    with button.page.expect_navigation():
        button.click()


def sign_in(page: Page, person: Person) -> None:
    """Give the page's context a session of this person, without the sign-in page.

    What the page still asks for is asked as the one who asked."""
    page.wait_for_load_state("networkidle")
    client = Client()
    client.force_login(person)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "domain": "localhost", "path": "/"}
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.context.add_cookies([cookie])  # type: ignore[list-item]


def sign_out(page: Page) -> None:
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def axe_violations(page: Page) -> list[str]:
    """What axe finds wrong on the page as it stands now, a line each; [] is what one wants.

    Scripts given to `evaluate` are not subject to the page's Content-Security-Policy, so it stays on.
    """
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        """() => axe.run(document, {resultTypes: ["violations"],
             runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})"""
    )
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@cache
def _dropped() -> frozenset[str]:
    upstream = (FOR_TESTS / "tabler.min.css").read_text(encoding="utf-8")
    return frozenset(name for name in style_sheet.names(upstream) if not style_names.in_use(name))


def classes_without_rules(page: Page) -> list[str]:
    """Classes of the page as it stands whose rules the build of the assets has dropped; [] is what one wants.

    Found here, a class is put together at run time: its shape belongs in assets/classes.txt."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("[class]")].flatMap((e) => [...e.classList])"""
    )
    return sorted(_dropped() & set(found))


def scrolls_sideways(page: Page) -> list[str]:
    """What makes the page wider than its window; [] is what one wants."""
    found: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
             [document.documentElement.scrollWidth + " px", ...[...document.querySelectorAll("body *")]
               .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
               .map(e => e.outerHTML.slice(0, 120))].slice(0, 8)"""
    )
    return found


class Complaints(list[str]):
    """What the browser complains about in any page of a context: CSP violations and script errors."""

    def watch(self, context: BrowserContext) -> None:
        context.on("page", self._watch_page)

    def _watch_page(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.append(f"{page.url}: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        # A 404 or 422 answer is reported as an error too; stories ask for those on purpose.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.append(f"{json.dumps(message.location)}: {message.text}")
