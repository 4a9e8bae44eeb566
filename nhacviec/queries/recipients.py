"""Who is told when tasks are issued: shown before the deed. (Messages themselves are sent elsewhere.)"""

from dataclasses import dataclass
from datetime import date

from nhacviec.records.models import Person, Post, Task, Unit
from nhacviec.rules.permissions import Role

_RECEIVERS = (Role.FOCAL_OFFICER, Role.DIVISION_HEAD)


@dataclass(frozen=True)
class Told:
    """Receivers by unit, in the order of the units; units where nobody would receive; monitors."""

    receivers: list[tuple[Unit, list[Person]]]
    unreceived: list[Unit]
    monitors: list[Person]


def told_at_issue(units: list[Unit], tasks: list[Task], today: date) -> Told:
    posts = Post.objects.valid_on(today).filter(unit__in=units, role__in=_RECEIVERS, person__is_active=True)
    by_unit: dict[int, list[Person]] = {unit.pk: [] for unit in units}
    for post in posts.select_related("person").order_by("id"):
        by_unit[post.unit_id].append(post.person)
    monitors = {
        person.pk: person
        for task in tasks
        for person in (task.specialist, task.office_leader, task.committee_leader)
        if person is not None
    }
    return Told(
        receivers=[(unit, by_unit[unit.pk]) for unit in units if by_unit[unit.pk]],
        unreceived=[unit for unit in units if not by_unit[unit.pk]],
        monitors=list(monitors.values()),
    )
