"""The numbers of a report window, from the tallies of two days and the few duties that changed in between.

In a window stands what was assigned in its days or carried over into them, hence everything but what had been
closed before it began:

    of the window = of the day - closed on the eve, as it stands on the day
                  = of the day - closed on the eve + changed since, as on the eve - the same, as on the day
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from nhacviec.queries import standing_rows, tallies
from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.standing_rows import CLOSED_KINDS, standings
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.periods import Window
from nhacviec.rules.statistics import CountingRules, Counts

_NONE = Counts()


def by_member(
    scope: Scope,
    as_of: AsOf,
    rules: CountingRules,
    *,
    duty: Duty,
    window: Window,
    ids: Sequence[int] | None = None,
) -> dict[int, Counts]:
    """The numbers of every unit (or follower, or field) in the window; `ids`: only of these. The day lies
    in the window or after it, and the scope has tallies."""
    column = scope.column or "unit_id"
    eve = replace(as_of, day=window.first - timedelta(days=1))
    touched = standing_rows.changed_since(eve, as_of)
    before = standings(Scope(), eve, duty=duty).filter(assignment__in=touched, kind__in=CLOSED_KINDS)
    today = standings(Scope(), as_of, duty=duty)
    now, later = today.filter(assignment__in=touched), today.filter(assigned_on__gt=window.last)
    if ids is not None:
        # Who follows a duty may be another by now: each is narrowed by what it says itself.
        only = {f"{column}__in": list(ids)}
        before, now, later = before.filter(**only), now.filter(**only), later.filter(**only)
    of_day = tallies.by_member(scope, as_of, rules.basis, duty=duty, ids=ids)
    closed = tallies.closed_by_member(scope, eve, rules.basis, duty=duty, ids=ids)
    as_on_the_eve = standing_rows.count_by(before, column, eve, rules)
    as_on_the_day = standing_rows.count_by(now, column, as_of, rules)
    after = standing_rows.count_by(later, column, as_of, rules) if window.last < as_of.day else {}
    found = {
        member: counts
        - closed.get(member, _NONE)
        + as_on_the_eve.get(member, _NONE)
        - as_on_the_day.get(member, _NONE)
        - after.get(member, _NONE)
        for member, counts in of_day.items()
    }
    return {member: counts for member, counts in found.items() if counts.everything}
