"""Days lost waiting for others, against counting day by day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.attribution import Attribution, Wait, attribute, overdue_span
from nhacviec.rules.spans import Span

DAY = date(2018, 7, 1)
UNITS = (10, 20, 30)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def span(first: int, end: int) -> Span:
    return Span(day(first), day(end))


def test_nine_days_late_of_which_six_were_waiting() -> None:
    overdue = overdue_span(date(2018, 7, 10), date(2018, 7, 19))
    told = attribute(overdue, [Wait(overdue_span(date(2018, 7, 8), date(2018, 7, 16)), 1, 10)])
    assert (told.days_late, told.days_by_unit, told.days_own) == (9, ((10, 6),), 3)


def test_two_that_are_late_on_one_day_do_not_make_it_two_days() -> None:
    told = attribute(span(0, 10), [Wait(span(2, 6), 1, 10), Wait(span(4, 9), 2, 20)])
    assert told.days_by_unit == ((10, 4), (20, 3))
    assert told.days_waited == 7


def test_the_older_request_has_the_day_when_both_began_together() -> None:
    told = attribute(span(0, 10), [Wait(span(0, 3), 2, 20), Wait(span(0, 3), 1, 10)])
    assert told.days_by_unit == ((10, 3),)


def test_what_was_lost_before_the_deadline_is_not_among_the_days_overdue() -> None:
    assert attribute(span(5, 9), [Wait(span(0, 5), 1, 10)]).days_waited == 0


def test_a_duty_in_time_waits_for_nobody() -> None:
    overdue = overdue_span(date(2018, 7, 10), date(2018, 7, 2))
    assert overdue.days == 0
    assert attribute(overdue, [Wait(span(0, 30), 1, 10)]) == Attribution(0, ())


_days = st.integers(0, 40)
_spans = st.builds(span, _days, _days)
_waits = st.lists(st.tuples(_spans, st.sampled_from(UNITS)).map(lambda pair: pair), max_size=8).map(
    lambda pairs: [Wait(s, key, unit) for key, (s, unit) in enumerate(pairs)]
)


def by_days(overdue: Span, waits: list[Wait]) -> dict[int, set[date]]:
    """Each day to whoever was late first, asked one day after the other."""
    found: dict[int, set[date]] = {}
    for number in range(overdue.days):
        today = overdue.first + timedelta(days=number)
        late = [w for w in waits if w.span.first <= today < w.span.end]
        if late:
            first = min(late, key=lambda w: (w.span.first, w.span.end, w.key, w.unit))
            found.setdefault(first.unit, set()).add(today)
    return found


def days_of(spans: tuple[Span, ...]) -> list[date]:
    return [s.first + timedelta(days=n) for s in spans for n in range(s.days)]


@given(_spans, _waits)
def test_it_is_the_same_as_counting_day_by_day(overdue: Span, waits: list[Wait]) -> None:
    told = attribute(overdue, waits)
    assert {unit: set(days_of(spans)) for unit, spans in told.shares} == by_days(overdue, waits)


@given(_spans, _waits)
def test_no_day_is_counted_twice_and_none_beyond_the_lateness(overdue: Span, waits: list[Wait]) -> None:
    told = attribute(overdue, waits)
    days = [d for _unit, spans in told.shares for d in days_of(spans)]
    assert len(days) == len(set(days)) == told.days_waited <= told.days_late
    assert told.days_own >= 0


@given(_spans, _waits, st.randoms())
def test_the_order_of_the_requests_does_not_matter(overdue: Span, waits: list[Wait], random: object) -> None:
    mixed = list(waits)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert attribute(overdue, mixed) == attribute(overdue, waits)


@given(_spans, _waits, _spans, st.sampled_from(UNITS))
def test_another_late_reply_never_takes_days_away(
    overdue: Span, waits: list[Wait], more: Span, unit: int
) -> None:
    before = attribute(overdue, waits).days_waited
    assert attribute(overdue, [*waits, Wait(more, 99, unit)]).days_waited >= before
