"""In which hours people of a unit are told: its own, those of the nearest unit above that has its own, or the
province's. Those of units are as they are today; the province's are versioned (policy send_hours)."""

from datetime import date

from nhacviec.queries.ladders import window_of
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Unit
from nhacviec.rules.policies import describe_value
from nhacviec.rules.send_window import SendHours, SendWindow, window_between


def hours_on(day: date, *, province: SendWindow | None = None) -> SendHours:
    """One statement where no unit has hours of its own, else two. `province`: its hours, if known."""
    return SendHours(province or window_of(policy_on(day)), _own())


def _own() -> dict[int, SendWindow]:
    having = Unit.objects.filter(sends_from__isnull=False).values_list("pk", "sends_from", "sends_until")
    windows = {pk: window_between(opens or 0, closes or 0) for pk, opens, closes in having}
    if not windows:
        return {}
    below = Unit.objects.filter(lineage__overlap=sorted(windows)).values_list("pk", "lineage")
    return {
        pk: windows[next(above for above in reversed(lineage) if above in windows)]
        for pk, lineage in below.order_by("pk")
    }


def hours_words(unit: Unit) -> str:
    """ "07:30–17:00", "" where it has none of its own."""
    if unit.sends_from is None or unit.sends_until is None:
        return ""
    return describe_value("send_hours", (unit.sends_from, unit.sends_until))


def giver_of_hours(unit: Unit) -> Unit | None:
    """The unit, itself or the nearest above, by whose hours its people are told; None: the province's."""
    having = Unit.objects.filter(pk__in=unit.lineage, sends_from__isnull=False)
    return max(having, key=lambda above: len(above.lineage), default=None)
