"""Who stands behind the words of the table of recipients today, and whether he may read the row."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from nhacviec.notify.coordinations import request_of, requests_of
from nhacviec.notify.ladder_events import is_step
from nhacviec.queries.access import sees_duty
from nhacviec.queries.actors import own_unit_ids
from nhacviec.queries.coordination_access import sees_coordination
from nhacviec.queries.policy import policy_on
from nhacviec.queries.submission_access import sees_submission
from nhacviec.records.models import Assignment, Event, Post, Submission
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.notices import Who
from nhacviec.rules.permissions import AGENCY_ROLES, MONITOR_ROLES, Actor, Role
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.submissions import Stop
from nhacviec.rules.units import UnitKind

_RECEIVERS = (Role.FOCAL_OFFICER, Role.DIVISION_HEAD)
_AT_DIVISION = (Role.AGENCY_OFFICER, Role.DIVISION_HEAD, Role.OFFICE_SPECIALIST)
_OF_THE_OFFICE = (UnitKind.OFFICE, UnitKind.OFFICE_DIVISION)
_MONITOR = {Who(name): name for name in MONITOR_ROLES}
# Whom one turns to when nobody is there of whom something is asked.
_INSTEAD = {
    Who.OFFICER: Who.FOCAL_OFFICER,
    Who.FOCAL_OFFICER: Who.AGENCY_LEADER,
    Who.CONFIRMER: Who.OFFICE_LEADER,
    Who.DECIDER: Who.OFFICE_HEAD,
    Who.JUDGE: Who.OFFICE_HEAD,
    Who.SPECIALIST: Who.OFFICE_LEADER,
    Who.OFFICE_LEADER: Who.OFFICE_HEAD,
    Who.ASKED_OFFICER: Who.ASKED_DESK,
    Who.ASKED_DESK: Who.ASKED_LEADER,
    Who.COUNTER: Who.OFFICE_HEAD,
    Who.HANDLER: Who.DIVISION_HEAD,
    Who.DIVISION_HEAD: Who.OFFICE_HEAD,
    Who.LEADER_IN_CHARGE: Who.OFFICE_HEAD,
    Who.COMMITTEE_LEADER: Who.COMMITTEE_HEAD,
}
# What the Committee itself owes: nobody signs in for it, its followers are its desk.
_FOR_THE_COMMITTEE = {
    Who.FOCAL_OFFICER: Who.SPECIALIST,
    Who.AGENCY_LEADER: Who.OFFICE_LEADER,
    Who.CONFIRMER: Who.SPECIALIST,
}
_ASKED = {Who.ASKED_DESK: Who.FOCAL_OFFICER, Who.ASKED_LEADER: Who.AGENCY_LEADER}


@dataclass(frozen=True)
class About:
    """What one line of the table is asked of: the event, and one of its assignments if it is about any."""

    event: Event
    duty: Assignment | None


class Directory:
    """The posts of today that a batch of events may ask for, read at once; what each may read, asked once."""

    def __init__(self, events: Iterable[Event], *, today: date) -> None:
        self._today = today
        events = list(events)
        self.duties = _duties_of(events)
        self.requests = requests_of(events)
        units, people = self._named(events)
        everywhere = Q(role__in=[Role.ADMINISTRATOR, Role.OFFICE_LEADER])
        if any(event.submission_id for event in events):
            everywhere |= Q(role=Role.RECORDS_CLERK)
        if any(is_step(event) for event in events):
            everywhere |= Q(role=Role.COMMITTEE_LEADER)
        named = Q(unit__in=units) | Q(person__in=people) | Q(stands_in_for__person__in=people)
        posts = (
            Post.objects.valid_on(today)
            .filter(person__is_active=True)
            .filter(everywhere | named)
            .select_related("person", "unit", "stands_in_for__person")
            .order_by("stands_in_for_id", "id")
        )
        self._at: dict[tuple[int, str], list[Post]] = defaultdict(list)
        self._desk: dict[int, list[Post]] = defaultdict(list)
        self._in_role: dict[str, list[Post]] = defaultdict(list)
        for post in posts:
            self._at[post.unit_id, post.role].append(post)
            self._in_role[post.role].append(post)
            self._desk[post.stands_in_for.person_id if post.stands_in_for else post.person_id].append(post)
        self._readable: dict[tuple[int, int], bool] = {}
        self._actors: dict[int, Actor] = {}
        self._own: dict[int, frozenset[int]] = {}

    @cached_property
    def _policy(self) -> PolicySet:
        return policy_on(self._today)

    def abouts(self, event: Event) -> list[About]:
        """The event with each assignment it is about; alone when it is about none."""
        if event.assignment_id:
            return [About(event, event.assignment)]
        of_task = self.duties.get(event.task_id or 0, [])
        living = [duty for duty in of_task if duty.state not in (State.DRAFT, State.CANCELLED)]
        return [About(event, duty) for duty in living] or [About(event, None)]

    def posts(self, who: Who, about: About) -> list[Post]:
        """Posts in which these people are told, substitutes among them; the gate is not asked yet."""
        event, duty = about.event, about.duty
        if who is Who.ADMINISTRATOR or who is Who.NOBODY_LEFT:
            return self._in_role[Role.ADMINISTRATOR]
        if who is Who.OFFICE_HEAD:
            return self._in_role[Role.OFFICE_LEADER]
        if who is Who.COMMITTEE_HEAD:
            own = event.submission.leader_id if event.submission else None
            return self._at_desk(own, (Role.COMMITTEE_LEADER,)) or self._in_role[Role.COMMITTEE_LEADER]
        if who is Who.NEW_MONITOR:
            named = [n for n in MONITOR_ROLES if event.after.get(n) != event.before.get(n)]
            return [p for n in named for p in self._at_desk(event.after.get(n), MONITOR_ROLES[n])]
        if who in (Who.SENDER, Who.ASKER):
            return self._at_desk(event.person_id)
        request = self.requests.get(request_of(event))
        if request is not None and who is Who.ASKED_OFFICER:
            return self._at_desk(request.officer_id)
        if request is not None and who is Who.FORMER_OFFICER:
            former = event.before.get("officer")
            return [] if former == request.officer_id else self._at_desk(former)
        if who in _ASKED:
            return self._of_unit(_ASKED[who], event.unit_id or 0)
        if event.submission is not None:
            return self._of_submission(who, event.submission)
        if event.task is None:
            return self._of_unit(who, event.unit_id or 0)
        if who in _MONITOR:
            name = _MONITOR[who]
            return self._at_desk(getattr(event.task, f"{name}_id"), MONITOR_ROLES[name])
        return self._of_duty(who, about, duty) if duty is not None else []

    def instead(self, who: Who) -> Who | None:
        """Whom one turns to next; NOBODY_LEFT at the end of the way."""
        return _INSTEAD.get(who, None if who is Who.NOBODY_LEFT else Who.NOBODY_LEFT)

    def may_read(self, post: Post, event: Event) -> bool:
        """Whether he may know of what happened, in this post."""
        request = self.requests.get(request_of(event))
        if request is not None:
            return sees_coordination(self._actor(post), request)
        if event.submission is not None:
            return sees_submission(self._actor(post), event.submission)
        return event.task_id is None or self._may_read_task(post, event.task_id)

    def _may_read_task(self, post: Post, task_id: int) -> bool:
        """Asked of queries/access, of rows that are read already: all duties of the task are."""
        key = (post.pk, task_id)
        if key not in self._readable:
            actor = self._actor(post)
            self._readable[key] = any(sees_duty(actor, duty) for duty in self.duties.get(task_id, ()))
        return self._readable[key]

    def _actor(self, post: Post) -> Actor:
        """Units below are asked for only where they decide, once for each unit."""
        if post.pk not in self._actors:
            role, own = Role(post.role), frozenset[int]()
            if role in AGENCY_ROLES:
                if post.unit_id not in self._own:
                    self._own[post.unit_id] = own_unit_ids(role, post.unit)
                own = self._own[post.unit_id]
            self._actors[post.pk] = Actor(
                person_id=post.person_id,
                person_name="",
                post_id=post.pk,
                role=role,
                unit_id=post.unit_id,
                unit_name="",
                own_unit_ids=own,
                for_id=post.stands_in_for.person_id if post.stands_in_for else None,
            )
        return self._actors[post.pk]

    def _of_unit(self, who: Who, unit_id: int) -> list[Post]:
        """Who answers for a unit."""
        if who is Who.FOCAL_OFFICER:
            return [post for role in _RECEIVERS for post in self._at[unit_id, role]]
        return self._at[unit_id, Role.AGENCY_LEADER] if who is Who.AGENCY_LEADER else []

    def _of_submission(self, who: Who, submission: Submission) -> list[Post]:
        """HANDLER is somebody of the Office wherever it stands: notes of the Office are told to him."""
        division = submission.division_id or 0
        if who is Who.COUNTER:
            return self._in_role[Role.RECORDS_CLERK]
        if who is Who.DIVISION_HEAD:
            return self._at[division, Role.DIVISION_HEAD]
        if who is Who.LEADER_IN_CHARGE:
            return self._at_desk(submission.leader_id)
        if who is Who.SUBMITTER:
            roles = (Role.FOCAL_OFFICER, Role.AGENCY_LEADER)
            return [post for role in roles for post in self._at[submission.unit_id, role]]
        if who is not Who.HANDLER:
            return []
        if submission.stop == Stop.DECISION:
            return self._at_desk(submission.leader_id)
        if submission.officer_id:
            return self._at_desk(submission.officer_id)
        if submission.division_id:
            return [post for role in _AT_DIVISION for post in self._at[division, role]]
        return self._in_role[Role.RECORDS_CLERK]

    def _of_duty(self, who: Who, about: About, duty: Assignment) -> list[Post]:
        if duty.duty == Duty.COMMITTEE:
            follower = _FOR_THE_COMMITTEE.get(who)
            return self.posts(follower, about) if follower else []
        of_the_office = duty.unit.kind in _OF_THE_OFFICE
        if who is Who.OFFICER:
            return self._officer(duty)
        if who is Who.FORMER_OFFICER:
            former = about.event.before.get("officer")
            return [] if former == duty.officer_id else self._at_desk(former)
        if who in (Who.FOCAL_OFFICER, Who.AGENCY_LEADER):
            return self._of_unit(who, duty.unit_id)
        if who in (Who.LEAD, Who.COORDINATOR):
            wanted = Duty.LEAD if who is Who.LEAD else Duty.COORDINATE
            return [post for other in self._others(duty, wanted) for post in self._doers(other)]
        if who is Who.CONFIRMER:
            if of_the_office:
                who = Who.COMMITTEE_LEADER
            else:
                who = Who.SPECIALIST if self._policy.confirm_role == "monitor" else Who.OFFICE_LEADER
        elif who is Who.DECIDER:
            by = {"signer": Who.COMMITTEE_LEADER, "monitor": Who.SPECIALIST}
            who = by.get(self._policy.ext_approver, Who.OFFICE_LEADER)
        elif who is Who.JUDGE:
            who = Who.COMMITTEE_LEADER if of_the_office else Who.OFFICE_LEADER
        return self.posts(who, about) if who in _MONITOR else []

    def _officer(self, duty: Assignment) -> list[Post]:
        if duty.officer_id:
            return self._at_desk(duty.officer_id)
        if duty.division_id is None:
            return []
        return [post for role in _AT_DIVISION for post in self._at[duty.division_id, role]]

    def _doers(self, duty: Assignment) -> list[Post]:
        return self._officer(duty) + [p for role in _RECEIVERS for p in self._at[duty.unit_id, role]]

    def _others(self, duty: Assignment, wanted: Duty) -> list[Assignment]:
        if duty.duty == wanted:
            return []
        closed = (State.DRAFT, State.CANCELLED)
        of_task = self.duties.get(duty.task_id, [])
        return [o for o in of_task if o.pk != duty.pk and o.duty == wanted and o.state not in closed]

    def _at_desk(self, person_id: int | None, roles: Iterable[Role] = ()) -> list[Post]:
        """His own posts and those of his substitutes; `roles`: only in one of these."""
        wanted = set(roles)
        return [p for p in self._desk.get(person_id or 0, []) if not wanted or p.role in wanted]

    def _named(self, events: list[Event]) -> tuple[set[int], set[int]]:
        units: set[int] = set()
        people: set[int] = set()
        for duty in (d for of_task in self.duties.values() for d in of_task):
            units |= {pk for pk in (duty.unit_id, duty.division_id) if pk}
            people |= {pk for pk in (duty.officer_id,) if pk}
        people |= {one.officer_id for one in self.requests.values() if one.officer_id}
        for event in events:
            people |= set(event.task.monitor_ids) if event.task else set()
            held = [event.before.get("officer"), *(event.after.get(name) for name in MONITOR_ROLES)]
            people |= {pk for pk in held if isinstance(pk, int)}
            people |= {event.person_id} if event.person_id else set()
            units |= {event.unit_id} if event.unit_id else set()
            if event.submission is not None:
                of_file = event.submission
                units |= {pk for pk in (of_file.unit_id, of_file.division_id) if pk}
                people |= {pk for pk in (of_file.officer_id, of_file.leader_id) if pk}
        return units, people


def _duties_of(events: list[Event]) -> dict[int, list[Assignment]]:
    """All duties of the tasks concerned, by task."""
    tasks = {event.task_id for event in events if event.task_id}
    found: dict[int, list[Assignment]] = defaultdict(list)
    for duty in Assignment.objects.filter(task__in=tasks).select_related("unit").order_by("id"):
        found[duty.task_id].append(duty)
    by_id = {duty.pk: duty for of_task in found.values() for duty in of_task}
    for event in events:
        if event.assignment_id:
            event.assignment = by_id[event.assignment_id]
    return found
