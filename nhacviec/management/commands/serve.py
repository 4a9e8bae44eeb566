"""`nhacviec serve`, for its help: what is started is management/serving.py, by nhacviec/__main__.py."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from nhacviec.management.serving import serve


class Command(BaseCommand):
    help = "Chạy cả hệ thống: cập nhật cơ sở dữ liệu, máy chủ web, tiến trình nền. Ctrl-C để dừng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="nạp dữ liệu mẫu lần đầu và bật chế độ dùng thử"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        raise SystemExit(serve(demo=options["demo"]))
