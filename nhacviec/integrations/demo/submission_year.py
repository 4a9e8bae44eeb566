"""What agencies submitted to the Committee in the last months of the demo: passed on, consulted about, handed
back, decided, answered in time or late; some of it still on somebody's desk today. Drawn from the day alone.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from nhacviec.actions import submission_ends as ends
from nhacviec.actions import submissions as deeds
from nhacviec.integrations.demo.desk import Desk
from nhacviec.integrations.demo.fate import SEED
from nhacviec.integrations.demo.field_tables import FIELDS, FieldRow
from nhacviec.integrations.demo.organisation import head_of, specialists_of
from nhacviec.integrations.demo.stage import Story
from nhacviec.integrations.demo.work_texts import TOPICS
from nhacviec.records.models import Submission, Unit
from nhacviec.rules.submissions import SubmissionKind

DAYS = 150  # back from today
_A_DAY = ([0, 1, 2, 3], [15, 35, 30, 20])
_KIND_OF = {
    "xay_dung": SubmissionKind.PROJECT,
    "dat_dai": SubmissionKind.LAND,
    "tai_chinh": SubmissionKind.FINANCE,
    "noi_vu": SubmissionKind.PERSONNEL,
    "tu_phap": SubmissionKind.LEGAL,
    "tong_hop": SubmissionKind.PLAN,
}
_ASKS = (
    ("Tờ trình về {topic}", "Đề nghị UBND tỉnh xem xét, phê duyệt chủ trương."),
    ("Về việc cho ý kiến đối với {topic}", "Đề nghị UBND tỉnh cho ý kiến chỉ đạo."),
    ("Tờ trình ban hành kế hoạch thực hiện {topic}", "Đề nghị UBND tỉnh ban hành kế hoạch."),
    ("Báo cáo vướng mắc trong {topic}", "Đề nghị UBND tỉnh quyết định phương án xử lý."),
)
_MISSING = (
    "Chưa có ý kiến bằng văn bản của Sở Tài chính về nguồn kinh phí.",
    "Dự thảo quyết định chưa có ý kiến thẩm định của Sở Tư pháp.",
    "Thiếu bảng tổng hợp, giải trình ý kiến của các cơ quan liên quan.",
)
_WITHDRAWN = "Đề nghị rút hồ sơ để rà soát lại số liệu, sẽ trình sau."
_RETURNED = "Thuộc thẩm quyền giải quyết của sở; đề nghị chủ động thực hiện theo phân cấp."


@dataclass(frozen=True)
class _Dossier:
    field: FieldRow
    unit: Unit
    key: str
    symbol: str
    topic: str
    day: date


def start_submissions(desk: Desk, today: date, *, days: int = DAYS) -> None:
    """Start the way of everything submitted on the working days before today."""
    for offset in range(days, 0, -1):
        day = today - timedelta(days=offset)
        if not desk.clock.calendar.is_working(day):
            continue
        rng = Random(f"{SEED}/submission/{day.isoformat()}")
        for number in range(rng.choices(*_A_DAY)[0]):
            found = _drawn(desk, day, number, rng)
            if found is not None:
                desk.stage.start(_way(desk, found, Random(f"{SEED}/way/{found.symbol}/{day}")))


def _drawn(desk: Desk, day: date, number: int, rng: Random) -> _Dossier | None:
    field = rng.choice(FIELDS)
    keys = [key for key in field.leads if key != "vp" and desk.units[key].is_active_on(day)]
    if not keys:
        return None
    key, topic = rng.choice(keys), rng.choice(TOPICS[field.key])
    unit = desk.units[key]
    serial = day.timetuple().tm_yday * 3 + number
    return _Dossier(field, unit, key, f"{serial}/TTr-{unit.abbreviation or key.upper()}", topic, day)


def _way(desk: Desk, dossier: _Dossier, rng: Random) -> Story:
    now = desk.clock.on(dossier.day, rng)
    yield now
    row = _registered(desk, dossier, rng, now)
    now = desk.clock.later(now, rng.choices([0, 1, 3], [60, 30, 10])[0], rng)
    yield now
    division = desk.units[dossier.field.division]
    officer = rng.choice(specialists_of(dossier.field.division))
    deeds.forward(
        actor=desk.actor("van_thu"),
        submission=row,
        division=division,
        officer=desk.people[officer],
        note="Chuyển phòng thẩm tra, tham mưu trả lời.",
        now=now,
    )
    handler = desk.actor(officer)
    if rng.random() < 0.35:
        now = desk.clock.later(now, rng.randint(1, 4), rng)
        yield now
        missing = rng.choice(_MISSING)
        deeds.ask_supplement(actor=handler, submission=row, missing=missing, now=now)
        now = desk.clock.later(now, rng.choice([2, 5, 8, 14, 25]), rng)
        yield now
        if rng.random() < 0.1:
            agency = desk.actor(f"dau_moi_{dossier.key}")
            ends.withdraw(actor=agency, submission=row, reason=_WITHDRAWN, now=now)
            return
        agency = desk.actor(f"dau_moi_{dossier.key}")
        deeds.supplement(actor=agency, submission=row, text="Đã bổ sung đủ hồ sơ.", now=now)
    if rng.random() < 0.4:
        now = desk.clock.later(now, rng.randint(1, 3), rng)
        yield now
        others = [unit for unit in _asked(desk, dossier.day, rng) if unit.pk != dossier.unit.pk]
        deeds.consult(actor=handler, submission=row, units=others, note="Hạn góp ý 5 ngày.", now=now)
    now = desk.clock.later(now, rng.choice([2, 3, 5, 8, 14]), rng)
    yield now
    if rng.random() < 0.06:
        head = desk.actor(head_of(dossier.field.division))
        ends.return_file(actor=head, submission=row, reason=_RETURNED, now=now)
        return
    leader = desk.people[dossier.field.leader]
    deeds.ask_decision(actor=handler, submission=row, leader=leader, note="Trình dự thảo văn bản.", now=now)
    now = desk.clock.later(now, rng.choices([1, 2, 5, 12, 30], [35, 30, 20, 10, 5])[0], rng)
    yield now
    symbol = f"{rng.randint(900, 9800)}/UBND-{division.abbreviation}"
    ends.answer(actor=desk.actor("van_thu"), submission=row, symbol=symbol, dated_on=now.date(), now=now)


def _registered(desk: Desk, dossier: _Dossier, rng: Random, now: datetime) -> Submission:
    """By the agency itself; now and then on paper, entered by the clerk."""
    abstract, asked = rng.choice(_ASKS)
    on_paper = rng.random() < 0.25
    return deeds.register(
        actor=desk.actor("van_thu" if on_paper else f"dau_moi_{dossier.key}"),
        now=now,
        unit=dossier.unit,
        symbol=dossier.symbol,
        dated_on=dossier.day,
        abstract=abstract.format(topic=dossier.topic),
        asked=asked,
        kind=_KIND_OF.get(dossier.field.key, SubmissionKind.GENERAL),
        urgency="khan" if rng.random() < 0.08 else "normal",
        arrived_on=dossier.day,
    )


def _asked(desk: Desk, day: date, rng: Random) -> list[Unit]:
    keys = [key for row in FIELDS for key in row.leads if key != "vp" and desk.units[key].is_active_on(day)]
    return [desk.units[key] for key in rng.sample(sorted(set(keys)), 3)]
