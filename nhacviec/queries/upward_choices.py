"""Whom and what a form about a submission upward lets one choose from, on a day."""

from datetime import date

from django.db.models import QuerySet

from nhacviec.queries.submission_choices import division_officers
from nhacviec.records.models import Person, Post, Task, Unit
from nhacviec.rules.permissions import Role
from nhacviec.rules.units import COMMITTEE_KINDS, UnitKind

_AT_DIVISION = (Role.OFFICE_SPECIALIST.value, Role.DIVISION_HEAD.value)


def committees(today: date) -> QuerySet[Unit]:
    """UBND tỉnh and its party committee: who submits upward."""
    return Unit.objects.active_on(today).filter(kind__in=sorted(COMMITTEE_KINDS))


def superiors(today: date) -> QuerySet[Unit]:
    return Unit.objects.active_on(today).filter(kind=UnitKind.SUPERIOR)


def followers(today: date) -> list[tuple[Person, Unit]]:
    return division_officers(today)


def division_of(officer: Person, today: date) -> Unit | None:
    """Where he works on files in the Office today; None when he does not."""
    posts = Post.objects.valid_on(today).filter(
        person=officer, person__is_active=True, role__in=_AT_DIVISION, stands_in_for=None
    )
    post = posts.select_related("unit").order_by("id").first()
    return post.unit if post else None


def task_from_above(code: str) -> Task | None:
    """The issued task of that number which those above gave; None where there is none."""
    rows = Task.objects.filter(issued_at__isnull=False, assigner__kind=UnitKind.SUPERIOR)
    return rows.select_related("assigner").filter(code=code).first()
