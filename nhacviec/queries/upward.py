"""What the Committee submitted upward, as lists and numbers of any day, over how each stood at its end."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Min, Q, QuerySet
from django.http import Http404

from nhacviec.queries.clock import Moment
from nhacviec.queries.kept_statements import Given, Kept, keep, named_actor
from nhacviec.queries.rows_by_id import rows_by_id
from nhacviec.queries.statistics_asked import Asked, due_from, read_asked
from nhacviec.queries.submission_access import held, visible_upward
from nhacviec.queries.submissions import with_words
from nhacviec.records.models import Person, Submission, SubmissionStanding, Unit
from nhacviec.rules.periods import Window
from nhacviec.rules.permissions import SEES_ALL, Actor, Role
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.submissions import Direction
from nhacviec.rules.text import visible
from nhacviec.rules.typed_numbers import typed_number
from nhacviec.rules.upward import (
    UPWARD_ENDS,
    UPWARD_OPEN,
    UpwardCounts,
    UpwardMove,
    UpwardNumber,
    UpwardStop,
    upward_moves,
)

# How a standing is cut: the word in the address, its column.
CUTS: Mapping[str, str] = {
    "noi-nhan": "submission__addressee",
    "co-quan": "unit",
    "chuyen-vien": "officer",
}
OPEN_ONES = (
    UpwardNumber.OPEN,
    UpwardNumber.OVERDUE,
    UpwardNumber.IN_TIME,
    UpwardNumber.ASKED_AGAIN,
    UpwardNumber.OPINION,
)
_OPEN = Q(stop__in=sorted(UPWARD_OPEN))
_ENDED = Q(stop__in=sorted(UPWARD_ENDS))
_LONGEST = 200
_OF_DAY = ("tinh-den", "ky", "tu", "den")


@dataclass(frozen=True)
class Narrowed:
    """What a list is narrowed to. Ids by cut; `window` of the day it ended."""

    ids: Mapping[str, int]
    number: UpwardNumber | None = None
    words: str = ""
    window: Window | None = None
    due_from: date | None = None  # of what is awaited: due on that day or later

    def __bool__(self) -> bool:
        return bool(self.ids or self.words or self.window or self.due_from)


@dataclass(frozen=True)
class Question:
    """?so=qua-han&noi-nhan=4&co-quan=2&chuyen-vien=7&q=…&tinh-den=2018-07-31&ky=2018-Q3, and
    &han-tu=2018-07-30 (due on that day or later); what nobody offers narrows nothing, wrong days and periods
    stand in `asked.problems`."""

    asked: Asked
    narrowed: Narrowed

    @property
    def day(self) -> date:
        return self.asked.as_of.day

    def query(self, **changes: object) -> str:
        """The same address with some of it changed: `_` for -, None leaves one out."""
        kept: dict[str, object] = {n: v for n, v in self.asked.params.items() if n in _OF_DAY}
        kept |= dict(self.narrowed.ids)
        named = {"so": self.narrowed.number, "q": self.narrowed.words}
        kept |= {name: value for name, value in named.items() if value}
        kept |= {"han-tu": self.narrowed.due_from.isoformat()} if self.narrowed.due_from else {}
        kept |= {name.replace("_", "-"): value for name, value in changes.items()}
        found = {name: value for name, value in kept.items() if value is not None}
        return f"?{urlencode(found)}" if found else ""


def read_question(query: Mapping[str, str], *, moment: Moment, policy: PolicySet) -> Question:
    asked = read_asked(query, moment=moment, policy=policy)
    typed = query.get("so", "")
    number = UpwardNumber(typed) if typed in set(UpwardNumber) else None
    ids = {cut: pk for cut in CUTS if (pk := typed_number(query.get(cut, ""))) is not None}
    words = visible(query.get("q", ""))[:_LONGEST]
    found = Narrowed(ids=ids, number=number, words=words, due_from=due_from(query))
    # The period cuts what ended; of what is open now it says nothing.
    return Question(asked, replace(found, window=None if number in OPEN_ONES else asked.window))


def upward_by_id(actor: Actor, submission_id: int) -> Submission:
    related = ("unit", "addressee", "task", "division", "officer", "leader", "registered_by")
    row = visible_upward(actor).select_related(*related).filter(pk=submission_id).first()
    if row is None:
        raise Http404
    return row


def upward_of_task(actor: Actor, task_id: int) -> QuerySet[Submission]:
    """What was submitted for the sake of that task, the newest first."""
    rows = visible_upward(actor).filter(task=task_id).select_related("addressee")
    return rows.order_by("-arrived_on", "-id")


def moves_of(actor: Actor, submission: Submission) -> list[UpwardMove]:
    return upward_moves(actor, UpwardStop(submission.stop), held(submission))


def upward_to_move(actor: Actor, submission_id: int, move: UpwardMove) -> Submission:
    """404 if he may not know of it, 403 if this step is never his with it, wherever it stands."""
    row = upward_by_id(actor, submission_id)
    if not any(move in upward_moves(actor, stop, held(row)) for stop in UpwardStop):
        raise PermissionDenied
    return row


def standings_of(actor: Actor, day: Any) -> QuerySet[SubmissionStanding]:
    """How each stood at the end of that day (a date or its name), as it was known then."""
    rows = SubmissionStanding.objects.filter(direction=Direction.UPWARD)
    if actor.role not in SEES_ALL:
        return rows.none()
    return rows.filter(Q(to_day=None) | Q(to_day__gt=day), from_day__lte=day)


def condition_of(number: UpwardNumber, day: Any, *, of: str = "submission__") -> Q:
    """Of standings; of submissions themselves with `of=""`."""
    sent, answered = Q(stop=UpwardStop.SENT), Q(stop=UpwardStop.ANSWERED)
    return {
        UpwardNumber.OPEN: _OPEN,
        UpwardNumber.OVERDUE: sent & Q(due_on__lt=day),
        UpwardNumber.IN_TIME: sent & Q(due_on__gte=day),
        UpwardNumber.ASKED_AGAIN: sent & Q(**{f"{of}asked_again__0__lte": day}),
        UpwardNumber.OPINION: Q(stop=UpwardStop.OPINION),
        UpwardNumber.ANSWERED: answered,
        UpwardNumber.ANSWERED_IN_TIME: answered & Q(days_late=0),
        UpwardNumber.ANSWERED_LATE: answered & Q(days_late__gt=0),
        UpwardNumber.ENDED_OTHERWISE: _ENDED & ~answered,
    }[number]


def rows(actor: Actor, wanted: Narrowed, *, day: date) -> QuerySet[SubmissionStanding]:
    """Rows to show, each with its submission: what has waited longest first, else the newest."""
    found = standings_of(actor, day)
    if wanted.number is not None:
        found = found.filter(condition_of(wanted.number, day))
    for cut, pk in wanted.ids.items():
        found = found.filter(**{CUTS[cut]: pk})
    if wanted.due_from is not None:
        found = found.filter(due_on__gte=wanted.due_from)
    if wanted.window is not None:
        found = found.filter(closed_on__gte=wanted.window.first, closed_on__lte=wanted.window.last)
    if wanted.words:
        found = found.filter(submission__in=with_words(wanted.words))
    found = found.select_related("submission__addressee", "submission__task", "unit", "officer", "leader")
    if wanted.number in OPEN_ONES:
        return found.order_by(F("due_on").asc(nulls_last=True), "submission_id")
    return found.order_by("-submission__arrived_on", "-submission_id")


def waiting(actor: Actor, *, day: date) -> UpwardCounts:
    """Of what was open alone."""
    found = _waiting(actor.role).ask({"day": day})
    names = ("direction", *_COUNTED, "oldest")
    return sum((_counts_in(dict(zip(names, row, strict=True)), day) for row in found), UpwardCounts())


@lru_cache(maxsize=len(Role))
def _waiting(role: Role) -> Kept:
    day = Given("day")
    rows: Any = standings_of(named_actor(role, 0), day).filter(_OPEN)
    return keep(rows.order_by().values_list("direction").annotate(**_counting(day)))


def counts(actor: Actor, *, day: date, window: Window | None = None) -> UpwardCounts:
    return sum(counts_by(actor, "co-quan", day=day, window=window).values(), UpwardCounts())


def counts_by(actor: Actor, cut: str, *, day: date, window: Window | None = None) -> dict[int, UpwardCounts]:
    """By id of the cut. What ended is counted by the day on which it ended, in the window if there is one."""
    ended = _ENDED
    if window is not None:
        ended &= Q(closed_on__gte=window.first, closed_on__lte=window.last)
    return _counted(standings_of(actor, day).filter(_OPEN | ended), CUTS[cut], day)


def _counted(rows: QuerySet[SubmissionStanding], column: str, day: date) -> dict[int, UpwardCounts]:
    counted = rows.order_by().values(column).annotate(**_counting(day))
    return {row[column] or 0: _counts_in(row, day) for row in counted}


_COUNTED = {
    "n_overdue": UpwardNumber.OVERDUE,
    "n_in_time": UpwardNumber.IN_TIME,
    "n_asked_again": UpwardNumber.ASKED_AGAIN,
    "n_opinion": UpwardNumber.OPINION,
    "n_answered_in_time": UpwardNumber.ANSWERED_IN_TIME,
    "n_answered_late": UpwardNumber.ANSWERED_LATE,
    "n_ended_otherwise": UpwardNumber.ENDED_OTHERWISE,
}


def _counting(day: Any) -> dict[str, Any]:
    numbers = {name: Count("pk", filter=condition_of(number, day)) for name, number in _COUNTED.items()}
    return numbers | {"oldest": Min("due_on", filter=Q(stop=UpwardStop.SENT))}


def _counts_in(row: Mapping[str, Any], day: date) -> UpwardCounts:
    oldest = row["oldest"]
    return UpwardCounts(
        **{name.removeprefix("n_"): value for name, value in row.items() if name.startswith("n_")},
        longest=max(0, (day - oldest).days) if oldest else 0,
    )


def names_of(cut: str, ids: Mapping[int, object]) -> dict[int, str]:
    if CUTS[cut] == "officer":
        return dict(rows_by_id(Person, ids, "full_name"))
    return {pk: short or name for pk, short, name in rows_by_id(Unit, ids, "short_name", "name")}
