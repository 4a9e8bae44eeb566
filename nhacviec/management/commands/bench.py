"""`nhacviec bench`: how fast it is at any size, beside raw SQL on the same data."""

from __future__ import annotations

import json
import re
import signal
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nhacviec.management.bench.report import as_table, compared
from nhacviec.management.bench.run import SECONDS, Wish, run
from nhacviec.management.bench.timing import TIMES

MOST_TASKS = 10_000_000


class Command(BaseCommand):
    help = "Đo tốc độ trên một cơ sở dữ liệu tạm: bench --tasks 10000 [--json]"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.usage = (
            "nhacviec bench [--tasks N] [--json | --markdown] [--only TÊN] [--keep | --use TÊN]"
            " | --compare TỆP TỆP"
        )
        parser.add_argument("--tasks", default="10000", help="số nhiệm vụ được tạo")
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")
        parser.add_argument("--markdown", action="store_true", help="in bảng cho docs/performance.md")
        parser.add_argument(
            "--only", action="append", default=[], help="chỉ phép đo có tên này (lặp lại được)"
        )
        parser.add_argument("--keep", action="store_true", help="giữ cơ sở dữ liệu tạm để đo lại")
        parser.add_argument("--times", default=str(TIMES), help="số lần đo của một người dùng")
        parser.add_argument("--seconds", default=f"{SECONDS:g}", help="số giây đo với 8 người dùng")
        parser.add_argument("--compare", nargs=2, metavar="TỆP", help="đặt hai kết quả --json cạnh nhau")
        parser.add_argument("--use", default="", help="đo trên cơ sở dữ liệu tạm đã giữ, không nạp lại")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compare"]:
            self.stdout.write(compared(*map(_report, options["compare"])))
            return
        signal.signal(signal.SIGTERM, _stop)
        wish = Wish(
            tasks=int(_number("--tasks", options["tasks"], 1000, MOST_TASKS)),
            only=tuple(options["only"]),
            use=options["use"],
            keep=options["keep"],
            times=int(_number("--times", options["times"], 1, 10_000)),
            seconds=_number("--seconds", options["seconds"], 0, 600),
        )
        try:
            found = run(wish, say=lambda text: self.stderr.write(f"… {text}"))
        except KeyboardInterrupt:
            raise CommandError("Đã dừng theo yêu cầu.") from None
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self.stdout.write(as_table(found, markdown=options["markdown"]))


def _number(name: str, text: str, least: int, most: int) -> float:
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", text) and least <= float(text) <= most:
        return float(text)
    raise CommandError(f"{name} phải là số từ {least} đến {most}, không phải {text!r}")


def _report(path: str) -> dict[str, Any]:
    """What --json printed into a file."""
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
        if {"tasks", "machine", "commit", "workloads"} <= found.keys():
            return dict(found)
    except (OSError, ValueError, AttributeError):
        pass
    raise CommandError(f"--compare: {path} không phải là kết quả của bench --json")


def _stop(number: int, frame: FrameType | None) -> None:
    """SIGTERM ends it as Ctrl-C does: what was started is cleaned up."""
    raise KeyboardInterrupt
