"""An ordinary year of the province up to today: one directive or so a working day, made from parts.

Everything is drawn with fixed seeds from the date alone, so the same day always gives the same year.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from nhacviec.actions.tasks import SpokenDirection
from nhacviec.integrations.demo.desk import Desk
from nhacviec.integrations.demo.directive import FateOf, Paper, Work, directive, instruction_text, spoken
from nhacviec.integrations.demo.fate import SEED, Fate, draw
from nhacviec.integrations.demo.field_tables import FIELDS, FieldRow
from nhacviec.integrations.demo.organisation import office_leader_for, specialists_of
from nhacviec.integrations.demo.scene_play import play_scene, scenes_by_day
from nhacviec.integrations.demo.stage import Story
from nhacviec.integrations.demo.work_texts import GROUP_SENTENCES, SCOPES, SENTENCES, TOPICS
from nhacviec.records.models import Assignment
from nhacviec.rules.units import UnitKind

DAYS = 365
_SCENE_DAYS = 140  # the oldest scene began before that
_STARTS_A_DAY = ([0, 1, 2], [40, 42, 18])
# (kind, what follows the number, tasks at least, at most, weight); {d} is the drafting division.
_KINDS = (
    ("cong_van", "UBND-{d}", 1, 2, 58),
    ("thong_bao", "TB-UBND", 3, 6, 17),
    ("ke_hoach", "KH-UBND", 3, 5, 10),
    ("quyet_dinh", "QĐ-UBND", 1, 3, 8),
    ("chi_thi", "CT-UBND", 2, 4, 4),
    ("cong_dien", "CĐ-UBND", 1, 2, 3),
)
_ABSTRACTS = {
    "cong_van": "V/v {topic}",
    "thong_bao": "Kết luận của {leader} tại cuộc họp về {topic}",
    "ke_hoach": "Kế hoạch triển khai {topic} {period}",
    "quyet_dinh": "Về việc tổ chức thực hiện {topic}",
    "chi_thi": "Về tăng cường {topic} trên địa bàn tỉnh",
    "cong_dien": "Về việc khẩn trương triển khai {topic}",
}
_TITLES = {
    "chu_tich": "Chủ tịch UBND tỉnh",
    "pct_kinh_te": "Phó Chủ tịch UBND tỉnh",
    "pct_van_xa": "Phó Chủ tịch UBND tỉnh",
}


class Numbers:
    """The register of the Committee: numbers rise through the year and begin anew on 1 January."""

    def __init__(self) -> None:
        self._last: dict[tuple[int, str], int] = {}

    def next(self, day: date, series: str, rng: Random) -> int:
        whole = series == "UBND"
        begin = int(day.timetuple().tm_yday * (38 if whole else 1.6)) + 1
        number = max(begin, self._last.get((day.year, series), 0) + rng.randint(1, 9 if whole else 2))
        self._last[day.year, series] = number
        return number


def start_year(desk: Desk, today: date, *, days: int = DAYS) -> None:
    """Start the stories of every directive and spoken direction of the last `days` days."""
    numbers, scenes = Numbers(), scenes_by_day(desk, today)
    for day in _working_days(desk, today, max(days, _SCENE_DAYS)):
        rng = Random(f"{SEED}/{day.isoformat()}")
        ordinary = (today - day).days <= days
        for _ in range(rng.choices(*_STARTS_A_DAY)[0] if ordinary else 0):
            field = rng.choice(FIELDS)
            desk.stage.start(_ordinary(desk, field, day, numbers, rng, today))
        for scene in scenes.get(day, ()):
            number = numbers.next(day, "UBND", rng)
            desk.stage.start(play_scene(desk, scene, day, number, today))
        if ordinary and rng.random() < 0.07:
            desk.stage.start(_spoken(desk, rng.choice(FIELDS), day, rng, today))
        if ordinary and day.day in (5, 6, 7) and day.isoweekday() == 2:
            desk.stage.start(_to_a_group(desk, day, numbers, rng, today))


def _working_days(desk: Desk, today: date, days: int) -> Iterator[date]:
    for offset in range(days, 0, -1):
        day = today - timedelta(days=offset)
        if desk.clock.calendar.is_working(day):
            yield day


def _ordinary(desk: Desk, field: FieldRow, day: date, numbers: Numbers, rng: Random, today: date) -> Story:
    kind, suffix, fewest, most, _ = rng.choices(_KINDS, [row[-1] for row in _KINDS])[0]
    topic = rng.choice(TOPICS[field.key])
    paper = paper_of(desk, kind, suffix, field, topic, day, numbers, rng)
    count = rng.randint(fewest, most)
    works = [
        _work(desk, field, topic if n == 0 else rng.choice(TOPICS[field.key]), day, kind, rng, today)
        for n in range(count)
    ]
    entered = 0 if paper.urgency != "normal" else rng.choices([0, 1, 2, 4], [60, 30, 7, 3])[0]
    return directive(desk, paper, works, Random(f"{SEED}/{paper.symbol}/{day}"), entered_after=entered)


def paper_of(
    desk: Desk,
    kind: str,
    suffix: str,
    field: FieldRow,
    topic: str,
    day: date,
    numbers: Numbers,
    rng: Random,
) -> Paper:
    division = desk.units[field.division].abbreviation
    number = numbers.next(day, "UBND" if kind == "cong_van" else kind, rng)
    text = _ABSTRACTS[kind].format(topic=topic, leader=_TITLES[field.leader], period=_period(day, rng))
    return Paper(
        symbol=f"{number:02}/{suffix.format(d=division)}",
        kind=kind,
        abstract=text,
        issued_on=day,
        signer_title=_TITLES[field.leader],
        drafting=field.division,
        urgency="hoa_toc" if kind == "cong_dien" else "khan" if rng.random() < 0.06 else "normal",
    )


def _work(desk: Desk, field: FieldRow, topic: str, day: date, kind: str, rng: Random, today: date) -> Work:
    sentence, deliverable = rng.choice(SENTENCES)
    units = _units(desk, field, rng, day)
    shared = len(units[0]) + len(units[1]) > 1
    return followed(
        field,
        rng,
        Work(
            content=_sentence(sentence, topic, day, rng),
            deliverable=deliverable,
            leads=units[0],
            coordinators=units[1],
            deadline_text=_deadline(desk, day, kind, rng),
            field=field.key,
            fate_of=_fates(desk, rng, today, alone=not shared),
            is_starred=rng.random() < 0.08,
            instruction=instruction_text(rng) if rng.random() < 0.07 else "",
        ),
    )


def followed(field: FieldRow, rng: Random, work: Work) -> Work:
    """The same work with the monitors of its field."""
    return replace(
        work,
        specialist=rng.choice(specialists_of(field.division)),
        office_leader=office_leader_for(field.leader),
        committee_leader=field.leader,
    )


def _sentence(sentence: str, topic: str, day: date, rng: Random) -> str:
    return sentence.format(topic=topic, scope=rng.choice(SCOPES), period=_period(day, rng))


def _period(day: date, rng: Random) -> str:
    quarter = (day.month - 1) // 3
    names = ("quý I", "quý II", "quý III", "quý IV")
    half = "6 tháng đầu năm" if day.month <= 6 else "6 tháng cuối năm"
    return f"{rng.choice([names[quarter], half, 'năm'])} {day.year}".replace("năm năm", "năm")


def _units(desk: Desk, field: FieldRow, rng: Random, day: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Leads and coordinators: of the field, of its neighbours, now and then a commune or a division."""
    leads = [rng.choice(field.leads)]
    if rng.random() < 0.22:
        leads = [rng.choice(_keys(desk, UnitKind.COMMUNE, day))]
    elif rng.random() < 0.06:
        leads = [field.division]
    if rng.random() < 0.1:
        leads.append(rng.choice(field.leads))
    pool = [key for row in FIELDS for key in row.leads] + _keys(desk, UnitKind.COMMUNE, day)
    pool += _keys(desk, UnitKind.VERTICAL, day) + _keys(desk, UnitKind.SERVICE_UNIT, day)
    others = rng.sample(pool, rng.choices([0, 1, 2, 3], [46, 30, 16, 8])[0])
    chosen = tuple(dict.fromkeys(leads))
    return chosen, tuple(key for key in dict.fromkeys(others) if key not in chosen)


def _keys(desk: Desk, kind: UnitKind, day: date) -> list[str]:
    return [key for key, unit in desk.units.items() if unit.kind == kind and unit.is_active_on(day)]


def _deadline(desk: Desk, day: date, kind: str, rng: Random) -> str:
    due = desk.clock.on_or_after(
        day + timedelta(days=rng.choice([7, 10, 14, 15, 20, 20, 30, 30, 45, 60, 90]))
    )
    if kind == "cong_dien":
        soon = desk.clock.on_or_after(day + timedelta(days=rng.choice([2, 3, 5])))
        return f"16 giờ 30 ngày {soon:%d/%m/%Y}"
    draws = ("date", "before", "days", "working", "hour", "none")
    match rng.choices(draws, [42, 14, 14, 10, 2, 18])[0]:
        case "date":
            return f"{due:%d/%m/%Y}"
        case "before":
            return f"trước ngày {due:%d/%m/%Y}"
        case "days":
            return f"{rng.choice([15, 20, 30])} ngày"
        case "working":
            return f"{rng.choice([5, 7, 10, 15])} ngày làm việc"
        case "hour":
            return f"11 giờ ngày {due:%d/%m/%Y}"
        case _:
            return ""


def _fates(desk: Desk, rng: Random, today: date, *, alone: bool) -> FateOf:
    seed = rng.random()

    def fate_of(duty: Assignment) -> Fate:
        key = desk.key_of(duty)
        own = Random(f"{seed}/{key}")
        return draw(own, unit_key=key, due_on=duty.due_on, today=today, alone=alone)

    return fate_of


def _spoken(desk: Desk, field: FieldRow, day: date, rng: Random, today: date) -> Story:
    week = day.isocalendar().week
    direction = SpokenDirection(by=_TITLES[field.leader], on=day, at=f"Họp giao ban UBND tỉnh tuần {week}")
    work = _work(desk, field, rng.choice(TOPICS[field.key]), day, "cong_van", rng, today)
    return spoken(desk, direction, work, Random(f"{SEED}/spoken/{day}"))


def _to_a_group(desk: Desk, day: date, numbers: Numbers, rng: Random, today: date) -> Story:
    """ "Tất cả các xã" in odd months, "các sở, ban, ngành" in even ones."""
    field = rng.choice(FIELDS)
    topic = rng.choice(TOPICS[field.key])
    kind = UnitKind.COMMUNE if day.month % 2 else UnitKind.DEPARTMENT
    sentence, deliverable = rng.choice(GROUP_SENTENCES)
    paper = paper_of(desk, "cong_van", "UBND-{d}", field, topic, day, numbers, rng)
    work = Work(
        content=_sentence(sentence, topic, day, rng),
        deliverable=deliverable,
        leads=tuple(_keys(desk, kind, day)),
        deadline_text=f"trước ngày {desk.clock.on_or_after(day + timedelta(days=15)):%d/%m/%Y}",
        field=field.key,
        fate_of=_fates(desk, rng, today, alone=False),
    )
    return directive(desk, paper, [followed(field, rng, work)], Random(f"{SEED}/group/{day}"))
