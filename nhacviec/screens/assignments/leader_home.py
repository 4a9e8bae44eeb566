"""What a leader of the Committee sees above his list: the province today, and who is overdue most."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from nhacviec.queries.as_of import PROVINCE, AsOf
from nhacviec.queries.province_today import Place, province_today
from nhacviec.rules.statistics import CountingRules, Counts, Rate, rates
from nhacviec.rules.statistics import Number as Counted
from nhacviec.rules.written_numbers import percent, whole
from nhacviec.screens.assignments.leader_modules import ModuleLine, Number, module_lines, to_confirm
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
    """`url`: its page; `late_url`: what is overdue of it, two taps from any document."""

    name: str
    url: str
    late_url: str
    overdue: str
    note: str  # its other numbers


@dataclass(frozen=True)
class ProvinceView:
    numbers: Numbers
    urls: dict[str, str]
    agencies: list[AgencyLine]
    modules: list[ModuleLine]
    to_confirm: Number | None

    @property
    def newly(self) -> list[Number]:
        """What became late since the last working day, beside tasks."""
        return [line.newly for line in self.modules if line.newly and line.newly.count]


def province_view(request: OfficeRequest) -> ProvinceView:
    rules = CountingRules.of(request.office.policy)
    as_of = AsOf.now(request.office.moment, rules.reading)
    found = province_today(as_of, rules)
    most = [line for line in found.agencies if line[1].overdue][:MOST_AGENCIES]
    return ProvinceView(
        numbers=_written(found.counts, rules),
        urls={
            number.name.lower(): _rows(number)
            for number in (Counted.ASSIGNED, Counted.UNANSWERED, Counted.ANSWERED, Counted.OVERDUE)
        },
        agencies=[
            AgencyLine(
                unit.label,
                page_of_scope("unit", unit.pk),
                _late(unit),
                whole(counts.overdue),
                _note(_written(counts, rules)),
            )
            for unit, counts in most
        ],
        modules=module_lines(request, as_of, found.committee),
        to_confirm=to_confirm(request),
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


def _note(numbers: Numbers) -> str:
    words = _("chưa trả lời {n} · đúng hạn {share}")
    return words.format(n=numbers.unanswered, share=numbers.in_time)


def _late(unit: Place) -> str:
    return f"{rows_of_scope('unit', unit.pk)}?so={Counted.OVERDUE.value}"


def _rows(number: Counted) -> str:
    return f"{rows_of_scope(PROVINCE, None)}?so={number.value}"
