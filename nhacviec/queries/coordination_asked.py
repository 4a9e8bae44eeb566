"""What the address of a list of requests asks for.

    ?phia=duoc-hoi|hoi|tat-ca   asked of us, asked by us, all that one may know of
    ?tinh-trang=overdue         a Standing, or cho-tra-loi, cham, cho-quyet-dinh, tinh-cham
    ?don-vi=12&ben-hoi=7        the unit that is asked, the unit that asks (with what is below them)
    ?pham-vi=rieng              without what is below them
    ?han-tu=2018-07-30          to be replied to on that day or later
    ?q=phuong an                words, without accents too
    ?tinh-den=2018-09-30&ky=2018-H1   as of that day; asked in that period

Anything wrong is said and left out: a pasted address never breaks the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from nhacviec.queries.coordinations import ASKED, BOTH, SIDES, STANDINGS, Wanted
from nhacviec.queries.statistics_asked import CUSTOM, OWN_ONLY, due_from, read_day, read_period
from nhacviec.records.models import Unit
from nhacviec.rules.periods import Period, PeriodScheme
from nhacviec.rules.permissions import AGENCY_ROLES, Actor
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.typed_numbers import typed_number
from nhacviec.rules.words_coordination import PROBLEMS

_LONGEST = 100


@dataclass(frozen=True)
class Asked:
    """`problems` by the name in the address."""

    wanted: Wanted
    period: Period | None
    typed: Mapping[str, str]
    problems: Mapping[str, str]
    default_side: str

    @property
    def is_filtered(self) -> bool:
        wanted = self.wanted
        return bool(
            wanted.standing or wanted.unit or wanted.asking or wanted.words or wanted.window
            or wanted.due_from or wanted.day != wanted.today
        )  # fmt: skip

    @cached_property
    def params(self) -> dict[str, str]:
        """What a link must carry to speak of the same."""
        wanted, found = self.wanted, {}
        if wanted.side != self.default_side:
            found["phia"] = wanted.side
        if wanted.standing:
            found["tinh-trang"] = wanted.standing
        if wanted.unit:
            found["don-vi"] = str(wanted.unit.pk)
        if wanted.asking:
            found["ben-hoi"] = str(wanted.asking.pk)
        if wanted.own_only:
            found["pham-vi"] = OWN_ONLY
        if wanted.due_from:
            found["han-tu"] = wanted.due_from.isoformat()
        if wanted.words:
            found["q"] = wanted.words
        if wanted.day != wanted.today:
            found["tinh-den"] = wanted.day.isoformat()
        if self.period:
            found["ky"] = self.period.key
        elif wanted.window:
            found |= {"ky": CUSTOM, "tu": str(wanted.window.first), "den": str(wanted.window.last)}
        return found

    def query(self, **changes: str | None) -> str:
        """ "?tinh-trang=overdue&…": `changes` by name with _ for -; None leaves one out."""
        changed = {name.replace("_", "-"): value for name, value in changes.items()}
        kept = {name: value for name, value in (self.params | changed).items() if value}
        return f"?{urlencode(kept)}" if kept else "?"

    def turned(self, side: str) -> "Asked":
        return replace(self, wanted=replace(self.wanted, side=side))


def default_side_of(actor: Actor) -> str:
    """An agency looks first at what is asked of it."""
    return ASKED if actor.role in AGENCY_ROLES else BOTH


def read_asked(query: Mapping[str, str], *, actor: Actor, today: date, policy: PolicySet) -> Asked:
    problems: dict[str, str] = {}
    day = read_day(query.get("tinh-den", ""), today, problems)
    period, window = read_period(query, PeriodScheme(policy.period_scheme), problems)
    standing, side = query.get("tinh-trang", ""), query.get("phia", "")
    if standing and standing not in STANDINGS:
        problems["tinh-trang"] = PROBLEMS["tinh-trang"]
        standing = ""
    if side and side not in SIDES:
        problems["phia"] = PROBLEMS["phia"]
        side = ""
    default = default_side_of(actor)
    wanted = Wanted(
        side=side or default,
        standing=standing,
        unit=_unit(query.get("don-vi", ""), "don-vi", problems),
        asking=_unit(query.get("ben-hoi", ""), "ben-hoi", problems),
        words=query.get("q", "").replace("\0", "").strip()[:_LONGEST],
        day=day,
        today=today,
        window=window,
        due_from=due_from(query),
        own_only=query.get("pham-vi") == OWN_ONLY,
    )
    typed = {name: query.get(name, "")[:_LONGEST] for name in ("tinh-den", "ky", "tu", "den", "q")}
    return Asked(wanted, period, typed, problems, default)


def _unit(typed: str, name: str, problems: dict[str, str]) -> Unit | None:
    if not typed:
        return None
    unit = Unit.objects.filter(pk=typed_number(typed) or 0).first()
    if unit is None:
        problems[name] = PROBLEMS["don-vi"]
    return unit
