"""The place of the generated year: some twenty units, forty people, two fields; what becomes of the units.

Who does what is played with the real actions; the people and posts are simply there."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from nhacviec.actions.units import UnitValues, change_unit, close_unit, create_unit
from nhacviec.records.models import Field, Person, Unit
from nhacviec.rules.permissions import Actor, Role
from nhacviec.rules.units import UnitKind
from tests.make import actor_of, make_person, make_post, make_unit

FIRST_DAY = date(2017, 12, 1)


@dataclass
class Province:
    """`agencies` are given tasks; `officers` and `divisions` by the agency they work in."""

    committee: Unit
    office: Unit
    agencies: list[Unit] = field(default_factory=list)
    divisions: dict[int, list[Unit]] = field(default_factory=dict)
    officers: dict[int, list[Person]] = field(default_factory=dict)
    focal: dict[int, Actor] = field(default_factory=dict)
    desk: dict[str, Actor] = field(default_factory=dict)
    specialists: list[Person] = field(default_factory=list)
    office_leaders: list[Person] = field(default_factory=list)
    committee_leaders: list[Person] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)

    def agency(self, unit: Unit) -> None:
        """A unit that is given tasks, with its focal officer, two officers and a division of its own."""
        self.agencies.append(unit)
        focal = _person(f"dm{unit.pk}", unit, Role.FOCAL_OFFICER)
        self.focal[unit.pk] = actor_of(focal)
        if unit.kind in (UnitKind.OFFICE_DIVISION, UnitKind.COMMUNE):
            return
        division = make_unit(f"Phòng Nghiệp vụ {unit.pk}", kind=UnitKind.DIVISION, parent=unit)
        self.divisions[unit.pk] = [division]
        self.officers[unit.pk] = [_person(f"cv{unit.pk}", division, Role.AGENCY_OFFICER)]


def _person(username: str, unit: Unit, role: Role) -> Person:
    person = make_person(username, full_name=username)
    make_post(person, unit, role, valid_from=FIRST_DAY)
    return person


def make_province() -> Province:
    committee = make_unit("UBND tỉnh", kind=UnitKind.COMMITTEE)
    office = make_unit("Văn phòng UBND tỉnh", kind=UnitKind.OFFICE, parent=committee)
    here = Province(committee, office)
    for name in ("Phòng Tổng hợp", "Phòng Kinh tế"):
        here.agency(make_unit(name, kind=UnitKind.OFFICE_DIVISION, parent=office))
    for name in ("Sở Xây dựng", "Sở Tài chính", "Sở Công Thương", "Sở Y tế"):
        here.agency(make_unit(name, parent=committee))
    industry, health = here.agencies[4], here.agencies[5]
    here.agency(make_unit("Trung tâm Khuyến công", kind=UnitKind.SERVICE_UNIT, parent=industry))
    here.agency(make_unit("Bệnh viện tỉnh", kind=UnitKind.SERVICE_UNIT, parent=health))
    here.agency(make_unit("Cục Thuế", kind=UnitKind.VERTICAL, parent=committee))
    for name in ("Biên Hòa", "Long Khánh"):
        here.agency(make_unit(f"UBND thành phố {name}", kind=UnitKind.DISTRICT, parent=committee))
    here.agency(make_unit("UBND xã Xuân Lộc", kind=UnitKind.COMMUNE, parent=here.agencies[-1]))
    _office_people(here)
    here.fields = [Field.objects.create(name=name) for name in ("Kinh tế", "Văn hóa")]
    return here


def _office_people(here: Province) -> None:
    general, economy = here.agencies[:2]
    for name, unit, role in (
        ("clerk", here.office, Role.RECORDS_CLERK),
        ("head", general, Role.DIVISION_HEAD),
        ("admin", here.office, Role.ADMINISTRATOR),
    ):
        here.desk[name] = actor_of(_person(name, unit, role))
    for n in range(5):
        here.specialists.append(
            _person(f"chuyen_vien_{n}", (general, economy)[n % 2], Role.OFFICE_SPECIALIST)
        )
    here.office_leaders = [_person(f"lanh_dao_vp_{n}", here.office, Role.OFFICE_LEADER) for n in range(3)]
    here.committee_leaders = [
        _person(f"lanh_dao_{n}", here.committee, Role.COMMITTEE_LEADER) for n in range(2)
    ]
    here.desk["chair"] = actor_of(here.committee_leaders[0])
    here.desk["leader"] = actor_of(here.office_leaders[0])


def close_and_succeed(here: Province, now: datetime) -> None:
    """Sở Công Thương is closed; a new department takes its place and the service unit below it."""
    admin, old = here.desk["admin"], named(here, "Sở Công Thương")
    values = UnitValues(kind=UnitKind.DEPARTMENT, name="Sở Kinh tế", parent=here.committee)
    heir = create_unit(actor=admin, values=values, now=now)
    centre = named(here, "Trung tâm Khuyến công")
    move_under(here, centre, heir, now)
    for division in here.divisions[old.pk]:
        move_under(here, division, heir, now)
    close_unit(
        actor=admin, unit=old, last_day=now.date(), decision="Quyết định số 11/QĐ-UBND", successors=[heir],
        despite_remaining=True, now=now,
    )  # fmt: skip
    here.agencies.remove(old)
    here.agency(heir)


def move_under(here: Province, unit: Unit, parent: Unit, now: datetime) -> None:
    fresh = Unit.objects.get(pk=unit.pk)
    values = UnitValues(kind=UnitKind(fresh.kind), name=fresh.name, parent=parent)
    assert change_unit(actor=here.desk["admin"], unit=fresh, values=values, now=now)


def named(here: Province, name: str) -> Unit:
    return next(unit for unit in here.agencies if unit.name == name)


def somebody(rng: Random, people: list[Person]) -> Person | None:
    """One of them, seldom nobody."""
    return None if rng.random() < 0.08 else rng.choice(people)
