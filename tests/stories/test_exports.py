"""A long list as Excel: asked for, watched, announced, fetched."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from nhacviec.actions import exports
from nhacviec.jobs.exporting import make_export
from nhacviec.records.models import ExportFile
from nhacviec.screens.exports import exports as screen
from tests.cast import Cast
from tests.exports.reading import rows_of
from tests.stories.browser import sign_in
from tests.stories.duties import given_out, in_the_dark, look


@pytest.fixture(autouse=True)
def own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.EXPORTS_DIRECTORY = tmp_path / "exports"


def test_a_short_list_is_saved_at_once(cast: Cast, page: Page) -> None:
    duty = given_out(cast)
    sign_in(page, cast.focal)
    page.goto("/nhiem-vu/")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Excel").click()
    assert saving.value.suggested_filename.startswith("nhiem-vu-")
    content = Path(saving.value.path()).read_bytes()
    assert [row[0] for row in rows_of(content, "Nhiệm vụ")] == [duty.code]


def test_a_long_list_is_made_in_the_background_and_fetched(
    cast: Cast, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "AT_ONCE", 2)
    codes = {given_out(cast).code for _ in range(4)}
    sign_in(page, cast.focal)
    page.goto("/nhiem-vu/")
    page.get_by_role("button", name="Excel").click()
    expect(page.get_by_role("heading", name="Tệp đã xuất")).to_be_visible()
    expect(page.get_by_text("đang chờ, 4 dòng")).to_be_visible()
    look(page)
    export = ExportFile.objects.get()
    long_ago = export.asked_at - 5 * exports.SILENT
    claimed = exports.claim(export_id=export.pk, now=long_ago)
    assert claimed is not None
    exports.beat(export=claimed, rows_done=3, now=long_ago)
    expect(page.get_by_text("3/4 dòng (75%)")).to_be_visible(timeout=30_000)  # by itself
    look(page)
    page.goto("/")  # other work meanwhile
    expect(page.locator("#export-bell")).to_contain_text("Đang tạo tệp")
    make_export(export.pk)  # its worker is silent since long ago
    expect(page.locator("#export-bell")).to_contain_text("1 tệp đã xong", timeout=30_000)  # by itself
    look(page)
    page.locator("#export-bell a").click()
    with page.expect_download() as saving:
        page.get_by_role("link", name="Tải Danh sách nhiệm vụ").click()
    content = Path(saving.value.path()).read_bytes()
    assert {row[0] for row in rows_of(content, "Nhiệm vụ")} == codes
    page.goto("/")
    expect(page.locator("#export-bell")).to_be_empty()


def test_a_file_is_cancelled_and_taken_off_the_page(
    cast: Cast, phone: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "AT_ONCE", 0)
    given_out(cast)
    sign_in(phone, cast.focal)
    phone.goto("/nhiem-vu/")
    phone.get_by_role("button", name="Excel").click()
    in_the_dark(phone)
    phone.get_by_role("button", name="Hủy").click()
    expect(phone.get_by_text("Đã hủy việc tạo tệp.")).to_be_visible()
    look(phone)
    phone.get_by_role("button", name="Xóa").click()
    expect(phone.get_by_text("Chưa có tệp nào")).to_be_visible()
    look(phone)
