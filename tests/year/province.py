"""The small province in which the year is played, and who can act in it today."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nhacviec.queries.actors import actor_in
from nhacviec.records.models import Assignment, CalendarDay, Person, Post, Unit
from nhacviec.rules.permissions import Actor, Role
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.units import UnitKind
from tests.cast import Cast
from tests.make import make_person, make_post, make_unit


class NotNow(Exception):
    """Nobody is there who could do it, or there is nothing to do it to."""


@dataclass
class Province:
    cast: Cast
    chance: random.Random
    now: datetime
    above: Unit  # to whom the Committee submits
    most: int = 25  # open duties

    @classmethod
    def found(cls, chance: random.Random, now: datetime) -> "Province":
        cast = Cast()
        for name, unit, role in (
            ("cv_sxd_3", cast.infrastructure, Role.AGENCY_OFFICER),
            ("dau_moi_sxd_2", cast.construction, Role.FOCAL_OFFICER),
            ("gd_stc", cast.finance, Role.AGENCY_LEADER),
            ("pho_vp", cast.office, Role.OFFICE_LEADER),
            ("pct", cast.committee, Role.COMMITTEE_LEADER),
            ("quan_tri_2", cast.it_centre, Role.ADMINISTRATOR),
        ):
            person = make_person(name, full_name=name, email=f"{name}@dongnai.invalid")
            make_post(person, unit, role)
        for first, length in ((date(2018, 9, 3), 1), (date(2019, 1, 1), 1), (date(2019, 2, 4), 5)):
            for number in range(length):
                CalendarDay.objects.create(
                    date=first + timedelta(days=number), kind="holiday", name="Nghỉ lễ"
                )
        above = make_unit("Thường trực Tỉnh ủy", kind=UnitKind.SUPERIOR, abbreviation="TTTU")
        return cls(cast, chance, now, above)

    def act(self, *roles: Role, unit: Unit | None = None) -> Actor:
        """Somebody who sits in such a post today, perhaps for another."""
        held = Post.objects.valid_on(self.today).filter(role__in=roles, person__is_active=True)
        found = list(held.filter(unit=unit) if unit else held)
        if not found:
            raise NotNow
        return actor_in(self.chance.choice(found))

    @property
    def today(self) -> date:
        return local_date(self.now)

    def duty(self, *states: str) -> Assignment:
        found = Assignment.objects.filter(state__in=states).select_related(
            "task__document", "unit", "officer"
        )
        several = list(found.order_by("id"))
        if not several:
            raise NotNow
        return self.chance.choice(several)

    def soon(self, first: int = 0, last: int = 40) -> date:
        return self.today + timedelta(days=self.chance.randint(first, last))

    def person(self, *, active: bool = True) -> Person:
        found = (
            Person.objects.filter(is_active=active).exclude(username__startswith="quan_tri").order_by("id")
        )
        several = list(found)
        if not several:
            raise NotNow
        return self.chance.choice(several)
