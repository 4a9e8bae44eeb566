"""No day is counted twice, whatever overlaps."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.spans import Span, days_in, merged, within, without

DAY = date(2018, 7, 1)


def _span(first: int, length: int) -> Span:
    return Span(DAY + timedelta(days=first), DAY + timedelta(days=first + length))


SPANS = st.lists(st.builds(_span, st.integers(0, 60), st.integers(-2, 20)), max_size=8)


def _days(spans: list[Span]) -> set[date]:
    """The days one by one, as nobody would in earnest."""
    return {span.first + timedelta(days=n) for span in spans for n in range((span.end - span.first).days)}


@given(SPANS)
def test_merging_keeps_the_days_and_counts_each_once(spans: list[Span]) -> None:
    found = merged(spans)
    assert _days(found) == _days(spans)
    assert days_in(spans) == len(_days(spans))
    assert all(a.end < b.first for a, b in pairwise(found))


@given(SPANS, SPANS)
def test_what_is_taken_away_is_gone_and_nothing_else(spans: list[Span], taken: list[Span]) -> None:
    left = without(spans, taken)
    assert _days(left) == _days(spans) - _days(taken)
    assert days_in(left) == len(_days(left))


@given(SPANS, st.builds(_span, st.integers(0, 60), st.integers(0, 30)))
def test_a_frame_cuts_off_what_lies_outside(spans: list[Span], frame: Span) -> None:
    assert _days(within(spans, frame)) == _days(spans) & _days([frame])


def test_what_ends_on_the_day_it_began_has_no_days() -> None:
    assert merged([Span(DAY, DAY)]) == []
    assert Span(DAY, DAY - timedelta(days=3)).days == 0
