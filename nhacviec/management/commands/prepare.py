"""`nhacviec prepare`: what `nhacviec serve` does before anything is served."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from nhacviec.management.child_process import stop_when_stdin_closes
from nhacviec.management.database_ready import require_no_demo_data


class Command(BaseCommand):
    help = "Cập nhật cơ sở dữ liệu và nạp dữ liệu ban đầu (serve tự chạy bước này)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="nạp dữ liệu mẫu lần đầu")
        parser.add_argument(
            "--until-stdin-closes", action="store_true", help="dừng khi tiến trình cha kết thúc"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["until_stdin_closes"]:
            stop_when_stdin_closes()
        call_command("migrate", verbosity=0, interactive=False)
        require_no_demo_data()
        if options["demo"]:
            call_command("demo", stdout=self.stdout)
        call_command("calendar_seed", if_empty=True, stdout=self.stderr)
