"""The read gate against an oracle, for everybody, on every combination of a small province."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from nhacviec.queries.access import (
    assignment_by_code,
    assignment_for,
    document_by_id,
    may_read_inside,
    moves_open_to,
    own_assignments,
    readable_assignments,
    task_by_code,
    visible_assignments,
    visible_documents,
    visible_tasks,
)
from nhacviec.queries.actors import posts_today
from nhacviec.queries.file_access import file_by_id, reads_file
from nhacviec.queries.policy import policy_on
from nhacviec.queries.story import story_events
from nhacviec.records.models import Assignment, Document, Event, StoredFile, Task, Unit
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import STEPS, Move, State
from nhacviec.rules.permissions import AGENCY_ROLES, NOT_ON_OWN_UNIT, Actor
from tests.cast import Cast
from tests.make import NOW, TODAY, make_assignment, make_person, make_post
from tests.queries.province import Oracle, Province, Viewer

ONE_OF_EACH_ROLE = (
    "clerk", "specialist", "head", "office_leader", "chair", "focal", "officer", "other_officer", "director",
    "finance_focal", "inspector", "admin",
)  # fmt: skip
# A row on which every request stands, so that every decision has its object.
ASKED: dict[str, Any] = {"has_open_extension": True, "has_open_objection": True, "outcome": "late"}
NEEDS_NOTHING_ASKED = (Move.ASK_EXTENSION, Move.OBJECT, Move.TAKE_BACK)


def test_the_gate_lets_everybody_see_exactly_what_the_rule_says(db: None) -> None:
    province = Province()
    _agree(province)


def test_a_unit_that_moved_is_seen_by_its_new_agency_and_no_more_by_the_old(db: None) -> None:
    """Relations follow the tree of today: so the history of a branch moves with it."""
    province = Province()
    _move_under(province.branch, province.cast.finance)
    _move_under(province.branch_room, province.branch)
    of_branch = Assignment.objects.filter(unit=province.branch).exclude(state=State.DRAFT)
    assert set(of_branch) <= set(own_assignments(province.cast.acting("finance_focal")))
    assert not set(of_branch) & set(own_assignments(province.cast.acting("focal")))
    _agree(province)


def _move_under(unit: Unit, parent: Unit) -> None:
    unit.parent, unit.lineage = parent, [*parent.lineage, unit.pk]
    unit.save()


def _agree(province: Province) -> None:
    oracle = Oracle()
    tasks = list(Task.objects.all())
    rows = list(Assignment.objects.select_related("task"))
    documents = list(Document.objects.all())
    files = list(StoredFile.objects.select_related("document", "answer__assignment", "assignment"))
    assert len(tasks) > 100
    for viewer in province.viewers:
        actor, post = viewer.actor, viewer.post

        def allowed(things: Iterable[Any], rule: Callable[..., bool], post: Any = post) -> set[int]:
            return {thing.pk for thing in things if rule(post, thing)}

        said = (
            ("tasks", visible_tasks(actor), allowed(tasks, oracle.sees_task)),
            ("assignments", visible_assignments(actor), allowed(rows, oracle.sees)),
            ("inside", readable_assignments(actor), allowed(rows, oracle.reads_inside)),
            ("documents", visible_documents(actor), allowed(documents, oracle.sees_document)),
            ("files", [f for f in files if reads_file(actor, f)], allowed(files, oracle.sees_file)),
        )
        for name, seen, right in said:
            assert _explain(seen, right) == ([], []), f"{viewer.name}: {name}"
        _python_agrees(viewer, oracle)
        if actor.role in AGENCY_ROLES:
            mine = {r.pk for r in rows if oracle.mine(post, r)}
            assert {r.pk for r in own_assignments(actor)} == mine, viewer.name


def _explain(seen: Iterable[Any], right: set[int]) -> tuple[list[str], list[str]]:
    """What is seen too much and too little; also that no row comes twice."""
    rows = list(seen)
    assert len(rows) == len({r.pk for r in rows})
    model = type(rows[0]) if rows else Task
    too_little = model._default_manager.filter(pk__in=right - {r.pk for r in rows})
    return [str(r) for r in rows if r.pk not in right][:5], [str(r) for r in too_little][:5]


def _python_agrees(viewer: Viewer, oracle: Oracle) -> None:
    """`may_read_inside` on the rows of a visible task, as the pages ask it."""
    actor = viewer.actor
    for parties in oracle.parties.values():
        issued = [p for p in parties if p.state != State.DRAFT]
        for row in issued:
            if oracle.sees(viewer.post, row):
                inside = may_read_inside(actor, row, issued)
                assert inside == oracle.reads_inside(viewer.post, row), (viewer.name, str(row))


def test_no_move_is_open_to_whom_the_row_is_hidden_from_or_whose_business_it_is_not(db: None) -> None:
    province, oracle = Province(), Oracle()
    rows = list(Assignment.objects.select_related("task")[::3])
    for viewer in province.viewers:
        actor = viewer.actor
        for row in rows:
            opened = set(moves_open_to(actor, row, ext_approver="chief_of_office"))
            if actor.role in AGENCY_ROLES:
                assert not opened & set(NOT_ON_OWN_UNIT), viewer.name
                if not oracle.mine(viewer.post, row):
                    assert not opened, (viewer.name, str(row), opened)
            if not oracle.sees(viewer.post, row):
                continue
            assert all(row.state in STEPS[move].sources for move in opened)


@pytest.mark.parametrize("move", list(Move))
def test_the_buttons_and_the_gate_of_a_move_say_the_same(move: Move, cast: Cast) -> None:
    """What `moves_open_to` offers, `assignment_for` lets through; what it does not let through is not
    offered; and a row that is hidden is a 404 whoever asks."""
    states = sorted(STEPS[move].sources | {State.DRAFT})
    rows = [cast.duty(state=s, officer=cast.officer, **ASKED) for s in states]
    rows += [cast.duty(state=s, unit=cast.general, **ASKED) for s in states]
    approver = policy_on(TODAY).ext_approver
    for who in ONE_OF_EACH_ROLE:
        actor = cast.acting(who)
        seen = set(visible_assignments(actor).values_list("pk", flat=True))
        for row in rows:
            offered = move in moves_open_to(actor, row, ext_approver=approver)
            answer = _gate(actor, row, move)
            assert (answer == 404) == (row.pk not in seen), (who, str(row))
            if row.pk in seen and row.state in STEPS[move].sources and move not in NEEDS_NOTHING_ASKED:
                assert offered == (answer == 200), (who, row.state)
            elif offered:
                assert answer != 403, (who, row.state)


def _gate(actor: Actor, row: Assignment, move: Move) -> int:
    try:
        assignment_for(actor, row.code, move, today=TODAY)
    except Http404:
        return 404
    except PermissionDenied:
        return 403
    return 200


def test_what_is_hidden_and_what_does_not_exist_raise_the_same(cast: Cast) -> None:
    duty = cast.duty(unit=cast.finance)
    task = duty.task
    stored = StoredFile.objects.create(
        document=task.document,
        path="x/1",
        name="a.pdf",
        kind="pdf",
        size=1,
        sha256="0" * 64,
        uploaded_by=cast.clerk,
        uploaded_at=NOW,
    )
    actor = cast.acting("focal")
    finders: tuple[tuple[Callable[..., Any], Any, Any], ...] = (
        (task_by_code, task.code, "NV-2018-999999"),
        (assignment_by_code, duty.code, "NV-2018-999999.1"),
        (document_by_id, task.document_id, 10**9),
        (file_by_id, stored.pk, 10**9),
    )
    for find, hidden, missing in finders:
        said = []
        for wanted in (hidden, missing):
            with pytest.raises(Http404) as nothing:
                find(actor, wanted)
            said.append(str(nothing.value))
        assert said[0] == said[1]


def test_a_post_that_ended_yesterday_opens_nothing_and_one_that_ends_today_still_does(cast: Cast) -> None:
    person = make_person("cu")
    ended = make_post(person, cast.construction, post_role(cast), valid_to=TODAY - timedelta(days=1))
    last_day = make_post(person, cast.construction, post_role(cast), valid_to=TODAY)
    taken_back = make_post(person, cast.construction, post_role(cast), ended_at=NOW)
    tomorrow = make_post(person, cast.construction, post_role(cast), valid_from=TODAY + timedelta(days=1))
    assert posts_today(person, TODAY) == [last_day]
    assert not {ended, taken_back, tomorrow} & set(posts_today(person, TODAY))
    person.is_active = False
    person.save()
    assert posts_today(person, TODAY) == []


def post_role(cast: Cast) -> Any:
    return cast.focal.posts.get().role


def test_a_unit_whose_duty_went_to_another_keeps_its_own_row_only(cast: Cast) -> None:
    """After reassignment: the old unit still finds the task and what it did itself; what the new unit
    answers is not for it."""
    task = cast.task()
    old = make_assignment(task, cast.construction, state=State.CANCELLED)
    new = make_assignment(task, cast.finance)
    helper = make_assignment(task, cast.bien_hoa, duty="coordinate")
    actor = cast.acting("focal")
    assert task in visible_tasks(actor)
    assert set(readable_assignments(actor)) == {old}
    assert [may_read_inside(actor, p, [old, new, helper]) for p in (old, new, helper)] == [True, False, False]


def test_lines_of_the_story_stay_with_those_who_may_read_them(cast: Cast) -> None:
    task, lead, coordinator = cast.shared_task()
    stranger = make_assignment(task, cast.bien_hoa, duty="coordinate")
    parties = [lead, coordinator, stranger]
    events = {
        party.pk: Event.objects.create(
            name=EventName.PROGRESS_NOTED, task=task, assignment=party, happened_at=NOW, recorded_at=NOW
        )
        for party in parties
    }
    common = Event.objects.create(name=EventName.INSTRUCTED, task=task, happened_at=NOW, recorded_at=NOW)
    for who, inside in (
        ("focal", parties),
        ("finance_focal", [lead, coordinator]),
        ("bien_hoa_focal", [lead, stranger]),
        ("chair", parties),
    ):
        actor = cast.acting(who)
        readable = [p for p in parties if may_read_inside(actor, p, parties)]
        assert set(story_events(task, readable)) == {events[p.pk] for p in inside} | {common}, who


def test_a_draft_is_unknown_outside_the_office_even_beside_issued_rows(cast: Cast) -> None:
    task = cast.task()
    issued = make_assignment(task, cast.construction)
    draft = make_assignment(task, cast.finance, state=State.DRAFT)
    assert set(visible_assignments(cast.acting("focal"))) == {issued}
    assert not visible_tasks(cast.acting("finance_focal")).exists()
    assert set(visible_assignments(cast.acting("inspector"))) == {issued}
    assert set(visible_assignments(cast.acting("clerk"))) == {issued, draft}
