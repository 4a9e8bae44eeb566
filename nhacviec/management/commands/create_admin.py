"""`nhacviec create_admin`: the first person of a new installation, who then enters the others on screen."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nhacviec.actions.first_administrator import appoint_administrator
from nhacviec.actions.people import PersonValues
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.person_data import is_well_formed
from nhacviec.rules.text import UnusableText, clean_line
from nhacviec.rules.words import REFUSALS
from nhacviec.rules.words_organisation import MISSHAPEN

_COMMITTEE = "UBND "


class Command(BaseCommand):
    help = (
        "Tạo người quản trị đầu tiên và in mật khẩu lần đầu. Khi chưa có đơn vị nào thì lập luôn UBND và Văn "
        "phòng UBND (tên lấy từ NHACVIEC_PROVINCE, sửa được trên màn hình)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="tên đăng nhập, ví dụ quantri")
        parser.add_argument("full_name", help="họ và tên, ví dụ “Nguyễn Văn An”")
        parser.add_argument("--email", default="", help="thư điện tử, để tự lấy lại mật khẩu")
        parser.add_argument(
            "--another", action="store_true", help="thêm một người nữa, khi không quản trị nào vào được"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        values = PersonValues(
            username=_clean("username", options["username"]),
            full_name=_clean("full_name", options["full_name"]),
            email=_clean("email", options["email"]) if options["email"] else "",
        )
        try:
            begun = appoint_administrator(
                values=values,
                place=settings.PROVINCE.removeprefix(_COMMITTEE),
                despite_others=options["another"],
                now=timezone.now(),
            )
        except MoveNotAllowed as refused:
            hint = " (--another để vẫn tạo)" if refused.code == "administrator_there" else ""
            raise CommandError(REFUSALS[refused.code].format(**refused.params) + hint) from refused
        for unit in begun.units:
            self.stdout.write(f"Đã lập đơn vị: {unit.name}")
        self.stdout.write(f"Đã tạo người quản trị: {begun.person.full_name}")
        self.stdout.write(f"  Tên đăng nhập:    {begun.person.username}")
        self.stdout.write(f"  Mật khẩu lần đầu: {begun.password}")
        self.stdout.write("Mật khẩu chỉ hiện một lần này và phải đổi khi đăng nhập.")


def _clean(key: str, written: str) -> str:
    try:
        value = clean_line(written, limit=150)
    except UnusableText as bad:
        raise CommandError(f"{written!r}: {bad.code}") from bad
    if not value or not is_well_formed(key, value):
        raise CommandError(MISSHAPEN.get(key, "Hãy ghi họ và tên."))
    return value
