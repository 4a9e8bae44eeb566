"""`nhacviec verify`: compares all numbers with a full count; the nightly self-check, by hand."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from nhacviec.actions.self_check import check
from nhacviec.actions.tallying import fold, rebuild

MOST_PRINTED = 10


class Command(BaseCommand):
    help = "So mọi con số thống kê với kết quả đếm lại từ đầu: verify [--json] [--repair]"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")
        parser.add_argument(
            "--repair",
            action="store_true",
            help="cộng dồn những gì còn chờ; nếu lệch, cộng lại toàn bộ bảng tổng rồi so lần nữa",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began, now = time.monotonic(), timezone.now()
        if options["repair"]:
            fold(now=now)
        first = last = check(now=now)
        repaired = bool(options["repair"] and first.differences)
        if repaired:
            self.stderr.write(f"Có {first.differences} chỗ lệch; đang cộng lại toàn bộ bảng tổng.")
            rebuild(now=now)
            last = check(now=timezone.now())
        if options["json"]:
            said = {
                "checked": last.checked,
                "differences": last.differences,
                "repaired": repaired,
                "differences_before_repair": first.differences if repaired else None,
                "seconds": round(time.monotonic() - began, 1),
                "details": last.details,
            }
            self.stdout.write(json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False))
        else:
            self._tell(last.differences, last.checked, last.details, repaired)
        if last.differences:
            raise SystemExit(1)

    def _tell(self, differences: int, checked: int, details: list[Any], repaired: bool) -> None:
        if repaired:
            self.stdout.write("Đã cộng lại toàn bộ bảng tổng từ lịch sử từng đầu việc.")
        if not differences:
            self.stdout.write(f"Mọi con số khớp với kết quả đếm lại ({checked} phép so).")
            return
        self.stdout.write(f"Có {differences} chỗ lệch trong {checked} phép so:")
        for told in details[:MOST_PRINTED]:
            self.stdout.write("  " + json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False))
