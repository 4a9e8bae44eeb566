"""Which ladder holds for a duty, and what is stored of a step."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.default_ladder import DEFAULT_LADDER
from nhacviec.rules.ladders import (
    ADDRESSEES_OF,
    CAUSES_OF,
    DEFAULT,
    DEFAULTS,
    EVERYTHING,
    WHOLE,
    Facts,
    Ladder,
    Ladders,
    LadderVersion,
    Source,
    TaskClass,
    facts_apart,
    goes_up,
    problems,
    step_as_told,
    step_from,
    step_key,
)
from nhacviec.rules.notices import Channel
from nhacviec.rules.reminders import Addressee, Cause, Days, Firing, Noun, Step, newest_for_each
from nhacviec.rules.units import UnitKind
from nhacviec.rules.words_ladders import class_words, step_words

JULY, AUGUST = date(2018, 7, 1), date(2018, 8, 1)
bits = st.sampled_from([None, True, False])
classes = st.builds(
    TaskClass,
    has_deadline=bits,
    is_starred=bits,
    source=st.sampled_from([None, *Source]),
    field_id=st.sampled_from([None, 1, 2]),
    unit_kind=st.sampled_from([None, UnitKind.DEPARTMENT, UnitKind.COMMUNE]),
)
facts = st.builds(
    Facts,
    st.booleans(),
    st.booleans(),
    st.sampled_from(list(Source)),
    st.sampled_from([None, 1, 2]),
    st.sampled_from([UnitKind.DEPARTMENT, UnitKind.COMMUNE]),
)
versions = st.lists(
    st.builds(
        lambda of, day, withdrawn, number: LadderVersion(Ladder(number, of, ()), day, withdrawn),
        classes,
        st.sampled_from([JULY, AUGUST]),
        st.booleans(),
        st.integers(1, 1000),
    ),
    max_size=8,
)


@given(versions, facts, st.sampled_from([date(2018, 6, 1), JULY, date(2018, 9, 1)]))
def test_the_most_particular_ladder_in_force_holds(
    decided: list[LadderVersion], duty: Facts, day: date
) -> None:
    """Against looking through the list from its end."""
    held = Ladders(decided, on=day).for_duty(duty)
    candidates = []
    for of in {version.ladder.of for version in decided}:
        begun = [v for v in decided if v.ladder.of == of and v.effective_from <= day]
        latest = max((v.effective_from for v in begun), default=None)
        newest = [v for v in begun if v.effective_from == latest][-1:]
        candidates += [v.ladder for v in newest if not v.is_withdrawn and of.fits(duty)]
    best = max(candidates, key=lambda ladder: ladder.of.particularity, default=DEFAULT)
    assert held == best
    assert held.of.fits(duty)


@given(classes, classes)
def test_no_two_fitting_classes_are_equally_particular(one: TaskClass, other: TaskClass) -> None:
    fact = Facts(True, True, Source.SPOKEN, 1, UnitKind.COMMUNE)
    if one != other and one.fits(fact) and other.fits(fact):
        assert one.particularity != other.particularity


def test_the_default_ladder_is_without_fault_and_survives_storing() -> None:
    told = [step_as_told(step) for step in DEFAULT_LADDER]
    assert problems(told, EVERYTHING) == []
    assert [step_from(each) for each in told] == list(DEFAULT_LADDER)


@given(
    st.sampled_from(list(Cause)),
    st.integers(0, 24),
    st.sampled_from(list(Days)),
    st.integers(0, 24),
    st.sets(st.sampled_from(ADDRESSEES_OF[Noun.TASK]), min_size=1),
    st.sets(st.sampled_from([Channel.EMAIL, Channel.WEB_PUSH])),
)
def test_any_step_that_is_without_fault_survives_storing(
    cause: Cause, after: int, days: Days, every: int, to: set[Addressee], channels: set[Channel]
) -> None:
    step = Step(
        key=step_key(cause, after, days, every),
        cause=cause,
        after=after,
        days=days,
        every=every,
        to=frozenset(to),
        channels=frozenset(channels | {Channel.IN_APP}),
    )
    assert step_from(step_as_told(step)) == step
    assert len(step.key) <= 40 and step_words(step)
    faults = problems([step_as_told(step)], EVERYTHING)
    assert bool(faults) == (after == 0 and cause not in (Cause.DEADLINE, Cause.PERIOD))


def test_steps_counted_otherwise_have_other_keys() -> None:
    """What was taken under the old count is not mistaken for what is to be taken under the new one."""
    names = {
        step_key(cause, after, days, every)
        for cause in Cause
        for after in range(-9, 10)
        for days in Days
        for every in (0, 1, 5)
    }
    assert len(names) == len(Cause) * 19 * len(Days) * 3
    assert step_key(Cause.DEADLINE, -7, Days.CALENDAR, 0) == "due-7"


def test_classes_are_said_in_words() -> None:
    assert class_words(EVERYTHING) == "Mọi nhiệm vụ"
    starred = TaskClass(has_deadline=True, is_starred=True, unit_kind=UnitKind.COMMUNE, field_id=3)
    assert class_words(starred, "Đất đai") == "Có thời hạn · Gắn sao · UBND cấp xã · Lĩnh vực Đất đai"


@pytest.mark.parametrize("noun", list(Noun))
def test_every_noun_has_a_ladder_without_fault(noun: Noun) -> None:
    steps = DEFAULTS[noun].steps
    told = [step_as_told(step) for step in steps]
    assert problems(told, WHOLE[noun]) == []
    assert [step_from(each, noun) for each in told] == list(steps)
    assert len({step.key for step in steps}) == len(steps)
    assert all(step_words(step) and step.noun is noun for step in steps)


def test_a_ladder_holds_for_its_noun_only_and_a_kind_of_unit_before_all() -> None:
    step = DEFAULTS[Noun.SUBMISSION].steps[0]
    whole = Ladder(7, WHOLE[Noun.SUBMISSION], (step,))
    of_communes = Ladder(8, TaskClass(noun=Noun.SUBMISSION, unit_kind=UnitKind.COMMUNE), (step,))
    held = Ladders([LadderVersion(whole, JULY), LadderVersion(of_communes, JULY)], on=JULY)
    assert held.for_duty(facts_apart(Noun.SUBMISSION, UnitKind.DEPARTMENT)) == whole
    assert held.for_duty(facts_apart(Noun.SUBMISSION, UnitKind.COMMUNE)) == of_communes
    assert held.for_duty(facts_apart(Noun.COORDINATION, UnitKind.COMMUNE)) == DEFAULTS[Noun.COORDINATION]
    assert held.for_duty(Facts(True, False, Source.DOCUMENT, None, UnitKind.COMMUNE)) == DEFAULT


@pytest.mark.parametrize("noun", [Noun.UPWARD, Noun.SUBMISSION, Noun.COORDINATION])
def test_what_does_not_belong_to_a_noun_is_refused(noun: Noun) -> None:
    usual = step_as_told(DEFAULTS[noun].steps[0])
    for cause in Cause:
        told = usual | {"cause": cause.value, "after": 3}
        said = {(p.field, p.code) for p in problems([told], WHOLE[noun])}
        assert (("cause", "not_of_noun") in said) == (cause not in CAUSES_OF[noun])
    for who in Addressee:
        said = {(p.field, p.code) for p in problems([usual | {"to": [who.value]}], WHOLE[noun])}
        assert (("to", "not_of_noun") in said) == (who not in ADDRESSEES_OF[noun])
    of = TaskClass(noun=noun, is_starred=True)
    assert [p.code for p in problems([usual], of)] == ["class_of_tasks"]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3), st.integers(0, 5), st.sets(st.sampled_from(list(Addressee)), min_size=1)
        ),
        max_size=6,
    )
)
def test_everybody_is_told_once_by_the_newest_step_that_names_him(
    given_steps: list[tuple[int, int, set[Addressee]]],
) -> None:
    due = [
        Firing(
            datetime(2018, 7, 1 + day, tzinfo=UTC),
            f"{number}",
            Step(key=f"{number}", cause=Cause.DEADLINE, after=after, to=frozenset(to)),
            0,
        )
        for number, (day, after, to) in enumerate(given_steps)
    ]
    found = newest_for_each(due)
    told = [who for _, several in found for who in several]
    assert sorted(told) == sorted({who for _, _, to in given_steps for who in to})
    for firing, several in found:
        for who in several:
            mine = [f for f in due if who in f.step.to]
            assert max((f.moment, f.step.after) for f in mine) == (firing.moment, firing.step.after)


def test_a_step_goes_up_when_it_names_a_leader_of_those_who_hold_it() -> None:
    up = {step.key for noun in Noun for step in DEFAULTS[noun].steps if goes_up(step)}
    assert up == {
        "upward-up",
        "submission-up",
        "submission-chair",
        "coordination-up",
        "coordination-office",
        "coordination-chair",
    }
