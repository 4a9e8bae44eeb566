"""`nhacviec demo`: loads the demo province once and prints its accounts."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nhacviec.integrations.demo.accounts import ACCOUNTS, PASSWORD
from nhacviec.integrations.demo.loading import OtherDataHere, load_demo


class Command(BaseCommand):
    help = "Nạp dữ liệu dùng thử (một lần) và in các tài khoản dùng thử."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Dữ liệu dùng thử có mật khẩu công khai nên chỉ nạp ở chế độ dùng thử: "
                "nhacviec serve --demo, hoặc đặt NHACVIEC_DEMO=1."
            )
        began = time.monotonic()
        try:
            loaded = load_demo(now=timezone.now())
        except OtherDataHere:
            raise CommandError(
                "Cơ sở dữ liệu đã có dữ liệu khác nên không nạp dữ liệu dùng thử. Hãy dùng một thư mục dữ "
                "liệu trống (biến NHACVIEC_DATA) hoặc chạy “nhacviec serve” không có --demo."
            ) from None
        done = f"đã nạp trong {time.monotonic() - began:.0f} giây" if loaded.fresh else "đã có sẵn"
        self.stdout.write(
            f"Dữ liệu dùng thử {done}: {loaded.documents} văn bản, {loaded.tasks} nhiệm vụ, "
            f"{loaded.assignments} đầu việc."
        )
        self.stdout.write(f"\nTài khoản dùng thử (mật khẩu chung: {PASSWORD})\n")
        wide = max(len(account.label) for account in ACCOUNTS)
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.username:<16} {account.label:<{wide}}  {account.hint}")
        self.stdout.write("")
