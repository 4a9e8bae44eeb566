"""`nhacviec document_rules`: write the pages of docs/ that are made from the tables of rules/."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

import nhacviec
from nhacviec.exports.rule_pages import lifecycle_page, permissions_page

PAGES = {"lifecycle.md": lifecycle_page, "permissions.md": permissions_page}
DOCS = Path(nhacviec.__file__).resolve().parent.parent / "docs"


class Command(BaseCommand):
    help = "Viết docs/lifecycle.md và docs/permissions.md từ các bảng quy tắc."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=DOCS, help="thư mục để ghi (mặc định: docs)")

    def handle(self, *args: Any, to: Path, **options: Any) -> None:
        if not to.is_dir():
            raise CommandError(f"Không có thư mục {to}.")
        for name, page in PAGES.items():
            (to / name).write_text(page(), encoding="utf-8", newline="\n")
            self.stdout.write(str(to / name))
