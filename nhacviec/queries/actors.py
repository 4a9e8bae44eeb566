"""From a signed-in person to the post he acts in."""

from collections.abc import Iterable
from datetime import date

from django.db.models import prefetch_related_objects

from nhacviec.records.models import Person, Post, Unit
from nhacviec.rules.permissions import AGENCY_ROLES, Actor, Role
from nhacviec.rules.units import AGENCY_KINDS

# These two work on duties of their own Office division; the other Office roles own none.
_DIVISION_ROLES = frozenset({Role.OFFICE_SPECIALIST, Role.DIVISION_HEAD})


def posts_today(person: Person, today: date) -> list[Post]:
    """The posts a person may act in today, own posts before substitutions.

    One query, as every page asks it; one more for whoever stands in for somebody."""
    if not person.is_active:
        return []
    posts = list(Post.objects.valid_on(today).filter(person=person).select_related("unit").order_by("id"))
    for post in posts:
        post.person = person
    away = [post for post in posts if post.stands_in_for_id]
    if away:
        prefetch_related_objects(away, "stands_in_for__person")
    return sorted(posts, key=lambda p: (p.stands_in_for_id is not None, p.unit.position, p.id))


def agency_of(unit: Unit) -> Unit:
    """The nearest unit upward that answers under its own name (itself when there is none)."""
    if unit.kind in AGENCY_KINDS:
        return unit
    above = Unit.objects.filter(pk__in=unit.lineage, kind__in=list(AGENCY_KINDS))
    return max(above, key=lambda u: len(u.lineage), default=unit)


def own_unit_ids(role: Role, unit: Unit) -> frozenset[int]:
    """The units whose duties are this post's own business."""
    if role in AGENCY_ROLES:
        top = agency_of(unit)
        if top.kind not in AGENCY_KINDS:
            return frozenset()  # a post at the Committee itself by mistake: not the whole province's duties
    elif role in _DIVISION_ROLES:
        top = unit
    else:
        return frozenset()
    return frozenset(Unit.objects.below(top.pk).values_list("pk", flat=True))


def actor_in(post: Post, beside: Iterable[Post] = ()) -> Actor:
    """`beside`: all posts the person may act in today, so that changing the post does not let him decide on
    what his own unit did."""
    role = Role(post.role)
    others = {(Role(other.role), other.unit) for other in beside if other.pk != post.pk}
    away = post.stands_in_for.person if post.stands_in_for else None
    return Actor(
        person_id=post.person_id,
        person_name=post.person.full_name,
        post_id=post.pk,
        role=role,
        unit_id=post.unit_id,
        unit_name=post.unit.name,
        own_unit_ids=own_unit_ids(role, post.unit),
        for_id=away.pk if away else None,
        for_name=away.full_name if away else "",
        other_unit_ids=frozenset().union(*(own_unit_ids(*other) for other in others)),
    )
