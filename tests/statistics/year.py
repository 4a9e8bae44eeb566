"""A generated year: random people do random things to some eight hundred duties, with the real actions.

Everything comes from a seeded random, so a year that shows a mistake shows it again."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from nhacviec.actions.calendar import change_day
from nhacviec.actions.documents import register_document
from nhacviec.actions.periods import create_next_periods
from nhacviec.actions.silence import accept_silently, confirm_silently
from nhacviec.actions.tallying import fold
from nhacviec.actions.tasks import SpokenDirection, TaskDraft, issue, save_draft
from nhacviec.queries.calendar import calendar_held, load_calendar, special_days
from nhacviec.queries.calendar_changes import preview
from nhacviec.queries.policy import policies_held, policy_on
from nhacviec.records.models import Assignment, Document, PolicyValue
from nhacviec.rules.calendar_edits import SpecialDay
from nhacviec.rules.deadline_policy import read_deadline
from nhacviec.rules.deadline_text import ParsedDeadline
from nhacviec.rules.lifecycle import CLOSED, MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.timeliness import LOCAL_ZONE, local_date
from nhacviec.rules.working_days import DayKind
from tests.statistics.deeds import choose
from tests.statistics.province import (
    Province,
    close_and_succeed,
    make_province,
    move_under,
    named,
    somebody,
)

HOURS = (time(8), time(11, 30), time(15), time(17))
# What the province decided, and from when: answers are measured in three ways over the two years.
DECIDED = (
    ("return_wd", "30", date(2017, 1, 1)),
    ("ext_max", "", date(2017, 1, 1)),
    ("ext_lead_wd", "0", date(2017, 1, 1)),
    ("done_basis", "document_date", date(2018, 9, 1)),
    ("done_basis", "confirmed", date(2019, 3, 1)),
    ("review_days_count", "no", date(2018, 11, 1)),
    ("auto_confirm_wd", "15", date(2019, 1, 1)),
)
TERMS = (
    "20 ngày làm việc", "10 ngày làm việc", "30 ngày", "trước ngày {day:%d/%m/%Y}", "{day:%d/%m/%Y}",
    "{hour} giờ ngày {day:%d/%m/%Y}", "{hour} giờ ngày {day:%d/%m/%Y}", "",
)  # fmt: skip


@dataclass
class Hand:
    """One deed about to be done: by whom, on what, when."""

    here: Province
    rng: Random
    duty: Assignment
    now: datetime
    hours = HOURS

    @property
    def focal(self) -> Actor:
        return self.here.focal[self.duty.unit_id]

    @property
    def today(self) -> date:
        return local_date(self.now)


class Year:
    """Plays day after day. `done` and `refused` count deeds by name."""

    def __init__(self, seed: int = 2018) -> None:
        self.rng = Random(seed)
        for key, value, since in DECIDED:
            PolicyValue.objects.create(
                key=key, value=value, effective_from=since, set_at=datetime(2017, 1, 1, tzinfo=LOCAL_ZONE)
            )
        self.here = make_province()
        self.states: dict[int, str] = {}
        self.holidays: list[date] = []
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def play(self, first: date, last: date, *, deeds: int = 9, tasks: float = 0.7) -> None:
        """`deeds` and `tasks`: how many on an average day."""
        day = first
        while day <= last:
            with policies_held():
                self._day(day, deeds, tasks)
            day += timedelta(days=1)

    def _day(self, day: date, deeds: int, tasks: float) -> None:
        if day.day == 1:
            self._periods(_at(day, 5))
        if self.rng.random() < 0.5:  # the clock stands still now and then, and makes up for it
            self._silence(_at(day, 7))
        if day.day in (3, 17) and self.rng.random() < 0.7:
            fold(now=_at(day, 10))
        if day.isoweekday() > 5 and self.rng.random() < 0.7:
            return
        with calendar_held():
            for minute in sorted(self._minutes(self.rng.randint(0, 2 * deeds))):
                self._deed(_at(day, minute))
                if self.rng.random() < tasks / deeds:
                    self._issue(_at(day, minute + 1))
        self._organisation(_at(day, 23 * 60 + 55))
        if day.day in (8, 22) and day.month % 2 == 0:
            self._calendar(_at(day, 23 * 60 + 57))

    def _minutes(self, count: int) -> list[int]:
        """Mostly office hours; now and then early or late, when it is another day in Greenwich."""
        times = ((460, 1010), (460, 1010), (12, 1425))
        return [self.rng.randint(*self.rng.choice(times)) for _ in range(count)]

    def _deed(self, now: datetime) -> None:
        pk = self._pick()
        if pk is None:
            return
        duty = Assignment.objects.select_related("task__document", "unit").get(pk=pk)
        hand = Hand(self.here, self.rng, duty, now)
        deed = choose(hand)
        name = deed.__name__
        try:
            deed(hand)
            self.done[name] += 1
        except MoveNotAllowed as refusal:
            self.refused[f"{name}:{refusal.code}"] += 1
        duty.refresh_from_db(fields=["state"])
        self.states[pk] = duty.state
        if name in ("_reassign", "_add_unit"):
            self._learn(duty.task_id)

    def _pick(self) -> int | None:
        """Mostly an open duty."""
        closed = self.rng.random() < 0.1
        pks = [pk for pk, state in self.states.items() if (state in CLOSED) == closed]
        return self.rng.choice(pks) if pks else None

    def _learn(self, task_id: int) -> None:
        for pk, state in Assignment.objects.filter(task=task_id).values_list("pk", "state"):
            self.states[pk] = state

    def _issue(self, now: datetime) -> None:
        """A document with one to three tasks, or a direction by word of mouth."""
        rng, today = self.rng, local_date(now)
        issued_on = today - timedelta(days=rng.randint(0, 5))
        document = self._document(issued_on, now) if rng.random() < 0.8 else None
        spoken = None if document else SpokenDirection(by="Chủ tịch", on=issued_on)
        drafts = [self._draft(issued_on) for _ in range(rng.choice((1, 1, 1, 2, 3)) if document else 1)]
        clerk = self.here.desk["clerk"]
        tasks = save_draft(actor=clerk, now=now, document=document, spoken=spoken, tasks=drafts)
        try:
            for duty in issue(actor=clerk, now=now, tasks=tasks):
                self.states[duty.pk] = duty.state
        except MoveNotAllowed as refusal:
            self.refused[f"issue:{refusal.code}"] += 1

    def _document(self, issued_on: date, now: datetime) -> Document:
        symbol = f"{self.rng.randint(1, 9999)}/UBND-TH"
        return register_document(
            actor=self.here.desk["clerk"], now=now, symbol=symbol, kind="CV", abstract="V/v báo cáo",
            issued_on=issued_on, issuer=self.here.committee,
        )  # fmt: skip

    def _draft(self, issued_on: date) -> TaskDraft:
        rng, here = self.rng, self.here
        units = rng.sample(here.agencies, rng.choice((1, 1, 2, 3)))
        leads = rng.choice((1, 1, 1, 2))
        text = "ngày 25 hằng tháng" if rng.random() < 0.05 else rng.choice(TERMS)
        text = text.format(day=issued_on + timedelta(days=rng.randint(5, 50)), hour=rng.choice((8, 15, 17)))
        return TaskDraft(
            content="Báo cáo kết quả", leads=units[:leads], coordinators=units[leads:], deadline_text=text,
            deadline=self._parsed(text, issued_on), field=rng.choice([None, *here.fields]),
            specialist=somebody(rng, here.specialists), office_leader=somebody(rng, here.office_leaders),
            committee_leader=somebody(rng, here.committee_leaders),
            recurrence_until=issued_on + timedelta(days=200) if "hằng" in text else None,
        )  # fmt: skip

    def _parsed(self, text: str, issued_on: date) -> ParsedDeadline | None:
        read = read_deadline(
            text, issued_on=issued_on, calendar=load_calendar(), policies=policy_on(issued_on)
        ) if text else None  # fmt: skip
        assert read is None or isinstance(read, ParsedDeadline), (text, read)
        return read

    def _periods(self, now: datetime) -> None:
        for task in create_next_periods(now=now):
            self.done["period"] += 1
            self._learn(task.pk)

    def _silence(self, now: datetime) -> None:
        done = accept_silently(now=now) + confirm_silently(now=now)
        if done:
            self.done["silence"] += done
            self.states |= dict(Assignment.objects.exclude(state="draft").values_list("pk", "state"))

    def _organisation(self, now: datetime) -> None:
        day = local_date(now)
        if day == date(2018, 10, 31):
            close_and_succeed(self.here, now)
        if day == date(2019, 3, 14):
            town = named(self.here, "UBND thành phố Biên Hòa")
            move_under(self.here, named(self.here, "UBND xã Xuân Lộc"), town, now)
        if day == date(2019, 5, 20):
            move_under(self.here, named(self.here, "Bệnh viện tỉnh"), self.here.committee, now)

    def _calendar(self, now: datetime) -> None:
        """A day off is declared, or one of them is taken back; deadlines reckoned with it move."""
        day, to = local_date(now) + timedelta(days=self.rng.randint(4, 14)), None
        day += timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])
        if self.holidays and self.rng.random() < 0.3:
            day = self.holidays.pop()
        elif special_days([day]).get(day) is None:
            to = SpecialDay(DayKind.HOLIDAY, "Nghỉ lễ", "1/QĐ")
            self.holidays.append(day)
        if special_days([day]).get(day) != to:
            fingerprint = preview({day: to}).fingerprint
            self.done["moved_by_calendar"] += change_day(
                actor=self.here.desk["admin"], day=day, to=to, fingerprint=fingerprint, now=now
            )


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(), tzinfo=LOCAL_ZONE) + timedelta(minutes=minute)
