"""`nhacviec worker`: the process that does the work in the background and keeps the clock."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from nhacviec.actions.heartbeats import begin
from nhacviec.management.child_process import stop_when_stdin_closes
from nhacviec.management.database_ready import require_ready_database
from nhacviec.notify.listening import Ear
from nhacviec.queries.watchdog import WATCHED


class Command(BaseCommand):
    help = "Chạy tiến trình làm việc nền: nhắc việc, gửi thư, việc theo lịch."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--until-stdin-closes", action="store_true", help="dừng khi tiến trình cha kết thúc"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["until_stdin_closes"]:
            stop_when_stdin_closes()
        require_ready_database()
        for name in WATCHED:
            begin(name, now=timezone.now())
        Ear().start()
        # Six jobs a minute: what went well is not kept, what failed is swept up by actions/job_queue.
        call_command(
            "procrastinate",
            "worker",
            "--concurrency=4",
            "--shutdown-graceful-timeout=20",
            "--delete-jobs=successful",
        )
