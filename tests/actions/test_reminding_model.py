"""Weeks of random deeds, holidays, sleeping and dying workers, against a model that counts day by day.

The model knows the default ladder as a list of plain rules, walks over days one at a time, and keeps nothing
but up to which moment everything has been told."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction

from nhacviec.actions import answers, changes, extensions, handing, progress, receiving, stopping
from nhacviec.actions.reminder_plan import plan, replan
from nhacviec.actions.reminding import remind
from nhacviec.queries.access import visible_assignments
from nhacviec.queries.actors import actor_in
from nhacviec.records.models import Assignment, CalendarDay, Extension, Reminder
from nhacviec.rules.deadlines import add_months
from nhacviec.rules.lifecycle import MoveNotAllowed, State
from nhacviec.rules.timeliness import LOCAL_ZONE, local_date
from tests.cast import Cast
from tests.make import NOW

DAYS = 30
OPENS, CLOSES = time(7, 30), time(17, 0)
OFFICERS = ["officer", "focal_officer"]
AGENCY = [*OFFICERS, "agency_leader"]
WATCHED = [*AGENCY, "specialist"]
# cause, first, unit of counting, every, to whom
LADDER = [
    ("due-7", "deadline", -7, "d", 0, OFFICERS),
    ("due-3", "deadline", -3, "d", 0, OFFICERS),
    ("due-1", "deadline", -1, "d", 0, AGENCY),
    ("due-0", "deadline", 0, "d", 0, AGENCY),
    ("due+1", "deadline", 1, "d", 0, WATCHED),
    ("late", "deadline", 5, "w", 5, WATCHED),
    ("late-office", "deadline", 10, "w", 10, ["office_leader"]),
    ("late-chair", "deadline", 20, "w", 20, ["committee_leader"]),
    ("accept", "not_accepted", 2, "w", 2, ["focal_officer", "agency_leader"]),
    ("confirm", "unconfirmed", 3, "w", 3, ["specialist"]),
    ("confirm-leader", "unconfirmed", 10, "w", 10, ["office_leader"]),
    ("extension", "extension", 2, "w", 2, ["specialist", "office_leader"]),
    ("progress", "no_progress", 1, "m", 1, OFFICERS),
    ("undated", "no_deadline", 3, "m", 1, WATCHED),
]
Told = tuple[int, str, str, bool]  # duty, step, username, late


@dataclass
class Model:
    cast: Cast
    told_until: dict[int, datetime]
    told: set[tuple[int, str, str]] = field(default_factory=set)  # duty, key, username
    told_today: set[tuple[int, date]] = field(default_factory=set)
    off: set[date] = field(default_factory=set)

    def works(self, day: date) -> bool:
        return day.isoweekday() <= 5 and day not in self.off

    def walk(self, day: date, days: int) -> date:
        while days:
            day += timedelta(days=1 if days > 0 else -1)
            days -= (1 if days > 0 else -1) * self.works(day)
        return day

    def causes(self, duty: Assignment) -> dict[str, date]:
        asked = Extension.objects.filter(assignment=duty, state="asked").first()
        working = duty.state in (State.ASSIGNED, State.IN_PROGRESS)
        found: dict[str, date | None] = {}
        if working:
            found["deadline"] = duty.due_on
            found["no_deadline"] = None if duty.due_on else day_of(duty.assigned_at)
        if duty.state == State.ASSIGNED:
            found["not_accepted"] = day_of(duty.assigned_at)
        if duty.state == State.IN_PROGRESS:
            found["no_progress"] = max(d for d in (day_of(duty.accepted_at), day_of(duty.noted_at)) if d)
        if duty.state == State.ANSWERED:
            found["unconfirmed"] = day_of(duty.answered_at)
        if asked and (working or duty.state == State.ANSWERED):
            found["extension"] = day_of(asked.asked_at)
        return {cause: day for cause, day in found.items() if day}

    def firings(
        self, duty: Assignment, until: datetime
    ) -> list[tuple[datetime, float, str, str, str, list[str]]]:
        """Everything ever, in the order of the moments: moment, reach, cause, step, key, to whom."""
        found, causes = [], self.causes(duty)
        for step, cause, first, unit, every, to in LADDER:
            begun = causes.get(cause)
            if begun is None:
                continue
            for cycle in range(100 if every else 1):
                offset = first + cycle * every
                if unit == "d":
                    day = begun + timedelta(days=offset)
                else:
                    day = self.walk(begun, offset) if unit == "w" else add_months(begun, offset)
                back = cause == "deadline" and first <= 0
                while not self.works(day):
                    day += timedelta(days=-1 if back else 1)
                moment = datetime.combine(day, OPENS, tzinfo=LOCAL_ZONE)
                if moment > until:
                    break
                reach = offset * {"d": 1, "w": 1.4, "m": 30.4}[unit]
                found.append((moment, reach, cause, step, f"{step}:{begun:%Y%m%d}:{cycle}", to))
        return sorted(found)

    def waiting(self, duty: Assignment, now: datetime) -> list[datetime]:
        return [f[0] for f in self.firings(duty, now) if f[0] > self.told_until[duty.pk]]

    def settle(self, pk: int, waiting: list[datetime], now: datetime, *, whole_day: bool = False) -> None:
        """After a deed, or after the rules moved: what waited goes on to wait, nothing older comes up."""
        since = now
        if waiting:
            since = midnight(waiting[0])
        elif whole_day and (pk, local_date(now)) not in self.told_today:
            since = midnight(now)
        self.told_until[pk] = since - timedelta(microseconds=1 if since != now else 0)

    def people(self, duty: Assignment, who: str) -> list[str]:
        cast = self.cast
        focal, leader, chief = ["dau_moi_sxd"], ["gd_sxd"], ["chanh_vp"]
        officer = [duty.officer.username] if duty.officer else []
        chain = {
            "officer": [officer, focal, leader],
            "focal_officer": [focal, leader],
            "agency_leader": [leader, focal],
            "specialist": [[cast.specialist.username], chief],
            "office_leader": [chief],
            "committee_leader": [[cast.chair.username]],
        }[who]
        return next((desk for desk in chain if desk), [])

    def clock(self, duty: Assignment, now: datetime) -> set[Told]:
        """What a worker says at this moment."""
        due = [f for f in self.firings(duty, now) if f[0] > self.told_until[duty.pk]]
        self.told_until[duty.pk] = now
        newest: dict[tuple[str, str], tuple[str, str]] = {}
        oldest: dict[tuple[str, str], date] = {}
        for moment, _, cause, step, key, to in reversed(due):
            for username in {name for who in to for name in self.people(duty, who)}:
                newest.setdefault((cause, username), (step, key))
                oldest[cause, username] = local_date(moment)
        said = set()
        for (cause, username), (step, key) in newest.items():
            if (duty.pk, key, username) not in self.told:
                self.told.add((duty.pk, key, username))
                said.add((duty.pk, step, username, oldest[cause, username] < local_date(now)))
                self.told_today.add((duty.pk, local_date(now)))
        return said


def day_of(moment: datetime | None) -> date | None:
    return local_date(moment) if moment else None


def midnight(moment: datetime) -> datetime:
    return datetime.combine(local_date(moment), time.min, tzinfo=LOCAL_ZONE)


def deeds(cast: Cast, chance: random.Random) -> list[Callable[[Assignment, datetime], object]]:
    focal, chief, specialist = cast.acting("focal"), cast.acting("office_leader"), cast.acting("specialist")

    def later(duty: Assignment, most: int = 40) -> date:
        return (duty.due_on or date(2018, 8, 1)) + timedelta(days=chance.randint(1, most))

    return [
        lambda d, now: receiving.accept(actor=focal, assignment=d, now=now),
        lambda d, now: progress.note_progress(actor=focal, assignment=d, text="Đang làm", percent=9, now=now),
        lambda d, now: extensions.ask_extension(
            actor=focal, assignment=d, asked_due_on=later(d), reason="Chờ", now=now
        ),
        lambda d, now: extensions.withdraw_extension(actor=focal, assignment=d, now=now),
        lambda d, now: extensions.refuse_extension(actor=chief, assignment=d, decision="Không", now=now),
        lambda d, now: extensions.grant_extension(
            actor=chief, assignment=d, granted_due_on=later(d), decision="Được", now=now
        ),
        lambda d, now: changes.change_deadline(
            actor=specialist,
            assignment=d,
            due_on=chance.choice([None, local_date(now) + timedelta(days=chance.randint(-3, 12))]),
            reason="Đổi",
            now=now,
        ),
        lambda d, now: stopping.suspend(
            actor=specialist, assignment=d, decision_symbol="1/QĐ", reason="Chờ", now=now
        ),
        lambda d, now: stopping.resume(actor=specialist, assignment=d, now=now),
        lambda d, now: answers.answer(actor=focal, assignment=d, text="Xong", now=now),
        lambda d, now: answers.send_back(actor=chief, assignment=d, reason="Thiếu", now=now),
        lambda d, now: handing.hand_on(
            actor=focal, assignment=d, division=None, officer=cast.director, now=now
        ),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2])
def test_what_the_clock_says_is_what_a_plain_count_says(cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    duties = [
        cast.duty(state=state, due_on=date(2018, 7, 10) + timedelta(days=chance.randint(0, 25)))
        for state in (State.ASSIGNED, State.IN_PROGRESS, State.IN_PROGRESS, State.ANSWERED)
    ]
    model = Model(cast, {duty.pk: NOW for duty in duties})
    replan(now=NOW)
    plan([duty.pk for duty in duties], now=NOW)
    possible, awake, said_ever = deeds(cast, chance), True, 0

    def read() -> list[Assignment]:
        return list(
            Assignment.objects.filter(pk__in=[d.pk for d in duties]).select_related("task", "officer")
        )

    for number in range(1, DAYS):
        day = local_date(NOW) + timedelta(days=number)
        awake = awake if chance.random() < 0.7 else not awake
        hours = sorted({0.1, 7.5, *(chance.choice([6, 8, 10, 14, 16, 19]) for _ in range(3))})
        for hour in hours:
            now = midnight(datetime.combine(day, OPENS, tzinfo=LOCAL_ZONE)) + timedelta(hours=hour)
            if awake:
                if hour == 0.1:
                    for duty in read():
                        model.settle(duty.pk, model.waiting(duty, now), now, whole_day=True)
                if chance.random() < 0.2:  # a worker dies in the middle of it
                    with pytest.raises(InterruptedError), transaction.atomic():
                        replan(now=now)
                        remind(now=now)
                        raise InterruptedError
                replan(now=now)
                before = set(Reminder.objects.values_list("pk", flat=True))
                remind(now=now)
                made = Reminder.objects.exclude(pk__in=before).select_related("person", "post__unit")
                expected: set[Told] = set()
                if model.works(day) and OPENS <= now.astimezone(LOCAL_ZONE).time() < CLOSES:
                    expected = set().union(*(model.clock(duty, now) for duty in read()))
                assert {(r.assignment_id, r.step, r.person.username, r.is_late) for r in made} == expected, (
                    now
                )
                assert len(made) == len(expected)
                for reminder in made:
                    reader = actor_in(reminder.post)
                    assert visible_assignments(reader).filter(reminders=reminder).exists()
                said_ever += len(made)
            if hour > 1 and chance.random() < 0.6:
                duty = chance.choice(read())
                waiting_of_it = model.waiting(duty, now)
                try:
                    chance.choice(possible)(duty, now)
                except MoveNotAllowed:
                    continue
                model.settle(duty.pk, waiting_of_it, now)
            if hour > 18 and chance.random() < 0.1:
                holiday = day + timedelta(days=chance.randint(2, 9))
                CalendarDay.objects.get_or_create(date=holiday, defaults={"kind": "holiday", "name": "Nghỉ"})
                model.off.add(holiday)
    assert said_ever > 10
