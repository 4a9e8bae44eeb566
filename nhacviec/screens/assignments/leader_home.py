"""What a leader of the Committee sees above his list: the province today, and who is overdue most."""

from dataclasses import dataclass

from nhacviec.queries.as_of import PROVINCE, AsOf
from nhacviec.queries.province_today import province_today
from nhacviec.records.models import Unit
from nhacviec.rules.statistics import CountingRules, Counts, Number, Rate, rates
from nhacviec.rules.written_numbers import percent, whole
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics.addresses import page_of_scope, rows_of_scope

MOST_AGENCIES = 10


@dataclass(frozen=True)
class Numbers:
    """Of the province or of one agency, as written; every number has the address of its rows."""

    assigned: str
    unanswered: str
    due_soon: str
    overdue: str
    is_any_overdue: bool
    in_time: str
    in_time_of: str  # numerator/denominator and the rule


@dataclass(frozen=True)
class AgencyLine:
    name: str
    url: str
    numbers: Numbers


@dataclass(frozen=True)
class ProvinceView:
    numbers: Numbers
    urls: dict[str, str]
    agencies: list[AgencyLine]


def province_view(request: OfficeRequest) -> ProvinceView:
    rules = CountingRules.of(request.office.policy)
    found = province_today(AsOf.now(request.office.moment, rules.reading), rules)
    most = [line for line in found.agencies if line[1].overdue][:MOST_AGENCIES]
    return ProvinceView(
        numbers=_written(found.counts, rules),
        urls={
            number.name.lower(): _rows(number)
            for number in (Number.ASSIGNED, Number.UNANSWERED, Number.ANSWERED, Number.OVERDUE)
        },
        agencies=[AgencyLine(unit.label, _page(unit), _written(counts, rules)) for unit, counts in most],
    )


def _written(counts: Counts, rules: CountingRules) -> Numbers:
    in_time: Rate = rates(counts, rules)["r5"]
    return Numbers(
        assigned=whole(counts.assigned(rules)),
        unanswered=whole(counts.unanswered),
        due_soon=whole(counts.due_soon),
        overdue=whole(counts.overdue),
        is_any_overdue=counts.overdue > 0,
        in_time=percent(in_time.percent),
        in_time_of=f"{whole(in_time.numerator)}/{whole(in_time.denominator)}; {in_time.rule}",
    )


def _page(unit: Unit) -> str:
    return page_of_scope("unit", unit.pk)


def _rows(number: Number) -> str:
    return f"{rows_of_scope(PROVINCE, None)}?so={number.value}"
