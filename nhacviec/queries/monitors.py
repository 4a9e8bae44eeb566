"""Who may follow a task, and whom to propose."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from nhacviec.records.models import Field, Person, Post, Unit
from nhacviec.rules.permissions import MONITOR_ROLES

MONITORS = tuple(MONITOR_ROLES)


@dataclass(frozen=True)
class MonitorChoices:
    """The people of the three kinds of monitors, each with the unit shown beside the name, and the fields."""

    people: dict[str, list[tuple[Person, Unit]]]
    fields: list[Field]

    def proposed_for(self, unit_id: int | None) -> dict[str, Person]:
        """By the drafting unit: its specialist (else its head), and who alone can lead."""
        found = {
            kind: people[0][0]
            for kind, people in self.people.items()
            if len(people) == 1 and kind != "specialist"
        }
        of_unit = [person for person, unit in self.people["specialist"] if unit.pk == unit_id]
        if of_unit:
            found["specialist"] = of_unit[0]
        return found


def monitor_choices(today: date) -> MonitorChoices:
    """Two queries, however many tasks are on the page."""
    posts = (
        Post.objects.valid_on(today)
        .filter(role__in=[role for roles in MONITOR_ROLES.values() for role in roles], person__is_active=True)
        .filter(stands_in_for=None)
        .select_related("person", "unit")
    )
    by_role: dict[str, list[tuple[Person, Unit]]] = defaultdict(list)
    for post in sorted(posts, key=lambda p: (p.unit.position, p.unit_id, p.pk)):
        by_role[post.role].append((post.person, post.unit))
    people = {
        kind: _once([pair for role in roles for pair in by_role[role]])
        for kind, roles in MONITOR_ROLES.items()
    }
    return MonitorChoices(people, list(Field.objects.filter(is_active=True)))


def _once(pairs: list[tuple[Person, Unit]]) -> list[tuple[Person, Unit]]:
    return list({person.pk: (person, unit) for person, unit in reversed(pairs)}.values())[::-1]
