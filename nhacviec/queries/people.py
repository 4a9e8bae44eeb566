"""Reads about people, their posts and who stands in for whom."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from nhacviec.queries.actors import agency_of
from nhacviec.queries.kept_statements import Given, Kept, keep
from nhacviec.records.models import Event, Person, Post, Unit
from nhacviec.rules.permissions import Role
from nhacviec.rules.substitution import Span
from nhacviec.rules.text import fold
from nhacviec.rules.units import UnitKind

COMING_DAYS = 30  # substitutions that begin within so many days are already announced


def people_matching(
    *, text: str = "", unit_id: int | None = None, role: str = "", activity: str = "active", today: date
) -> QuerySet[Person]:
    """People by folded words of name, username, e-mail or phone; by a post they hold today in the unit (or
    under it) and in the role; `activity` is active, inactive,
    no_password or all. Brings the posts of today along."""
    people = Person.objects.all()
    if activity == "no_password":
        people = people.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    elif activity != "all":
        people = people.filter(is_active=activity == "active")
    for part in fold(text).split():
        people = people.filter(search_text__contains=part)
    if unit_id is not None or role:
        posts = Post.objects.valid_on(today).filter(person=OuterRef("pk"))
        if unit_id is not None:
            posts = posts.filter(unit__in=Unit.objects.below(unit_id).values("pk"))
        if role:
            posts = posts.filter(role=role)
        people = people.filter(Exists(posts))
    now = Post.objects.valid_on(today).select_related("unit", "stands_in_for__person")
    return people.prefetch_related(Prefetch("posts", now, to_attr="posts_now"))


def person_search_text(person: Person) -> str:
    return fold(f"{person.full_name} {person.username} {person.email} {person.phone}")


def person_by_id(person_id: int) -> Person:
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise Http404
    return person


def post_by_id(post_id: int) -> Post:
    post = Post.objects.select_related("person", "unit", "stands_in_for__person").filter(pk=post_id).first()
    if post is None:
        raise Http404
    return post


def posts_of(person: Person) -> QuerySet[Post]:
    """All of them, latest first: past, present, coming."""
    return (
        Post.objects.filter(person=person)
        .select_related("unit", "stands_in_for__person", "stands_in_for__unit")
        .order_by("-valid_from", "-id")
    )


def posts_of_unit(unit: Unit, today: date) -> QuerySet[Post]:
    return (
        Post.objects.valid_on(today)
        .filter(unit=unit, person__is_active=True)
        .select_related("person", "stands_in_for__person")
    )


def person_events(person: Person) -> QuerySet[Event]:
    return Event.objects.filter(person=person).select_related("actor", "acting_for")


def open_substitutions() -> list[Span]:
    """Every substitution that has not been ended early."""
    rows = Post.objects.filter(ended_at=None, stands_in_for__isnull=False).values_list(
        "stands_in_for_id", "stands_in_for__person_id", "person_id", "valid_from", "valid_to"
    )
    return [Span(post, away, by, start, end) for post, away, by, start, end in rows if away and end]


def substitutes_for(post: Post, day: date) -> QuerySet[Person]:
    """Who may stand in for the holder of this post on that day: active people with a post of their own in the
    same agency; for the Committee, in the Committee or its Office."""
    here = Post.objects.valid_on(day).filter(
        person=OuterRef("pk"), stands_in_for=None, unit__in=_house_of(post.unit)
    )
    return Person.objects.filter(Exists(here), is_active=True).exclude(pk=post.person_id)


def _house_of(unit: Unit) -> QuerySet[Unit]:
    if unit.kind == UnitKind.COMMITTEE:
        offices = Unit.objects.filter(kind=UnitKind.OFFICE, lineage__contains=[unit.pk])
        return Unit.objects.filter(pk=unit.pk) | Unit.objects.filter(
            lineage__overlap=list(offices.values_list("pk", flat=True))
        )
    return Unit.objects.below(agency_of(unit).pk)


@dataclass(frozen=True)
class Substitutions:
    """Running and coming ones of one person; both lists by first day."""

    given: list[Post]  # somebody stands in for him
    received: list[Post]  # he stands in for somebody

    def __bool__(self) -> bool:
        return bool(self.given or self.received)


def substitutions_of(person: Person, today: date) -> Substitutions:
    """What both sides are told on their home page: running ones, and those of the next 30 days."""
    coming = today + timedelta(days=COMING_DAYS)
    ids = [pk for (pk,) in _substitutions().ask({"person": person.pk, "today": today, "coming": coming})]
    if not ids:  # as on most days for most people
        return Substitutions([], [])
    rows = (
        Post.objects.filter(pk__in=ids)
        .select_related("person", "unit", "stands_in_for__person")
        .order_by("valid_from", "id")
    )
    return Substitutions(
        given=[post for post in rows if post.stands_in_for and post.stands_in_for.person_id == person.pk],
        received=[post for post in rows if post.person_id == person.pk],
    )


@cache
def _substitutions() -> Kept:
    running = Post.objects.filter(
        ended_at=None,
        stands_in_for__isnull=False,
        valid_to__gte=Given("today"),
        valid_from__lte=Given("coming"),
    )
    either = Q(stands_in_for__person=Given("person")) | Q(person=Given("person"))
    return keep(running.filter(either).order_by().values_list("pk"), planned_once=True)


def administrators(today: date) -> QuerySet[Post]:
    """Posts in which somebody can administer the system today."""
    return Post.objects.valid_on(today).filter(
        role=Role.ADMINISTRATOR, person__is_active=True, stands_in_for=None
    )
