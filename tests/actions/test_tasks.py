"""Drafting tasks and issuing them all at once."""

from datetime import date

import pytest

from nhacviec.actions.documents import change_document, register_document
from nhacviec.actions.tasks import SpokenDirection, TaskDraft, delete_draft, draft_like, issue, save_draft
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment, Document, Event, Task
from nhacviec.rules.deadline_policy import read_deadline
from nhacviec.rules.deadline_text import ParsedDeadline
from nhacviec.rules.lifecycle import MoveNotAllowed
from tests.cast import Cast
from tests.make import NOW, TODAY


@pytest.fixture
def plan(cast: Cast) -> Document:
    return register_document(
        actor=cast.acting("clerk"),
        now=NOW,
        symbol="1130/KH-VP",
        kind="ke_hoach",
        abstract="Triển khai phần mềm",
        issued_on=date(2018, 6, 29),
        issuer=cast.office,
        drafting_unit=cast.general,
    )


def deadline(text: str, issued_on: date = date(2018, 6, 29)) -> ParsedDeadline:
    read = read_deadline(text, issued_on=issued_on, calendar=load_calendar(), policies=policy_on(TODAY))
    assert isinstance(read, ParsedDeadline)
    return read


def drafts(cast: Cast) -> list[TaskDraft]:
    return [
        TaskDraft(
            content="Tổ chức hội nghị tập huấn",
            leads=[cast.general],
            coordinators=[cast.it_centre, cast.finance],
            deadline=deadline("15/07/2018"),
            deadline_text="15/07/2018",
            specialist=cast.specialist,
        ),
        TaskDraft(content="Cập nhật dữ liệu", leads=[cast.construction, cast.bien_hoa]),
    ]


def save(cast: Cast, document: Document, tasks: list[TaskDraft], **more: object) -> list[Task]:
    return save_draft(actor=cast.acting("clerk"), now=NOW, document=document, tasks=tasks, **more)  # type: ignore[arg-type]


def test_drafts_wait_with_their_units_and_nobody_outside_is_told(cast: Cast, plan: Document) -> None:
    first, second = save(cast, plan, drafts(cast))
    assert first.code.startswith("NV-2018-")
    assert [a.state for a in Assignment.objects.all()] == ["draft"] * 5
    assert [a.code for a in first.assignments.order_by("id")] == [f"{first.code}.{i}" for i in (1, 2, 3)]
    assert (first.due_on, first.assigner, first.position) == (date(2018, 7, 15), cast.office, 1)
    assert (second.due_on, second.position) == (None, 2)
    plan.refresh_from_db()
    assert plan.entry_state == "to_enter"


def test_a_draft_is_changed_in_place(cast: Cast, plan: Document) -> None:
    first = save(cast, plan, drafts(cast))[0]
    kept = first.assignments.get(unit=cast.finance).code
    changed = TaskDraft(
        code=first.code,
        version=first.version,
        content="Nội dung mới",
        leads=[cast.finance],
        coordinators=[cast.bien_hoa],
    )
    again = save(cast, plan, [changed])[0]
    assert again.pk == first.pk
    assert {(a.unit, a.duty) for a in again.assignments.all()} == {
        (cast.finance, "lead"),
        (cast.bien_hoa, "coordinate"),
    }
    assert again.assignments.get(unit=cast.finance).code == kept


def test_of_two_people_on_one_draft_the_second_is_told(cast: Cast, plan: Document) -> None:
    task = save(cast, plan, drafts(cast))[0]
    mine = TaskDraft(code=task.code, version=task.version, content="Của tôi", leads=[cast.finance])
    save(cast, plan, [mine])
    with pytest.raises(MoveNotAllowed, match="draft_stale"):
        save(cast, plan, [mine])
    task.refresh_from_db()
    assert task.content == "Của tôi"


def test_a_unit_is_named_once_in_a_task(cast: Cast, plan: Document) -> None:
    twice = TaskDraft(content="Việc", leads=[cast.finance], coordinators=[cast.finance])
    with pytest.raises(MoveNotAllowed, match="unit_has_duty"):
        save(cast, plan, [twice])
    assert not Task.objects.exists()


def test_issuing_gives_every_unit_its_duty_at_once(cast: Cast, plan: Document) -> None:
    tasks = save(cast, plan, drafts(cast))
    issued = issue(actor=cast.acting("specialist"), now=NOW, tasks=tasks)
    assert len(issued) == 5
    assert {a.state for a in issued} == {"assigned"}
    assert {a.original_due_on for a in issued if a.task == tasks[0]} == {date(2018, 7, 15)}
    assert Event.objects.filter(name="issued").count() == 5
    plan.refresh_from_db()
    assert (plan.entry_state, plan.entered_on) == ("entered", TODAY)
    assert plan.entered_by_id == plan.tasks.order_by("pk")[0].created_by_id


def test_what_is_issued_is_not_issued_or_redrafted_again(cast: Cast, plan: Document) -> None:
    tasks = save(cast, plan, drafts(cast))
    actor = cast.acting("clerk")
    issue(actor=actor, now=NOW, tasks=tasks)
    with pytest.raises(MoveNotAllowed, match="already_issued"):
        issue(actor=actor, now=NOW, tasks=tasks)
    with pytest.raises(MoveNotAllowed, match="already_issued"):
        save(cast, plan, [TaskDraft(code=tasks[0].code, content="Khác")])
    assert Event.objects.filter(name="issued").count() == 5


def test_issuing_is_all_or_nothing(cast: Cast, plan: Document) -> None:
    tasks = save(cast, plan, [*drafts(cast), TaskDraft(content="Chưa có đơn vị")])
    with pytest.raises(MoveNotAllowed, match="no_lead"):
        issue(actor=cast.acting("clerk"), now=NOW, tasks=tasks)
    assert not Assignment.objects.exclude(state="draft").exists()
    with pytest.raises(MoveNotAllowed, match="nothing_to_issue"):
        issue(actor=cast.acting("clerk"), now=NOW, tasks=[])


def test_a_closed_unit_gets_no_duty(cast: Cast, plan: Document) -> None:
    cast.bien_hoa.valid_to = date(2018, 7, 11)
    cast.bien_hoa.save()
    tasks = save(cast, plan, drafts(cast))
    with pytest.raises(MoveNotAllowed) as refused:
        issue(actor=cast.acting("clerk"), now=NOW, tasks=tasks)
    assert refused.value.code == "unit_closed"
    assert refused.value.params["unit"] == "UBND thành phố Biên Hòa"


def test_a_division_of_an_agency_gets_no_duty_of_its_own(cast: Cast, plan: Document) -> None:
    tasks = save(cast, plan, [TaskDraft(content="Việc", leads=[cast.infrastructure])])
    with pytest.raises(MoveNotAllowed, match="unit_not_assignable"):
        issue(actor=cast.acting("clerk"), now=NOW, tasks=tasks)


def test_a_deadline_before_the_document_is_refused_at_issue(cast: Cast, plan: Document) -> None:
    tasks = save(cast, plan, drafts(cast))
    Document.objects.filter(pk=plan.pk).update(issued_on=date(2018, 8, 1))
    with pytest.raises(MoveNotAllowed, match="deadline_before_document"):
        issue(actor=cast.acting("clerk"), now=NOW, tasks=tasks)


def test_a_spoken_direction_needs_no_document(cast: Cast) -> None:
    spoken = SpokenDirection(by="Chủ tịch UBND tỉnh", on=date(2018, 7, 10), at="Họp giao ban")
    task = save_draft(actor=cast.acting("clerk"), now=NOW, spoken=spoken, tasks=drafts(cast)[:1])[0]
    assert (task.document, task.spoken_at_event, task.assigner) == (None, "Họp giao ban", cast.committee)
    assert len(issue(actor=cast.acting("clerk"), now=NOW, tasks=[task])) == 3


def test_a_deleted_draft_stays_in_the_history_of_its_document(cast: Cast, plan: Document) -> None:
    task = save(cast, plan, drafts(cast))[0]
    delete_draft(actor=cast.acting("clerk"), now=NOW, task=task)
    assert not Task.objects.filter(code=task.code).exists()
    event = Event.objects.get(name="draft_deleted")
    assert (event.document, event.before["content"]) == (plan, "Tổ chức hội nghị tập huấn")


def test_drafts_are_removed_in_the_same_stroke_that_saves_the_others(cast: Cast, plan: Document) -> None:
    first, second = save(cast, plan, drafts(cast))
    save(cast, plan, [TaskDraft(code=second.code, content="Còn lại")], removed=[first.code])
    assert [t.content for t in Task.objects.all()] == ["Còn lại"]
    with pytest.raises(MoveNotAllowed, match="draft_gone"):
        save(cast, plan, [], removed=[first.code])


def test_a_copy_takes_terms_and_open_units_but_no_dates_of_old(cast: Cast, plan: Document) -> None:
    by_date, _ = save(cast, plan, drafts(cast))
    by_term = save(
        cast,
        plan,
        [
            TaskDraft(
                content="Việc", leads=[cast.finance], deadline=deadline("20 ngày"), deadline_text="20 ngày"
            )
        ],
    )[0]
    cast.finance.valid_to = date(2018, 7, 1)
    cast.finance.save()
    assert draft_like(by_date, today=TODAY).deadline_text == ""
    assert draft_like(by_date, today=TODAY).coordinators == [cast.it_centre]
    copy = draft_like(by_term, today=TODAY)
    assert (copy.deadline_text, copy.leads, copy.copied_from) == ("20 ngày", [], by_term)


def test_terms_of_drafts_follow_the_date_of_the_document(cast: Cast, plan: Document) -> None:
    task = save(
        cast,
        plan,
        [
            TaskDraft(
                content="Việc", leads=[cast.finance], deadline=deadline("20 ngày"), deadline_text="20 ngày"
            )
        ],
    )[0]
    assert task.due_on == date(2018, 7, 19)
    change_document(
        actor=cast.acting("clerk"),
        now=NOW,
        document=plan,
        symbol=plan.symbol,
        kind=plan.kind,
        abstract=plan.abstract,
        issued_on=date(2018, 7, 2),
        issuer=cast.office,
        drafting_unit=cast.general,
    )
    task.refresh_from_db()
    assert task.due_on == date(2018, 7, 23)  # 22/7 is a Sunday
    assert task.assignments.get().due_on == task.due_on


def test_a_page_touches_no_drafts_of_another_document(cast: Cast, plan: Document) -> None:
    other = cast.document()
    (draft,) = save(cast, plan, [TaskDraft(content="Của kế hoạch")])
    for doomed in (
        {"tasks": [TaskDraft(code=draft.code, content="Bị lấy")]},
        {"tasks": [], "removed": [draft.code]},
    ):
        with pytest.raises(MoveNotAllowed, match="draft_gone"):
            save_draft(actor=cast.acting("clerk"), now=NOW, document=other, **doomed)
    spoken = SpokenDirection(by="Chủ tịch", on=TODAY)
    with pytest.raises(MoveNotAllowed, match="draft_gone"):
        save_draft(
            actor=cast.acting("clerk"),
            now=NOW,
            spoken=spoken,
            tasks=[TaskDraft(code=draft.code, content="x")],
        )
    assert Task.objects.get(code=draft.code).content == "Của kế hoạch"
