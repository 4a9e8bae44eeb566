from datetime import date

import pytest

from nhacviec.rules.substitution import PostFacts, Span, refusal

TODAY = date(2018, 7, 12)
POST = PostFacts(is_substitution=False, valid_from=date(2018, 1, 1), valid_to=None)


def asked(
    *,
    post: int = 1,
    away: int = 10,
    by: int = 20,
    start: date = date(2018, 7, 16),
    end: date = date(2018, 7, 20),
) -> Span:
    return Span(post, away, by, start, end)


def test_a_plain_substitution_is_given() -> None:
    assert refusal(asked(), POST, [], today=TODAY) == ""
    assert refusal(asked(start=TODAY, end=TODAY), POST, [], today=TODAY) == ""


@pytest.mark.parametrize(
    ("span", "post", "code"),
    [
        (asked(), PostFacts(True, date(2018, 1, 1), None), "substitution_of_substitution"),
        (asked(by=10), POST, "substitute_is_self"),
        (asked(end=date(2018, 7, 15)), POST, "dates_not_in_order"),
        (asked(start=date(2018, 7, 11)), POST, "substitution_in_the_past"),
        (asked(end=date(2019, 7, 17)), POST, "substitution_too_long"),
        (asked(), PostFacts(False, date(2018, 7, 17), None), "substitution_outside_post"),
        (asked(), PostFacts(False, date(2018, 1, 1), date(2018, 7, 19)), "substitution_outside_post"),
    ],
)
def test_what_is_not_given_says_why(span: Span, post: PostFacts, code: str) -> None:
    assert refusal(span, post, [], today=TODAY) == code


def test_a_post_has_one_substitute_a_day() -> None:
    last_day = asked(by=30, start=date(2018, 7, 20), end=date(2018, 7, 25))
    day_after = asked(by=30, start=date(2018, 7, 21), end=date(2018, 7, 25))
    assert refusal(asked(), POST, [last_day], today=TODAY) == "substitution_overlaps"
    assert refusal(asked(), POST, [day_after], today=TODAY) == ""


def test_two_people_do_not_stand_in_for_each_other() -> None:
    assert refusal(asked(), POST, [asked(post=2, away=20, by=10)], today=TODAY) == "substitution_cycle"


def test_a_round_of_three_is_seen() -> None:
    others = [asked(post=2, away=20, by=30), asked(post=3, away=30, by=10)]
    assert refusal(asked(), POST, others, today=TODAY) == "substitution_cycle"


def test_the_other_way_round_in_other_weeks_is_no_round() -> None:
    later = asked(post=2, away=20, by=10, start=date(2018, 8, 1), end=date(2018, 8, 3))
    assert refusal(asked(), POST, [later], today=TODAY) == ""
