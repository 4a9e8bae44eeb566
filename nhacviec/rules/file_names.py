"""The name under which a file is shown and downloaded. On disk it has a random one."""

import re

from nhacviec.rules.file_types import FileKind
from nhacviec.rules.text import visible

LONGEST_NAME = 150
# Many file systems take 255 bytes, and a Vietnamese letter takes up to three.
_LONGEST_NAME_BYTES = 240
_WITHOUT_A_NAME = "tep-dinh-kem"
_FORBIDDEN = re.compile(r'[<>:"|?*/\\]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
# Endings that say what a file is; others ("Báo cáo 11.2026") are part of the name.
_ENDING = re.compile(
    r"\.(pdf|docx?|docm|dotm?|xlsx?|xlsm|rtf|odt|png|jpe?g|tiff?|webp|gif|bmp|svg|html?|xml|zip|rar|7z|exe|com|scr"
    r"|bat|cmd|msi|js|vbs|ps1|sh|jar|lnk)$",
    re.IGNORECASE,
)


def safe_name(name: str, kind: FileKind) -> str:
    """A name without folders, control or bidi characters, at most 150 long, with the ending of its kind.

    "C:\\\\tmp\\\\Báo cáo.pdf.exe" → "Báo cáo.pdf". Vietnamese letters stay. Never raises, never empty.
    """
    stem = re.split(r"[/\\]", visible(name))[-1]
    stem = _FORBIDDEN.sub(" ", stem).rstrip(". ")
    while _ENDING.search(stem):
        stem = _ENDING.sub("", stem).rstrip(". ")
    stem = _trimmed(stem)
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    ending = f".{kind.extension}"
    short = stem[: LONGEST_NAME - len(ending)].encode()[: _LONGEST_NAME_BYTES - len(ending)]
    return (_trimmed(short.decode(errors="ignore")) or _WITHOUT_A_NAME) + ending


def _trimmed(stem: str) -> str:
    return " ".join(stem.split()).strip(". ")
