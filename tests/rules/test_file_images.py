from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.file_images import check_image
from nhacviec.rules.file_types import FileKind, FileLimits, FileRefused
from tests.rules import files

LIMITS = FileLimits(pixels=3000)
PNG, JPEG, TIFF, WEBP = FileKind.PNG, FileKind.JPEG, FileKind.TIFF, FileKind.WEBP
MAKERS = [
    (PNG, files.png),
    (JPEG, files.jpeg),
    (TIFF, files.tiff),
    (TIFF, lambda width, height: files.tiff(width, height, ">", 3)),
    (WEBP, files.webp_extended),
    (WEBP, files.webp_lossless),
    (WEBP, files.webp_lossy),
]


def refusal(file: BytesIO, kind: FileKind) -> str:
    with pytest.raises(FileRefused) as refused:
        check_image(file, kind, LIMITS)
    return refused.value.code


@pytest.mark.parametrize(("kind", "make"), MAKERS)
def test_the_header_tells_the_size(kind: FileKind, make: files.Maker) -> None:
    check_image(make(60, 50), kind, LIMITS)
    assert refusal(make(61, 50), kind) == "image_too_large"
    assert refusal(make(60, 51), kind) == "image_too_large"


def test_a_picture_of_gigapixels_in_a_hundred_bytes_is_refused() -> None:
    bomb = files.png(50_000, 50_000)
    assert len(bomb.getvalue()) < 100
    with pytest.raises(FileRefused) as refused:
        check_image(bomb, PNG, FileLimits())
    assert refused.value.code == "image_too_large"


@pytest.mark.parametrize(
    "before", [b"\xff\xff\xe0\x00\x02", b"\xff\x01\xff\xd0", b"\xff\xc4\x00\x04ab", b"\xff\xe1\x00\x00"]
)
def test_segments_before_the_frame_are_passed_over(before: bytes) -> None:
    check_image(files.jpeg(60, 50, before), JPEG, LIMITS)
    assert refusal(files.jpeg(60, 51, before), JPEG) == "image_too_large"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (files.png(0, 5), PNG),
        (files.png(5, 0), PNG),
        (BytesIO(b"\x89PNG\r\n\x1a\n\0\0\0\rIDAT" + bytes(20)), PNG),
        (BytesIO(b"\x89PNG\r\n\x1a\n"), PNG),
        (BytesIO(b"\xff\xd8\xff"), JPEG),
        (BytesIO(b"\xff\xd8\x00\x00"), JPEG),
        (files.jpeg(5, 5, b"\xff" * 9000), JPEG),
        (BytesIO(b"II*\0\xff\xff\xff\xff"), TIFF),
        (BytesIO(b"II*\0\x08\0\0\0\0\0"), TIFF),
        (files.webp(b"VP8X"), WEBP),
        (files.webp(b"VP8L" + bytes(10)), WEBP),
        (files.webp(b"VP8 " + bytes(10)), WEBP),
        (files.webp(b"ALPH" + bytes(10)), WEBP),
        (files.webp_lossy(0, 5), WEBP),
    ],
)
def test_a_header_without_a_size_is_damaged(file: BytesIO, kind: FileKind) -> None:
    assert refusal(file, kind) == "damaged"


@given(st.sampled_from(MAKERS), st.binary(max_size=60))
def test_any_bytes_are_taken_or_refused(maker: tuple[FileKind, files.Maker], rest: bytes) -> None:
    kind, make = maker
    for content in (make(5, 5).getvalue()[:12] + rest, rest):
        try:
            check_image(BytesIO(content), kind, LIMITS)
        except FileRefused as refused:
            assert refused.code in ("damaged", "image_too_large")
