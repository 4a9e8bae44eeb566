"""Pages and static files go over the wire compressed; files are kept as long as they stay the same."""

import gzip
import re
from pathlib import Path

import pytest
from django.templatetags.static import static
from django.test import Client

from nhacviec.config.settings import PACKAGE
from tests.cast import Cast

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize("name", ["css/nhacviec.css", "js/nhacviec.js", "css/home.css"])
def test_a_file_is_served_packed_and_is_the_same(name: str, client: Client) -> None:
    content = (PACKAGE / "static" / name).read_bytes()
    packed = client.get(static(name), headers=GZIP)
    assert packed["Content-Encoding"] == "gzip" and "Accept-Encoding" in packed["Vary"]
    sent = b"".join(packed)
    assert int(packed["Content-Length"]) == len(sent) < len(content)
    assert gzip.decompress(sent) == content
    plain = client.get(static(name))
    assert "Content-Encoding" not in plain and b"".join(plain) == content


def test_an_address_with_its_content_is_kept_for_ever_and_another_is_asked_for_again(client: Client) -> None:
    address = static("css/nhacviec.css")
    assert "?v=" in address and address == static("css/nhacviec.css") != static("css/home.css")
    assert "immutable" in client.get(address)["Cache-Control"]
    assert "immutable" not in client.get(address.split("?")[0])["Cache-Control"]
    assert static("css/khong-co.css") == "/static/css/khong-co.css"
    assert client.get("/static/css/khong-co.css?v=1").get("Cache-Control", "") != "immutable"


def test_the_first_view_of_the_chairs_home_needs_at_most_100_kb(client: Client, cast: Cast) -> None:
    """On a phone that has never been here: page, styles and fonts; twelve are left to the page itself."""
    client.force_login(cast.chair)
    page = client.get("/", headers=GZIP)
    head = gzip.decompress(page.content).decode().partition("</head>")[0]
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', head)
    assert len(styles) >= 3
    assert re.findall(r"<script(?![^>]* defer)[^>]*>", head) == []
    sent = sum(len(b"".join(client.get(address, headers=GZIP))) for address in styles)
    fonts = PACKAGE / "static" / "vendor" / "fonts"
    sent += sum(
        (fonts / f"inter-{part}-wght-normal.woff2").stat().st_size for part in ("latin", "vietnamese")
    )
    assert len(page.content) < 12_000 and sent < 88_000


def test_a_page_is_packed_and_a_download_is_not(client: Client, cast: Cast) -> None:
    client.force_login(cast.focal)
    page = client.get("/nhiem-vu/", headers=GZIP)
    assert page["Content-Encoding"] == "gzip"
    assert "Nhiệm vụ" in gzip.decompress(page.content).decode()
    assert "Content-Encoding" not in client.get("/nhiem-vu/")
    file = client.post(f"/thong-ke/don-vi/{cast.construction.pk}/", headers=GZIP)
    assert file.streaming and "Content-Encoding" not in file


def test_what_is_packed_lies_beside_the_data_and_not_in_the_package() -> None:
    assert not list(Path(PACKAGE / "static").glob("*/*.gz"))
