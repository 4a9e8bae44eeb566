"""Counts by hand: replays the history of every duty, line by line, to any day, and looks at each.

Written from the definitions in rules/statistics alone: it shares no code with what it checks, reads no
standing and no tally, and of the rows of duties and tasks only what never changes. Slow and plain on purpose.

Readings. `recorded`: a line counts from the day it was written. `happened`: an answer counts from the day it
was given, whatever the system believed meanwhile, and brings the deadline it was measured by; who had the
duty stays as it was on each day. An extension granted after the answer, and an upheld objection, set right
what was measured, since the answer was given."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from nhacviec.records.models import Assignment, CalendarDay, Event, Task, Unit

VIETNAM = timezone(timedelta(hours=7))
MONITORS = ("specialist", "office_leader", "committee_leader")
BEGINS = ("issued", "period_created", "unit_added")
# Lines after which the agency works again, with the deadline they name.
RESTARTS = ("reissued", "sent_back", "resumed", "reopened")
ENDS = {"returned": "returned", "suspended": "suspended", "cancelled": "cancelled", "withdrawn": "cancelled",
        "reassigned": "cancelled"}  # fmt: skip


@dataclass(frozen=True)
class Life:
    """How a duty stands, with what never changes about it."""

    pk: int
    unit: int
    document: int | None
    field: int | None
    duty: str
    assigned_on: date
    kind: str = "unanswered"
    due_on: date | None = None
    original: date | None = None
    hour: time | None = None
    extended: bool = False
    outcome: str = ""
    outcome_original: str = ""
    days_late: int | None = None
    division: int | None = None
    officer: int | None = None
    specialist: int | None = None
    office_leader: int | None = None
    committee_leader: int | None = None


Change = Callable[[Life], Life]


@dataclass
class Track:
    """Days on which something changed, in order, and how the duty stood from then on."""

    days: list[date] = field(default_factory=list)
    lives: list[Life] = field(default_factory=list)

    def since(self, day: date, change: Change) -> None:
        """So it is from this day on, whatever followed."""
        at = bisect_right(self.days, day)
        if at == 0 or self.days[at - 1] != day:
            self.days.insert(at, day)
            self.lives.insert(at, self.lives[at - 1])
        else:
            at -= 1
        self.lives[at:] = [change(life) for life in self.lives[at:]]

    def on(self, day: date) -> Life | None:
        at = bisect_right(self.days, day)
        return self.lives[at - 1] if at else None


def day_of(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _hour(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


class History:
    """Both readings of every duty, from the lines written up to now (or up to the event `until`)."""

    def __init__(self, until: int | None = None) -> None:
        self.recorded: dict[int, Track] = {}
        self.happened: dict[int, Track] = {}
        self._answered_on: dict[int, date] = {}
        self._duties = {a.pk: a for a in Assignment.objects.only("pk", "unit", "duty", "task")}
        self._tasks = {t.pk: t for t in Task.objects.all()}
        self._of_task: dict[int, list[int]] = {}
        lines = Event.objects.order_by("id")
        lines = lines.filter(pk__lte=until) if until else lines
        self._monitors = self._first_monitors()
        for line in lines:
            self._read(line)

    def _first_monitors(self) -> dict[int, dict[str, Any]]:
        """Those a task was issued with: before the first change, or today's if there was none."""
        first = {t.pk: {m: getattr(t, f"{m}_id") for m in MONITORS} for t in self._tasks.values()}
        for line in Event.objects.filter(name="monitors_changed").order_by("-id"):
            assert line.task_id is not None
            first[line.task_id] = dict(line.before)
        return first

    def _read(self, line: Event) -> None:
        if line.name == "monitors_changed":
            assert line.task_id is not None
            self._monitors[line.task_id] = dict(line.after)
            for pk in self._of_task.get(line.task_id, []):
                self._both(pk, line, lambda life: replace(life, **line.after))
        elif line.assignment_id is None:
            return
        elif line.name in BEGINS:
            self._begin(line, line.assignment_id)
        elif line.name == "answered":
            self._answer(line, line.assignment_id)
        else:
            self._go_on(line, line.assignment_id)

    def _begin(self, line: Event, pk: int) -> None:
        duty, after = self._duties[pk], line.after
        task = self._tasks[duty.task_id]
        named_in_document = line.name != "unit_added" and "replaces" not in after
        life = Life(
            pk=pk, unit=duty.unit_id, document=task.document_id, field=task.field_id, duty=after["duty"],
            assigned_on=day_of(line.recorded_at),
            due_on=_day(after["due_on"]), original=_day(after["due_on"]),
            hour=task.due_hour if named_in_document else None, **self._monitors[task.pk],
        )  # fmt: skip
        self._of_task.setdefault(task.pk, []).append(pk)
        for tracks in (self.recorded, self.happened):
            tracks[pk] = Track([day_of(line.recorded_at)], [life])

    def _both(self, pk: int, line: Event, change: Change) -> None:
        for tracks in (self.recorded, self.happened):
            tracks[pk].since(day_of(line.recorded_at), change)

    def _answer(self, line: Event, pk: int) -> None:
        latest = self.recorded[pk].lives[-1]
        measured = {"kind": "answered", **_outcome(line.after)}
        by = {name: getattr(latest, name) for name in ("due_on", "original", "hour", "extended")}
        self._answered_on[pk] = day_of(line.happened_at)
        self.recorded[pk].since(day_of(line.recorded_at), lambda life: replace(life, **measured))
        self.happened[pk].since(self._answered_on[pk], lambda life: replace(life, **measured, **by))

    def _go_on(self, line: Event, pk: int) -> None:
        name, after = line.name, line.after
        changes: dict[str, Any] = {}
        if name in ENDS:
            changes = {"kind": ENDS[name], **_NO_OUTCOME}
        elif name in RESTARTS:
            changes = {"kind": "unanswered", "due_on": _day(after["due_on"]), **_NO_OUTCOME}
            if name in ("reissued", "reopened") and after["due_on"] != line.before["due_on"]:
                changes["hour"] = None  # another day was named, without an hour
            if name == "reissued":
                changes["assigned_on"] = day_of(line.recorded_at)
        elif name == "confirmed":
            self._confirm(line, pk)
        elif name in ("handed_on", "taken_back"):
            changes = {"division": after["division"], "officer": after["officer"]}
        elif name == "deadline_changed":
            changes = {"due_on": _day(after["due_on"]), "hour": _hour(after["due_hour"])}
        elif name == "deadline_recomputed":
            changes = {"due_on": _day(after["due_on"]), "original": _day(after["due_on"])}
        elif name in ("extension_granted", "objection_upheld"):
            self._correct(line, pk)
        if changes:
            self._both(pk, line, lambda life: replace(life, **changes))

    def _confirm(self, line: Event, pk: int) -> None:
        """By silence too: from the day on which the Office had waited long enough."""
        values = {"kind": "completed", **_outcome(line.after)}
        self.recorded[pk].since(day_of(line.recorded_at), lambda life: replace(life, **values))
        self.happened[pk].since(day_of(line.happened_at), lambda life: replace(life, **values))

    def _correct(self, line: Event, pk: int) -> None:
        after, on = line.after, day_of(line.recorded_at)
        if line.name == "objection_upheld":

            def change(life: Life) -> Life:
                return replace(life, outcome=after["outcome"]) if life.outcome == "late" else life

        else:
            values: dict[str, Any] = {"due_on": _day(after["due_on"]), "hour": None, "extended": True}
            values |= _outcome(after) if "outcome" in after else {}

            def change(life: Life) -> Life:
                return replace(life, **values)

        self.recorded[pk].since(on, change)
        self.happened[pk].since(self._answered_on[pk] if "outcome" in after else on, change)

    def lives(self, day: date, reading: str) -> list[Life]:
        """How every duty that was issued by then stood at the end of the day."""
        tracks = self.recorded if reading == "recorded" else self.happened
        return [life for track in tracks.values() if (life := track.on(day)) is not None]


_NO_OUTCOME: dict[str, Any] = {"outcome": "", "outcome_original": "", "days_late": None}


def _outcome(after: dict[str, Any]) -> dict[str, Any]:
    return {name: after[name] for name in _NO_OUTCOME}


class WorkingDays:
    """Monday to Friday, but for what the office's calendar said at the end of a day (None: says now)."""

    def __init__(self, on: date | None = None) -> None:
        self._said = dict(CalendarDay.objects.values_list("date", "kind"))
        for line in Event.objects.filter(name="calendar_changed").order_by("-id"):
            if on is None or day_of(line.recorded_at) <= on:
                break
            if "date" in line.before:
                self._said[date.fromisoformat(line.before["date"])] = line.before["kind"]
            else:
                del self._said[date.fromisoformat(line.after["date"])]

    def works(self, day: date) -> bool:
        kind = self._said.get(day)
        return kind == "makeup_workday" or (kind is None and day.weekday() < 5)

    def left(self, day: date, due: date) -> int:
        return sum(self.works(day + timedelta(days=n)) for n in range(1, (due - day).days + 1))


def class_of(
    life: Life, day: date, *, basis: str, working: WorkingDays, soon: int = 3, hour: time = time.max
) -> str:
    """In which of the eleven classes. `hour`: of the question, where it is asked in the middle of the day."""
    if life.kind in ("suspended", "returned", "cancelled"):
        return life.kind
    if life.kind in ("answered", "completed"):
        return life.outcome if basis == "current" else life.outcome_original
    due = life.due_on if basis == "current" else life.original
    if due is None:
        return "no_deadline"
    hour_past = due == day == life.due_on and life.hour is not None and life.hour < hour
    if due < day or hour_past:
        return "overdue"
    return "due_soon" if working.left(day, due) <= soon else "on_track"


def below(unit_id: int, on: date) -> set[int]:
    """The unit and all units that were under it at the end of the day; no two of them share a name."""
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    named = {name: pk for pk, name in Unit.objects.values_list("pk", "name")}
    for line in Event.objects.filter(name="unit_changed").order_by("-id"):
        if day_of(line.recorded_at) <= on:
            break
        if "parent" in line.before:
            assert line.unit_id is not None
            parents[line.unit_id] = named[line.before["parent"]]

    def chain(pk: int | None) -> Iterable[int]:
        while pk is not None:
            yield pk
            pk = parents[pk]

    return {pk for pk in parents if unit_id in chain(pk)}
