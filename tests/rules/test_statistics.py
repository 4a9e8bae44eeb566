"""What every number means: classes exclude each other, the sums hold, a share says of what it is one."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.lifecycle import State
from nhacviec.rules.statistics import (
    ANSWERED,
    CLASSES,
    STANDING_OF,
    UNANSWERED,
    Basis,
    CountingRules,
    Counts,
    Number,
    Rate,
    Reading,
    Standing,
    class_of,
    is_coherent,
    rates,
    total,
    update_rate,
)
from nhacviec.rules.timeliness import Timeliness

TODAY = date(2018, 7, 12)
DONE = (Timeliness.EARLY, Timeliness.ON_TIME, Timeliness.LATE, Timeliness.DONE_NO_DEADLINE)
NAMES = [number.name.lower() for number in CLASSES]
DAYS = st.integers(-60, 60).map(lambda n: TODAY + timedelta(days=n))
RULES = st.builds(CountingRules, count_returned=st.booleans(), count_cancelled=st.booleans())
SOME = st.integers(0, 1000)


@st.composite
def stands(draw: st.DrawFn) -> dict[str, object]:
    """How some assignment stands, as the tables keep it: an outcome if and only if it was answered."""
    standing = draw(st.sampled_from(Standing))
    done = standing in (Standing.ANSWERED, Standing.COMPLETED)
    due_on = draw(st.none() | DAYS)
    return {
        "standing": standing,
        "due_on": due_on,
        "is_past": due_on is not None and (due_on < TODAY or (due_on == TODAY and draw(st.booleans()))),
        "soon": TODAY + timedelta(days=draw(st.integers(0, 10))),
        "outcome": draw(st.sampled_from(DONE)) if done else "",
    }


@st.composite
def coherent(draw: st.DrawFn) -> Counts:
    classes = Counts(**{name: draw(SOME) for name in NAMES})
    return classes + Counts(
        waiting=draw(st.integers(0, classes.answered)),
        extended=draw(st.integers(0, classes.everything - classes.cancelled)),
    )


def counted(*all_of_them: dict[str, object]) -> Counts:
    return total(Counts(**{class_of(**a).name.lower(): 1}) for a in all_of_them)  # type: ignore[arg-type]


def test_every_state_but_a_draft_stands_in_some_way() -> None:
    assert STANDING_OF.keys() == set(State) - {State.DRAFT}


@given(st.lists(stands(), max_size=30))
def test_each_assignment_is_counted_in_exactly_one_class(all_of_them: list[dict[str, object]]) -> None:
    counts = counted(*all_of_them)
    assert sum(getattr(counts, name) for name in NAMES) == counts.everything == len(all_of_them)
    assert is_coherent(counts)


@given(stands())
def test_answered_and_unanswered_are_told_by_the_standing_alone(a: dict[str, object]) -> None:
    found = class_of(**a)  # type: ignore[arg-type]
    assert (found in ANSWERED) == (a["standing"] in (Standing.ANSWERED, Standing.COMPLETED))
    assert (found in UNANSWERED) == (a["standing"] in (Standing.UNANSWERED, Standing.SUSPENDED))


@pytest.mark.parametrize(
    ("due_on", "is_past", "expected"),
    [
        (None, False, Number.NO_DEADLINE),
        (date(2018, 7, 11), True, Number.OVERDUE),
        (date(2018, 7, 12), True, Number.OVERDUE),  # its hour has passed
        (date(2018, 7, 12), False, Number.DUE_SOON),
        (date(2018, 7, 17), False, Number.DUE_SOON),
        (date(2018, 7, 18), False, Number.ON_TRACK),
    ],
)
def test_where_an_unanswered_one_is_counted(due_on: date | None, is_past: bool, expected: Number) -> None:
    soon = date(2018, 7, 17)
    found = class_of(standing=Standing.UNANSWERED, due_on=due_on, is_past=is_past, soon=soon, outcome="")
    assert found is expected


@pytest.mark.parametrize("standing", [Standing.ANSWERED, Standing.COMPLETED])
@pytest.mark.parametrize("outcome", DONE)
def test_an_answered_one_is_counted_by_its_frozen_outcome(standing: Standing, outcome: Timeliness) -> None:
    """However long its deadline has passed since."""
    found = class_of(
        standing=standing, due_on=date(2018, 1, 1), is_past=True, soon=TODAY, outcome=outcome.value
    )
    assert found.name.lower() == outcome.value


@given(coherent(), coherent())
def test_counts_are_added_and_taken_away_number_by_number(one: Counts, other: Counts) -> None:
    both = one + other
    for name in Counts._fields:
        assert getattr(both, name) == getattr(one, name) + getattr(other, name)
    assert both - other == one
    assert one + Counts() == one
    assert total([one, other, one]) == other + one + one
    assert total([]) == Counts()


@given(coherent(), RULES)
def test_the_identities_hold(counts: Counts, rules: CountingRules) -> None:
    assert counts.answered == counts.early + counts.on_time + counts.late + counts.done_no_deadline
    assert counts.unanswered == sum(counts.number(number, rules) for number in UNANSWERED)
    returned = counts.returned if rules.count_returned else 0
    cancelled = counts.cancelled if rules.count_cancelled else 0
    assert counts.assigned(rules) == counts.answered + counts.unanswered + returned + cancelled
    assert counts.with_deadline == counts.everything - (
        counts.done_no_deadline + counts.no_deadline + counts.suspended + counts.returned + counts.cancelled
    )
    assert is_coherent(counts)


@given(coherent(), RULES)
def test_every_key_of_an_address_has_its_number(counts: Counts, rules: CountingRules) -> None:
    for number in Number:
        if number is Number.ASSIGNED:
            assert counts.number(number, rules) == counts.assigned(rules)
        else:
            assert counts.number(number, rules) == getattr(counts, number.name.lower())


@pytest.mark.parametrize(
    "counts",
    [
        Counts(overdue=-1),
        Counts(early=1, waiting=2),
        Counts(cancelled=3, on_track=1, extended=2),
    ],
)
def test_numbers_that_cannot_be_are_found_out(counts: Counts) -> None:
    assert not is_coherent(counts)


@given(coherent(), RULES)
def test_each_rate_is_a_share_of_what_its_rule_says(counts: Counts, rules: CountingRules) -> None:
    found = rates(counts, rules)
    done = counts.early + counts.on_time + counts.late
    assert {key: (r.rule, r.numerator, r.denominator) for key, r in found.items()} == {
        "r1": ("R1", counts.overdue, done + counts.overdue),
        "r2": ("R2", counts.answered, counts.assigned(rules)),
        "r3": ("R3", counts.overdue, counts.assigned(rules)),
        "r4": ("R4", counts.overdue, counts.with_deadline),
        "r5": ("R5", counts.early + counts.on_time, counts.early + counts.on_time + counts.late),
    }
    for rate in found.values():
        assert 0 <= rate.numerator <= rate.denominator


def test_no_rate_is_made_of_nothing() -> None:
    assert {rate.percent for rate in rates(Counts(), CountingRules()).values()} == {None}
    assert update_rate(updated=0, to_update=0).percent is None


def test_the_update_rate_names_its_rule() -> None:
    assert update_rate(updated=3, to_update=4) == Rate("R6", 3, 4)


@given(st.integers(0, 2_000_000), st.integers(1, 2_000_000))
def test_percent_has_one_decimal_and_rounds_half_up(numerator: int, denominator: int) -> None:
    exact = Decimal(numerator) * 100 / Decimal(denominator)
    expected = exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    percent = Rate("R1", numerator, denominator).percent
    assert percent is not None
    assert Decimal(str(percent)) == expected


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [(1, 3, 33.3), (2, 3, 66.7), (1, 2000, 0.1), (1, 2001, 0.0), (1, 16, 6.3), (5, 5, 100.0), (3, 800, 0.4)],
)
def test_percent_as_reports_round_it(numerator: int, denominator: int, percent: float) -> None:
    assert Rate("R2", numerator, denominator).percent == percent


def test_how_the_province_counts_comes_from_its_policies() -> None:
    policy = SimpleNamespace(
        stat_basis="original", asof_reading="happened", count_returned=True, count_cancelled=False
    )
    assert CountingRules.of(policy) == CountingRules(
        basis=Basis.ORIGINAL, reading=Reading.HAPPENED, count_returned=True, count_cancelled=False
    )
