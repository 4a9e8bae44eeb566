"""Comparing with a list of those above: five kinds of difference, accepted or kept, never silently."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from nhacviec.actions.changes import change_deadline
from nhacviec.actions.reconciling import accept, bring, each, keep
from nhacviec.actions.reconciling_deeds import Settling
from nhacviec.integrations.superior_list import read_file
from nhacviec.records.models import Assignment, Document, Event, ListDifference, Reconciliation
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Duty, MoveNotAllowed, State
from nhacviec.rules.reconcile.differences import Difference, Settled
from tests.cast import Cast
from tests.from_above import from_above, superior
from tests.reconciling import Scene, line, listed
from tests.submitting import at, day
from tests.threads import at_once, errors_in


def of(run: Reconciliation, kind: Difference) -> ListDifference:
    return run.differences.get(kind=kind)


def accepted(cast: Cast, row: ListDifference, **fields: Any) -> ListDifference:
    values: dict[str, Any] = {"settling": Settling(committee=cast.committee), "now": at(day(11))}
    accept(actor=cast.acting("head"), difference=row, **(values | fields))
    row.refresh_from_db()
    return row


def now_so(duty: Assignment) -> Assignment:
    return Assignment.objects.select_related("task__document", "unit").get(pk=duty.pk)


def test_every_kind_of_difference_is_found_and_nothing_is_changed(cast: Cast) -> None:
    scene = Scene(cast)
    before = list(Assignment.objects.order_by("pk").values())
    run = scene.brought()
    found = {Difference(row.kind): row for row in run.differences.all()}
    assert set(found) == set(Difference) and run.differences.count() == 5
    assert found[Difference.STATE].assignment == scene.done
    assert found[Difference.DATE].theirs["due_on"] == "2018-08-31"
    assert found[Difference.CONTENT].assignment == scene.reworded
    assert found[Difference.ONLY_HERE].assignment == scene.unlisted
    assert found[Difference.ONLY_THERE].theirs["symbol"] == "77/NQ-CP"
    assert (run.rows_read, run.rows_same) == (6, 1)
    [mistake] = run.problems
    assert (mistake["row"], mistake["heading"], mistake["code"]) == (10, "due", "bad_date")
    assert list(Assignment.objects.order_by("pk").values()) == before
    assert Event.objects.get(name=EventName.LIST_COMPARED).after["differences"] == 5


def test_a_row_with_a_mistake_does_not_make_its_task_missing(cast: Cast) -> None:
    scene = Scene(cast)
    rows = scene.rows()
    rows[0][6] = "Nửa nạc nửa mỡ"
    scene.rows = lambda: rows  # type: ignore[method-assign]
    run = scene.brought()
    assert [row.assignment for row in run.differences.filter(kind=Difference.ONLY_HERE)] == [scene.unlisted]
    assert len(run.problems) == 2


def test_their_date_becomes_ours_and_the_original_stays(cast: Cast) -> None:
    scene = Scene(cast)
    row = accepted(cast, of(scene.brought(), Difference.DATE), reason="Đã có công văn gia hạn")
    duty = now_so(scene.later)
    assert (duty.due_on, row.settled, row.settled_by) == (date(2018, 8, 31), Settled.ACCEPTED, cast.head)
    changed = Event.objects.get(name=EventName.DEADLINE_CHANGED)
    assert "vpcp.xlsx, dòng 7" in changed.reason and "Đã có công văn gia hạn" in changed.reason
    assert Event.objects.get(name=EventName.LIST_FOLLOWED).assignment == duty


def test_their_words_become_ours(cast: Cast) -> None:
    scene = Scene(cast)
    accepted(cast, of(scene.brought(), Difference.CONTENT))
    assert "môi trường" in now_so(scene.reworded).task.content


def test_what_they_have_as_done_is_reported_and_confirmed_by_their_report(cast: Cast) -> None:
    scene = Scene(cast)
    accepted(cast, of(scene.brought(), Difference.STATE))
    duty = now_so(scene.done)
    given = duty.answers.get()
    assert duty.state == State.COMPLETED
    assert (given.document_symbol, given.document_date, given.answered_on) == (
        "88/BC-UBND",
        day(8),
        day(9),  # the task was entered here later than their report
    )


def test_without_a_report_in_the_list_it_is_not_done(cast: Cast) -> None:
    scene = Scene(cast)
    row = of(scene.brought(), Difference.STATE)
    ListDifference.objects.filter(pk=row.pk).update(theirs=row.theirs | {"reply": ""})
    with pytest.raises(MoveNotAllowed, match="list_needs_report"):
        accepted(cast, row)
    row.refresh_from_db()
    assert row.settled == Settled.OPEN and now_so(scene.done).state == State.IN_PROGRESS


def test_what_only_they_have_is_entered_and_given_to_the_committee(cast: Cast) -> None:
    scene = Scene(cast)
    settling = Settling(committee=cast.committee, specialist=cast.specialist)
    row = accepted(cast, of(scene.brought(), Difference.ONLY_THERE), settling=settling)
    duty = row.assignment
    assert duty is not None
    assert (duty.duty, duty.state, duty.unit, duty.due_on) == (
        Duty.COMMITTEE,
        State.ASSIGNED,
        cast.committee,
        date(2018, 9, 30),
    )
    document = duty.task.document
    assert document is not None and (document.symbol, document.issued_on) == ("77/NQ-CP", day(-5))
    assert (duty.task.assigner, duty.task.specialist) == (scene.above, cast.specialist)
    again = scene.brought()
    assert not again.differences.filter(kind=Difference.ONLY_THERE).exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"due_on": "2018-06-01"}, "list_no_deadline"),
        ({"due_on": "2199-01-01"}, "list_no_deadline"),
        ({"dated_on": "2018-07-14"}, "list_dated_ahead"),
    ],
)
def test_a_day_that_cannot_be_one_enters_nothing(cast: Cast, said: dict[str, str], code: str) -> None:
    """It would have been a task without a deadline, or a document of tomorrow."""
    row = of(Scene(cast).brought(), Difference.ONLY_THERE)
    ListDifference.objects.filter(pk=row.pk).update(theirs=row.theirs | said)
    before = Assignment.objects.count(), Document.objects.count()
    with pytest.raises(MoveNotAllowed, match=code):
        accepted(cast, row)
    assert (Assignment.objects.count(), Document.objects.count()) == before


def test_a_list_brought_twice_enters_its_tasks_once(cast: Cast) -> None:
    scene = Scene(cast)
    first, second = scene.brought(), scene.brought()
    taken = accepted(cast, of(first, Difference.ONLY_THERE)).assignment
    assert taken is not None
    with pytest.raises(MoveNotAllowed) as refused:
        accepted(cast, of(second, Difference.ONLY_THERE))
    assert (refused.value.code, refused.value.params) == ("list_taken_over", {"duty": taken.code})


def test_what_nobody_expected_in_the_list_is_matched_all_the_same(cast: Cast) -> None:
    """Of another superior, or of before the day that was said: it would have been entered a second time."""
    scene = Scene(cast)
    other = from_above(cast, source=superior("Thủ tướng Chính phủ"), content="Kiểm tra an toàn hồ đập")
    rows = [line(scene.same), line(other)]
    run = bring(
        actor=cast.acting("head"),
        now=at(day(10)),
        found=read_file(listed(*rows), "vpcp.xlsx", None),
        file_name="vpcp.xlsx",
        sources=[scene.above.pk],
        given_from=date(2018, 12, 31),
    )
    assert (run.rows_same, run.differences.count()) == (2, 0)


def test_clauses_of_one_document_that_are_much_alike_are_all_taken_over(cast: Cast) -> None:
    scene = Scene(cast)
    head, rest = [7, "79/NQ-CP", day(-5)], ["Chính phủ", date(2018, 9, 30), "", "", "", ""]
    rows = [[*head, f"Báo cáo kết quả cải cách hành chính {part}", *rest] for part in ("quý I", "quý II")]
    scene.rows = lambda: rows  # type: ignore[method-assign]
    run = scene.brought()
    for row in run.differences.filter(kind=Difference.ONLY_THERE):
        accepted(cast, row)
    assert Assignment.objects.filter(task__document__symbol="79/NQ-CP").count() == 2


def test_what_only_we_have_is_cancelled_with_a_reason(cast: Cast) -> None:
    scene = Scene(cast)
    row = of(scene.brought(), Difference.ONLY_HERE)
    with pytest.raises(MoveNotAllowed, match="reason_required"):
        accepted(cast, row)
    accepted(cast, row, reason="Đã hỏi Văn phòng Chính phủ")
    assert now_so(scene.unlisted).state == State.CANCELLED


def test_ours_is_kept_with_a_reason_and_a_line_of_history(cast: Cast) -> None:
    scene = Scene(cast)
    row = of(scene.brought(), Difference.DATE)
    with pytest.raises(MoveNotAllowed, match="reason_required"):
        keep(actor=cast.acting("head"), difference=row, reason=" ", now=at(day(11)))
    keep(actor=cast.acting("head"), difference=row, reason="Văn bản ghi 20/7", now=at(day(11)))
    row.refresh_from_db()
    assert (row.settled, row.reason) == (Settled.KEPT, "Văn bản ghi 20/7")
    assert now_so(scene.later).due_on == date(2018, 7, 20)
    assert Event.objects.get(name=EventName.LIST_NOT_FOLLOWED).assignment == scene.later
    with pytest.raises(MoveNotAllowed, match="difference_settled"):
        accepted(cast, row)


def test_what_has_changed_here_since_is_not_overwritten(cast: Cast) -> None:
    scene = Scene(cast)
    row = of(scene.brought(), Difference.DATE)
    change_deadline(
        actor=cast.acting("head"), assignment=scene.later, due_on=day(40), reason="x", now=at(day(10))
    )
    with pytest.raises(MoveNotAllowed, match="difference_outdated"):
        accepted(cast, row)
    assert now_so(scene.later).due_on == day(40)


def test_who_may_not_do_the_deed_may_not_accept_it(cast: Cast) -> None:
    scene = Scene(cast)
    run = scene.brought()
    for who in ("clerk", "other_specialist"):
        with pytest.raises(PermissionDenied):
            accept(
                actor=cast.acting(who),
                difference=of(run, Difference.DATE),
                settling=Settling(),
                now=at(day(11)),
            )
    assert of(run, Difference.DATE).settled == Settled.OPEN


def test_many_at_once_are_each_a_deed_of_its_own(cast: Cast) -> None:
    scene = Scene(cast)
    run = scene.brought()
    row = of(run, Difference.STATE)
    ListDifference.objects.filter(pk=row.pk).update(theirs=row.theirs | {"reply": ""})
    rows = list(run.differences.filter(kind__in=["state", "date", "content"]).order_by("pk"))

    def take(one: ListDifference) -> None:
        accepted(cast, one)

    done, refused = each(rows, take)
    assert done == 2
    assert [(one.kind, why.code) for one, why in refused] == [("state", "list_needs_report")]


@pytest.mark.django_db(transaction=True)
def test_two_people_settle_it_once() -> None:
    cast = Cast()
    scene = Scene(cast)
    row = of(scene.brought(), Difference.DATE)
    lost = errors_in(
        at_once(
            lambda: accepted(cast, ListDifference.objects.get(pk=row.pk)),
            lambda: keep(
                actor=cast.acting("head"),
                difference=ListDifference.objects.get(pk=row.pk),
                reason="x",
                now=at(day(11)),
            ),
        )
    )
    assert [getattr(error, "code", error) for error in lost] == ["difference_settled"]
    assert Event.objects.filter(name__in=["list_followed", "list_not_followed"]).count() == 1


@pytest.mark.django_db(transaction=True)
def test_rows_of_one_new_document_taken_over_in_many_windows_register_it_once() -> None:
    cast = Cast()
    scene = Scene(cast)
    rest = ["Chính phủ", date(2018, 9, 30), "", "", "", ""]
    contents = ("Sửa chữa cầu cống", "Xây trường học", "Mua sắm thiết bị y tế")
    rows = [[7, "79/NQ-CP", day(-5), content, *rest] for content in contents]
    scene.rows = lambda: rows  # type: ignore[method-assign]
    found = list(scene.brought().differences.filter(kind=Difference.ONLY_THERE))
    assert errors_in(at_once(*(lambda row=row: accepted(cast, row) for row in found))) == []
    assert Document.objects.get(symbol="79/NQ-CP").tasks.count() == 3
