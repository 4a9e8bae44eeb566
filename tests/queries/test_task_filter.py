"""Every condition of the list against a plain reading of the same rows in Python."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.clock import Moment
from nhacviec.queries.filter_names import settle
from nhacviec.queries.policy import policy_on
from nhacviec.queries.task_lists import assignments
from nhacviec.records.models import Assignment, Field
from nhacviec.rules.filter_address import read_text
from nhacviec.rules.lifecycle import CLOSED, OPEN, Duty, State
from nhacviec.rules.permissions import Actor
from nhacviec.rules.statistics import STANDING_OF, CountingRules, Number, class_of
from nhacviec.rules.symbols import same_symbol
from nhacviec.rules.text import fold
from nhacviec.rules.timeliness import local_date, timeliness
from tests.cast import Cast
from tests.make import NOW, TODAY, make_assignment

LONG_AGO = datetime(2018, 6, 1, tzinfo=NOW.tzinfo)
RUNNING = {State.ASSIGNED, State.IN_PROGRESS, State.RETURNED}
DONE = {State.ANSWERED, State.COMPLETED}


@pytest.fixture
def year(cast: Cast) -> list[Assignment]:
    """Some sixty duties in every state, with and without deadlines, of several units and people."""
    dice = Random(7)
    fields = [Field.objects.create(name=name) for name in ("Đất đai", "Xây dựng")]
    units = [cast.construction, cast.infrastructure, cast.finance, cast.bien_hoa]
    for number in range(60):
        document = cast.document(symbol=f"{dice.choice([113, 1130, 51])}/{dice.choice(['KH-VP', 'QĐ-UBND'])}")
        task = cast.task(
            document=document,
            field=dice.choice([None, *fields]),
            specialist=dice.choice([None, cast.specialist, cast.other_specialist]),
            committee_leader=dice.choice([None, cast.chair]),
            office_leader=None,
            is_starred=dice.random() < 0.3,
            content=dice.choice(["Rà soát đất đai", "Báo cáo tiến độ hòa giải", "Cử cán bộ"]),
        )
        task.search_text = fold(task.content)
        task.save()
        due = dice.choice([None, *(TODAY + timedelta(days=shift) for shift in (-40, -5, -1, 0, 1, 3, 30))])
        state = dice.choice([state for state in State if state is not State.DRAFT])
        extra: dict[str, object] = (
            {"outcome": dice.choice(["early", "late", "on_time"])} if state in DONE else {}
        )
        make_assignment(
            task,
            dice.choice(units),
            state=state,
            duty=dice.choice(list(Duty)),
            due_on=due,
            due_hour=time(8) if due and dice.random() < 0.3 else None,
            assigned_at=LONG_AGO + timedelta(days=dice.randrange(40), hours=dice.randrange(24)),
            officer=dice.choice([None, cast.officer]),
            division=dice.choice([None, cast.infrastructure, cast.planning]),
            obstacle=dice.choice(["", "Thiếu vốn"]),
            extension_count=dice.choice([0, 0, 1]),
            **extra,
        )
        if number % 10 == 0:
            make_assignment(cast.task(issued_at=None), cast.construction, state=State.DRAFT)
    return list(Assignment.objects.select_related("task__document"))


def moment() -> Moment:
    return Moment(now=NOW, calendar=load_calendar(), due_soon_days=3)


def found(actor: Actor, query: str) -> set[int]:
    question = read_text(query)
    settled = settle(question.filter, actor, TODAY)
    assert (*question.problems, *settled.problems) == (), query
    rows = assignments(actor, settled.filter, moment(), policy=policy_on(TODAY))
    ids = list(rows.values_list("pk", flat=True))
    assert len(ids) == len(set(ids)), query
    return set(ids)


def symbol(a: Assignment) -> str:
    return a.task.document.symbol if a.task.document else ""


def days_past(a: Assignment) -> int:
    return (TODAY - a.due_on).days if a.due_on else 0


def timely(a: Assignment) -> str:
    """Of what runs or was answered; what rests has none."""
    if a.state in DONE:
        return a.outcome
    if a.state not in RUNNING:
        return ""
    return timeliness(due_on=a.due_on, due_hour=a.due_hour, now=NOW, calendar=load_calendar())


def counted(a: Assignment) -> Number:
    standing = STANDING_OF[State(a.state)]
    past = timeliness(due_on=a.due_on, due_hour=a.due_hour, now=NOW) == "overdue"
    return class_of(standing=standing, due_on=a.due_on, is_past=past, soon=moment().soon, outcome=a.outcome)


def monitors(a: Assignment) -> set[int | None]:
    return {a.specialist_id, a.office_leader_id, a.committee_leader_id}


Fits = Callable[[Assignment, Cast], bool]
ORACLE: dict[str, Fits] = {
    "trang-thai=tat-ca": lambda a, c: True,
    "trang-thai=open": lambda a, c: a.state in OPEN,
    "trang-thai=closed,answered": lambda a, c: a.state in CLOSED or a.state == "answered",
    "khong-trang-thai=open": lambda a, c: a.state not in OPEN,
    "thoi-han=overdue": lambda a, c: timely(a) == "overdue",
    "thoi-han=due_soon,late": lambda a, c: timely(a) in ("due_soon", "late"),
    "thoi-han=no_deadline": lambda a, c: timely(a) == "no_deadline",
    "khong-thoi-han=overdue": lambda a, c: timely(a) != "overdue",
    "khong-thoi-han=due_soon,on_track": lambda a, c: timely(a) not in ("due_soon", "on_track"),
    "vai-tro=chu-tri": lambda a, c: a.duty == "lead",
    "khong-vai-tro=lead": lambda a, c: a.duty != "lead",
    "don-vi={construction}": lambda a, c: a.unit_id in (c.construction.pk, c.infrastructure.pk),
    "don-vi={finance},{bien_hoa}": lambda a, c: a.unit_id in (c.finance.pk, c.bien_hoa.pk),
    "don-vi=sở tài chính;stc": lambda a, c: a.unit_id == c.finance.pk,
    "khong-don-vi={construction}": lambda a, c: a.unit_id in (c.finance.pk, c.bien_hoa.pk),
    "chuyen-vien={specialist}": lambda a, c: a.specialist_id == c.specialist.pk,
    "chuyen-vien=toi,khong-co": lambda a, c: a.specialist_id in (c.specialist.pk, None),
    "khong-chuyen-vien=toi": lambda a, c: a.specialist_id != c.specialist.pk,
    "khong-chuyen-vien=toi,khong-co": lambda a, c: a.specialist_id not in (c.specialist.pk, None),
    "khong-chuyen-vien=khong-co": lambda a, c: a.specialist_id is not None,
    "theo-doi={chair}": lambda a, c: c.chair.pk in monitors(a),
    "theo-doi=khong-co": lambda a, c: monitors(a) == {None},
    "theo-doi=toi,khong-co": lambda a, c: c.specialist.pk in monitors(a) or monitors(a) == {None},
    "khong-theo-doi={chair},toi": lambda a, c: not monitors(a) & {c.chair.pk, c.specialist.pk},
    "khong-theo-doi=khong-co": lambda a, c: monitors(a) != {None},
    "can-bo={officer}": lambda a, c: a.officer_id == c.officer.pk,
    "can-bo=khong-co": lambda a, c: a.officer_id is None,
    "phong={planning}": lambda a, c: a.division_id == c.planning.pk,
    "khong-phong={planning}": lambda a, c: a.division_id != c.planning.pk,
    "co-quan-giao={committee}": lambda a, c: a.task.assigner_id == c.committee.pk,
    "linh-vuc=khong-co": lambda a, c: a.field_id is None,
    "han=khong-co": lambda a, c: a.due_on is None,
    "han-tu=hom-nay&han-den=hom-nay+3": lambda a, c: bool(a.due_on and 0 <= (a.due_on - TODAY).days <= 3),
    "han-truoc=12/07/2018": lambda a, c: bool(a.due_on and a.due_on < TODAY),
    "han=2018-07-13": lambda a, c: a.due_on == date(2018, 7, 13),
    "giao-tu=10/06/2018&giao-den=20/06/2018": lambda a, c: (
        date(2018, 6, 10) <= local_date(a.assigned_at or NOW) <= date(2018, 6, 20)
    ),
    "tra-loi=hom-nay": lambda a, c: bool(a.answered_at and local_date(a.answered_at) == TODAY),
    "tra-loi=khong-co": lambda a, c: a.answered_at is None,
    "sao=co": lambda a, c: a.task.is_starred,
    "sao=khong": lambda a, c: not a.task.is_starred,
    "vuong-mac=co": lambda a, c: a.obstacle != "",
    "gia-han=co": lambda a, c: a.extension_count > 0,
    "gia-han=khong": lambda a, c: a.extension_count == 0,
    "so-van-ban=1130": lambda a, c: same_symbol(symbol(a), "1130"),
    "so-van-ban=1130/kh": lambda a, c: same_symbol(symbol(a), "1130/KH-VP"),
    "so-van-ban=qđ-ub": lambda a, c: "QĐ-UBND" in symbol(a),
    "so-van-ban=1130 / kh-vp": lambda a, c: same_symbol(symbol(a), "1130/KH-VP"),
    "so-van-ban=kh-vp": lambda a, c: "KH-VP" in symbol(a),
    "so-van-ban=113": lambda a, c: symbol(a).startswith("113"),
    "so-van-ban=30": lambda a, c: symbol(a).startswith("1130"),
    "so-van-ban=113/kh-vp": lambda a, c: same_symbol(symbol(a), "113/KH-VP"),
    "q=hoà giải": lambda a, c: "hòa giải" in a.task.content,
    "q=RA SOAT dat": lambda a, c: "Rà soát đất" in a.task.content,
    "qua-ngay=5": lambda a, c: timely(a) == "overdue" and days_past(a) == 5,
    "qua-ngay=0": lambda a, c: timely(a) == "overdue" and a.due_on == TODAY,
    "qua-ngay=1-": lambda a, c: timely(a) == "overdue" and days_past(a) > 0,
    "qua-ngay=1-5": lambda a, c: timely(a) == "overdue" and 1 <= days_past(a) <= 5,
    "don-vi={construction}&trang-thai=open&khong-thoi-han=overdue": lambda a, c: (
        a.unit_id in (c.construction.pk, c.infrastructure.pk) and a.state in OPEN and timely(a) != "overdue"
    ),
}  # fmt: skip


def named(cast: Cast, query: str) -> str:
    rows = {name: str(row.pk) for name, row in vars(cast).items()}
    return query.replace("+", "%2B").format(**rows).replace(";", "%3B")


def test_every_condition_finds_what_a_plain_reading_finds(year: list[Assignment], cast: Cast) -> None:
    actor, wrong = cast.acting("specialist"), []
    for query, fits in ORACLE.items():
        expected = {a.pk for a in year if a.state != State.DRAFT and fits(a, cast)}
        got = found(actor, named(cast, query))
        if got != expected:
            wrong.append(f"{query}: {len(got)} of {len(expected)}, {len(got & expected)} the same")
        assert expected, query
    assert wrong == []


def test_every_number_finds_its_class(year: list[Assignment], cast: Cast) -> None:
    actor = cast.acting("specialist")
    leads = [a for a in year if a.state != State.DRAFT and a.duty == "lead"]
    by_class: dict[Number, set[int]] = {number: set() for number in Number}
    for a in leads:
        by_class[counted(a)].add(a.pk)
        if a.state in DONE:
            by_class[Number.ANSWERED].add(a.pk)
        if a.state == State.ANSWERED:
            by_class[Number.WAITING].add(a.pk)
        if a.extension_count and a.state != State.CANCELLED:
            by_class[Number.EXTENDED].add(a.pk)
        if a.state in (State.ASSIGNED, State.IN_PROGRESS, State.SUSPENDED):
            by_class[Number.UNANSWERED].add(a.pk)
        if a.state not in (State.RETURNED, State.CANCELLED):
            by_class[Number.ASSIGNED].add(a.pk)
    assert CountingRules.of(policy_on(TODAY)) == CountingRules()
    for number in Number:
        assert found(actor, f"so={number.value}") == by_class[number], number


def test_an_agency_finds_only_its_own_whatever_it_asks(year: list[Assignment], cast: Cast) -> None:
    for who in ("focal", "officer", "director"):
        actor = cast.acting(who)
        everything = found(actor, "trang-thai=tat-ca")
        own = {cast.construction.pk, cast.infrastructure.pk, cast.planning.pk}
        assert {a.unit_id for a in year if a.pk in everything} <= own
        assert found(actor, f"don-vi={cast.finance.pk}") == set()
        for query in ("chuyen-vien=khong-co", f"khong-don-vi={cast.finance.pk}", "sao=co"):
            assert found(actor, query) <= everything


def test_what_another_unit_keeps_inside_is_not_asked_out_of_it(cast: Cast) -> None:
    """Sở Tài chính coordinates Sở Xây dựng's task: its officer and obstacles are its own business."""
    _task, lead, other = cast.shared_task()
    Assignment.objects.filter(pk=other.pk).update(obstacle="Thiếu vốn", division=cast.finance)
    actor = cast.acting("focal")
    assert found(actor, "ca-don-vi-khac=co") == {lead.pk, other.pk}
    assert found(actor, "ca-don-vi-khac=co&vuong-mac=co") == set()
    assert found(actor, f"ca-don-vi-khac=co&phong={cast.finance.pk}") == set()
    assert found(actor, "ca-don-vi-khac=co&vuong-mac=khong") == {lead.pk}


def test_a_person_of_another_agency_is_unknown(cast: Cast) -> None:
    question = read_text(f"can-bo={cast.finance_focal.pk}&chuyen-vien={cast.specialist.pk}")
    settled = settle(question.filter, cast.acting("focal"), TODAY)
    assert [(p.key, p.code) for p in settled.problems] == [("can-bo", "unknown_row")]
    assert settle(question.filter, cast.acting("clerk"), TODAY).problems == ()
