"""The demo is loaded once for this file (a short year, on a Thursday in November 2026)."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.test import override_settings

from nhacviec.integrations.demo.accounts import ACCOUNTS, PASSWORD
from nhacviec.integrations.demo.loading import fingerprint, load_demo
from nhacviec.integrations.demo.plan_table import PLAN
from nhacviec.queries.actors import posts_today
from nhacviec.queries.waits import attributions
from nhacviec.records.models import (
    Answer,
    Assignment,
    Coordination,
    DelayReport,
    Document,
    Event,
    Extension,
    Objection,
    Person,
    Post,
    Reconciliation,
    Submission,
    Suspension,
    Task,
    Unit,
    Urging,
)
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.reconcile.differences import Difference
from nhacviec.rules.timeliness import LOCAL_ZONE, local_date
from nhacviec.rules.units import UnitKind

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 19, 9, 0, tzinfo=LOCAL_ZONE)
TODAY, MORNING = NOW.date(), NOW.replace(hour=0)
DAYS = 25


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("files")
    with override_settings(FILES_DIRECTORY=path):
        yield path


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker, files: Path) -> Iterator[str]:
    """The loaded province, gone again after this file; its value is the fingerprint."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(now=NOW, days=DAYS)
        yield fingerprint()
        transaction.set_rollback(True)


@pytest.mark.usefixtures("demo")
class TestLoaded:
    def test_plan_is_a_document_with_its_signer(self) -> None:
        plan = Document.objects.get(symbol="1130/KH-VP")
        assert (plan.kind, plan.issued_on.isoformat(), plan.signer_name) == (
            "ke_hoach",
            "2018-06-29",
            "Nguyễn Lục Hòa",
        )
        assert plan.issuer.kind == UnitKind.OFFICE

    def test_submissions_stand_at_every_stop_and_some_are_late(self) -> None:
        stops = Counter(Submission.objects.values_list("stop", flat=True))
        assert set(stops) >= {"appraisal", "consultation", "decision", "supplement", "answered"}
        late = Submission.objects.filter(due_on__lt=TODAY)
        assert late.exists() and Submission.objects.filter(days_late__gt=0).exists()
        assert late.values("division").distinct().count() > 1

    def test_plan_has_its_text_as_a_pdf(self, files: Path) -> None:
        stored = Document.objects.get(symbol="1130/KH-VP").files.get()
        assert stored.kind == "pdf"
        assert (files / stored.path).read_bytes().startswith(b"%PDF")

    def test_tasks_of_the_plan_are_those_of_its_text(self) -> None:
        tasks = Task.objects.filter(document__symbol="1130/KH-VP").order_by("position")
        assert [(t.content, t.due_on, t.deadline_text) for t in tasks] == [
            (item.content, item.due_on, item.window) for item in PLAN
        ]

    def test_units_of_the_plan_are_those_of_its_text(self) -> None:
        tasks = Task.objects.filter(document__symbol="1130/KH-VP").order_by("position")
        for task, item in zip(tasks, PLAN, strict=True):
            for duty, keys in ((Duty.LEAD, item.leads), (Duty.COORDINATE, item.coordinators)):
                assert task.assignments.filter(duty=duty).count() == len(keys)

    def test_plan_was_issued_in_its_own_time(self) -> None:
        issued = Task.objects.filter(document__symbol="1130/KH-VP").values_list("issued_at__year", flat=True)
        assert set(issued) == {2018}

    @pytest.mark.parametrize("state", State)
    def test_every_state_occurs(self, state: State) -> None:
        assert Assignment.objects.filter(state=state).exists()

    def test_every_outcome_occurs(self) -> None:
        found = set(Assignment.objects.values_list("outcome", flat=True))
        assert {"early", "on_time", "late", "done_no_deadline"} <= found

    def test_requests_occur_in_every_state(self) -> None:
        assert set(Extension.objects.values_list("state", flat=True)) >= {"asked", "granted", "refused"}
        assert set(Objection.objects.values_list("state", flat=True)) >= {"asked", "granted", "refused"}
        assert Suspension.objects.filter(to_on=None).exists()

    def test_the_agency_furthest_behind_has_a_letter_to_answer(self) -> None:
        letter = Urging.objects.get(state="sent")
        assert letter.unit.abbreviation == "SXD"
        assert letter.lines.exists()
        for line in letter.lines.select_related("assignment"):
            assert line.assignment.urging_count == line.number and line.assignment.urged_at == letter.sent_at

    def test_coordination_is_alive_on_both_sides(self) -> None:
        states = set(Coordination.objects.values_list("state", flat=True))
        assert states >= {"asked", "seen", "replied", "consented", "ended"}
        reports = set(DelayReport.objects.values_list("state", flat=True))
        assert reports >= {"reported", "accepted", "unanswered", "disputed"}
        assert Coordination.objects.filter(unit__abbreviation="SXD", ended_at=None).exists()
        duties = Assignment.objects.filter(unit__abbreviation="SXD", due_on__lt=TODAY, state="in_progress")
        assert attributions(duties, today=TODAY)

    def test_a_list_of_those_above_waits_to_be_settled_in_every_kind_of_difference(self) -> None:
        run = Reconciliation.objects.get()
        assert set(run.differences.values_list("kind", flat=True)) == set(Difference)
        assert (len(run.problems), run.rows_same > 0, run.rows_read > 5) == (1, True, True)

    def test_something_above_was_spoken_and_something_was_linked_afterwards(self) -> None:
        from_above = Assignment.objects.filter(duty=Duty.COMMITTEE).exclude(state=State.DRAFT)
        said = from_above.get(task__document=None)
        assert said.task.spoken_by and said.task.assigner.kind == UnitKind.SUPERIOR
        assert Assignment.objects.filter(task__parent=said.task, task__document=None).count() == 2
        linked = Event.objects.filter(name=EventName.LINKED_BELOW)
        parent = Task.objects.get(pk__in=linked.values("task"))
        children = Task.objects.filter(parent=parent)
        assert linked.count() == children.exclude(document=parent.document).count() == 2
        assert children.filter(document=parent.document).exists()  # beside what was given down

    def test_special_tasks_occur(self) -> None:
        assert Task.objects.filter(is_starred=True).exists()
        assert Task.objects.exclude(spoken_by="").exists()
        assert Task.objects.exclude(recurrence="").exists()
        assert Task.objects.exclude(due_hour=None).exists()
        assert Task.objects.exclude(instructions=None).exists()

    def test_a_drafting_unit_is_late_with_entering(self) -> None:
        waiting = Document.objects.filter(entry_state="to_enter")
        assert waiting.filter(entry_due_on__lt=TODAY).exists()
        assert waiting.filter(drafting_unit__abbreviation="TH").count() >= 2

    def test_every_event_has_an_actor_or_is_the_clocks_and_happened_before_the_load(self) -> None:
        by_the_clock = {"coordination_consented", "delay_unanswered"}
        assert set(Event.objects.filter(actor=None).values_list("name", flat=True)) == by_the_clock
        assert not Event.objects.filter(happened_at__gte=MORNING).exists()

    def test_history_of_a_duty_is_written_in_the_order_it_happened(self) -> None:
        last: dict[int, datetime] = {}
        for duty, moment in (
            Event.objects.exclude(assignment=None).order_by("id").values_list("assignment_id", "happened_at")
        ):
            assert last.get(duty, moment) <= moment
            last[duty] = moment

    def test_each_answer_and_each_confirmation_has_its_event(self) -> None:
        counts = Counter(Event.objects.values_list("name", flat=True))
        assert counts["answered"] == Answer.objects.count()
        assert counts["confirmed"] == Answer.objects.filter(verdict="confirmed").count()

    def test_nobody_confirms_for_his_own_unit(self) -> None:
        confirmed = Event.objects.filter(name="confirmed")
        assert confirmed.exists()
        assert not confirmed.filter(post__unit=F("assignment__unit")).exists()

    def test_units_had_a_duty_only_while_they_existed(self) -> None:
        for duty in Assignment.objects.exclude(assigned_at=None).select_related("unit"):
            assert duty.assigned_at and duty.unit.is_active_on(local_date(duty.assigned_at))

    def test_districts_are_closed_and_have_successors(self) -> None:
        districts = Unit.objects.filter(kind=UnitKind.DISTRICT)
        assert districts.count() == 11
        for district in districts:
            assert district.valid_to is not None and district.successors.exists()

    def test_lineage_runs_from_the_root_to_the_unit(self) -> None:
        for unit in Unit.objects.select_related("parent"):
            assert unit.lineage == [*(unit.parent.lineage if unit.parent else []), unit.pk]

    @pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
    def test_every_account_has_a_post_and_the_password(self, account) -> None:
        person = Person.objects.get(username=account.username)
        assert person.full_name == account.label
        assert posts_today(person, TODAY)
        assert person.check_password(PASSWORD)

    def test_every_agency_of_today_has_its_four_people(self) -> None:
        roles = ["focal_officer", "agency_leader"]
        kinds = [UnitKind.DEPARTMENT, UnitKind.VERTICAL, UnitKind.COMMUNE, UnitKind.SERVICE_UNIT]
        for agency in Unit.objects.active_on(TODAY).filter(kind__in=kinds):
            own = Post.objects.valid_on(TODAY).filter(unit__lineage__contains=[agency.pk])
            assert sorted(own.filter(role__in=roles).values_list("role", flat=True)) == sorted(roles)
            assert own.filter(role="agency_officer").count() == 2

    def test_one_person_has_two_posts_and_one_stands_in(self) -> None:
        today = Post.objects.valid_on(TODAY)
        assert today.filter(person__username="pho_cvp_van_xa").count() == 2
        assert today.exclude(stands_in_for=None).count() == 1
        assert Event.objects.exclude(acting_for=None).exists()

    def test_construction_department_finds_something_under_every_head(self) -> None:
        own = Assignment.objects.filter(unit__abbreviation="SXD")
        states = Counter(own.values_list("state", flat=True))
        for state in ("assigned", "in_progress", "answered", "returned", "suspended", "completed"):
            assert states[state]
        open_ones = own.filter(state="in_progress")
        assert open_ones.filter(due_on__lt=TODAY).exists()
        assert open_ones.filter(due_on=TODAY).exists()
        assert open_ones.filter(due_on__gt=TODAY, due_on__lte=TODAY + timedelta(days=5)).exists()
        assert open_ones.filter(officer__username="chuyen_vien_sxd").exists()

    def test_general_division_finds_something_under_every_head(self) -> None:
        own = Assignment.objects.filter(unit__abbreviation="TH", assigned_at__year=2026)
        assert {"assigned", "in_progress", "answered"} <= set(own.values_list("state", flat=True))

    def test_database_constraints_hold(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_loading_again_changes_nothing(self, demo: str) -> None:
        events = Event.objects.count()
        assert not load_demo(now=NOW + timedelta(days=3), days=DAYS).fresh
        assert (fingerprint(), Event.objects.count()) == (demo, events)

    def test_command_says_that_it_is_there_and_prints_the_accounts(self, capsys, settings) -> None:
        settings.DEMO = True
        call_command("demo")
        out = capsys.readouterr().out
        assert "đã có sẵn" in out
        for account in ACCOUNTS:
            assert account.username in out
