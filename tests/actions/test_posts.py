from datetime import date

import pytest

from nhacviec.actions.posts import PostValues, end_post, end_substitution, give_post, give_substitution
from nhacviec.queries.actors import actor_in, posts_today
from nhacviec.queries.people import substitutes_for, substitutions_of
from nhacviec.records.models import Event, Person, Post
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor, Role
from tests.cast import Cast
from tests.make import NOW, TODAY, make_post, make_unit

MONDAY, FRIDAY = date(2018, 7, 16), date(2018, 7, 20)


def post_of(person: Person) -> Post:
    return person.posts.get(stands_in_for=None)


def substitute(cast: Cast, actor: Actor, away: Person, by: Person, **days: date) -> Post:
    asked = {"valid_from": MONDAY, "valid_to": FRIDAY} | days
    return give_substitution(
        actor=actor, post=post_of(away), substitute=by, reason="nghỉ phép", now=NOW, **asked
    )


def test_a_person_may_hold_several_posts(cast: Cast) -> None:
    values = PostValues(unit=cast.finance, role=Role.AGENCY_LEADER, title="Phó Giám đốc", valid_from=TODAY)
    give_post(actor=cast.acting("admin"), person=cast.director, values=values, now=NOW)
    assert [p.unit.name for p in posts_today(cast.director, TODAY)] == ["Sở Xây dựng", "Sở Tài chính"]
    assert Event.objects.get(person=cast.director).after["title"] == "Phó Giám đốc"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"role": Role.OFFICE_LEADER}, "role_misplaced"),
        ({"valid_to": date(2018, 7, 1)}, "dates_not_in_order"),
        ({"role": Role.FOCAL_OFFICER}, "post_overlaps"),
    ],
)
def test_a_post_that_cannot_be_is_refused(cast: Cast, changes: dict, code: str) -> None:
    fields = {"unit": cast.construction, "role": Role.AGENCY_LEADER, "valid_from": TODAY} | changes
    with pytest.raises(MoveNotAllowed, match=code):
        give_post(actor=cast.acting("admin"), person=cast.focal, values=PostValues(**fields), now=NOW)


def test_no_post_outlives_its_unit(cast: Cast) -> None:
    closing = make_unit("Sở cũ", parent=cast.committee, valid_to=date(2018, 12, 31))
    values = PostValues(unit=closing, role=Role.FOCAL_OFFICER, valid_from=TODAY)
    with pytest.raises(MoveNotAllowed, match="post_outside_unit"):
        give_post(actor=cast.acting("admin"), person=cast.focal, values=values, now=NOW)


def test_a_post_ended_at_once_is_gone_at_once(cast: Cast) -> None:
    end_post(actor=cast.acting("admin"), post=post_of(cast.focal), now=NOW)
    assert posts_today(cast.focal, TODAY) == []


def test_a_post_may_end_on_a_day_to_come(cast: Cast) -> None:
    end_post(actor=cast.acting("admin"), post=post_of(cast.focal), last_day=FRIDAY, now=NOW)
    assert posts_today(cast.focal, FRIDAY)
    assert not posts_today(cast.focal, date(2018, 7, 21))


def test_a_post_does_not_end_twice(cast: Cast) -> None:
    admin, post = cast.acting("admin"), post_of(cast.focal)
    end_post(actor=admin, post=post, now=NOW)
    with pytest.raises(MoveNotAllowed, match="post_already_ended"):
        end_post(actor=admin, post=post, now=NOW)


def test_the_last_administrator_keeps_his_post(cast: Cast) -> None:
    with pytest.raises(MoveNotAllowed, match="last_administrator"):
        end_post(actor=cast.acting("admin"), post=post_of(cast.admin), last_day=FRIDAY, now=NOW)
    make_post(cast.clerk, cast.office, Role.ADMINISTRATOR)
    end_post(actor=cast.acting("admin"), post=post_of(cast.admin), now=NOW)


def test_a_substitute_acts_in_a_copy_of_the_post_with_both_names(cast: Cast) -> None:
    given = substitute(cast, cast.acting("admin"), cast.focal, cast.officer)
    assert (given.role, given.unit) == (Role.FOCAL_OFFICER, cast.construction)
    actor = actor_in(posts_today(cast.officer, MONDAY)[1])
    assert (actor.person_id, actor.for_id, actor.for_name) == (
        cast.officer.pk,
        cast.focal.pk,
        "Đầu mối Sở Xây dựng",
    )
    assert len(posts_today(cast.officer, TODAY)) == 1


def test_both_are_told(cast: Cast) -> None:
    substitute(cast, cast.acting("focal"), cast.focal, cast.officer)
    assert [p.person for p in substitutions_of(cast.focal, TODAY).given] == [cast.officer]
    assert [p.stands_in_for for p in substitutions_of(cast.officer, TODAY).received] == [post_of(cast.focal)]
    assert {e.person for e in Event.objects.filter(name="substitution_given")} == {cast.focal, cast.officer}
    assert not substitutions_of(cast.focal, date(2018, 7, 21))
    assert not substitutions_of(cast.focal, date(2018, 6, 1))


def test_nobody_gives_away_the_post_of_another(cast: Cast) -> None:
    with pytest.raises(MoveNotAllowed, match="substitution_not_yours"):
        substitute(cast, cast.acting("director"), cast.focal, cast.officer)


def test_a_substitute_does_not_give_the_post_on(cast: Cast) -> None:
    given = substitute(cast, cast.acting("focal"), cast.focal, cast.officer, valid_from=TODAY)
    with pytest.raises(MoveNotAllowed, match="substitution_not_yours"):
        substitute(cast, actor_in(given), cast.focal, cast.director, valid_from=TODAY)
    with pytest.raises(MoveNotAllowed, match="substitution_of_substitution"):
        give_substitution(actor=cast.acting("admin"), post=given, substitute=cast.director, valid_from=TODAY,
                          valid_to=FRIDAY, reason="x", now=NOW)  # fmt: skip


def test_the_substitute_is_of_the_same_agency(cast: Cast) -> None:
    with pytest.raises(MoveNotAllowed, match="substitute_elsewhere"):
        substitute(cast, cast.acting("focal"), cast.focal, cast.finance_focal)


def test_who_may_stand_in_for_whom(cast: Cast) -> None:
    def names(person: Person) -> set[str]:
        return set(substitutes_for(post_of(person), MONDAY).values_list("username", flat=True))

    assert names(cast.focal) == {"cv_sxd", "cv_sxd_2", "gd_sxd"}
    assert "chanh_vp" in names(cast.chair) and "dau_moi_sxd" not in names(cast.chair)
    assert "chu_tich" not in names(cast.office_leader) and "truong_phong" in names(cast.office_leader)


def test_an_inactive_person_stands_in_for_nobody(cast: Cast) -> None:
    Person.objects.filter(pk=cast.officer.pk).update(is_active=False)
    with pytest.raises(MoveNotAllowed, match="substitute_elsewhere"):
        substitute(cast, cast.acting("focal"), cast.focal, cast.officer)


def test_no_two_substitutes_on_one_day_and_no_round(cast: Cast) -> None:
    admin = cast.acting("admin")
    substitute(cast, admin, cast.focal, cast.officer)
    with pytest.raises(MoveNotAllowed, match="substitution_overlaps"):
        substitute(cast, admin, cast.focal, cast.director, valid_from=FRIDAY, valid_to=date(2018, 7, 30))
    with pytest.raises(MoveNotAllowed, match="substitution_cycle"):
        substitute(cast, admin, cast.officer, cast.focal)


def test_whoever_is_back_early_ends_it(cast: Cast) -> None:
    given = substitute(cast, cast.acting("focal"), cast.focal, cast.officer, valid_from=TODAY)
    with pytest.raises(MoveNotAllowed, match="substitution_not_yours"):
        end_substitution(actor=cast.acting("officer"), substitution=given, now=NOW)
    end_substitution(actor=cast.acting("focal"), substitution=given, now=NOW)
    assert len(posts_today(cast.officer, TODAY)) == 1
    with pytest.raises(MoveNotAllowed, match="post_already_ended"):
        end_substitution(actor=cast.acting("focal"), substitution=given, now=NOW)


def test_a_substitution_ends_with_its_post(cast: Cast) -> None:
    running = substitute(cast, cast.acting("focal"), cast.focal, cast.officer, valid_from=TODAY)
    end_post(actor=cast.acting("admin"), post=post_of(cast.focal), last_day=MONDAY, now=NOW)
    running.refresh_from_db()
    assert running.valid_to == MONDAY
