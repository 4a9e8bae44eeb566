"""What those above demand is given down to agencies: a draft with an earlier deadline, issued like others."""

from datetime import date

import pytest

from nhacviec.actions.answers import answer, confirm
from nhacviec.actions.cascade import give_down, unlink
from nhacviec.actions.tasks import TaskDraft, issue, save_draft
from nhacviec.queries.cascade import children_of, needed_open, parent_due, parent_of
from nhacviec.records.models import Assignment, Event, StaleAssignment, Task
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Duty, MoveNotAllowed, State
from tests.cast import Cast
from tests.from_above import from_above
from tests.make import NOW, make_assignment
from tests.threads import at_once, errors_in


def drafted(cast: Cast, task: Task) -> list[Task]:
    draft = TaskDraft(
        code=task.code,
        content="Tổng hợp số liệu",
        leads=[cast.construction],
        deadline_text=task.deadline_text,
    )
    return save_draft(actor=cast.acting("clerk"), now=NOW, document=task.document, tasks=[draft])


def issued(cast: Cast, drafts: list[Task]) -> list[Assignment]:
    return issue(actor=cast.acting("clerk"), now=NOW, tasks=drafts)


def issued_to_construction(cast: Cast, task: Task) -> Assignment:
    return issued(cast, drafted(cast, task))[0]


def reported(cast: Cast, above: Assignment, why: str = "") -> None:
    answer(
        actor=cast.acting("specialist"), assignment=above, text="Báo cáo", document_symbol="88/BC-UBND",
        document_date=date(2018, 7, 12), children_reason=why, now=NOW,
    )  # fmt: skip


def test_the_draft_begins_as_what_the_committee_was_given_and_ends_earlier(cast: Cast) -> None:
    above = from_above(cast, due_on=date(2018, 7, 31))
    task = give_down(actor=cast.acting("specialist"), assignment=above, now=NOW)
    assert (task.parent, task.assigner, task.document) == (above.task, cast.committee, above.task.document)
    assert task.content == above.task.content
    assert task.specialist == cast.specialist
    assert (task.due_on, task.deadline_text) == (date(2018, 7, 24), "24/07/2018")
    assert not task.assignments.exists()


def test_agencies_get_a_duty_of_their_own_and_the_parent_remembers(cast: Cast) -> None:
    above = from_above(cast)
    child = issued_to_construction(cast, give_down(actor=cast.acting("clerk"), assignment=above, now=NOW))
    assert (child.duty, child.task.parent_id, child.task.assigner) == (
        Duty.LEAD,
        above.task_id,
        cast.committee,
    )
    told = Event.objects.get(name=EventName.GIVEN_DOWN)
    assert (told.task, told.after["child"], told.after["units"]) == (
        above.task,
        child.task.code,
        "Sở Xây dựng",
    )
    assert [c.duty for c in children_of(cast.acting("specialist"), above)] == [child]
    assert parent_of(cast.acting("specialist"), child.task) == above
    assert parent_of(cast.acting("focal"), child.task) is None


def test_a_child_that_ends_after_its_parent_is_marked(cast: Cast) -> None:
    above = from_above(cast, due_on=date(2018, 7, 20))
    task = cast.task(parent=above.task)
    for unit, due_on in ((cast.construction, date(2018, 7, 20)), (cast.finance, date(2018, 7, 21))):
        make_assignment(task, unit, due_on=due_on)
    make_assignment(task, cast.bien_hoa, due_on=None)
    assert [c.breaks for c in children_of(cast.acting("clerk"), above)] == [False, True, True]
    assert parent_due(cast.acting("specialist"), task) == date(2018, 7, 20)


def test_only_open_lead_duties_are_waited_for(cast: Cast) -> None:
    above = from_above(cast)
    task = cast.task(parent=above.task)
    lead = make_assignment(task, cast.construction)
    make_assignment(task, cast.finance, duty=Duty.COORDINATE)
    make_assignment(task, cast.bien_hoa, state=State.COMPLETED)
    assert list(needed_open(above.task)) == [lead]


def test_what_agencies_have_is_not_given_down_again(cast: Cast) -> None:
    with pytest.raises(MoveNotAllowed, match="not_from_above"):
        give_down(actor=cast.acting("clerk"), assignment=cast.duty(), now=NOW)


def test_what_was_reported_is_not_given_down(cast: Cast) -> None:
    above = from_above(cast, state=State.ANSWERED)
    with pytest.raises(MoveNotAllowed, match="given_down_closed"):
        give_down(actor=cast.acting("clerk"), assignment=above, now=NOW)


def test_who_was_slower_than_the_report_is_told_so(cast: Cast) -> None:
    above = from_above(cast)
    Assignment.objects.filter(pk=above.pk).update(version=above.version + 1)
    with pytest.raises(StaleAssignment):
        give_down(actor=cast.acting("clerk"), assignment=above, now=NOW)


def test_the_report_is_an_outgoing_document(cast: Cast) -> None:
    above = from_above(cast)
    with pytest.raises(MoveNotAllowed, match="report_needs_document"):
        answer(actor=cast.acting("specialist"), assignment=above, text="Đã xong", now=NOW)


def test_it_is_not_reported_while_an_agency_is_not_done_unless_it_says_why(cast: Cast) -> None:
    above = from_above(cast)
    make_assignment(cast.task(parent=above.task), cast.construction)
    with pytest.raises(MoveNotAllowed, match="children_open"):
        reported(cast, above)
    reported(cast, above, "Cấp trên yêu cầu báo cáo trước")
    told = Event.objects.get(name=EventName.ANSWERED)
    assert (told.reason, told.after["children_open"]) == ("Cấp trên yêu cầu báo cáo trước", 1)


def test_it_ends_with_what_the_superior_said_of_it(cast: Cast) -> None:
    above, actor = from_above(cast), cast.acting("specialist")
    reported(cast, above)
    with pytest.raises(MoveNotAllowed, match="reason_required"):
        confirm(actor=actor, assignment=above, now=NOW)
    confirm(actor=actor, assignment=above, reason="VPCP ghi nhận tại 5678/VPCP-TH", now=NOW)
    assert Assignment.objects.get(pk=above.pk).state == State.COMPLETED


def test_a_draft_for_what_was_reported_is_issued_when_it_serves_it_no_more(cast: Cast) -> None:
    above = from_above(cast)
    drafts = drafted(cast, give_down(actor=cast.acting("clerk"), assignment=above, now=NOW))
    reported(cast, above)
    with pytest.raises(MoveNotAllowed, match="served_is_closed"):
        issued(cast, drafts)
    unlink(actor=cast.acting("clerk"), task=drafts[0], reason="Đã báo cáo", now=NOW)
    assert issued(cast, drafts)[0].task.parent_id is None


@pytest.mark.django_db(transaction=True)
def test_it_is_reported_or_given_down_but_not_both_behind_each_others_back() -> None:
    cast = Cast()
    for _ in range(5):
        above = from_above(cast)
        drafts = drafted(cast, give_down(actor=cast.acting("clerk"), assignment=above, now=NOW))
        lost = errors_in(at_once(lambda: reported(cast, above), lambda: issued(cast, drafts)))  # noqa: B023
        codes = [getattr(error, "code", error) for error in lost]
        state = Assignment.objects.get(pk=above.pk).state
        given = needed_open(above.task).exists()
        assert (codes, state, given) in [
            (["children_open"], State.IN_PROGRESS, True),
            (["served_is_closed"], State.ANSWERED, False),
        ]
