"""Who is reminded of a duty today, by what they are to it; every one of them may read it.

Told is whoever holds the desk, and who stands in for him. Whom no message can reach (no longer active, no
post today, may no longer see the duty) is stood in for by his substitute, else by the next desk: inside the
agency its focal officers and leaders, on the Office's side its leaders.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from nhacviec.queries.access import sees_duty
from nhacviec.queries.actors import own_unit_ids
from nhacviec.records.models import Assignment, Post, Unit
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.permissions import AGENCY_ROLES, Actor, Role
from nhacviec.rules.reminders import Addressee
from nhacviec.rules.units import UnitKind


class Recipient(NamedTuple):
    """A person, the post through which he may read the duty, and instead of whom he is told."""

    person_id: int
    post_id: int
    instead_of_id: int | None = None


# Who receives and answers for a unit; a division of the Office has its head, the whole Office its leaders.
_OF_THE_OFFICE = {UnitKind.OFFICE: Role.OFFICE_LEADER, UnitKind.OFFICE_DIVISION: Role.DIVISION_HEAD}
_EVERYWHERE = (Role.OFFICE_LEADER, Role.COMMITTEE_LEADER, Role.ADMINISTRATOR)
# Where nobody at the first desk can be reached, the next.
_DESKS: dict[Addressee, tuple[Addressee, ...]] = {
    Addressee.OFFICER: (Addressee.OFFICER, Addressee.FOCAL_OFFICER, Addressee.AGENCY_LEADER),
    Addressee.FOCAL_OFFICER: (Addressee.FOCAL_OFFICER, Addressee.AGENCY_LEADER),
    Addressee.AGENCY_LEADER: (Addressee.AGENCY_LEADER, Addressee.FOCAL_OFFICER),
    Addressee.SPECIALIST: (Addressee.SPECIALIST, Addressee.OFFICE_LEADER),
    Addressee.OFFICE_LEADER: (Addressee.OFFICE_LEADER,),
    Addressee.COMMITTEE_LEADER: (Addressee.COMMITTEE_LEADER,),
}
# What the Committee itself owes to those above it: nobody signs in for it, its followers are its desk.
_FOR_THE_COMMITTEE = {
    Addressee.OFFICER: Addressee.SPECIALIST,
    Addressee.FOCAL_OFFICER: Addressee.SPECIALIST,
    Addressee.AGENCY_LEADER: Addressee.OFFICE_LEADER,
}
_ANY: dict[Addressee, Role] = {
    Addressee.SPECIALIST: Role.OFFICE_LEADER,
    Addressee.OFFICE_LEADER: Role.OFFICE_LEADER,
    Addressee.COMMITTEE_LEADER: Role.COMMITTEE_LEADER,
}


class Addressees:
    """Posts are those of one day, read for the duties given and remembered: for one run of the clock."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._own: dict[tuple[bool, Role, int], frozenset[int]] = {}
        self._at: defaultdict[tuple[int, Role], list[Post]] = defaultdict(list)
        self._of: defaultdict[int, list[Post]] = defaultdict(list)
        self._role: defaultdict[Role, list[Post]] = defaultdict(list)
        self._actors: dict[int, Actor] = {}
        self._met: set[int] = set()  # posts
        self._people: set[int] = set()
        self._units: set[int] = set()

    def read_for(self, duties: Collection[Assignment]) -> None:
        """One query, none where all were met before; and two for each unit that was not."""
        people = {pk for duty in duties for who in Addressee if (pk := _named_as(duty, who))} - self._people
        units = {duty.unit_id for duty in duties} - self._units
        if not people and not units:
            return
        named = Q(unit__in=units) | Q(person__in=people) | Q(stands_in_for__person__in=people)
        posts = (
            Post.objects.valid_on(self._today)
            .filter(named if self._units else named | Q(role__in=_EVERYWHERE), person__is_active=True)
            .exclude(pk__in=self._met)
            .select_related("unit", "stands_in_for")
            .order_by("stands_in_for_id", "id")
        )
        for post in posts:
            self._at[post.unit_id, Role(post.role)].append(post)
            self._role[Role(post.role)].append(post)
            self._of[_whose(post)].append(post)
            self._met.add(post.pk)
        self._people |= people
        self._units |= units

    def of(self, duty: Assignment, who: Addressee) -> list[Recipient]:
        """Everybody to be told; [] when nobody is left."""
        if duty.duty == Duty.COMMITTEE:
            who = _FOR_THE_COMMITTEE.get(who, who)
        instead_of: int | None = None
        for desk in _DESKS[who]:
            found = self._readers(duty, self._posts(duty, desk))
            if found:
                return [_instead(told, instead_of) for told in found]
            instead_of = instead_of or _named_as(duty, desk)
        anybody = self._readers(duty, self._role[_ANY[who]]) if who in _ANY else []
        return [_instead(told, instead_of) for told in anybody]

    def administrators(self) -> list[Recipient]:
        return _once(Recipient(post.person_id, post.pk) for post in self._role[Role.ADMINISTRATOR])

    def _readers(self, duty: Assignment, posts: Sequence[Post]) -> list[Recipient]:
        return _once(
            Recipient(post.person_id, post.pk, _away(post))
            for post in posts
            if sees_duty(self._actor(post), duty)
        )

    def _posts(self, duty: Assignment, who: Addressee) -> Sequence[Post]:
        kind = UnitKind(duty.unit.kind)
        match who:
            case Addressee.FOCAL_OFFICER:
                return self._at[duty.unit_id, _OF_THE_OFFICE.get(kind, Role.FOCAL_OFFICER)]
            case Addressee.AGENCY_LEADER:
                return self._at[duty.unit_id, _OF_THE_OFFICE.get(kind, Role.AGENCY_LEADER)]
            case _:
                named = _named_as(duty, who)
                return self._of[named] if named is not None else ()

    def _actor(self, post: Post) -> Actor:
        if post.pk not in self._actors:
            role = Role(post.role)
            self._actors[post.pk] = Actor(
                person_id=post.person_id,
                person_name="",
                post_id=post.pk,
                role=role,
                unit_id=post.unit_id,
                unit_name="",
                own_unit_ids=self._own_units(role, post.unit),
                for_id=_away(post),
            )
        return self._actors[post.pk]

    def _own_units(self, role: Role, unit: Unit) -> frozenset[int]:
        key = (role in AGENCY_ROLES, role, unit.pk)
        if key not in self._own:
            self._own[key] = own_unit_ids(role, unit)
        return self._own[key]


def _named_as(duty: Assignment, who: Addressee) -> int | None:
    named = {
        Addressee.OFFICER: duty.officer_id,
        Addressee.SPECIALIST: duty.specialist_id,
        Addressee.OFFICE_LEADER: duty.office_leader_id,
        Addressee.COMMITTEE_LEADER: duty.committee_leader_id,
    }
    return named.get(who)


def _away(post: Post) -> int | None:
    return post.stands_in_for.person_id if post.stands_in_for else None


def _whose(post: Post) -> int:
    """At whose desk the holder sits."""
    return _away(post) or post.person_id


def _instead(told: Recipient, instead_of: int | None) -> Recipient:
    return told._replace(instead_of_id=told.instead_of_id or instead_of)


def _once(found: Iterable[Recipient]) -> list[Recipient]:
    """Each person once; who is told for himself is not told for somebody else."""
    by_person: dict[int, Recipient] = {}
    for told in found:
        held = by_person.get(told.person_id)
        if held is None or (held.instead_of_id is not None and told.instead_of_id is None):
            by_person[told.person_id] = told
    return list(by_person.values())
