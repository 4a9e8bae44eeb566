"""What htmx swaps in looks exactly like what a fresh page shows."""

import pytest
from django.test import Client
from django.urls import reverse

from nhacviec.actions.answers import answer
from nhacviec.rules.lifecycle import State
from tests.cast import Cast
from tests.htmx import get_part, part, post_part, swap
from tests.make import NOW

LIST = "/nhiem-vu/"
EVERYTHING = "/nhiem-vu/?trang_thai="
ACCEPTED = {"version": 0, "is_checked": "on", "o": "hang"}


@pytest.mark.parametrize("page_url", [LIST, "/"])
def test_an_accepted_row_equals_the_fresh_row(page_url: str, client: Client, cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED, due_on=None)
    client.force_login(cast.focal)
    page = client.get(page_url)
    answered = post_part(
        client,
        reverse("assignments.accept", args=[duty.code]),
        {"version": 0, "is_checked": "on", "o": "hang" if page_url == "/" else "bang"},
    )
    swapped, fresh = swap(page, f"#row-{duty.pk}", answered), client.get(page_url)
    assert part(swapped, f"#row-{duty.pk}") == part(fresh, f"#row-{duty.pk}")
    assert part(page, f"#row-{duty.pk}") != part(fresh, f"#row-{duty.pk}")


def test_a_confirmed_row_that_can_be_selected_equals_the_fresh_row(client: Client, cast: Cast) -> None:
    duty = cast.duty()
    answer(actor=cast.acting("focal"), assignment=duty, text="Xong", now=NOW)
    client.force_login(cast.specialist)
    page = client.get(EVERYTHING)
    url = reverse("assignments.confirm", args=[duty.code])
    swapped = swap(page, f"#row-{duty.pk}", post_part(client, url, {"version": duty.version, "o": "chon"}))
    assert part(swapped, f"#row-{duty.pk}") == part(client.get(EVERYTHING), f"#row-{duty.pk}")
    assert 'type="checkbox"' in part(swapped, f"#row-{duty.pk}")


def test_the_counts_that_are_asked_for_again_equal_those_of_a_fresh_page(client: Client, cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    client.force_login(cast.focal)
    page = client.get("/")
    post_part(
        client,
        reverse("assignments.accept", args=[duty.code]),
        {"version": 0, "is_checked": "on", "o": "hang"},
    )
    swapped = swap(page, "#counts", get_part(client, "/"))
    assert part(swapped, "#counts") == part(client.get("/"), "#counts")
    assert part(swapped, "#counts") != part(page, "#counts")


@pytest.mark.parametrize("who", ["focal", "clerk"])
@pytest.mark.parametrize("query", ["?q=khong-co-gi", "?trang_thai=open", "?trang_thai=answered", ""])
def test_the_filtered_list_equals_that_of_a_fresh_page(
    who: str, query: str, client: Client, cast: Cast
) -> None:
    for state in (State.ASSIGNED, State.ANSWERED, State.COMPLETED):
        cast.duty(state=state)
    client.force_login(getattr(cast, who))
    swapped = swap(client.get(LIST), "#list", get_part(client, LIST + query))
    assert part(swapped, "#list") == part(client.get(LIST + query), "#list")


def test_a_step_opened_on_the_page_is_the_form_of_its_own_page(client: Client, cast: Cast) -> None:
    duty = cast.duty()
    client.force_login(cast.focal)
    url = reverse("assignments.answer", args=[duty.code])
    page = client.get(reverse("assignments.show", args=[duty.code]))
    swapped = swap(page, "#step-panel", get_part(client, url), how="innerHTML")
    panel = part(swapped, "#step-panel")
    alone = client.get(url).content.decode()
    for field in ("text", "document_symbol", "document_date", "files"):
        assert f'name="{field}"' in panel
        assert f'name="{field}"' in alone


def test_the_reckoning_of_a_deadline_equals_its_own_page(client: Client, cast: Cast) -> None:
    duty = cast.duty()
    client.force_login(cast.focal)
    url = reverse("assignments.why_due", args=[duty.code])
    page = client.get(reverse("assignments.show", args=[duty.code]))
    lines = get_part(client, url).content.decode().strip()
    assert lines.startswith('<ol class="why">')
    assert lines in client.get(url).content.decode()
    assert lines[20:] in part(swap(page, "#why-due", get_part(client, url), how="innerHTML"), "#why-due")


def test_a_refused_step_in_a_row_comes_back_into_that_row(client: Client, cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    client.force_login(cast.focal)
    response = post_part(client, reverse("assignments.accept", args=[duty.code]), {"version": 0, "o": "hang"})
    assert response.status_code == 422
    assert response["HX-Retarget"] == f"#step-{duty.pk}"
    swapped = swap(client.get(LIST), f"#step-{duty.pk}", response, how="innerHTML")
    assert "Hãy đối chiếu văn bản" in part(swapped, f"#step-{duty.pk}")
