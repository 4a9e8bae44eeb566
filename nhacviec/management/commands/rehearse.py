"""`nhacviec rehearse`: what the clock would say in the days to come, without saying anything."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from nhacviec.notify.rehearsing import rehearse_all
from nhacviec.queries.rehearsal import LONGEST, Rehearsal, channels_of
from nhacviec.records.models import Assignment, Coordination, Submission
from nhacviec.rules.reminders import Noun
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.words_ladders import NOUNS

MOST_PRINTED = 100


class Command(BaseCommand):
    help = "Diễn tập nhắc việc, không gửi gì: rehearse [--from 2026-12-01] [--to 2027-12-31] [--json]"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", help="ngày đầu, mặc định là hôm nay")
        parser.add_argument("--to", dest="last", help="ngày cuối, mặc định là 30 ngày sau")
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        first = _day(options["first"]) or local_date(timezone.now())
        last = _day(options["last"]) or first + timedelta(days=30)
        if not timedelta(0) <= last - first <= LONGEST:
            raise CommandError(f"Ngày cuối phải sau ngày đầu, nhiều nhất {LONGEST.days} ngày.")
        began, outermost = time.monotonic(), not connection.in_atomic_block
        with transaction.atomic():
            if outermost:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            found = rehearse_all(first, last)
            said = _said(found)
        said["seconds"] = round(time.monotonic() - began, 1)
        if options["json"]:
            self.stdout.write(json.dumps(said, ensure_ascii=False))
        else:
            self._tell(found, said)

    def _tell(self, found: Rehearsal, said: dict[str, Any]) -> None:
        span = f"{found.first:%d/%m/%Y} đến {found.last:%d/%m/%Y}"
        self.stdout.write(f"Từ {span}, nếu không ai làm gì thêm: {found.duties} đầu việc đang mở.")
        apart = [f"{found.apart[noun]} {NOUNS[noun]}" for noun in Noun if noun is not Noun.TASK]
        self.stdout.write(f"{', '.join(apart)} đang chờ.")
        self.stdout.write(f"{said['messages']} thông báo, gồm {said['reminders']} lượt nhắc.")
        self.stdout.write(
            f"Ngoài giờ gửi: {said['outside_window']}. Không còn ai để nhắc: {said['nobody_left']}."
        )
        self.stdout.write(f"Quá hạn mà không ai được nhắc: {said['overdue_untold_count']}.")
        for told in said["overdue_untold"]:
            self.stdout.write(f"  {told['code']} {told['unit']}, hạn {told['due_on']}")
        self.stdout.write("Được nhắc nhiều nhất:")
        for person in said["busiest"]:
            self.stdout.write(
                f"  {person['name']}: {person['reminders']} lượt, {person['mornings']} buổi sáng"
            )


def _said(found: Rehearsal) -> dict[str, Any]:
    """`by_day`: of each day the messages, and the reminders by step, role and channel."""
    days: dict[date, dict[str, Any]] = {
        day: {"messages": count, "reminders": 0, "steps": []}
        for day, count in sorted(found.messages_by_day().items())
    }
    steps: defaultdict[str, int] = defaultdict(int)
    for (number, step, who), count in sorted(
        found.by_day.items(), key=lambda item: (item[0][0], item[0][1].key, item[0][2])
    ):
        day = days[found.first + timedelta(days=number)]
        day["reminders"] += count
        steps[step.key] += count
        channels = [channel.value for channel in channels_of(step)]
        told = {"step": step.key, "role": who.value, "channels": channels, "reminders": count}
        day["steps"].append(told | {"noun": step.noun.value})
    return {
        "from": f"{found.first}",
        "to": f"{found.last}",
        "open": found.duties,
        "open_upward": found.apart[Noun.UPWARD],
        "open_submissions": found.apart[Noun.SUBMISSION],
        "open_coordinations": found.apart[Noun.COORDINATION],
        "messages": found.messages,
        "reminders": found.reminders,
        "outside_window": found.outside_window,
        "nobody_left": found.nobody_left,
        "overdue_untold": _untold(found),
        "overdue_untold_count": len(found.untold) + len(found.untold_apart),
        "by_step": dict(sorted(steps.items())),
        "by_day": {f"{day}": told for day, told in days.items()},
        "busiest": [
            {"name": person.full_name, "username": person.username, "reminders": count, "mornings": mornings}
            for person, count, mornings in found.busiest()
        ],
    }


def _untold(found: Rehearsal) -> list[dict[str, str]]:
    duties = (
        Assignment.objects.filter(pk__in=found.untold[:MOST_PRINTED]).select_related("unit").order_by("pk")
    )
    told = [{"code": duty.code, "unit": duty.unit.name, "due_on": f"{duty.due_on}"} for duty in duties]
    apart = found.untold_apart[: MOST_PRINTED - len(told)]
    asked = [pk for noun, pk in apart if noun is Noun.COORDINATION]
    sent = [pk for noun, pk in apart if noun is not Noun.COORDINATION]
    submissions, requests = Submission.objects.filter(pk__in=sent), Coordination.objects.filter(pk__in=asked)
    rows: list[tuple[str, Submission | Coordination]]
    rows = [(row.symbol, row) for row in submissions.select_related("unit").order_by("pk")]
    rows += [(f"phối hợp {row.pk}", row) for row in requests.select_related("unit").order_by("pk")]
    return told + [{"code": code, "unit": row.unit.name, "due_on": f"{row.due_on}"} for code, row in rows]


def _day(written: str | None) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise CommandError(f"Không đọc được ngày: {written}. Viết như 2026-12-01.") from None
