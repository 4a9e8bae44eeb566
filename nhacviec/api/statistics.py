"""Numbers of agencies: those of their pages, as of now or of any past day, and how they were counted."""

from collections.abc import Container
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Literal

from ninja import Field, Query, Router, Schema

from nhacviec.api.door import ApiRequest
from nhacviec.api.operations import read
from nhacviec.api.problems import BadParameter
from nhacviec.api.shapes import RowId, UnitRef, page_url, unit_ref
from nhacviec.queries import statistics
from nhacviec.queries.as_of import AsOf
from nhacviec.queries.organisation import unit_by_id
from nhacviec.queries.statistics_asked import read_asked
from nhacviec.queries.statistics_subjects import SLUG_OF
from nhacviec.records.models import Unit
from nhacviec.rules.permissions import SEES_AGENCY, SEES_ALL, Actor, Right
from nhacviec.rules.statistics import Basis, Counts, Number, Reading, rates, total
from nhacviec.rules.units import ASSIGNABLE_KINDS
from nhacviec.rules.words_statistics import RATES

router = Router(tags=["statistics"])


class AsOfParameters(Schema):
    """Those of the statistics pages, so that one address speaks of the same in both."""

    day: str = Field(
        "",
        alias="tinh-den",
        max_length=40,
        description="Tính đến hết ngày này (2018-09-30); không gửi là lúc này.",
    )
    period: str = Field(
        "",
        alias="ky",
        max_length=40,
        description="Kỳ: 2018-07, 2018-Q3, 2018-H1, 2018; tuy-chon: từ tu đến den.",
    )
    first: str = Field("", alias="tu", max_length=40, description="Ngày đầu của kỳ tùy chọn.")
    last: str = Field("", alias="den", max_length=40, description="Ngày cuối của kỳ tùy chọn.")
    reading: Reading | None = Field(
        None,
        alias="cach",
        description="recorded: như phần mềm biết đến hết ngày đó; happened: như nay biết về ngày đó. "
        "Không gửi: theo quy chế.",
    )
    basis: Basis | None = Field(
        None, alias="han", description="So với hạn sau gia hạn hay hạn gốc. Không gửi: theo quy chế."
    )
    duty: Literal["phoi-hop"] | None = Field(
        None, alias="vai", description="Việc phối hợp thay cho việc chủ trì."
    )


class UnitParameters(AsOfParameters):
    own_only: Literal["rieng"] | None = Field(
        None, alias="pham-vi", description="Không kể việc của các đơn vị trực thuộc."
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
    how = Counting(request)
    known = _known_units(request.actor, how.as_of)
    found = statistics.counts_by_unit(how.as_of, how.rules, duty=how.duty, window=how.window, unit_ids=known)
    own = Counting(request, own_only=True)
    return UnitsNumbers(
        how=how.told(),
        items=[
            UnitNumbers(**own.about(unit), **how.counted(found.get(unit.pk, Counts())))
            for unit in _listed(request.actor, how.as_of, found)
        ],
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
def unit(request: ApiRequest, unit_id: RowId, asked: Query[UnitParameters]) -> OneUnitNumbers:
    found = unit_by_id(unit_id)
    how = Counting(request)
    scope = statistics.scope_of(request.actor, "unit", found.pk, on=how.as_of.past_day)
    scope = how.asked.narrowed(scope)
    counted = statistics.counts(scope, how.as_of, how.rules, duty=how.duty, window=how.window)
    overdue = statistics.overdue_by_days(scope, how.as_of, how.rules, duty=how.duty, window=how.window)
    return OneUnitNumbers(
        **how.about(found),
        **how.counted(counted),
        how=how.told(),
        overdue_by_days=[OverdueOut(days=days, count=count) for days, count in overdue],
    )


def _known_units(actor: Actor, as_of: AsOf) -> list[int] | None:
    """None: all of them. The same as statistics.scope_of says one by one."""
    if actor.role in SEES_ALL:
        return None
    return list(statistics.own_units(actor, as_of.past_day)) if actor.role in SEES_AGENCY else []


def _listed(actor: Actor, as_of: AsOf, found: Container[int]) -> list[Unit]:
    """Those with duties, and those that can have some: the lines of the page's table."""
    known = _known_units(actor, as_of)
    units = Unit.objects.all() if known is None else Unit.objects.filter(pk__in=known)
    return [
        unit
        for unit in units
        if unit.pk in found or (unit.kind in ASSIGNABLE_KINDS and unit.is_active_on(as_of.day))
    ]


class Counting:
    """What the parameters ask for, and how it is counted and told."""

    def __init__(self, request: ApiRequest, *, own_only: bool = False) -> None:
        office = request.office
        filled = {name: str(request.GET[name]) for name in request.GET if request.GET[name]}
        asked = read_asked(filled, moment=office.moment, policy=office.policy)
        for name in asked.problems:
            raise BadParameter(name, {"tinh-den": "day_not_ahead", "ky": "period"}.get(name, "date"))
        self.request = request
        self.asked = replace(asked, own_only=own_only or asked.own_only)
        self.as_of, self.rules, self.duty, self.window = asked.as_of, asked.rules, asked.duty, asked.window

    def told(self) -> HowCounted:
        return HowCounted(
            day=self.as_of.day,
            is_now=self.as_of.is_today,
            moment=self.request.now,
            reading=self.as_of.reading,
            basis=self.rules.basis,
            duty=self.duty,
            period=self.asked.period.key if self.asked.period else "",
            window_first=self.window.first if self.window else None,
            window_last=self.window.last if self.window else None,
            counts_returned=self.rules.count_returned,
            counts_cancelled=self.rules.count_cancelled,
        )

    def about(self, unit: Unit) -> dict[str, Any]:
        """The unit, and the page that shows exactly these numbers."""
        url = page_url(self.request, "statistics.show", SLUG_OF["unit"], unit.pk)
        return {"unit": unit_ref(unit), "url": url + self.asked.query()}

    def counted(self, counts: Counts) -> dict[str, Any]:
        numbers = {number.name.lower(): counts.number(number, self.rules) for number in Number}
        return {
            "numbers": NumbersOut(**numbers),
            "rates": [
                RateOut(
                    rule=rate.rule,
                    name=RATES[key][0],
                    numerator=rate.numerator,
                    denominator=rate.denominator,
                    percent=rate.percent,
                )
                for key, rate in rates(counts, self.rules).items()
            ],
        }
