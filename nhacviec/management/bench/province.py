"""The organisation of the benchmark: 250 agencies, 3,000 people, the Office that follows the tasks."""

import random
from datetime import date

from django.contrib.auth.hashers import make_password

from nhacviec.management.bench import texts
from nhacviec.management.bench.lines import Province
from nhacviec.management.bench.works import AGENCIES, PEOPLE_EACH, SEED
from nhacviec.records.models import Field, Person, Post, Unit
from nhacviec.rules.permissions import Role
from nhacviec.rules.text import fold
from nhacviec.rules.units import UnitKind

PASSWORD = "bench-only-password"  # of a database that lives as long as the command


def build(*, day: date) -> Province:
    """Write units, people, posts and fields; `day`: since when the posts are held."""
    (committee,) = _units([("UBND tỉnh", UnitKind.COMMITTEE)], None)
    agencies = _units(texts.agencies(AGENCIES), committee)
    office = next(unit for unit in agencies if unit.kind == UnitKind.OFFICE)
    divisions = _units([(name, UnitKind.OFFICE_DIVISION) for name in texts.OFFICE_DIVISIONS], office)
    people = _people(len(agencies))
    posts: list[Post] = []

    def give(person: Person, unit: Unit, role: Role) -> int:
        posts.append(Post(person=person, unit=unit, role=role, valid_from=day))
        return person.pk

    for unit, staff in zip(agencies, people[:AGENCIES], strict=True):
        if unit is not office:
            roles = (Role.FOCAL_OFFICER, Role.AGENCY_LEADER, *[Role.AGENCY_OFFICER] * (PEOPLE_EACH - 2))
            for person, role in zip(staff, roles, strict=True):
                give(person, unit, role)
    specialists = people[agencies.index(office)]
    for i, person in enumerate(specialists):
        give(person, divisions[i % len(divisions)], Role.OFFICE_SPECIALIST)
    above = people[AGENCIES]
    office_leaders = [give(person, office, Role.OFFICE_LEADER) for person in above[:3]]
    leaders = [give(person, committee, Role.COMMITTEE_LEADER) for person in above[3:7]]
    clerk = give(above[7], office, Role.RECORDS_CLERK)
    Post.objects.bulk_create(posts)
    fields = Field.objects.bulk_create(Field(name=name, position=i) for i, name in enumerate(texts.FIELDS))
    return Province(
        committee=committee.pk,
        agencies=[unit.pk for unit in agencies],
        people=[[person.pk for person in staff] for staff in people[:AGENCIES]],
        divisions=[unit.pk for unit in divisions],
        specialists=[person.pk for person in specialists],
        office_leaders=office_leaders,
        committee_leaders=leaders,
        clerk=clerk,
        fields=[field.pk for field in fields],
    )


def _units(named: list[tuple[str, UnitKind]], parent: Unit | None) -> list[Unit]:
    """One below the other, under `parent`."""
    rows = Unit.objects.bulk_create(
        Unit(name=name, kind=kind, parent=parent, position=position, search_text=fold(name))
        for position, (name, kind) in enumerate(named, start=1)
    )
    for unit in rows:
        unit.lineage = [*(parent.lineage if parent else []), unit.pk]
    Unit.objects.bulk_update(rows, ["lineage"])
    return rows


def _people(agencies: int) -> list[list[Person]]:
    """Twelve of each agency, and twelve for the desks above them."""
    r, password = random.Random(SEED), make_password(PASSWORD)
    rows = []
    for number in range((agencies + 1) * PEOPLE_EACH):
        surname, middle = r.choice(texts.SURNAMES), r.choice(texts.MIDDLE_NAMES)
        name = f"{surname} {middle} {r.choice(texts.GIVEN_NAMES)}"
        username = f"u{number + 1:04d}"
        rows.append(
            Person(
                username=username,
                full_name=name,
                password=password,
                search_text=fold(f"{name} {username}"),
            )
        )
    made = Person.objects.bulk_create(rows)
    return [made[i : i + PEOPLE_EACH] for i in range(0, len(made), PEOPLE_EACH)]
