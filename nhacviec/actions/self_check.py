"""Every night all numbers are compared with a full count. A difference is kept, logged and shown; nothing
mends it silently: `nhacviec verify --repair` adds everything up anew."""

import calendar
import json
import logging
from datetime import date, datetime, timedelta

from django.core.serializers.json import DjangoJSONEncoder

from nhacviec.queries import self_check as look
from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.clock import Moment
from nhacviec.queries.policy import policy_on
from nhacviec.queries.self_check import Difference
from nhacviec.queries.statistics import counting_rules, counts, counts_by_unit
from nhacviec.records.models import SelfCheck
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.statistics import Reading, is_coherent, total
from nhacviec.rules.timeliness import local_date

log = logging.getLogger("nhacviec.self_check")
MONTHS_BACK = 24
MOST_KEPT = 100
KEEP = 400  # a year of nights


def check(*, now: datetime) -> SelfCheck:
    """Compare, and keep what was found; logged at ERROR if anything differs.

    `checked` is the number of comparisons, `differences` what failed in all of them together."""
    today = local_date(now)
    with look.one_moment():
        answers = [look.rows_that_differ(), *(look.gaps(reading) for reading in Reading)]
        answers.append(look.tallies_that_differ(today, "live"))
        for day in days_to_check(today):
            answers += [look.tallies_that_differ(day, source) for source in ("recorded", "correction")]
        incoherent = _incoherent(now)
        answers.append((len(incoherent), incoherent))
    found = sum(count for count, _ in answers)
    details = [told for _, several in answers for told in several]
    done = SelfCheck.objects.create(
        ran_at=now, day=today, checked=len(answers), differences=found, details=details[:MOST_KEPT]
    )
    SelfCheck.objects.filter(pk__lte=done.pk - KEEP).delete()
    if found:
        first = json.dumps(details[0], cls=DjangoJSONEncoder, ensure_ascii=False)
        log.error("numbers differ from a full count: %s differences, the first: %s", found, first)
    return done


def days_to_check(today: date) -> list[date]:
    """Today; of each of the last months the first (its mark) and the last (the mark and every step since); of
    every fourth month one day more, others each night: a step that slipped within its month is found too."""
    days = {today}
    for back in range(MONTHS_BACK):
        month = today.year * 12 + today.month - 1 - back
        first = date(month // 12, month % 12 + 1, 1)
        length = calendar.monthrange(first.year, first.month)[1]
        days |= {first, first.replace(day=length)}
        night, turn = divmod(today.toordinal(), 4)
        if back % 4 == turn:
            days.add(first + timedelta(days=night % length))
    return sorted(day for day in days if day <= today)


def _incoherent(now: datetime) -> list[Difference]:
    """The numbers as screens ask for them: identities of every unit, units together = province = rows."""
    today, issued, found = local_date(now), look.issued(), list[Difference]()
    moment = Moment(now, load_calendar(), policy_on(today).due_soon_wd)
    rules = counting_rules(today)
    for reading in Reading:
        as_of = AsOf.now(moment, reading)
        for duty in Duty:
            units = counts_by_unit(as_of, rules, duty=duty)
            bad = [unit for unit, numbers in units.items() if not is_coherent(numbers)]
            found += [{"what": "identity", "reading": reading, "duty": duty, "id": unit} for unit in bad]
            province = counts(Scope(), as_of, rules, duty=duty)
            if total(units.values()) != province or province.everything != issued.get(duty.value, 0):
                found.append({"what": "sum", "reading": reading, "duty": duty})
    return found
