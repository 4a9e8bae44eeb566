"""Excel from the lists: the file at once or on the page of files; one's own files and nobody else's."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from nhacviec.actions.exports import MOST_UNFINISHED
from nhacviec.records.models import Event, ExportFile, Person
from nhacviec.screens.exports import exports as screen
from tests.cast import Cast
from tests.exports.reading import body, rows_of, sheets_of
from tests.exports.scene import duties
from tests.htmx import get_part


def found(page: Any, path: str) -> list[Any]:
    """What lies at the path in a page or an element."""
    tree: Any = html.document_fromstring(page.content.decode()) if hasattr(page, "content") else page
    return list(tree.xpath(path))


TASKS = "/xuat-excel/nhiem-vu/"
FILES = "/tep-xuat/"


def made_for(
    person: Person, *, state: str = "done", name: str = "cua-toi.xlsx", **fields: object
) -> ExportFile:
    place = Path(settings.EXPORTS_DIRECTORY) / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"PK-noi-dung")
    values = {
        "kind": "nhiem-vu",
        "title": "Danh sách nhiệm vụ",
        "site": "http://testserver",
        "stored_name": name,
        "size": 11,
        "rows_done": 5000,
        "rows_total": 5000,
        "asked_at": timezone.now(),
        "finished_at": timezone.now(),
    }
    return ExportFile.objects.create(person=person, post=person.posts.get(), state=state, **(values | fields))


@pytest.mark.parametrize("who", ["focal", "officer", "specialist", "chair", "inspector"])
@pytest.mark.parametrize("query", ["", "trang_thai=", "trang_thai=closed", "thoi_han=overdue", "q=ket+qua"])
def test_the_file_has_the_rows_of_the_page(client: Client, cast: Cast, who: str, query: str) -> None:
    duties(cast)
    client.force_login(getattr(cast, who))
    page = client.get(f"/nhiem-vu/?{query}")
    shown = [str(link).split("/")[2] for link in found(page, "//table//td[contains(@class,'what')]/a/@href")]
    response = client.post(TASKS, {"dieu-kien": query})
    assert [row[0] for row in rows_of(body(response), "Nhiệm vụ")] == shown


def test_the_button_carries_the_filter_of_the_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.focal)
    for address, kind in (("/nhiem-vu/?q=a%26b&thoi_han=overdue", "nhiem-vu"), ("/van-ban/?q=x", "van-ban")):
        page = client.get(address)
        [form] = found(page, f"//form[@action='/xuat-excel/{kind}/']")
        assert found(form, ".//input[@name='dieu-kien']/@value") == [address.split("?")[1]]


def test_what_left_the_system_is_on_record(client: Client, cast: Cast) -> None:
    duties(cast)
    client.force_login(cast.specialist)
    response = client.post(TASKS, {"dieu-kien": "thoi_han=overdue"})
    event = Event.objects.get(name="exported")
    assert event.actor == cast.specialist and event.after["query"] == "thoi_han=overdue"
    assert event.after["rows"] == len(rows_of(body(response), "Nhiệm vụ"))


def test_the_answer_is_a_file_kept_by_nobody(client: Client, cast: Cast) -> None:
    client.force_login(cast.focal)
    response = client.post(TASKS)
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response["Content-Disposition"].startswith('attachment; filename="nhiem-vu-')
    assert (
        response["Cache-Control"] == "private, no-store" and response["X-Content-Type-Options"] == "nosniff"
    )


def test_links_lead_to_the_site_that_was_used(client: Client, cast: Cast) -> None:
    client.force_login(cast.focal)
    cover = sheets_of(body(client.post(TASKS, HTTP_HOST="localhost")))["Thông tin"]
    assert dict(row[:2] for row in cover)["Trang tương ứng"] == "http://localhost/nhiem-vu/"


@pytest.mark.parametrize(
    "query",
    [
        "x" * 10_000,
        "don_vi=-1&thoi_han=%00&trang_thai=';--",
        "q=%3Cscript%3E=1%2B1",
        "nam=9999999999999",
        "q=a\0b",
    ],
)
@pytest.mark.parametrize("kind", ["nhiem-vu", "van-ban"])
def test_nonsense_in_the_filter_breaks_nothing(client: Client, cast: Cast, kind: str, query: str) -> None:
    client.force_login(cast.focal)
    assert client.post(f"/xuat-excel/{kind}/", {"dieu-kien": query}).status_code in (200, 302)


@pytest.fixture
def all_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "AT_ONCE", 0)


@pytest.mark.usefixtures("all_are_large")
def test_a_large_list_is_made_in_the_background(client: Client, cast: Cast) -> None:
    cast.duty()
    client.force_login(cast.focal)
    response = client.post(TASKS, {"dieu-kien": "trang_thai="}, follow=True)
    assert response.redirect_chain[-1][0] == FILES
    export = ExportFile.objects.get()
    assert (export.person, export.query, export.rows_total) == (cast.focal, "trang_thai=", 1)
    assert export.site == "http://testserver"
    assert "đang chờ" in response.content.decode()


@pytest.mark.usefixtures("all_are_large")
def test_nobody_fills_the_queue(client: Client, cast: Cast) -> None:
    cast.duty()
    client.force_login(cast.focal)
    for _ in range(MOST_UNFINISHED):
        client.post(TASKS)
    page = client.post(TASKS, follow=True).content.decode()
    assert f"Đang có {MOST_UNFINISHED} tệp chờ tạo" in page
    assert ExportFile.objects.count() == MOST_UNFINISHED
    client.force_login(cast.director)
    client.post(TASKS)
    assert ExportFile.objects.count() == MOST_UNFINISHED + 1


@pytest.mark.usefixtures("all_are_large")
def test_a_filter_too_long_to_keep_is_refused_with_a_sentence(client: Client, cast: Cast) -> None:
    cast.duty()
    client.force_login(cast.focal)
    page = client.post(TASKS, {"dieu-kien": "z=" + "x" * 3000, "next": "/nhiem-vu/"}, follow=True)
    assert "Điều kiện lọc quá dài" in page.content.decode() and not ExportFile.objects.exists()


def test_one_fetches_ones_own_files_and_nobody_elses(client: Client, cast: Cast) -> None:
    mine, theirs = made_for(cast.focal), made_for(cast.finance_focal, name="cua-ho.xlsx")
    client.force_login(cast.focal)
    assert body(client.get(f"{FILES}{mine.pk}/")) == b"PK-noi-dung"
    for url in ("exports.download", "exports.cancel", "exports.delete"):
        address = reverse(url, args=[theirs.pk])
        response = client.get(address) if url == "exports.download" else client.post(address)
        assert response.status_code == 404
    assert ExportFile.objects.filter(pk=theirs.pk).exists()
    assert str(theirs.pk) not in found(client.get(FILES), "//table//a/@href")


def test_who_lost_the_post_loses_its_files(client: Client, cast: Cast) -> None:
    export = made_for(cast.focal)
    cast.focal.posts.update(ended_at=timezone.now())
    post = cast.director.posts.get()
    post.pk, post.person = None, cast.focal
    post.save()
    client.force_login(cast.focal)
    assert client.get(f"{FILES}{export.pk}/").status_code == 404


@pytest.mark.parametrize("state", ["waiting", "running", "failed", "cancelled"])
def test_what_is_not_finished_cannot_be_fetched(client: Client, cast: Cast, state: str) -> None:
    export = made_for(cast.focal, state=state)
    client.force_login(cast.focal)
    assert client.get(f"{FILES}{export.pk}/").status_code == 404


def test_a_finished_file_is_announced_until_it_is_fetched(client: Client, cast: Cast) -> None:
    export = made_for(cast.focal)
    client.force_login(cast.focal)
    assert "1 tệp đã xong" in client.get("/").content.decode()
    body(client.get(f"{FILES}{export.pk}/"))
    assert "tệp đã xong" not in client.get("/").content.decode()
    client.force_login(cast.director)
    assert "tệp đã xong" not in client.get("/").content.decode()


def test_a_failed_file_is_announced_until_its_reason_was_shown(client: Client, cast: Cast) -> None:
    made_for(cast.focal, state="failed", failure="post_ended")
    client.force_login(cast.focal)
    assert "Có tệp không tạo được" in client.get("/").content.decode()
    assert "Chức vụ dùng khi yêu cầu không còn hiệu lực" in client.get(FILES).content.decode()
    assert "Có tệp không tạo được" not in client.get("/").content.decode()


def test_the_page_asks_again_only_while_something_is_being_made(client: Client, cast: Cast) -> None:
    client.force_login(cast.focal)
    export = made_for(cast.focal, state="running", rows_done=1250)
    page = client.get(FILES).content.decode()
    assert 'hx-trigger="every 2s"' in page and "1.250/5.000" in page.replace("1250/5000", "1.250/5.000")
    assert 'value="25"' in page and 'hx-trigger="every 4s"' in page
    part = get_part(client, FILES).content.decode()
    assert part.startswith('<div id="exports"') and "<html" not in part
    ExportFile.objects.filter(pk=export.pk).update(state="done")
    assert 'hx-trigger="every' not in client.get(FILES).content.decode()
    assert "hx-trigger" not in get_part(client, f"{FILES}bao/").content.decode()


def test_a_file_is_cancelled_and_deleted(
    client: Client, cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    client.force_login(cast.focal)
    export = made_for(cast.focal, state="waiting", stored_name="")
    client.post(f"{FILES}{export.pk}/huy/")
    export.refresh_from_db()
    assert export.finished_at is not None and export.state == "cancelled"
    assert export.finished_at <= timezone.now() + timedelta(seconds=1)
    done = made_for(cast.focal)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        client.post(f"{FILES}{done.pk}/xoa/")
    assert not ExportFile.objects.filter(pk=done.pk).exists()
    assert not (Path(settings.EXPORTS_DIRECTORY) / done.stored_name).exists()
