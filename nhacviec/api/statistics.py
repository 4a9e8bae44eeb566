"""Numbers of agencies: those of their pages, as of now or of any past day, and how they were counted."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Field, Query, Router, Schema

from nhacviec.api.door import ApiRequest
from nhacviec.api.operations import read
from nhacviec.api.problems import BadParameter
from nhacviec.api.shapes import RowId, UnitRef, list_url, unit_ref
from nhacviec.queries import statistics
from nhacviec.queries.as_of import AsOf
from nhacviec.queries.organisation import unit_by_id
from nhacviec.records.models import Unit
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.periods import PeriodScheme, Window, period_from_key, report_window
from nhacviec.rules.permissions import SEES_AGENCY, SEES_ALL, Actor, Right
from nhacviec.rules.policies import POLICIES
from nhacviec.rules.statistics import Counts, Number, Reading, rates, total

router = Router(tags=["statistics"])
RATE_NAMES = dict(POLICIES["rate_rule"].choices)
EARLIEST_YEAR = 1945


class AsOfParameters(Schema):
    day: date | None = Field(
        None, alias="tinh-den", description="Tính đến hết ngày này (2018-09-30); không gửi là lúc này."
    )
    period: str = Field(
        "", alias="ky", max_length=10, description="Chỉ trong kỳ này: 2018-07, 2018-Q3, 2018-H1, 2018."
    )
    duty: Literal["lead", "coordinate"] = Field(
        "lead", alias="vai-tro", description="Việc chủ trì (lead) hay phối hợp (coordinate)."
    )
    reading: Literal["recorded", "happened"] | None = Field(
        None,
        alias="cach-doc",
        description="recorded: như hệ thống biết đến hết ngày đó; happened: như nay biết về ngày đó. "
        "Không gửi: theo quy chế.",
    )


class HowCounted(Schema):
    """Of which day, read and measured how, by the rules of the province in force on that day."""

    day: date
    is_now: bool
    moment: datetime
    reading: str
    basis: str
    duty: str
    period: str
    window_first: date | None
    window_last: date | None
    counts_returned: bool
    counts_cancelled: bool


class NumbersOut(Schema):
    assigned: int
    answered: int
    early: int
    on_time: int
    late: int
    done_no_deadline: int
    unanswered: int
    on_track: int
    due_soon: int
    overdue: int
    no_deadline: int
    suspended: int
    returned: int
    cancelled: int
    waiting: int
    extended: int


class RateOut(Schema):
    """`percent` is null where there is nothing to divide by."""

    rule: str
    name: str
    numerator: int
    denominator: int
    percent: float | None


class Counted(Schema):
    numbers: NumbersOut
    rates: list[RateOut]


class UnitNumbers(Counted):
    unit: UnitRef
    url: str


class OverdueOut(Schema):
    days: int
    count: int


class UnitsNumbers(Schema):
    """Each unit's own duties, without those of the units below it: they add up to the total."""

    how: HowCounted
    items: list[UnitNumbers]
    total: Counted


class OneUnitNumbers(UnitNumbers):
    """The unit with everything below it."""

    how: HowCounted
    overdue_by_days: list[OverdueOut]


@read(
    router,
    "/statistics/units",
    name="api.statistics.units",
    right=Right.READ_TASKS,
    response=UnitsNumbers,
    summary="Số liệu của mọi đơn vị được xem, mỗi đơn vị chỉ tính việc của chính mình",
)
def units(request: ApiRequest, asked: Query[AsOfParameters]) -> UnitsNumbers:
    how = _Counting(request, asked)
    found = statistics.counts_by_unit(
        how.as_of, how.rules, duty=how.duty, window=how.window, unit_ids=_known_units(request.actor)
    )
    rows = Unit.objects.filter(pk__in=found).order_by("position", "name", "id")
    return UnitsNumbers(
        how=how.told(),
        items=[UnitNumbers(**how.about(unit), **how.counted(found[unit.pk])) for unit in rows],
        total=Counted(**how.counted(total(found.values()))),
    )


@read(
    router,
    "/statistics/units/{unit_id}",
    name="api.statistics.unit",
    right=Right.READ_TASKS,
    response=OneUnitNumbers,
    summary="Số liệu của một đơn vị cùng mọi đơn vị trực thuộc, số quá hạn theo từng số ngày",
)
def unit(request: ApiRequest, unit_id: RowId, asked: Query[AsOfParameters]) -> OneUnitNumbers:
    found = unit_by_id(unit_id)
    scope = statistics.scope_of(request.actor, "unit", found.pk)
    how = _Counting(request, asked)
    counted = statistics.counts(scope, how.as_of, how.rules, duty=how.duty, window=how.window)
    overdue = statistics.overdue_by_days(scope, how.as_of, how.rules, duty=how.duty, window=how.window)
    return OneUnitNumbers(
        **how.about(found),
        **how.counted(counted),
        how=how.told(),
        overdue_by_days=[OverdueOut(days=days, count=count) for days, count in overdue],
    )


def _known_units(actor: Actor) -> list[int] | None:
    """None: all of them. The same as statistics.scope_of says one by one."""
    if actor.role in SEES_ALL:
        return None
    return sorted(actor.own_unit_ids) if actor.role in SEES_AGENCY else []


class _Counting:
    """What the parameters ask for, and how it is counted and told."""

    def __init__(self, request: ApiRequest, asked: AsOfParameters) -> None:
        today = request.office.today
        day = asked.day or today
        if day > today:
            raise BadParameter("tinh-den", "future")
        if day.year < EARLIEST_YEAR:
            raise BadParameter("tinh-den", "date")
        self.request, self.period, self.duty = request, asked.period, Duty(asked.duty)
        self.rules = statistics.counting_rules(day)
        self.as_of = AsOf(day, request.office.moment, Reading(asked.reading or self.rules.reading))
        self.window = self._window()

    def _window(self) -> Window | None:
        if not self.period:
            return None
        try:
            period = period_from_key(self.period)
            return report_window(period, PeriodScheme(self.request.office.policy.period_scheme))
        except (ValueError, OverflowError) as wrong:
            raise BadParameter("ky", "period") from wrong

    def told(self) -> HowCounted:
        return HowCounted(
            day=self.as_of.day,
            is_now=self.as_of.is_today,
            moment=self.request.now,
            reading=self.as_of.reading,
            basis=self.rules.basis,
            duty=self.duty,
            period=self.period,
            window_first=self.window.first if self.window else None,
            window_last=self.window.last if self.window else None,
            counts_returned=self.rules.count_returned,
            counts_cancelled=self.rules.count_cancelled,
        )

    def about(self, unit: Unit) -> dict[str, Any]:
        """The unit, and the address of the list of its duties."""
        asked = {"don-vi": unit.pk, "so": Number.ASSIGNED.value}
        if not self.as_of.is_today:
            asked["tinh-den"] = self.as_of.day.isoformat()
        return {"unit": unit_ref(unit), "url": list_url(self.request, asked)}

    def counted(self, counts: Counts) -> dict[str, Any]:
        numbers = {number.name.lower(): counts.number(number, self.rules) for number in Number}
        return {
            "numbers": NumbersOut(**numbers),
            "rates": [
                RateOut(
                    rule=rate.rule,
                    name=RATE_NAMES[key],
                    numerator=rate.numerator,
                    denominator=rate.denominator,
                    percent=rate.percent,
                )
                for key, rate in rates(counts, self.rules).items()
            ],
        }
