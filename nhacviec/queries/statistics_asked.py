"""What the address of a statistics page asks for: the day, how it is read, the period, the deadline.

    ?tinh-den=2018-09-30   as of the end of that day; today when it is left out
    ?ky=2018-H1            only what was assigned in that period or carried over; ky=tuy-chon&tu=…&den=…
    ?cach=recorded         when the day is past: what was known then, or what is known now to have been so
    ?han=original          measured against the original deadline
    ?pham-vi=rieng         of a unit its own duties only, without the units below it
    ?vai=phoi-hop          what is only coordinated

Anything wrong is said beside its field and left out: a pasted address never breaks the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.clock import Moment
from nhacviec.queries.past_calendar import calendar_on
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.periods import (
    Period,
    PeriodKind,
    PeriodScheme,
    Window,
    period_from_key,
    period_reported,
    report_window,
)
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.relative_days import read_past_day
from nhacviec.rules.statistics import Basis, CountingRules, Reading
from nhacviec.rules.text import visible
from nhacviec.rules.typed_dates import parse_day
from nhacviec.rules.words_statistics import PROBLEMS

CUSTOM = "tuy-chon"
OWN_ONLY = "rieng"
COORDINATED = "phoi-hop"
_SHOWN = 40  # characters of what was typed wrong
_PRESETS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR)


@dataclass(frozen=True)
class Asked:
    """`typed` and `problems` by the name of the field in the address."""

    as_of: AsOf
    rules: CountingRules
    policy: PolicySet  # as in force on that day
    period: Period | None
    window: Window | None
    own_only: bool
    duty: Duty
    typed: Mapping[str, str]
    problems: Mapping[str, str]

    @property
    def other_reading(self) -> Reading:
        return self.as_of.reading.other

    @property
    def other_basis(self) -> Basis:
        return Basis.ORIGINAL if self.rules.basis is Basis.CURRENT else Basis.CURRENT

    @cached_property
    def params(self) -> dict[str, str]:
        """What a link must carry to speak of the same; nothing that is so anyway."""
        found = {}
        if not self.as_of.is_today:
            found["tinh-den"] = self.as_of.day.isoformat()
        if self.period:
            found["ky"] = self.period.key
        elif self.window:
            found |= {"ky": CUSTOM, "tu": str(self.window.first), "den": str(self.window.last)}
        if self.as_of.reading != self.policy.asof_reading:
            found["cach"] = self.as_of.reading.value
        if self.rules.basis != self.policy.stat_basis:
            found["han"] = self.rules.basis.value
        if self.own_only:
            found["pham-vi"] = OWN_ONLY
        if self.duty is Duty.COORDINATE:
            found["vai"] = COORDINATED
        return found

    def query(self, **changes: str | None) -> str:
        """ "?so=qua-han&tinh-den=…": `changes` by name with _ for -; None leaves one out."""
        changed = {name.replace("_", "-"): value for name, value in changes.items()}
        kept = {name: value for name, value in (self.params | changed).items() if value is not None}
        return f"?{urlencode(kept)}" if kept else ""

    def narrowed(self, scope: Scope) -> Scope:
        """A unit without what is below it, when that is asked."""
        if self.own_only and scope.kind == "unit" and scope.id is not None:
            return replace(scope, ids=(scope.id,), own_only=True)
        return scope

    def read(self, reading: Reading) -> "Asked":
        return replace(self, as_of=self.as_of.read(reading))

    def measured(self, basis: Basis) -> "Asked":
        return replace(self, rules=replace(self.rules, basis=basis))


def read_asked(query: Mapping[str, str], *, moment: Moment, policy: PolicySet) -> Asked:
    """From the parameters of an address. `policy`: that of today."""
    problems: dict[str, str] = {}
    day = read_day(query.get("tinh-den", ""), moment.today, problems)
    calendar = moment.calendar
    if day != moment.today:
        policy, calendar = policy.on(day), calendar_on(day, calendar)
    way, deadline = query.get("cach", ""), query.get("han", "")
    reading = Reading(way if way in set(Reading) else policy.asof_reading)
    basis = Basis(deadline if deadline in set(Basis) else policy.stat_basis)
    at = Moment(now=moment.now, calendar=calendar, due_soon_days=policy.due_soon_wd)
    scheme = PeriodScheme(policy.period_scheme)
    period, window = read_period(query, scheme, problems)
    return Asked(
        as_of=AsOf(day, at, reading),
        rules=replace(CountingRules.of(policy), basis=basis, reading=reading),
        policy=policy,
        period=period,
        window=window,
        own_only=query.get("pham-vi") == OWN_ONLY,
        duty=Duty.COORDINATE if query.get("vai") == COORDINATED else Duty.LEAD,
        typed={name: query.get(name, "")[:_SHOWN] for name in ("tinh-den", "ky", "tu", "den")},
        problems=problems,
    )


def presets(day: date, scheme: PeriodScheme) -> list[tuple[str, Period, Window]]:
    """This and the last month, quarter, half-year and year, seen from the day asked for."""
    found = []
    for kind in _PRESETS:
        now = period_reported(day, kind, scheme)
        for which, period in (("this", now), ("last", now.previous())):
            found.append((which, period, report_window(period, scheme)))
    return found


def read_day(typed: str, today: date, problems: dict[str, str]) -> date:
    """The day that numbers are of; today where it is wrong, which `problems` says."""
    if not typed:
        return today
    try:
        day = read_past_day(typed, today=today)
    except ValueError:
        problems["tinh-den"] = _problem("not_a_day", typed)
        return today
    if day > today:
        problems["tinh-den"] = _problem("ahead", f"{day:%d/%m/%Y}")
        return today
    return day


def due_from(query: Mapping[str, str]) -> date | None:
    """?han-tu=2018-07-30 of lists that know it; anything else narrows nothing."""
    try:
        return parse_day(query.get("han-tu", ""))
    except ValueError:
        return None


def read_period(
    query: Mapping[str, str], scheme: PeriodScheme, problems: dict[str, str]
) -> tuple[Period | None, Window | None]:
    """The period, if one is named, and its days; days of one's own have no period."""
    key = query.get("ky", "")
    if not key:
        return None, None
    if key == CUSTOM:
        return None, _custom(query, problems)
    try:
        period = period_from_key(key)
        return period, report_window(period, scheme)
    except ValueError:
        problems["ky"] = _problem("no_period", key)
        return None, None


def _custom(query: Mapping[str, str], problems: dict[str, str]) -> Window | None:
    days = []
    for name, code in (("tu", "no_from"), ("den", "no_to")):
        typed = query.get(name, "")
        try:
            days.append(parse_day(typed))
        except ValueError:
            problems[name] = _problem(code if visible(typed) else f"{code}_yet", typed)
    if problems.keys() & {"tu", "den"}:
        return None
    if days[1] < days[0]:
        problems["den"] = _problem("backwards", f"{days[1]:%d/%m/%Y}")
        return None
    return Window(*days)


def _problem(code: str, typed: str) -> str:
    shown = "".join(c for c in typed if c.isprintable())
    return PROBLEMS[code].format(value=f"{shown[:_SHOWN]}…" if len(shown) > _SHOWN else shown)
