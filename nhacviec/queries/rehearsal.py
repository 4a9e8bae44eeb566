"""What the clock would say in days to come if nobody did anything: a rehearsal that reads and writes nothing.

By the same rules as the clock itself (rules/reminders, queries/addressees), with the ladders, hours and posts
of each day. Duties that share their days and their people are reckoned together, and days are bits of a
number, so that a year of a hundred thousand open duties takes seconds.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.db.models import QuerySet

from nhacviec.queries.addressees import Addressees
from nhacviec.queries.ladders import facts_of, ladders_on, plan_rows, situation_of, timing_on
from nhacviec.queries.send_hours import hours_on
from nhacviec.records.models import Assignment, Ladder, Person, PolicyValue, Post, Reminder, Unit
from nhacviec.rules.ladders import Facts
from nhacviec.rules.lifecycle import WORKING, State
from nhacviec.rules.notices import Channel
from nhacviec.rules.reminders import Addressee, Cause, Noun, Planner, Situation, Step
from nhacviec.rules.timeliness import LOCAL_ZONE

LONGEST = timedelta(days=1100)
_ONE_DAY = timedelta(days=1)
_OPEN = (*sorted(WORKING), State.ANSWERED)
_WHO = ("unit_id", "division_id", "officer_id", "specialist_id", "office_leader_id", "committee_leader_id")
_Who = tuple[int | None, ...]


@dataclass
class _Group:
    """Duties of which the same is said to the same people on the same days."""

    who: _Who
    facts: Facts
    now_so: Situation
    ids: list[int] = field(default_factory=list)
    is_told_of_deadline: bool = False


@dataclass
class Rehearsal:
    """`messages` are what people get: all that a person is told on one morning is one, what goes alone
    another. `reminders` are the single steps in them; days count from `first`."""

    first: date
    last: date
    duties: int = 0
    outside_window: int = 0
    nobody_left: int = 0  # firings that reach nobody: the administrators are told
    of_person: Counter[int] = field(default_factory=Counter)
    folded: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))  # person → days as bits
    alone: Counter[int] = field(default_factory=Counter)  # by day
    by_day: Counter[tuple[int, Step, Addressee]] = field(default_factory=Counter)
    untold: list[int] = field(default_factory=list)  # overdue by the end, and nobody was told
    # Of submissions and requests to coordinate: how many are open, and which of them nobody is told of.
    apart: Counter[Noun] = field(default_factory=Counter)
    untold_apart: list[tuple[Noun, int]] = field(default_factory=list)

    @property
    def reminders(self) -> int:
        return self.of_person.total()

    @property
    def messages(self) -> int:
        return self.alone.total() + sum(days.bit_count() for days in self.folded.values())

    def messages_by_day(self) -> Counter[date]:
        found = Counter({self.first + timedelta(days=day): count for day, count in self.alone.items()})
        for days in self.folded.values():
            found.update(self.first + timedelta(days=day) for day in _bits(days))
        return found

    def busiest(self, most: int = 10) -> list[tuple[Person, int, int]]:
        """Persons with the number of reminders and of mornings."""
        top = sorted(self.of_person.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        people = Person.objects.in_bulk([pk for pk, _ in top])
        return [(people[pk], count, self.folded[pk].bit_count()) for pk, count in top]


def rehearse(first: date, last: date) -> Rehearsal:
    """From the beginning of `first` to the end of `last`. ValueError for a span that is none or too long."""
    if not timedelta(0) <= last - first <= LONGEST:
        raise ValueError("a rehearsal ends after it begins, within three years")
    done, groups = Rehearsal(first, last), _groups()
    done.duties = sum(len(group.ids) for group in groups)
    for begin, end in spans(first, last):
        _Span(done, groups, begin, end).run()
    _find_untold(done, groups)
    return done


def open_duties() -> QuerySet[Assignment]:
    """Those of which the clock may say something."""
    return Assignment.objects.filter(state__in=_OPEN)


def _groups() -> list[_Group]:
    duties = open_duties().order_by("pk")
    found: dict[tuple[object, ...], _Group] = {}
    people = duties.values_list(*_WHO).iterator(chunk_size=2000)
    for row, who in zip(plan_rows(duties), people, strict=True):
        facts, now_so = facts_of(row), situation_of(row)
        key = (who, facts, tuple(now_so.since.items()))
        if key not in found:
            found[key] = _Group(who, facts, now_so)
        found[key].ids.append(row.id)
    return list(found.values())


def spans(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Days in which ladders, hours and posts stay the same."""
    new = set(Ladder.objects.values_list("effective_from", flat=True))
    new |= set(PolicyValue.objects.values_list("effective_from", flat=True))
    for begins, ends in Post.objects.filter(ended_at=None).values_list("valid_from", "valid_to"):
        new |= {begins} if ends is None else {begins, ends + _ONE_DAY}
    inside = sorted(day for day in new if first < day <= last)
    for begin, following in pairwise([first, *inside, last + _ONE_DAY]):
        yield begin, following - _ONE_DAY


class _Span:
    """One span of days with the same ladders, hours and posts."""

    def __init__(self, done: Rehearsal, groups: list[_Group], begin: date, end: date) -> None:
        self._done, self._groups = done, groups
        self._ladders, self._timing = ladders_on(begin), timing_on(begin)
        self._windows = hours_on(begin).windows  # on which day a step is taken hangs on none of them
        after = datetime.combine(begin, time.min, tzinfo=LOCAL_ZONE) - timedelta(microseconds=1)
        until = datetime.combine(end, time.max, tzinfo=LOCAL_ZONE)
        self._planner = Planner(self._timing, after=after, until=until)
        self._days: dict[tuple[Step, date], int] = {}
        self._whole: Counter[tuple[Step, date, Addressee]] = Counter()
        self._steps: dict[tuple[int | None, Cause], list[Step]] = {}
        self._addressees = Addressees(begin)
        self._people: dict[tuple[_Who, Addressee], list[int]] = {}
        self._duties = _stand_ins({group.who for group in groups})
        self._addressees.read_for(self._duties.values())

    def run(self) -> None:
        for group in self._groups:
            ladder = self._ladders.for_duty(group.facts)
            for cause, begun in group.now_so.since.items():
                if (ladder.version, cause) not in self._steps:
                    # Of two steps of one morning the later one is told.
                    steps = (step for step in ladder.steps if step.cause is cause)
                    self._steps[ladder.version, cause] = sorted(steps, key=lambda step: -step.after)
                self._cause(group, self._steps[ladder.version, cause], begun)
        for (step, begun, who), count in self._whole.items():
            for day in _bits(self._days_of(step, begun)):
                self._done.by_day[day, step, who] += count

    def _cause(self, group: _Group, steps: list[Step], begun: date) -> None:
        taken: dict[int, int] = {}
        done, count = self._done, len(group.ids)
        for step in steps:
            days = self._days_of(step, begun)
            if not days:
                continue
            before = len(taken)
            for who in Addressee:
                if who in step.to:
                    for person in self._reached(group.who, who):
                        self._tell(step, begun, who, person, days & ~taken.get(person, 0), count)
                        taken[person] = taken.get(person, 0) | days
            if len(taken) == before and not any(self._reached(group.who, who) for who in step.to):
                done.nobody_left += days.bit_count() * count
        group.is_told_of_deadline |= bool(taken) and any(step.cause is Cause.DEADLINE for step in steps)

    def _tell(self, step: Step, begun: date, who: Addressee, person: int, days: int, count: int) -> None:
        if not days:
            return
        if days == self._days_of(step, begun):
            self._whole[step, begun, who] += count
        else:
            for day in _bits(days):
                self._done.by_day[day, step, who] += count
        self._done.of_person[person] += days.bit_count() * count
        if step.alone:
            self._done.alone.update(dict.fromkeys(_bits(days), count))
        else:
            self._done.folded[person] |= days

    def _days_of(self, step: Step, begun: date) -> int:
        """The days on which the step is taken, as bits."""
        if (step, begun) not in self._days:
            days = 0
            for firings in self._planner.by_step([step], Situation({step.cause: begun})):
                for firing in firings:
                    day = firing.moment.date()
                    days |= 1 << (day - self._done.first).days
                    for window in self._windows:
                        is_open = window.is_open(window.opening(day), self._timing.calendar)
                        self._done.outside_window += not is_open
            self._days[step, begun] = days
        return self._days[step, begun]

    def _reached(self, who: _Who, addressee: Addressee) -> list[int]:
        if (who, addressee) not in self._people:
            found = self._addressees.of(self._duties[who], addressee)
            self._people[who, addressee] = [told.person_id for told in found]
        return self._people[who, addressee]


def _stand_ins(several: set[_Who]) -> dict[_Who, Assignment]:
    """One duty, not stored, for all that are the same people's."""
    units = Unit.objects.in_bulk({who[0] for who in several})
    return {
        who: Assignment(
            state=State.IN_PROGRESS.value,
            unit=units[who[0] or 0],
            **dict(zip(_WHO[1:], who[1:], strict=True)),
        )
        for who in several
    }


def _find_untold(done: Rehearsal, groups: list[_Group]) -> None:
    silent = [
        pk
        for group in groups
        if not group.is_told_of_deadline
        and Cause.DEADLINE in group.now_so.since
        and group.now_so.since[Cause.DEADLINE] < done.last
        for pk in group.ids
    ]
    if silent:
        told = Reminder.objects.filter(cause=Cause.DEADLINE, nobody_left=False, assignment__in=silent)
        done.untold = sorted(set(silent) - set(told.values_list("assignment", flat=True)))


def _bits(days: int) -> Iterator[int]:
    while days:
        lowest = days & -days
        yield lowest.bit_length() - 1
        days ^= lowest


def channels_of(step: Step) -> list[Channel]:
    return [channel for channel in Channel if channel in step.channels]
