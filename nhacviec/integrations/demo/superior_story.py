"""What those above gave to the Committee in the last months of the demo: given down to agencies, reported,
some of it late, some still waiting for them today."""

from datetime import date, datetime
from random import Random

from nhacviec.actions import answers, cascade, receiving
from nhacviec.actions.tasks import SpokenDirection, TaskDraft, issue, save_draft
from nhacviec.integrations.demo.desk import Desk
from nhacviec.integrations.demo.directive import Paper, Work, enter, read, register
from nhacviec.integrations.demo.fate import SEED, Fate, draw
from nhacviec.integrations.demo.field_tables import BY_KEY, FieldRow
from nhacviec.integrations.demo.life import life
from nhacviec.integrations.demo.organisation import office_leader_for, specialists_of
from nhacviec.integrations.demo.stage import Story
from nhacviec.integrations.demo.superior_tables import DEMANDS, Demand, Later
from nhacviec.queries.cascade import needed_open
from nhacviec.records.models import Assignment, Document
from nhacviec.rules.lifecycle import WORKING, Move

_EARLY = "Cấp trên yêu cầu báo cáo đúng hạn; số liệu của cơ quan còn thiếu sẽ bổ sung sau."


def start_superiors(desk: Desk, today: date) -> None:
    for demand in DEMANDS:
        desk.stage.start(_demanded(desk, demand, today))


def _demanded(desk: Desk, demand: Demand, today: date) -> Story:
    rng = Random(f"{SEED}/{demand.symbol}")
    field = BY_KEY[demand.field]
    specialist = specialists_of(field.division)[0]
    day = desk.clock.calendar.add_working(today, -demand.ago)
    yield (now := desk.clock.on(day, rng))
    document = None if demand.said_by else register(desk, _paper(demand, field, day), now)
    yield (now := desk.clock.later(now, 0, rng))
    pk = _given(desk, demand, field, specialist, document, now)
    yield (now := desk.clock.later(now, 1, rng))
    duty = _read(pk)
    actor = desk.check(desk.actor(specialist), Move.ACCEPT, duty)
    receiving.accept(actor=actor, assignment=duty, now=now)
    for key in demand.down:
        if desk.units[key].is_active_on(now.date()):
            _give_down(desk, _read(pk), key, specialist, today, now)
    if demand.later is not None:
        desk.stage.start(_linked(desk, demand, demand.later, pk, day, today))
    if demand.reported is None or duty.due_on is None:
        return
    target = desk.clock.calendar.add_working(duty.due_on, demand.reported)
    yield (now := max(desk.clock.on(target, rng), desk.clock.later(now, 1, rng)))
    _report(desk, _read(pk), specialist, rng, now)
    if demand.accepted:
        yield (now := desk.clock.later(now, 4, rng))
        done = _read(pk)
        actor = desk.check(desk.actor(specialist), Move.CONFIRM, done)
        answers.confirm(actor=actor, assignment=done, reason=demand.accepted, now=now)


def _linked(desk: Desk, demand: Demand, later: Later, pk: int, day: date, today: date) -> Story:
    """Given by a document of the province's own, declared two days later to carry out what was demanded."""
    rng = Random(f"{SEED}/{later.symbol}")
    field = BY_KEY[demand.field]
    specialist = specialists_of(field.division)[0]
    yield (now := desk.clock.on(desk.clock.calendar.add_working(day, later.after), rng))
    paper = Paper(
        symbol=later.symbol,
        kind="cong_van",
        abstract=later.abstract,
        issued_on=now.date(),
        signer_title="",
        drafting=field.division,
    )
    works = [
        Work(
            content=content,
            deliverable="Báo cáo gửi UBND tỉnh",
            leads=(key,),
            fate_of=lambda duty: _fate(desk, duty, today),
            deadline_text=f"{desk.clock.calendar.add_working(now.date(), term):%d/%m/%Y}",
            field=demand.field,
            specialist=specialist,
            office_leader=office_leader_for(field.leader),
            committee_leader=field.leader,
        )
        for key, content, term in later.works
        if desk.units[key].is_active_on(now.date())
    ]
    if not works:
        return
    document = register(desk, paper, now)
    yield (now := desk.clock.later(now, 0, rng))
    tasks = enter(desk, works, rng, now, document=document)
    yield (now := desk.clock.later(now, 2, rng))
    cascade.link(actor=desk.actor(specialist), tasks=tasks, above=_read(pk), now=now)


def _paper(demand: Demand, field: FieldRow, day: date) -> Paper:
    return Paper(
        symbol=demand.symbol,
        kind=demand.kind,
        abstract=f"V/v {demand.content[0].lower()}{demand.content[1:].rstrip('.')}",
        issued_on=day,
        signer_title="",
        drafting=field.division,
        issuer=demand.source,
    )


def _given(
    desk: Desk, demand: Demand, field: FieldRow, specialist: str, document: Document | None, now: datetime
) -> int:
    """The duty of the Committee, or of its Party committee of that time."""
    unit = desk.units["ubnd"]
    if demand.party:
        unit = next(u for u in (desk.units["bcs"], desk.units["du_ubnd"]) if u.is_active_on(now.date()))
    text = f"{desk.clock.calendar.add_working(now.date(), demand.term):%d/%m/%Y}" if demand.term else ""
    draft = TaskDraft(
        content=demand.content,
        deliverable=demand.deliverable,
        leads=[unit],
        deadline=read(desk, text, document.issued_on if document else now.date()),
        deadline_text=text,
        field=desk.fields[field.key],
        specialist=desk.people[specialist],
        office_leader=desk.people[office_leader_for(field.leader)],
        committee_leader=desk.people[field.leader],
    )
    actor = desk.actor(specialist)
    spoken = None
    if document is None:
        said_by, superior = demand.said_by, desk.units[demand.source]
        spoken = SpokenDirection(by=said_by, on=now.date(), at=demand.said_at, superior=superior)
    tasks = save_draft(actor=actor, now=now, document=document, spoken=spoken, tasks=[draft])
    return issue(actor=actor, now=now, tasks=tasks)[0].pk


def _give_down(desk: Desk, above: Assignment, key: str, specialist: str, today: date, now: datetime) -> None:
    """One click makes the draft; the specialist names the agency and what its part is."""
    actor = desk.actor(specialist)
    made = cascade.give_down(actor=actor, assignment=above, now=now)
    given_on = above.task.given_on or today
    part = TaskDraft(
        code=made.code,
        content=f"Báo cáo phần việc thuộc lĩnh vực quản lý để UBND tỉnh tổng hợp: {above.task.content}",
        deliverable="Báo cáo gửi UBND tỉnh",
        leads=[desk.units[key]],
        deadline=read(desk, made.deadline_text, given_on),
        deadline_text=made.deadline_text,
        field=made.field,
        specialist=made.specialist,
        office_leader=made.office_leader,
        committee_leader=made.committee_leader,
    )
    tasks = save_draft(actor=actor, now=now, document=above.task.document, tasks=[part])
    pk = issue(actor=actor, now=now, tasks=tasks)[0].pk
    duty = _read(pk)
    desk.stage.start(life(desk, duty, _fate(desk, duty, today), Random(duty.code), [duty]))


def _fate(desk: Desk, duty: Assignment, today: date) -> Fate:
    rng = Random(f"{SEED}/{duty.code}")
    return draw(rng, unit_key=desk.key_of(duty), due_on=duty.due_on, today=today, alone=True)


def _report(desk: Desk, duty: Assignment, specialist: str, rng: Random, now: datetime) -> None:
    if duty.state not in WORKING:
        return
    symbol = f"{rng.randint(120, 480)}/BC-UBND"
    answers.answer(
        actor=desk.check(desk.actor(specialist), Move.ANSWER, duty),
        assignment=duty,
        text=f"UBND tỉnh đã báo cáo tại Văn bản số {symbol}.",
        document_symbol=symbol,
        document_date=now.date(),
        children_reason=_EARLY if needed_open(duty.task).exists() else "",
        now=now,
    )


def _read(pk: int) -> Assignment:
    related = ("specialist", "office_leader", "committee_leader", "document", "field")
    rows = Assignment.objects.select_related("unit", *(f"task__{name}" for name in related))
    return rows.get(pk=pk)
