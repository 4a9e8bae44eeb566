"""The timeline of a task or an assignment: its Events as lines a person can read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from nhacviec.records.models import Answer, Assignment, DelayCause, Event, Person, ProgressNote, Task, Unit
from nhacviec.rules import words
from nhacviec.rules.events import ROUTINE, EventName
from nhacviec.rules.lifecycle import Closing, Duty, ReturnReason, State
from nhacviec.rules.timeliness import Timeliness
from nhacviec.rules.words_changes import CHANGES, PERSON_KEYS, UNIT_KEYS
from nhacviec.rules.words_deadlines import TIMELINESS
from nhacviec.rules.words_delays import DELAY_CAUSES

MOST_LINES = 300


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One line of history. `actor` is empty for the system itself."""

    event: Event
    title: str
    actor: str
    acting_for: str
    unit: str
    changes: list[Change]
    text: str  # of the answer or note that the event speaks of
    routine: bool


def story_of(assignment: Assignment, readable: Iterable[Assignment]) -> list[Line]:
    """Newest first: this assignment's events if its inside may be read, and those of the whole task."""
    own = [party for party in readable if party.pk == assignment.pk]
    return lines(story_events(assignment.task, own))


def story_events(task: Task, readable: Iterable[Assignment]) -> QuerySet[Event]:
    """What happened to the whole task and to those of its assignments whose inside may be read."""
    return Event.objects.filter(Q(task=task, assignment=None) | Q(assignment__in=list(readable)))


def lines(events: QuerySet[Event]) -> list[Line]:
    """Readable lines of a queryset of events, newest first, in six queries whatever their number."""
    rows = list(
        events.select_related("actor", "acting_for", "assignment__unit").order_by("-happened_at", "-id")[
            :MOST_LINES
        ]
    )
    names, texts = _names(rows), _texts(rows)
    return [_line(event, names, texts) for event in rows]


def _line(event: Event, names: dict[tuple[str, int], str], texts: dict[tuple[str, int], str]) -> Line:
    name = EventName(event.name)
    keys = [k for k in CHANGES if k in event.before or k in event.after]
    return Line(
        event=event,
        title=words.EVENTS[name],
        actor=event.actor.full_name if event.actor else "",
        acting_for=event.acting_for.full_name if event.acting_for else "",
        unit=event.assignment.unit.label if event.assignment else "",
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
    answers = Answer.objects.filter(pk__in=ids["answer"]).values_list("pk", "text")
    notes = ProgressNote.objects.filter(pk__in=ids["note"]).values_list("pk", "text")
    return {("answer", pk): text for pk, text in answers} | {("note", pk): text for pk, text in notes}


def _names(events: list[Event]) -> dict[tuple[str, int], str]:
    """Names of the units and people that the events mention by id."""
    units, people = set(), set()
    for event in events:
        for held in (event.before, event.after):
            units |= {held[k] for k in UNIT_KEYS & held.keys() if isinstance(held[k], int)}
            people |= {held[k] for k in PERSON_KEYS & held.keys() if isinstance(held[k], int)}
    found = {("unit", pk): name for pk, name in Unit.objects.filter(pk__in=units).values_list("pk", "name")}
    of_people = Person.objects.filter(pk__in=people).values_list("pk", "full_name")
    return found | {("person", pk): name for pk, name in of_people}
