"""A new installation begins: its first two units, and somebody who can sign in and enter the others."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nhacviec.actions.people import PersonValues, create_person
from nhacviec.actions.posts import PostValues, give_post
from nhacviec.actions.units import UnitValues, create_unit, lock_organisation
from nhacviec.queries.people import administrators
from nhacviec.records.models import Person, Unit
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Role
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.units import UnitKind
from nhacviec.rules.words_organisation import (
    COMMITTEE_ABBREVIATION,
    COMMITTEE_NAME,
    COMMITTEE_SHORT,
    OFFICE_ABBREVIATION,
    OFFICE_NAME,
    OFFICE_SHORT,
)


@dataclass(frozen=True)
class Begun:
    """`units` were made now, none if there were some; `password` is kept nowhere in the clear."""

    person: Person
    password: str
    units: tuple[Unit, ...]


@transaction.atomic
def appoint_administrator(
    *, values: PersonValues, place: str, despite_others: bool = False, now: datetime
) -> Begun:
    """The operator of the server, who is nobody in the system, makes an administrator.

    `place` names the first units where there is none: "tỉnh Đồng Nai". Refused while somebody administers
    the system already, unless `despite_others`: none of them may be able to sign in any more."""
    lock_organisation()
    if administrators(local_date(now)).exists() and not despite_others:
        raise MoveNotAllowed("administrator_there")
    units = () if Unit.objects.exists() else _first_units(place=place, now=now)
    unit = units[-1] if units else _seat(now=now)
    person, password = create_person(actor=None, values=values, now=now)
    post = PostValues(unit=unit, role=Role.ADMINISTRATOR, valid_from=local_date(now))
    give_post(actor=None, person=person, values=post, now=now)
    return Begun(person, password, units)


def _first_units(*, place: str, now: datetime) -> tuple[Unit, ...]:
    committee = create_unit(
        actor=None,
        values=UnitValues(
            kind=UnitKind.COMMITTEE,
            name=COMMITTEE_NAME.format(place=place),
            short_name=COMMITTEE_SHORT.format(place=place),
            abbreviation=COMMITTEE_ABBREVIATION,
            position=10,
        ),
        now=now,
    )
    office = create_unit(
        actor=None,
        values=UnitValues(
            kind=UnitKind.OFFICE,
            name=OFFICE_NAME.format(place=place),
            short_name=OFFICE_SHORT,
            abbreviation=OFFICE_ABBREVIATION,
            parent=committee,
            position=10,
        ),
        now=now,
    )
    return committee, office


def _seat(*, now: datetime) -> Unit:
    """Where the post of an administrator belongs: in the Office; without one, in the highest unit."""
    here = Unit.objects.active_on(local_date(now))
    unit = here.filter(kind=UnitKind.OFFICE).first() or here.filter(parent=None).first()
    if unit is None:
        raise MoveNotAllowed("no_open_unit")
    return unit
