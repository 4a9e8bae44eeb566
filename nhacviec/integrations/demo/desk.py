"""Who does what in the demo: units, people and actors by their short keys."""

from dataclasses import dataclass, field

from nhacviec.integrations.demo.organisation import SUBSTITUTION, head_of, specialists_of
from nhacviec.integrations.demo.staff_tables import AGENCIES, leader_username
from nhacviec.integrations.demo.stage import OfficeClock, Stage
from nhacviec.queries.access import stand_of
from nhacviec.queries.actors import actor_in
from nhacviec.records.models import Assignment, Field, Person, Post, Task, Unit
from nhacviec.rules.lifecycle import Move
from nhacviec.rules.permissions import Actor, may
from nhacviec.rules.policies import default_policies
from nhacviec.rules.units import UnitKind

_LEADER_OF = {agency.key: leader_username(agency) for agency in AGENCIES}
_APPROVER: str = default_policies().ext_approver


class NotAllowedInDemo(Exception):
    """A story let somebody do what the permission table does not give him."""


@dataclass
class Desk:
    units: dict[str, Unit]
    people: dict[str, Person]
    fields: dict[str, Field]
    clock: OfficeClock
    stage: Stage
    _actors: dict[str, Actor] = field(default_factory=dict)
    _keys: dict[int, str] = field(default_factory=dict)
    _lives: dict[int, Assignment] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._keys = {unit.pk: key for key, unit in self.units.items()}
        posts = Post.objects.select_related("unit", "person", "stands_in_for__person").order_by("-id")
        for post in posts:  # the oldest post of a person comes last and stays
            name = post.person.username
            self._actors[f"{name} thay" if post.stands_in_for_id else name] = actor_in(post)

    def hold(self, duty: Assignment) -> None:
        """A story goes on with this row in its hands from one deed to the next."""
        self._lives[duty.pk] = duty

    def catch_up(self, pk: int) -> None:
        """Another story has changed that duty."""
        if duty := self._lives.get(pk):
            duty.refresh_from_db(fields=["version", "urging_count", "urged_at"])

    def key_of(self, assignment: Assignment) -> str:
        return self._keys[assignment.unit_id]

    def actor(self, username: str) -> Actor:
        return self._actors[username]

    @property
    def substitute(self) -> Actor:
        """The specialist who sits at his colleague's desk these days."""
        return self._actors[f"{SUBSTITUTION[1]} thay"]

    def may(self, actor: Actor, move: Move, assignment: Assignment) -> bool:
        return may(actor, move, stand_of(assignment), ext_approver=_APPROVER)

    def agency_desk(self, assignment: Assignment) -> Actor:
        """Who receives for the unit: the focal officer, in an Office division its head."""
        unit, key = assignment.unit, self.key_of(assignment)
        return self.actor(head_of(key) if unit.kind == UnitKind.OFFICE_DIVISION else f"dau_moi_{key}")

    def focal_of(self, unit: Unit) -> Actor:
        """Who receives for an agency."""
        return self.actor(f"dau_moi_{self._keys[unit.pk]}")

    def agency_leader(self, assignment: Assignment) -> Actor:
        return (
            self.actor(_LEADER_OF.get(self.key_of(assignment), ""))
            if self._has_leader(assignment)
            else (self.agency_desk(assignment))
        )

    def _has_leader(self, assignment: Assignment) -> bool:
        return self.key_of(assignment) in _LEADER_OF

    def officers(self, assignment: Assignment) -> list[tuple[str, Unit | None]]:
        """(user name, division) of those a duty can be handed to."""
        key = self.key_of(assignment)
        if key == "vp":
            return [("chuyen_vien", self.units["th"]), ("chuyen_vien_hctc_1", self.units["hctc"])]
        if assignment.unit.kind == UnitKind.OFFICE_DIVISION:
            return [(name, None) for name in specialists_of(key)]
        if f"{key}_cm" not in self.units:
            return []
        return [
            (f"chuyen_vien_{key}", self.units[f"{key}_cm"]),
            (f"chuyen_vien_{key}_2", self.units[f"{key}_vp"]),
        ]

    def monitor(self, assignment: Assignment, move: Move) -> Actor:
        """The first of those who follow the task who may make this move; at last the Chief of Office."""
        task = assignment.task
        followers = (task.specialist, task.office_leader, task.committee_leader)
        names = [p.username for p in followers if p] + ["chanh_van_phong"]
        for name in names:
            if self.may(self.actor(name), move, assignment):
                return self.actor(name)
        raise NotAllowedInDemo(move)

    def committee_leader(self, task: Task) -> Actor:
        leader = task.committee_leader
        return self.actor(leader.username if leader else "chu_tich")

    def check(self, actor: Actor, move: Move, assignment: Assignment) -> Actor:
        """The actor again, when the permission table gives him the move."""
        if not self.may(actor, move, assignment):
            raise NotAllowedInDemo(f"{actor.person_name}: {move} {assignment.code}")
        return actor
