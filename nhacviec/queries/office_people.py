"""Who was of the Office on a day, each in one place: for the balance of its divisions and officers."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Case, IntegerField, Q, QuerySet, When

from nhacviec.records.models import Post, Unit
from nhacviec.rules.office_balance import Homes
from nhacviec.rules.permissions import OFFICE_ROLES
from nhacviec.rules.timeliness import LOCAL_ZONE
from nhacviec.rules.units import UnitKind

_KINDS = (UnitKind.OFFICE.value, UnitKind.OFFICE_DIVISION.value)
_ROLES = sorted(role.value for role in OFFICE_ROLES)


def end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=LOCAL_ZONE)


def posts_held(day: date) -> QuerySet[Post]:
    """Posts of one's own in the Office at the end of that day; the first of a person is his place: in a
    division before one at the Office itself, the older before the newer."""
    held = Q(valid_to=None) | Q(valid_to__gte=day)
    not_ended = Q(ended_at=None) | Q(ended_at__gte=end_of(day))
    at_office = Case(When(unit__kind=UnitKind.OFFICE, then=1), default=0, output_field=IntegerField())
    posts = Post.objects.filter(
        held, not_ended, valid_from__lte=day, stands_in_for=None, role__in=_ROLES, unit__kind__in=_KINDS
    )
    return posts.order_by(at_office, "valid_from", "id")


def homes_on(day: date) -> Homes:
    """Two statements."""
    of_person: dict[int, int] = {}
    for person_id, unit_id in posts_held(day).values_list("person_id", "unit_id"):
        of_person.setdefault(person_id, unit_id)
    units = Unit.objects.filter(kind__in=_KINDS).order_by("id").values_list("pk", "kind")
    kinds = dict(units)
    office = next((pk for pk, kind in kinds.items() if kind == UnitKind.OFFICE), None)
    return Homes(of_person, office, frozenset(kinds))


def people_of(unit_id: int, day: date) -> tuple[int, ...]:
    """Whose place was this unit of the Office on that day."""
    return tuple(sorted(pk for pk, home in homes_on(day).of_person.items() if home == unit_id))


def office_units(day: date, with_numbers: Iterable[int] = ()) -> list[Unit]:
    """The Office and its divisions of that day, and those with numbers that are closed by then."""
    there = Q(pk__in=Unit.objects.active_on(day).filter(kind__in=_KINDS).values("pk"))
    found = Unit.objects.filter(there | Q(pk__in=list(with_numbers)), kind__in=_KINDS)
    return sorted(found, key=lambda unit: (unit.kind == UnitKind.OFFICE, unit.position, unit.name, unit.pk))
