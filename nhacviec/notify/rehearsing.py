"""The rehearsal of everything that reminds: duties (queries/rehearsal), and beside them submissions in both
directions and requests to coordinate, by their ladders and the table of recipients, as the clock would tell
of them. Nothing is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from nhacviec.actions.submission_reminders import event_name
from nhacviec.notify.concerned import recipients
from nhacviec.notify.ladder_events import WHO
from nhacviec.notify.people import Directory
from nhacviec.queries.ladders import (
    ladders_on,
    noun_of_submission,
    open_submissions,
    request_ladder,
    situation_of_request,
    situation_of_submission,
    submission_ladder,
    timing_on,
)
from nhacviec.queries.modules import modules_on
from nhacviec.queries.rehearsal import Rehearsal, rehearse, spans
from nhacviec.records.models import Coordination, Event, RequestState, Submission, TimeRequest
from nhacviec.rules.coordination import AWAITED
from nhacviec.rules.events import EventName
from nhacviec.rules.ladders import Ladder as RuleLadder
from nhacviec.rules.ladders import Ladders, goes_up
from nhacviec.rules.modules import Module
from nhacviec.rules.notices import Who
from nhacviec.rules.reminders import Addressee, Cause, Firing, Noun, Planner, Situation, newest_for_each
from nhacviec.rules.timeliness import LOCAL_ZONE, local_date

_MODULE = {
    Noun.UPWARD: Module.SUPERIORS,
    Noun.SUBMISSION: Module.SUBMISSIONS,
    Noun.COORDINATION: Module.COORDINATION,
}
_TOLD = {
    Noun.UPWARD: (EventName.UPWARD_REMINDED, EventName.UPWARD_ESCALATED),
    Noun.SUBMISSION: (EventName.SUBMISSION_REMINDED, EventName.SUBMISSION_ESCALATED),
    Noun.COORDINATION: (EventName.COORDINATION_REMINDED, EventName.COORDINATION_ESCALATED),
}
_ADDRESSEE = {
    noun: {who: addressee for addressee, several in of.items() for who in several} for noun, of in WHO.items()
}


@dataclass
class _Group:
    """Those of which the same is said to the same people on the same days."""

    row: Submission | Coordination  # one of them
    noun: Noun
    now_so: Situation
    until: date | None  # after this day silence has ended it
    ids: list[int] = field(default_factory=list)
    is_told_of_deadline: bool = False

    def ladder(self, ladders: Ladders) -> RuleLadder:
        if isinstance(self.row, Submission):
            return submission_ladder(self.row, ladders)
        return request_ladder(self.row, ladders)

    def event(self, firing: Firing | None, who: Iterable[Addressee]) -> Event:
        """As actions/submission_reminders and coordination_reminders write it; not stored."""
        up = firing is not None and goes_up(firing.step)
        after = {
            "step": firing.step.key if firing else "",
            "to": [one.value for one in who],
            "may_mute": True,
        }
        if isinstance(self.row, Submission):
            name = event_name(self.row, goes_up=up)
            return Event(name=name.value, submission=self.row, after=after)
        name = EventName.COORDINATION_ESCALATED if up else EventName.COORDINATION_REMINDED
        return Event(
            name=name.value,
            assignment=self.row.assignment,
            task=self.row.assignment.task,
            unit=self.row.unit,
            person=self.row.asked_by,
            after=after | {"coordination": self.row.pk},
        )


def rehearse_all(first: date, last: date) -> Rehearsal:
    """From the beginning of `first` to the end of `last`. ValueError for a span that is none or too long."""
    done = rehearse(first, last)
    groups = [*_submissions(), *_requests()]
    for group in groups:
        done.apart[group.noun] += len(group.ids)
    for begin, end in spans(first, last):
        on = modules_on(begin)
        _run(done, [group for group in groups if _MODULE[group.noun] in on], begin, end)
    _find_untold(done, groups)
    return done


def open_apart() -> int:
    """How many submissions and requests the clock may tell of."""
    return open_submissions().count() + Coordination.objects.filter(state__in=sorted(AWAITED)).count()


def _submissions() -> list[_Group]:
    rows = open_submissions().select_related("unit").order_by("pk")
    found: dict[tuple[object, ...], _Group] = {}
    for row in rows.iterator(chunk_size=2000):
        now_so = situation_of_submission(row)
        people = (row.direction, row.unit_id, row.division_id, row.officer_id, row.leader_id, row.stop)
        key = (people, tuple(now_so.since.items()))
        found.setdefault(key, _Group(row, noun_of_submission(row), now_so, None)).ids.append(row.pk)
    return list(found.values())


def _requests() -> list[_Group]:
    """Silence ends those that say so on the day after they were due (actions/coordination_silence)."""
    rows = Coordination.objects.filter(state__in=sorted(AWAITED)).order_by("pk")
    asking = set(
        TimeRequest.objects.filter(state=RequestState.ASKED).values_list("coordination_id", flat=True)
    )
    related = ("unit", "asking_unit", "asked_by", "assignment__task", "assignment__unit")
    return [
        _Group(
            row,
            Noun.COORDINATION,
            situation_of_request(row),
            row.due_on if row.is_tacit and row.pk not in asking else None,
            [row.pk],
        )
        for row in rows.select_related(*related)
    ]


def _run(done: Rehearsal, groups: list[_Group], begin: date, end: date) -> None:
    """One span of days with the same ladders, hours and posts."""
    ladders, timing = ladders_on(begin), timing_on(begin)
    after = datetime.combine(begin, time.min, tzinfo=LOCAL_ZONE) - timedelta(microseconds=1)
    until = datetime.combine(end, time.max, tzinfo=LOCAL_ZONE)
    planner = Planner(timing, after=after, until=until)
    # Posts are read for all of them at once; one event each, to say whose they are.
    directory = Directory([group.event(None, []) for group in groups], today=begin)
    for group in groups:
        told: dict[tuple[object, ...], list[tuple[int, Who]]] = {}
        for firing, who in _firings(group, planner, group.ladder(ladders)):
            done.outside_window += not timing.window.is_open(firing.moment, timing.calendar)
            key = (goes_up(firing.step), *who)
            if key not in told:
                told[key] = [
                    (one.person_id, one.who) for one in recipients(group.event(firing, who), directory)
                ]
            _count(done, group, firing, who, told[key])


def _firings(group: _Group, planner: Planner, ladder: RuleLadder) -> Iterator[tuple[Firing, list[Addressee]]]:
    mornings: defaultdict[datetime, list[Firing]] = defaultdict(list)
    for of_step in planner.by_step(ladder.steps, group.now_so):
        for firing in of_step:
            if group.until is None or local_date(firing.moment) <= group.until:
                mornings[firing.moment].append(firing)
    for moment in sorted(mornings):
        yield from newest_for_each(mornings[moment])


def _count(
    done: Rehearsal, group: _Group, firing: Firing, who: list[Addressee], told: list[tuple[int, Who]]
) -> None:
    """In the message of the morning of each, with his duties."""
    count, day = len(group.ids), (local_date(firing.moment) - done.first).days
    reached = [(person, one) for person, one in told if one is not Who.NOBODY_LEFT]
    if not reached:
        done.nobody_left += count
        return
    group.is_told_of_deadline |= firing.step.cause is Cause.DEADLINE
    for person, one in reached:
        if firing.step.alone:
            done.alone[day] += count
        else:
            done.folded[person] |= 1 << day
        done.of_person[person] += count
        done.by_day[day, firing.step, _ADDRESSEE[group.noun].get(one, who[0])] += count


def _find_untold(done: Rehearsal, groups: list[_Group]) -> None:
    for noun in _MODULE:
        silent = {
            pk
            for group in groups
            if group.noun is noun and not group.is_told_of_deadline and group.until is None
            if group.now_so.since.get(Cause.DEADLINE, done.last) < done.last
            for pk in group.ids
        }
        if silent:
            told = Event.objects.filter(name__in=_TOLD[noun])
            if noun is not Noun.COORDINATION:
                before = set(told.filter(submission__in=silent).values_list("submission_id", flat=True))
            else:
                of_duties = Coordination.objects.filter(pk__in=silent).values("assignment")
                rows = told.filter(assignment__in=of_duties)
                before = {int(after["coordination"]) for after in rows.values_list("after", flat=True)}
            done.untold_apart += [(noun, pk) for pk in sorted(silent - before)]
