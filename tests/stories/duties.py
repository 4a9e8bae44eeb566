"""What the stories of assignments share: a duty given out today, its row, a look at the page."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator, Page

from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.stories.browser import axe_violations, classes_without_rules, scrolls_sideways

SYMBOL = "1205/UBND-KT"


def given_out(cast: Cast, *, state: State = State.ASSIGNED, due_in: int = 40, **fields: Any) -> Assignment:
    """Sở Xây dựng received it an hour ago; by a document of three days ago."""
    now = timezone.now()
    day = local_date(now)
    document = fields.pop("document", None) or cast.document(
        symbol=SYMBOL, issued_on=day - timedelta(days=3), abstract="V/v rà soát các dự án chậm tiến độ"
    )
    task = fields.pop("task", None) or cast.task(document=document)
    return cast.duty(
        task=task,
        state=state,
        due_on=day + timedelta(days=due_in),
        assigned_at=now - timedelta(hours=1),
        **fields,
    )


def row(page: Page, duty: Assignment) -> Locator:
    return page.locator(f"#row-{duty.pk}")


def open_step(page: Page, duty: Assignment, step: str) -> Locator:
    """Press a step in the row; the form that unfolds under it."""
    row(page, duty).get_by_role("link", name=f"{step} {duty.code}", exact=True).click()
    form = page.locator(f"#step-{duty.pk} form")
    form.wait_for()
    return form


def send(form: Locator, step: str) -> None:
    """Press the button and wait until its answer is on the page: a story that goes on at once could cut
    the request off, or find its words in the form that is still there."""
    page = form.page
    page.evaluate("() => { window.stillHere = true; }")
    with page.expect_response(lambda response: response.request.method == "POST") as sent:
        form.get_by_role("button", name=step, exact=True).click()
    if "hx-redirect" in sent.value.headers or sent.value.request.is_navigation_request():
        page.wait_for_function("() => !window.stillHere && document.readyState === 'complete'")
    else:
        page.wait_for_function("() => !document.querySelector('.htmx-request')")


def look(page: Page) -> None:
    """No barrier, no sideways scroll, every class with its rules."""
    bare = classes_without_rules(page)
    assert bare == [], f"{page.url}: {bare}"
    found = axe_violations(page)
    assert found == [], f"{page.url}: {found}"
    wide = scrolls_sideways(page)
    assert wide == [], f"{page.url}: {wide}"


def in_the_dark(page: Page) -> None:
    cookie = {"name": "theme", "value": "dark", "domain": "localhost", "path": "/"}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
