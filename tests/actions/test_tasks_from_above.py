"""What those above give to the Committee is a duty of its own kind, counted apart."""

from datetime import date

import pytest

from nhacviec.actions.answers import answer, confirm
from nhacviec.actions.silence import confirm_silently
from nhacviec.actions.standings import follow
from nhacviec.actions.tasks import TaskDraft, issue, save_draft
from nhacviec.queries.access import moves_open_to
from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.office_day import OfficeDay
from nhacviec.queries.statistics import counting_rules, counts
from nhacviec.records.models import Assignment, Task, Unit
from nhacviec.rules.lifecycle import Duty, Move, MoveNotAllowed, State
from nhacviec.rules.units import UnitKind
from tests.cast import Cast
from tests.make import NOW, TODAY, make_document, make_unit


@pytest.fixture
def government(cast: Cast) -> Unit:
    return make_unit("Chính phủ", kind=UnitKind.SUPERIOR, abbreviation="CP")


def drafted(cast: Cast, issuer: Unit, *leads: Unit, **more: object) -> Task:
    document = make_document(issuer=issuer, by=cast.clerk, symbol="63/NQ-CP", kind="NQ")
    draft = TaskDraft(
        content="Báo cáo tình hình giải ngân",
        leads=leads,
        specialist=cast.specialist,
        office_leader=cast.office_leader,
        committee_leader=cast.chair,
        **more,  # type: ignore[arg-type]
    )
    return save_draft(actor=cast.acting("clerk"), now=NOW, document=document, tasks=[draft])[0]


def given(cast: Cast, government: Unit) -> Assignment:
    return issue(actor=cast.acting("clerk"), now=NOW, tasks=[drafted(cast, government, cast.committee)])[0]


def test_it_is_the_duty_of_the_committee_and_stands_in_no_number_of_the_agencies(
    cast: Cast, government: Unit
) -> None:
    duty = given(cast, government)
    assert (duty.duty, duty.state, duty.unit) == (Duty.COMMITTEE, State.ASSIGNED, cast.committee)
    assert duty.task.assigner == government
    as_of, rules = AsOf.now(OfficeDay(NOW).moment), counting_rules(TODAY)
    follow([duty.pk], day=TODAY)
    of_specialist = Scope("specialist", cast.specialist.pk, (cast.specialist.pk,))
    for scope in (Scope(), of_specialist):
        assert counts(scope, as_of, rules).everything == 0
        assert counts(scope, as_of, rules, duty=Duty.COMMITTEE).everything == 1


def test_the_party_committee_is_given_tasks_too(cast: Cast, government: Unit) -> None:
    party = make_unit("Ban cán sự đảng UBND tỉnh", kind=UnitKind.PARTY_COMMITTEE)
    (duty,) = issue(actor=cast.acting("clerk"), now=NOW, tasks=[drafted(cast, government, party)])
    assert duty.duty == Duty.COMMITTEE


def test_only_who_stands_above_gives_a_task_to_the_committee(cast: Cast, government: Unit) -> None:
    with pytest.raises(MoveNotAllowed, match="unit_not_assignable"):
        issue(actor=cast.acting("clerk"), now=NOW, tasks=[drafted(cast, cast.office, cast.committee)])


def test_the_committee_has_its_task_alone(cast: Cast, government: Unit) -> None:
    task = drafted(cast, government, cast.committee, coordinators=[cast.finance])
    with pytest.raises(MoveNotAllowed, match="committee_alone"):
        issue(actor=cast.acting("clerk"), now=NOW, tasks=[task])


@pytest.mark.parametrize(
    ("who", "moves"),
    [
        ("specialist", {Move.ACCEPT, Move.ANSWER, Move.CHANGE_DEADLINE, Move.CANCEL}),
        ("head", {Move.ACCEPT, Move.ANSWER, Move.CHANGE_DEADLINE, Move.CANCEL}),
        ("office_leader", {Move.ACCEPT, Move.ANSWER, Move.CHANGE_DEADLINE, Move.CANCEL}),
        ("clerk", {Move.ANSWER}),
        ("other_specialist", set()),
        ("chair", set()),
        ("inspector", set()),
        ("director", set()),
    ],
)
def test_the_office_follows_it_and_nobody_signs_in_for_the_committee(
    cast: Cast, government: Unit, who: str, moves: set[Move]
) -> None:
    duty = Assignment.objects.select_related("task").get(pk=given(cast, government).pk)
    found = set(moves_open_to(cast.acting(who), duty, ext_approver="chief_of_office"))
    of_task = {Move.CHANGE_CONTENT, Move.CHANGE_MONITORS, Move.INSTRUCT}
    assert found - of_task == moves


def test_who_reported_writes_down_that_the_superior_accepted(cast: Cast, government: Unit) -> None:
    duty, actor = given(cast, government), cast.acting("specialist")
    answer(
        actor=actor,
        assignment=duty,
        text="Báo cáo",
        document_symbol="88/BC-UBND",
        document_date=TODAY,
        now=NOW,
    )
    assert confirm_silently(now=NOW.replace(year=2019)) == 0
    duty.refresh_from_db()
    confirm(actor=actor, assignment=duty, reason="VPCP ghi nhận tại 5678/VPCP-TH", now=NOW)
    assert Assignment.objects.get(pk=duty.pk).state == State.COMPLETED


def test_children_point_to_what_they_serve(cast: Cast, government: Unit) -> None:
    parent = given(cast, government).task
    child = cast.task(parent=parent, due_on=date(2018, 7, 13))
    assert list(parent.children.all()) == [child]
