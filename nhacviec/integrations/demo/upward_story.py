"""What the Committee submitted to those above it in the last months of the demo: asked about again, answered,
given back; some of it still awaited, some past its limit. Drawn from the day alone."""

from datetime import date, timedelta
from random import Random

from nhacviec.actions import upward as deeds
from nhacviec.integrations.demo.desk import Desk
from nhacviec.integrations.demo.fate import SEED
from nhacviec.integrations.demo.field_tables import FIELDS, FieldRow
from nhacviec.integrations.demo.organisation import head_of, specialists_of
from nhacviec.integrations.demo.stage import Story
from nhacviec.integrations.demo.work_texts import TOPICS
from nhacviec.records.models import Unit
from nhacviec.rules.submissions import SubmissionKind
from nhacviec.rules.units import UnitKind

DAYS = 150  # back from today
_EVERY = 6  # days, about
_ASKS = (
    ("Tờ trình về chủ trương {topic}", "Xin ý kiến về chủ trương để triển khai."),
    ("Tờ trình ban hành nghị quyết về {topic}", "Đề nghị xem xét, ban hành nghị quyết."),
    ("Báo cáo, xin ý kiến về {topic}", "Xin ý kiến chỉ đạo về phương án thực hiện."),
)
_OPINIONS = (
    "Thống nhất chủ trương; giao UBND tỉnh chỉ đạo thực hiện theo đúng quy định.",
    "Cơ bản thống nhất; đề nghị rà soát thêm nguồn vốn trước khi trình kỳ họp.",
)
_GIVEN_BACK = "Đề nghị bổ sung ý kiến của các ban có liên quan rồi trình lại."
_ABOVE = ("btv_tu", "tt_tu", "hdnd", "tt_hdnd", "tinh_uy")


def start_upward(desk: Desk, today: date, *, days: int = DAYS) -> None:
    """Start the way of everything sent on some working days before today."""
    for offset in range(days, 0, -1):
        day = today - timedelta(days=offset)
        rng = Random(f"{SEED}/upward/{day.isoformat()}")
        if not desk.clock.calendar.is_working(day) or rng.randrange(_EVERY):
            continue
        above = [desk.units[key] for key in _ABOVE if key in desk.units]
        above = [unit for unit in above if unit.is_active_on(day)]
        if above:
            desk.stage.start(_way(desk, rng.choice(above), rng.choice(FIELDS), day, rng))


def _way(desk: Desk, above: Unit, field: FieldRow, day: date, rng: Random) -> Story:
    now = desk.clock.on(day, rng)
    yield now
    abstract, asked = rng.choice(_ASKS)
    officer = rng.choice(specialists_of(field.division))
    row = deeds.send(
        actor=desk.actor("van_thu"),
        now=now,
        unit=_submitter(desk, day, rng),
        addressee=above,
        symbol=f"{day.timetuple().tm_yday * 4 + 3}/TTr-UBND",
        dated_on=day,
        abstract=abstract.format(topic=rng.choice(TOPICS[field.key])),
        asked=asked,
        kind=rng.choice([SubmissionKind.PLAN, SubmissionKind.PROJECT, SubmissionKind.GENERAL]),
        sent_on=day,
        officer=desk.people[officer],
        leader=desk.people[field.leader],
    )
    handler = desk.actor(officer)
    fate = rng.random()
    if fate < 0.25:  # nobody says anything: asked again
        now = desk.clock.later(now, rng.randint(16, 22), rng)
        yield now
        asked_on = now.date()
        deeds.ask_again(actor=handler, submission=row, asked_on=asked_on, note="Công văn đôn đốc.", now=now)
        if fate < 0.12:
            return
    now = desk.clock.later(now, rng.choice([4, 8, 11, 15]), rng)
    yield now
    if fate > 0.93:
        head = desk.actor(head_of(field.division))
        deeds.give_back(actor=head, submission=row, reason=_GIVEN_BACK, returned_on=now.date(), now=now)
        return
    number = rng.randint(100, 900)
    deeds.give_opinion(
        actor=handler,
        submission=row,
        opinion=rng.choice(_OPINIONS),
        opinion_on=now.date(),
        symbol=f"{number}-TB/TU" if above.abbreviation != "HĐND" else "",
        is_last=fate > 0.75,
        now=now,
    )
    if fate > 0.75 or fate < 0.3:
        return
    now = desk.clock.later(now, rng.choice([3, 10, 25]), rng)
    yield now
    symbol = f"{number + 7}-NQ/TU" if above.abbreviation.endswith("TU") else f"{number // 10}/NQ-HĐND"
    deeds.decide(
        actor=handler, submission=row, symbol=symbol, dated_on=now.date(), received_on=now.date(), now=now
    )


def _submitter(desk: Desk, day: date, rng: Random) -> Unit:
    """UBND tỉnh; now and then its party committee of that day."""
    party = [
        unit
        for unit in desk.units.values()
        if unit.kind == UnitKind.PARTY_COMMITTEE and unit.is_active_on(day)
    ]
    return party[0] if party and rng.random() < 0.2 else desk.units["ubnd"]
