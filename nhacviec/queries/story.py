"""The timeline of a task or an assignment: its Events as lines a person can read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from nhacviec.queries.rows_by_id import rows_by_id
from nhacviec.records.models import Answer, Assignment, DelayCause, Event, Person, ProgressNote, Task, Unit
from nhacviec.rules import words
from nhacviec.rules.events import ROUTINE, EventName
from nhacviec.rules.lifecycle import Closing, Duty, ReturnReason, State
from nhacviec.rules.timeliness import Timeliness, local_moment
from nhacviec.rules.words_changes import CHANGES, PERSON_KEYS, UNIT_KEYS
from nhacviec.rules.words_coordination import REPLIES
from nhacviec.rules.words_deadlines import TIMELINESS
from nhacviec.rules.words_delays import DELAY_CAUSES

_INSIDE_ASKED = (EventName.COORDINATION_HANDED_ON, EventName.COORDINATION_TAKEN_BACK)
LINES = 50  # of one part of a long story
MOST_LINES = 300  # where a story is told in one


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One line of history. `actor` is empty for the system itself."""

    event: Event
    moment: datetime  # on a Vietnamese clock
    title: str
    actor: str
    acting_for: str
    unit: str
    changes: list[Change]
    text: str  # of the answer or note that the event speaks of
    routine: bool

    @property
    def recorded_late(self) -> bool:
        return self.event.recorded_late_on is not None

    @property
    def when(self) -> str:
        return f"{self.moment:%H:%M %d/%m/%Y}"


@dataclass(frozen=True)
class Story:
    """A part of a history, newest first. `older`: the event below which the next part begins, if any."""

    lines: list[Line]
    older: int | None = None


def story_of(
    assignment: Assignment,
    readable: Iterable[Assignment],
    *,
    hidden: Iterable[int] = (),
    before: int | None = None,
) -> Story:
    """This assignment's events if its inside may be read, and those of the whole task. See `story`."""
    own = [party for party in readable if party.pk == assignment.pk]
    return story(story_events(assignment.task, own, hidden=hidden), before=before)


def story_events(
    task: Task, readable: Iterable[Assignment], *, hidden: Iterable[int] = ()
) -> QuerySet[Event]:
    """What happened to the whole task and to those of its assignments whose inside may be read. `hidden`:
    requests to coordinating units that are no business of the reader
    (coordination_access.hidden_requests). To whom a unit that is asked hands one is its own business."""
    events = Event.objects.filter(Q(task=task, assignment=None) | Q(assignment__in=list(readable)))
    events = events.exclude(name__in=_INSIDE_ASKED)
    unseen = list(hidden)
    if not unseen:
        return events
    return events.filter(Q(after__coordination__isnull=True) | ~Q(after__coordination__in=unseen))


def lines(events: QuerySet[Event]) -> list[Line]:
    """The newest of these events as readable lines, newest first."""
    return story(events, most=MOST_LINES).lines


def story(events: QuerySet[Event], *, before: int | None = None, most: int = LINES) -> Story:
    """One part of these events as readable lines, in six queries whatever their number.

    `before`: only what stands below this event; one that is not among them begins at the top."""
    edge = events.filter(pk=before).values_list("happened_at", "pk").first() if before else None
    if edge:
        events = events.filter(Q(happened_at__lt=edge[0]) | Q(happened_at=edge[0], pk__lt=edge[1]))
    rows = list(events.order_by("-happened_at", "-id")[: most + 1])
    older, rows = (rows[most - 1].pk if len(rows) > most else None), rows[:most]
    names, texts, units = _names(rows), _texts(rows), _units(rows)
    return Story([_line(event, names, texts, units) for event in rows], older)


def _line(
    event: Event,
    names: dict[tuple[str, int], str],
    texts: dict[tuple[str, int], str],
    units: dict[int, str],
) -> Line:
    name = EventName(event.name)
    keys = [k for k in CHANGES if k in event.before or k in event.after]
    return Line(
        event=event,
        moment=local_moment(event.happened_at),
        title=words.EVENTS[name],
        actor=names["person", event.actor_id] if event.actor_id else "",
        acting_for=names["person", event.acting_for_id] if event.acting_for_id else "",
        unit=units[event.assignment_id] if event.assignment_id else "",
        changes=[change for key in keys if (change := _change(key, event, names)) is not None],
        text=next((texts[k, v] for k, v in event.after.items() if (k, v) in texts), "")
        if name in (EventName.ANSWERED, EventName.PROGRESS_NOTED)
        else "",
        routine=name in ROUTINE,
    )


def _told(key: str, held: dict[str, Any], names: dict[tuple[str, int], str]) -> str:
    """A value in words; an outcome together with its days: "Sớm hạn 4 ngày"."""
    told, days = _value(key, held.get(key), names), held.get("days_late")
    return f"{told} {abs(days)} ngày" if key == "outcome" and told and days else told


def _change(key: str, event: Event, names: dict[tuple[str, int], str]) -> Change | None:
    """What stands only in `before` did not change and is told as it was, such as the deadline to be moved."""
    before, after = _told(key, event.before, names), _told(key, event.after, names)
    shown = Change(CHANGES[key], before, after) if key in event.after else Change(CHANGES[key], "", before)
    return shown if shown.before != shown.after and key != "state" else None


_CODES: dict[str, dict[str, str]] = {
    "state": {s.value: words.STATES[s] for s in State},
    "duty": {d.value: words.DUTIES[d] for d in Duty},
    "closing": {c.value: words.CLOSINGS[c] for c in Closing},
    "return_reason": {r.value: words.RETURN_REASONS[r] for r in ReturnReason},
    "outcome": {t.value: TIMELINESS[t] for t in Timeliness},
    "is_starred": {"True": words.YES, "False": words.NO},
    "delay_cause": {c.value: DELAY_CAUSES[c.value] for c in DelayCause},
    "reply_kind": {kind.value: said for kind, said in REPLIES.items()},
    "is_tacit": {"True": words.YES, "False": words.NO},
}


def _value(key: str, value: Any, names: dict[tuple[str, int], str]) -> str:
    if value is None or value == "":
        return ""
    if key in UNIT_KEYS or key in PERSON_KEYS:
        return names.get(("unit" if key in UNIT_KEYS else "person", value), str(value))
    if key in _CODES:
        return _CODES[key].get(str(value), str(value))
    if key.endswith(("_on", "_date")):
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    if key == "due_hour":
        return str(value)[:5]
    return str(value)


def _texts(events: list[Event]) -> dict[tuple[str, int], str]:
    """Texts of the answers and progress notes that the events name by id."""
    held = [event.after for event in events]
    ids = {key: [h[key] for h in held if isinstance(h.get(key), int)] for key in ("answer", "note")}
    answers = rows_by_id(Answer, ids["answer"], "text")
    notes = rows_by_id(ProgressNote, ids["note"], "text")
    return {("answer", pk): text for pk, text in answers} | {("note", pk): text for pk, text in notes}


def _units(events: list[Event]) -> dict[int, str]:
    """Whose duty each of the assignments is."""
    ids = {event.assignment_id for event in events if event.assignment_id}
    found = rows_by_id(Assignment, ids, "unit__short_name", "unit__name")
    return {pk: short or name for pk, short, name in found}


def _names(events: list[Event]) -> dict[tuple[str, int], str]:
    """Names of the units and people that the events mention by id, and of those who did them."""
    units: set[int] = set()
    people = {pk for event in events for pk in (event.actor_id, event.acting_for_id) if pk}
    for event in events:
        for held in (event.before, event.after):
            units |= {held[k] for k in UNIT_KEYS & held.keys() if isinstance(held[k], int)}
            people |= {held[k] for k in PERSON_KEYS & held.keys() if isinstance(held[k], int)}
    found = {("unit", pk): name for pk, name in rows_by_id(Unit, units, "name")}
    of_people = rows_by_id(Person, people, "full_name")
    return found | {("person", pk): name for pk, name in of_people}
