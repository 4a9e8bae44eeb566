"""Posts are given and end; a post's holder who is away is stood in for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from nhacviec.actions.recording import record
from nhacviec.actions.units import lock_organisation
from nhacviec.queries.people import administrators, open_substitutions, substitutes_for
from nhacviec.records.models import Person, Post, Unit
from nhacviec.rules import words
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor, Right, Role
from nhacviec.rules.substitution import PostFacts, Span, refusal
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.unit_tree import role_fits
from nhacviec.rules.units import UnitKind


@dataclass(frozen=True, kw_only=True)
class PostValues:
    unit: Unit
    role: Role
    title: str = ""
    valid_from: date
    valid_to: date | None = None


@transaction.atomic
def give_post(*, actor: Actor | None, person: Person, values: PostValues, now: datetime) -> Post:
    lock_organisation()
    check_post(person, values)
    post = Post(
        person=person,
        unit=values.unit,
        role=values.role.value,
        title=values.title,
        valid_from=values.valid_from,
        valid_to=values.valid_to,
    )
    post.save()
    record(
        EventName.POST_GIVEN, actor=actor, now=now, person=person, unit=values.unit, after=_as_recorded(post)
    )
    return post


@transaction.atomic
def change_post(*, actor: Actor, post: Post, values: PostValues, now: datetime) -> None:
    """Correct title or dates of a post that is held; unit and role stay."""
    lock_organisation()
    fresh = Post.objects.select_related("person", "unit").get(pk=post.pk)
    if fresh.ended_at is not None:
        raise MoveNotAllowed("post_already_ended")
    check_post(fresh.person, values, itself=fresh)
    before = _as_recorded(fresh)
    fresh.title, fresh.valid_from, fresh.valid_to = values.title, values.valid_from, values.valid_to
    fresh.save(update_fields=["title", "valid_from", "valid_to"])
    record(
        EventName.POST_CHANGED,
        actor=actor,
        now=now,
        person=fresh.person,
        unit=fresh.unit,
        before=before,
        after=_as_recorded(fresh),
    )


def check_post(person: Person, values: PostValues, *, itself: Post | None = None) -> None:
    """Raises MoveNotAllowed when the post cannot be held like this; `itself` when it is being changed."""
    unit, start, end = values.unit, values.valid_from, values.valid_to
    if end is not None and end < start:
        raise MoveNotAllowed("dates_not_in_order")
    kind = UnitKind(unit.kind)
    if not role_fits(values.role, kind):
        raise MoveNotAllowed(
            "role_misplaced", role=words.ROLES[values.role], unit=unit.name, kind=words.UNIT_KINDS[kind]
        )
    if not unit.is_active_on(start) or (unit.valid_to and (end is None or end > unit.valid_to)):
        raise MoveNotAllowed("post_outside_unit", unit=unit.name)
    same = Post.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=start),
        person=person,
        unit=unit,
        role=values.role.value,
        stands_in_for=None,
        ended_at=None,
    )
    if end is not None:
        same = same.filter(valid_from__lte=end)
    if itself is not None:
        same = same.exclude(pk=itself.pk)
    if same.exists():
        raise MoveNotAllowed("post_overlaps", person=person.full_name, unit=unit.name)


@transaction.atomic
def end_post(
    *, actor: Actor, post: Post, last_day: date | None = None, reason: str = "", now: datetime
) -> None:
    """The post is held to the end of `last_day`; None, or a day before today, ends it this moment. Whoever
    stands in for its holder stops on the same day."""
    lock_organisation()
    today = local_date(now)
    fresh = Post.objects.select_related("person", "unit", "stands_in_for__person").get(pk=post.pk)
    if fresh.ended_at is not None or (fresh.valid_to is not None and fresh.valid_to < today):
        raise MoveNotAllowed("post_already_ended")
    latest = fresh.valid_to
    if last_day is not None and (last_day < fresh.valid_from or (latest is not None and last_day > latest)):
        raise MoveNotAllowed("post_ends_later", start=f"{fresh.valid_from:%d/%m/%Y}")
    _end(fresh, last_day, actor=actor, reason=reason, now=now)
    substitutions = fresh.substitutions.filter(ended_at=None).filter(valid_to__gte=last_day or today)
    for substitution in substitutions.select_related("person", "unit", "stands_in_for__person"):
        begun = last_day is not None and substitution.valid_from <= last_day
        _end(substitution, last_day if begun else None, actor=actor, reason=reason, now=now)
    day_after = last_day + timedelta(days=1) if last_day is not None and last_day >= today else today
    if fresh.role == Role.ADMINISTRATOR and not administrators(day_after).exists():
        raise MoveNotAllowed("last_administrator")


@transaction.atomic
def give_substitution(
    *,
    actor: Actor,
    post: Post,
    substitute: Person,
    valid_from: date,
    valid_to: date,
    reason: str,
    now: datetime,
) -> Post:
    """The substitute acts in a copy of the post, "thay mặt" its holder, both days inclusive."""
    lock_organisation()
    post = Post.objects.select_related("person", "unit").get(pk=post.pk)
    if not may_substitute(actor, post):
        raise MoveNotAllowed("substitution_not_yours")
    if post.ended_at is not None:
        raise MoveNotAllowed("post_already_ended")
    asked = Span(post.pk, post.person_id, substitute.pk, valid_from, valid_to)
    facts = PostFacts(post.stands_in_for_id is not None, post.valid_from, post.valid_to)
    if code := refusal(asked, facts, open_substitutions(), today=local_date(now)):
        raise MoveNotAllowed(code)
    if not substitutes_for(post, valid_from).filter(pk=substitute.pk).exists():
        raise MoveNotAllowed("substitute_elsewhere")
    substitution = Post.objects.create(
        person=substitute,
        unit=post.unit,
        role=post.role,
        title=post.title,
        valid_from=valid_from,
        valid_to=valid_to,
        stands_in_for=post,
    )
    _tell_both(EventName.SUBSTITUTION_GIVEN, substitution, actor=actor, reason=reason, now=now)
    return substitution


@transaction.atomic
def end_substitution(*, actor: Actor, substitution: Post, reason: str = "", now: datetime) -> None:
    """Before its last day, this moment: by the administrator or the person who came back."""
    lock_organisation()
    fresh = Post.objects.select_related("person", "unit", "stands_in_for__person").get(pk=substitution.pk)
    if fresh.stands_in_for is None or not may_substitute(actor, fresh.stands_in_for):
        raise MoveNotAllowed("substitution_not_yours")
    if fresh.ended_at is not None or (fresh.valid_to is not None and fresh.valid_to < local_date(now)):
        raise MoveNotAllowed("post_already_ended")
    _end(fresh, None, actor=actor, reason=reason, now=now)


def may_substitute(actor: Actor, post: Post) -> bool:
    """An administrator for anybody; everybody for his own posts — he himself, not who stands in for him."""
    if actor.for_id is not None:
        return False
    return actor.has(Right.MANAGE_PEOPLE) or actor.person_id == post.person_id


def _end(post: Post, last_day: date | None, *, actor: Actor, reason: str, now: datetime) -> None:
    before = {"valid_to": post.valid_to, "ended_at": post.ended_at}
    today = local_date(now)
    if last_day is not None:
        post.valid_to = last_day
    if last_day is None or last_day < today:
        post.ended_at = now
    post.save(update_fields=["valid_to", "ended_at"])
    after = {"valid_to": post.valid_to, "ended_at": post.ended_at}
    if post.stands_in_for is not None:
        _tell_both(
            EventName.SUBSTITUTION_ENDED,
            post,
            actor=actor,
            reason=reason,
            now=now,
            before=before,
            after=after,
        )
        return
    record(
        EventName.POST_ENDED,
        actor=actor,
        now=now,
        person=post.person,
        unit=post.unit,
        reason=reason,
        before=before,
        after=_as_recorded(post) | after,
    )


def _tell_both(
    name: EventName,
    substitution: Post,
    *,
    actor: Actor,
    reason: str,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """One line in the history of each of the two, with both names."""
    away = substitution.stands_in_for
    assert away is not None
    values = _as_recorded(substitution) | {
        "substitute": substitution.person.full_name,
        "away": away.person.full_name,
    }
    for person in (away.person, substitution.person):
        record(
            name,
            actor=actor,
            now=now,
            person=person,
            reason=reason,
            before=before,
            after=values | (after or {}),
        )


def _as_recorded(post: Post) -> dict[str, Any]:
    return {
        "unit": post.unit.name,
        "role": post.role,
        "title": post.title,
        "valid_from": post.valid_from,
        "valid_to": post.valid_to,
    }
