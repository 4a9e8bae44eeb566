"""Letters of urging through the year: every month the Office writes to those who are furthest behind.

The agencies answer, all but the one furthest behind, to which the last letter has just gone.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from nhacviec.actions import urging as deeds
from nhacviec.integrations.demo.desk import Desk
from nhacviec.integrations.demo.fate import SEED
from nhacviec.integrations.demo.stage import Story
from nhacviec.queries.urgings import by_agency, drafted, lines_of, no_longer_fit
from nhacviec.records.models import Assignment, Urging
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.policies import default_policies
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.units import UnitKind
from nhacviec.rules.urging import URGED_IN, Reply, reply_day
from nhacviec.rules.words_delays import OBJECTIVE, SUBJECTIVE

_AGO = (60, 38, 14, 4)  # working days before today on which letters are written
_ANSWERED_BEFORE = 6  # of those the agency has had longer than this
_MOST_LETTERS, _MOST_LINES = 3, 8
_FIRST_NUMBER = 2140
_EXPLAINED = (
    "Số liệu của các đơn vị cơ sở gửi chậm, đang tổng hợp.",
    "Đang lấy ý kiến các cơ quan có liên quan.",
    "Khối lượng công việc nhiều, đã phân công thêm người thực hiện.",
)


def start_urging(desk: Desk, today: date) -> None:
    for place, ago in enumerate(_AGO):
        day = desk.clock.calendar.add_working(today, -ago)
        number = _FIRST_NUMBER + 37 * place
        desk.stage.start(_letters(desk, day, number, answered=ago > _ANSWERED_BEFORE))


def _letters(desk: Desk, day: date, number: int, *, answered: bool) -> Story:
    rng = Random(f"{SEED}/urging/{day.isoformat()}")
    moment = desk.clock.on(day, rng)
    yield moment
    for place, rows in enumerate(_furthest_behind(desk, local_date(moment))):
        urging = _draft(desk, rows, moment)
        moment += timedelta(minutes=rng.randint(4, 15))
        yield moment
        if no_longer_fit(urging, lines_of(urging, on=day), on=moment):
            continue  # answered in these minutes: the draft stays, for a person to look at
        _sign(desk, urging, f"{number + 2 * place}/VP-TH", moment)
        if answered or place:
            desk.stage.start(_answer(desk, urging, moment, rng))


def _furthest_behind(desk: Desk, day: date) -> Iterator[list[Assignment]]:
    """The overdue duties of the agencies that have most of them, those of longest standing first."""
    before = day - timedelta(days=default_policies().urge_after_days)
    late = Assignment.objects.filter(state__in=sorted(URGED_IN), due_on__lt=before).exclude(
        duty=Duty.COMMITTEE
    )
    rows = list(late.select_related("unit", "task__document").order_by("due_on", "id"))
    taken = drafted(row.pk for row in rows)
    agencies = [
        found
        for unit, found in by_agency(row for row in rows if row.pk not in taken)
        if unit.kind != UnitKind.OFFICE_DIVISION and unit.is_active_on(day)
    ]
    agencies.sort(key=lambda found: (-len(found), found[0].unit.name))
    for found in agencies[:_MOST_LETTERS]:
        yield found[:_MOST_LINES]


def _draft(desk: Desk, rows: list[Assignment], moment: datetime) -> Urging:
    until = reply_day(
        today=local_date(moment),
        working_days=default_policies().urge_reply_wd,
        calendar=desk.clock.calendar,
    )
    writer = desk.actor("chuyen_vien")
    return deeds.draft(actor=writer, assignments=rows, reply_due_on=until, now=moment)[0]


def _sign(desk: Desk, urging: Urging, symbol: str, moment: datetime) -> None:
    deeds.send(
        actor=desk.actor("chanh_van_phong"),
        urging=urging,
        symbol=symbol,
        signed_on=local_date(moment),
        place="Đồng Nai",
        signer_title="CHÁNH VĂN PHÒNG",
        signer_name=desk.people["chanh_van_phong"].full_name,
        now=moment,
    )
    for duty in urging.lines.values_list("assignment_id", flat=True):
        desk.catch_up(duty)


def _answer(desk: Desk, urging: Urging, sent_at: datetime, rng: Random) -> Story:
    moment = desk.clock.later(sent_at, rng.randint(1, 3), rng)
    yield moment
    lines = list(urging.lines.select_related("assignment__unit").order_by("id"))
    causes = (*sorted(OBJECTIVE), *sorted(SUBJECTIVE))
    replies = {
        line.pk: Reply(
            delay_cause=rng.choice(causes),
            explanation=rng.choice(_EXPLAINED),
            new_due_on=desk.clock.calendar.add_working(local_date(moment), rng.randint(5, 20)),
        )
        for line in lines
        if line.assignment.state in URGED_IN
    }
    desk_of_agency = desk.agency_desk(lines[0].assignment)
    deeds.answer(actor=desk_of_agency, urging=urging, replies=replies, now=moment)
