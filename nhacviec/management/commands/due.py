"""`nhacviec due`: when a term ends, and which days off it stepped over."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.db import connection

from nhacviec.integrations.holiday_calendar import LAST_YEAR, days_of_year
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.rules.calendar_seed import FIRST_YEAR
from nhacviec.rules.deadlines import MAX_TERM_DAYS, Deadline, TermUnit, due_from_days
from nhacviec.rules.policies import default_policies
from nhacviec.rules.words_deadlines import reckoning_words, why_words
from nhacviec.rules.working_days import Calendar

OPTIONS = (
    ("--from", "start", "", "ngày bắt đầu, YYYY-MM-DD (không tính)"),
    ("--days", "days", "", f"số ngày, từ 1 đến {MAX_TERM_DAYS}"),
    ("--unit", "unit", "calendar", "working (ngày làm việc) hoặc calendar (ngày thường)"),
)
UNITS = {"working": TermUnit.WORKING, "calendar": TermUnit.CALENDAR}


class Command(BaseCommand):
    help = "Tính ngày hết hạn: due --from 2026-02-10 --days 20 --unit working|calendar [--json]"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.usage = "nhacviec due --from YYYY-MM-DD --days N [--unit working|calendar] [--json]"
        # Everything may be left out here: `handle` checks it, and answers with one line instead of the usage.
        for name, dest, default, about in OPTIONS:
            parser.add_argument(name, dest=dest, nargs="?", default=default, const="", help=about)
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        start, days = _start(options["start"]), _days(options["days"])
        unit = UNITS.get(options["unit"])
        if unit is None:
            raise CommandError(f"--unit phải là working hoặc calendar, không phải {options['unit']!r}")
        try:
            deadline = self._due(start, days, unit)
        except OverflowError:
            raise CommandError("Hạn vượt quá năm 9999.") from None
        except DatabaseError as error:
            raise CommandError(f"Không đọc được lịch: {str(error).splitlines()[0]}") from None
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(deadline), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(reckoning_words(deadline)))

    def _due(self, start: date, days: int, unit: TermUnit) -> Deadline:
        calendar, roll = _decided(start)
        missing = _years_missing(calendar, start, days)
        shipped = {day.date: (day.kind, day.name) for year in missing for day in days_of_year(year)}
        deadline = due_from_days(
            start=start, days=days, unit=unit, calendar=Calendar({**shipped, **calendar.days}), roll=roll
        )
        used = [str(year) for year in missing if deadline.due_on and year <= deadline.due_on.year]
        if used:
            self.stderr.write(f"Chưa nhập lịch năm {', '.join(used)}: dùng lịch nghỉ lễ đi kèm phần mềm.")
        return deadline


def _start(text: str) -> date:
    # fromisoformat also takes 20260210 and 2026-W07-2, which are typing errors here.
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CommandError(f"--from phải là một ngày như 2026-02-10, không phải {text!r}")


def _days(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,9}", text) and 1 <= int(text) <= MAX_TERM_DAYS:
        return int(text)
    raise CommandError(f"--days phải là số từ 1 đến {MAX_TERM_DAYS}, không phải {text!r}")


def _decided(start: date) -> tuple[Calendar, bool]:
    """The calendar and the rolling policy of the office; as shipped while there are no tables yet."""
    if connection.introspection.table_names():
        return load_calendar(), bool(policy_on(start).roll_computed)
    return Calendar(), bool(default_policies().roll_computed)


def _years_missing(calendar: Calendar, start: date, days: int) -> list[int]:
    """Years that the term may touch and of which the office has entered no day."""
    entered = {day.year for day in calendar.days}
    reach = range(max(start.year, FIRST_YEAR), min(start.year + days // 200 + 1, LAST_YEAR) + 1)
    return [year for year in reach if year not in entered]


def _as_json(deadline: Deadline) -> dict[str, object]:
    assert deadline.due_on is not None
    skipped = [
        {"date": step.day.isoformat(), "why": why_words(step.why)} for step in deadline.reckoning.skipped
    ]
    return {"due": deadline.due_on.isoformat(), "skipped": skipped}
