"""`nhacviec calendar_seed`: enter the shipped days off of the years that the office has none of."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from nhacviec.actions.calendar import import_year
from nhacviec.integrations.holiday_calendar import days_of_year
from nhacviec.queries.calendar import special_days
from nhacviec.records.models import CalendarDay
from nhacviec.rules.calendar_edits import SpecialDay
from nhacviec.rules.calendar_seed import FIRST_YEAR
from nhacviec.rules.timeliness import local_date


class Command(BaseCommand):
    help = "Nạp lịch nghỉ lễ đi kèm phần mềm cho những năm chưa có ngày nào trong lịch (từ 2018 đến năm sau)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="chỉ nạp khi lịch chưa có ngày nào (lần cài đặt đầu tiên)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # After the first time people import the next year on screen, where they see what is an estimate.
        if options["if_empty"] and CalendarDay.objects.exists():
            return
        now = timezone.now()
        for year in range(FIRST_YEAR, local_date(now).year + 2):
            if special_days(year=year):
                continue  # edited by the office: a day that was taken out must not come back
            days = {
                day.date: SpecialDay(day.kind, day.name, day.source, day.confirmed)
                for day in days_of_year(year)
            }
            import_year(actor=None, year=year, changes=days, fingerprint=None, now=now)
            self.stdout.write(f"Đã nạp lịch năm {year}: {len(days)} ngày.")
