"""A small province with every combination that decides who may read what, and an oracle beside it.

The oracle repeats the sentences of the rule in plain Python over parents and rows, and shares no code with
queries/access: "Office and Committee see all; an agency sees the tasks in which it, or a unit under it, has
an assignment; answers and files of another agency only between lead and coordinators of the same task; an
officer what is handed to him or to his division; everything else does not exist."
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from nhacviec.queries.actors import actor_in
from nhacviec.records.models import Answer, Assignment, Document, Person, Post, StoredFile, Task, Unit
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.permissions import Actor, Role
from nhacviec.rules.units import UnitKind
from tests.cast import Cast
from tests.make import NOW, TODAY, make_assignment, make_person, make_post, make_task, make_unit

READS_ALL = {"records_clerk", "office_specialist", "division_head", "office_leader", "committee_leader"}
READS_ALL |= {"inspector"}
READS_DRAFTS = READS_ALL - {"committee_leader", "inspector"}
READS_AGENCY = {"focal_officer", "agency_leader"}
NOT_AGENCIES = {"division", "office_division", "committee", "superior"}

# (state of the lead, state of the coordinator)
STATES = (
    (State.ASSIGNED, State.IN_PROGRESS),
    (State.CANCELLED, State.IN_PROGRESS),
    (State.COMPLETED, State.CANCELLED),
    (State.RETURNED, State.ANSWERED),
    (State.DRAFT, State.DRAFT),
)
HANDED = ("nobody", "officer", "division", "other_officer", "both")


@dataclass(frozen=True)
class Viewer:
    name: str
    post: Post

    @property
    def actor(self) -> Actor:
        """Read anew: the tree may have changed."""
        fresh = Post.objects.select_related("unit", "person", "stands_in_for__person").get(pk=self.post.pk)
        return actor_in(fresh)


class Province:
    def __init__(self) -> None:
        self.cast = cast = Cast()
        # A branch that answers under its own name although it belongs to a department.
        self.branch = make_unit(
            "Chi cục Giám định", kind=UnitKind.SERVICE_UNIT, parent=cast.construction, abbreviation="CCGD"
        )
        self.branch_room = make_unit("Phòng Thẩm định", kind=UnitKind.DIVISION, parent=self.branch)
        self.viewers = [Viewer(p.username, p.posts.get()) for p in Person.objects.order_by("pk")]
        self._newcomers()
        self._tasks()
        self._papers()

    def _newcomers(self) -> None:
        cast = self.cast
        self._viewer("branch_focal", self.branch, Role.FOCAL_OFFICER)
        self._viewer("branch_officer", self.branch_room, Role.AGENCY_OFFICER)
        self._viewer("desk_officer", cast.construction, Role.AGENCY_OFFICER)
        self._viewer("finance_leader", cast.finance, Role.AGENCY_LEADER)
        self._viewer("office_focal", cast.office, Role.FOCAL_OFFICER)
        self._viewer("stray_focal", cast.committee, Role.FOCAL_OFFICER)  # a slip of the administrator
        # The same person sits in two agencies: what is handed to him in one is not his in the other.
        second = make_post(cast.officer, cast.finance, Role.AGENCY_OFFICER)
        self.viewers.append(Viewer("officer_in_finance", second))
        for who in ("officer", "focal", "specialist", "chair"):
            away = getattr(cast, who).posts.order_by("pk")[0]
            stand_in = make_person(f"thay_{who}")
            post = make_post(
                stand_in, away.unit, Role(away.role), valid_to=TODAY + timedelta(days=3), stands_in_for=away
            )
            self.viewers.append(Viewer(f"thay_{who}", post))

    def _viewer(self, name: str, unit: Unit, role: Role) -> None:
        self.viewers.append(Viewer(name, make_post(make_person(name), unit, role)))

    def _tasks(self) -> None:
        cast = self.cast
        leads = (cast.construction, cast.finance, self.branch, cast.general, cast.bien_hoa)
        helpers = (None, cast.construction, cast.finance, self.branch, cast.it_centre)
        for lead, helper, states in product(leads, helpers, STATES):
            if lead == helper:
                continue
            ours = cast.construction in (lead, helper) and states[1] is State.IN_PROGRESS
            ways = HANDED if ours else ("nobody",)
            for way in ways:
                parties = [(lead, Duty.LEAD, states[0])]
                parties += [(helper, Duty.COORDINATE, states[1])] if helper else []
                self._task(parties, way)
        three = [(cast.construction, Duty.LEAD), (cast.finance, Duty.COORDINATE)]
        for last in ((cast.bien_hoa, Duty.COORDINATE), (cast.bien_hoa, Duty.LEAD), (self.branch, Duty.LEAD)):
            for way in HANDED:
                self._task([(unit, duty, State.IN_PROGRESS) for unit, duty in [*three, last]], way)

    def _task(self, parties: list[tuple[Unit, Duty, State]], way: str) -> None:
        cast = self.cast
        draft = parties[0][2] == State.DRAFT
        document = cast.document() if way != "both" else None  # one in five was only spoken
        task = make_task(
            assigner=cast.committee,
            by=cast.clerk,
            document=document,
            issued_at=None if draft else NOW,
            specialist=cast.specialist,
        )
        for unit, duty, state in parties:
            ours = unit == cast.construction and not draft
            division, officer = self._desks()[way] if ours else (None, None)
            make_assignment(task, unit, state=state, duty=duty, division=division, officer=officer)

    def _desks(self) -> dict[str, tuple[Unit | None, Person | None]]:
        cast = self.cast
        return {
            "nobody": (None, None),
            "officer": (None, cast.officer),
            "division": (cast.infrastructure, None),
            "other_officer": (cast.planning, cast.other_officer),
            "both": (cast.infrastructure, cast.officer),
        }

    def _papers(self) -> None:
        """A file on each document; an answer with a file, and a file of its own, on each assignment."""
        Document.objects.create(
            symbol="1/BC",
            year=2018,
            symbol_key="1bc",
            kind="BC",
            abstract="Chưa có nhiệm vụ",
            issuer=self.cast.committee,
            issued_on=date(2018, 7, 1),
            registered_by=self.cast.clerk,
            registered_at=NOW,
        )
        issued = list(Assignment.objects.exclude(state=State.DRAFT))
        answers = Answer.objects.bulk_create(
            Answer(
                assignment=a,
                round=1,
                text=f"Kín {a.code}",
                answered_by=self.cast.focal,
                answered_at=NOW,
                verdict="sent_back",
                decided_at=NOW,
            )
            for a in issued
        )
        owners: list[dict[str, object]] = [{"document": d} for d in Document.objects.all()]
        owners += [{"answer": answer} for answer in answers]
        owners += [{"assignment": a} for a in Assignment.objects.all()]
        owners.append({"assignment": issued[0], "removed_at": NOW})
        StoredFile.objects.bulk_create(
            StoredFile(
                path=f"x/{n}",
                name=f"{n}.pdf",
                kind="pdf",
                size=1,
                sha256="0" * 64,
                uploaded_by=self.cast.clerk,
                uploaded_at=NOW,
                **owner,
            )
            for n, owner in enumerate(owners)
        )


class Oracle:
    """Everything read once; then only dictionaries."""

    def __init__(self) -> None:
        self.units = {u.pk: u for u in Unit.objects.all()}
        self.tasks = {t.pk: t for t in Task.objects.all()}
        self.parties: dict[int, list[Assignment]] = {pk: [] for pk in self.tasks}
        for row in Assignment.objects.order_by("pk"):
            self.parties[row.task_id].append(row)

    def _above(self, unit_id: int | None) -> list[int]:
        """The unit, its parent, and so on to the root."""
        chain = []
        while unit_id is not None:
            chain.append(unit_id)
            unit_id = self.units[unit_id].parent_id
        return chain

    def _agency(self, unit_id: int) -> int | None:
        named = [u for u in self._above(unit_id) if self.units[u].kind not in NOT_AGENCIES]
        return named[0] if named else None

    def mine(self, post: Post, row: Assignment) -> bool:
        """An agency person's own business."""
        agency = self._agency(post.unit_id)
        if row.state == "draft" or agency is None or agency not in self._above(row.unit_id):
            return False
        desk = post.stands_in_for.person_id if post.stands_in_for else post.person_id
        return post.role in READS_AGENCY or row.officer_id == desk or row.division_id == post.unit_id

    def sees_task(self, post: Post, task: Task) -> bool:
        if post.role in READS_ALL:
            return task.issued_at is not None or post.role in READS_DRAFTS
        if post.role == "administrator":
            return False
        return any(self.mine(post, row) for row in self.parties[task.pk])

    def sees(self, post: Post, row: Assignment) -> bool:
        if row.state == "draft" and post.role not in READS_DRAFTS:
            return False
        return self.sees_task(post, self.tasks[row.task_id])

    def reads_inside(self, post: Post, row: Assignment) -> bool:
        if not self.sees(post, row):
            return False
        if post.role in READS_ALL or self.mine(post, row):
            return True
        mine = [p for p in self.parties[row.task_id] if self.mine(post, p) and p.state != "cancelled"]
        return any({p.duty, row.duty} == {"lead", "coordinate"} for p in mine)

    def sees_document(self, post: Post, document: Document) -> bool:
        if post.role in READS_ALL:
            return True
        return any(self.sees_task(post, t) for t in self.tasks.values() if t.document_id == document.pk)

    def sees_file(self, post: Post, stored: StoredFile) -> bool:
        if stored.removed_at:
            return False
        if stored.document:
            return self.sees_document(post, stored.document)
        row = stored.answer.assignment if stored.answer else stored.assignment
        assert row is not None
        return self.reads_inside(post, row)
