"""Whoever is reminded of a duty can be reached and may read it, whatever became of posts and people."""

import random
from datetime import date

import pytest

from nhacviec.queries.access import visible_assignments
from nhacviec.queries.actors import actor_in
from nhacviec.queries.addressees import Addressees
from nhacviec.records.models import Assignment, Person, Post, Task
from nhacviec.rules.ladders import ADDRESSEES_OF
from nhacviec.rules.permissions import Role
from nhacviec.rules.reminders import Addressee, Noun
from tests.cast import Cast
from tests.make import TODAY, make_post

pytestmark = pytest.mark.django_db


def told(duty: Assignment, who: Addressee) -> list[tuple[str, str | None]]:
    addressees = Addressees(TODAY)
    addressees.read_for([duty])
    names = dict(Person.objects.values_list("pk", "username"))
    return [(names[t.person_id], names.get(t.instead_of_id or 0)) for t in addressees.of(duty, who)]


def scramble(cast: Cast, chance: random.Random) -> None:
    """People leave, posts end, begin later, move to another unit, are stood in for."""
    people = list(Person.objects.order_by("pk"))
    for person in chance.sample(people, 4):
        person.is_active = chance.random() < 0.5
        person.save()
    for post in chance.sample(list(Post.objects.order_by("pk")), 5):
        match chance.randint(0, 4):
            case 0:
                post.valid_from, post.valid_to = date(2018, 1, 1), date(2018, 7, 11)
            case 1:
                post.valid_from, post.valid_to = date(2018, 7, 13), None
            case 2:
                post.unit = chance.choice([cast.finance, cast.construction, cast.infrastructure, cast.office])
            case 3:
                post.role = chance.choice(list(Role)).value
            case _:
                if post.stands_in_for is None:
                    make_post(
                        chance.choice(people), post.unit, Role(post.role), valid_to=date(2018, 7, 20),
                        stands_in_for=post,
                    )  # fmt: skip
        if post.valid_to is None and post.stands_in_for is not None:
            post.valid_to = date(2018, 7, 20)
        post.save()


@pytest.mark.parametrize("seed", range(3))
def test_nobody_is_told_who_cannot_be_reached_or_may_not_read(cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    duties = [
        cast.duty(officer=cast.officer, division=cast.infrastructure),
        cast.duty(unit=cast.it_centre),
        cast.duty(unit=cast.office, officer=cast.specialist),
        cast.duty(task=cast.task(specialist=None, office_leader=None, committee_leader=None)),
    ]
    duties = list(Assignment.objects.filter(pk__in=[d.pk for d in duties]).select_related("unit"))
    reached = 0
    for _ in range(8):
        scramble(cast, chance)
        addressees = Addressees(TODAY)
        addressees.read_for(duties)
        for duty in duties:
            for who in ADDRESSEES_OF[Noun.TASK]:
                found = addressees.of(duty, who)
                assert len({t.person_id for t in found}) == len(found)
                for recipient in found:
                    post = Post.objects.valid_on(TODAY).get(pk=recipient.post_id)
                    assert post.person_id == recipient.person_id and post.person.is_active
                    assert visible_assignments(actor_in(post)).filter(pk=duty.pk).exists()
                    reached += 1
        for recipient in addressees.administrators():
            assert Post.objects.valid_on(TODAY).get(pk=recipient.post_id).role == Role.ADMINISTRATOR
    assert reached > 30


def test_each_desk_is_told_as_itself(cast: Cast) -> None:
    duty = cast.duty(officer=cast.officer)
    duty.refresh_from_db()
    assert told(duty, Addressee.OFFICER) == [("cv_sxd", None)]
    assert told(duty, Addressee.FOCAL_OFFICER) == [("dau_moi_sxd", None)]
    assert told(duty, Addressee.AGENCY_LEADER) == [("gd_sxd", None)]
    assert told(duty, Addressee.SPECIALIST) == [("chuyen_vien", None)]
    assert told(duty, Addressee.OFFICE_LEADER) == [("chanh_vp", None)]
    assert told(duty, Addressee.COMMITTEE_LEADER) == [("chu_tich", None)]


def test_without_an_officer_the_focal_officers_are_told(cast: Cast) -> None:
    duty = cast.duty()
    make_post(cast.other_officer, cast.construction, Role.FOCAL_OFFICER)
    assert sorted(told(duty, Addressee.OFFICER)) == [("cv_sxd_2", None), ("dau_moi_sxd", None)]


def test_a_division_of_the_office_has_its_head(cast: Cast) -> None:
    duty = cast.duty(unit=cast.general)
    assert told(duty, Addressee.FOCAL_OFFICER) == [("truong_phong", None)]


def test_where_no_monitor_is_named_the_leaders_are_told(cast: Cast) -> None:
    duty = cast.duty(task=cast.task(specialist=None, office_leader=None, committee_leader=None))
    duty.refresh_from_db()
    assert told(duty, Addressee.SPECIALIST) == [("chanh_vp", None)]
    assert told(duty, Addressee.OFFICE_LEADER) == [("chanh_vp", None)]
    assert told(duty, Addressee.COMMITTEE_LEADER) == [("chu_tich", None)]
    Task.objects.update(specialist=cast.specialist)
    cast.specialist.is_active = False
    cast.specialist.save()
    duty.refresh_from_db()
    assert told(duty, Addressee.SPECIALIST) == [("chanh_vp", "chuyen_vien")]
