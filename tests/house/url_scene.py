"""The rows that the address matrix asks for, one of each kind and relation."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from nhacviec.actions.submissions import ask_decision
from nhacviec.records.models import (
    Answer,
    Assignment,
    CalendarDay,
    Coordination,
    DelayReport,
    Delivery,
    ExportFile,
    ExportState,
    Field,
    Ladder,
    Notice,
    Person,
    PolicyValue,
    Post,
    PushDevice,
    Reconciliation,
    SavedView,
    StoredFile,
    Unit,
    Urging,
    UrgingLine,
    Webhook,
)
from nhacviec.rules.coordination import DelayState
from nhacviec.rules.ladders import DEFAULT, step_as_told
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.make import NOW, make_assignment, make_person, make_post
from tests.submitting import at, day, forwarded, submitted
from tests.upward import sent_upward

MISSING_ID = 10**9
MISSING_CODE = "NV-2018-999999"


class Scene:
    """`args[kind][relation]` are the arguments of an address."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.nobody = make_person("khong_chuc_vu", full_name="Người chưa có chức vụ")
        self.args: dict[str, dict[str, list[object]]] = {}
        own = cast.task(recurrence="month", period_key="2018-07")
        lead = make_assignment(own, cast.construction, officer=cast.officer)
        party = make_assignment(own, cast.finance, duty=Duty.COORDINATE)
        foreign = cast.task(specialist=cast.other_specialist, recurrence="month", period_key="2018-07")
        theirs = make_assignment(foreign, cast.bien_hoa)
        draft_task = cast.task(issued_at=None)
        draft = make_assignment(draft_task, cast.construction, state=State.DRAFT)
        spoken = cast.task(document=None, issued_at=None, spoken_by="Chủ tịch", spoken_on="2018-07-02")
        make_assignment(spoken, cast.construction, state=State.DRAFT)
        plain = cast.task()
        make_assignment(plain, cast.construction, officer=cast.officer)
        self._codes("task", own=own, foreign=foreign, draft=draft_task)
        self._codes("assignment", own=lead, party=party, foreign=theirs, draft=draft)
        self._codes("series", own=own, foreign=foreign, not_periodic=plain)
        self._codes("draft", spoken=spoken, issued=own)
        self._ids(
            "coordination",
            asking=self._request(lead, cast.finance),
            asked=self._request(theirs, cast.construction),
            handed=self._request(theirs, cast.construction, officer=cast.officer),
            foreign=self._request(theirs, cast.finance),
        )
        for kind, relation in (("task", "missing"), ("series", "missing"), ("draft", "missing")):
            self.args[kind][relation] = [MISSING_CODE]
        self.args["assignment"]["missing"] = [f"{MISSING_CODE}.1"]
        documents = {"own": own.document_id, "foreign": foreign.document_id}
        self._ids("document", **documents, of_draft=draft_task.document_id)
        files = {
            "own": self._file(document_id=own.document_id),
            "foreign": self._file(document_id=foreign.document_id),
            "of_own_answer": self._file(answer=self._answer(lead)),
            "of_party_answer": self._file(answer=self._answer(party)),
            "of_foreign_answer": self._file(answer=self._answer(theirs)),
            "removed": self._file(document_id=own.document_id, removed_at=NOW),
        }
        submissions = self._submissions()
        files |= {
            "of_own_submission": self._file(submission_id=submissions["own"]),
            "of_foreign_submission": self._file(submission_id=submissions["foreign"]),
        }
        self._ids("submission", **submissions)
        upward = {"own": sent_upward(cast).pk, "foreign": sent_upward(cast, officer=cast.head).pk}
        files["of_upward"] = self._file(submission_id=upward["own"])
        self._ids("upward", **upward)
        run = Reconciliation.objects.create(
            file_name="x.xlsx", sources=[], brought_by=cast.clerk, brought_at=NOW, rows_read=0, rows_same=0
        )
        self._ids("reconciliation", any=run.pk)
        self._ids("file", **files)
        self._ids("document_file", own=files["own"], of_own_answer=files["of_own_answer"])
        self._ids("unit", any=cast.bien_hoa.pk)
        self._ids("person", any=cast.other_officer.pk)
        self._ids("post", any=cast.other_officer.posts.get().pk)
        focal_post = cast.focal.posts.get()
        self._ids("post_of_focal", any=focal_post.pk)
        self._ids("own_post", any=focal_post.pk)
        substitute = make_post(
            cast.other_officer,
            focal_post.unit,
            cast.acting("focal").role,
            valid_to=local_date(NOW) + timedelta(days=9000),
            stands_in_for=focal_post,
        )
        self._ids("substitution", any=substitute.pk)
        land = Field.objects.create(name="Đất đai")
        self._ids("work_field", any=land.pk)
        self.args["province"] = {"any": []}
        self.args["office_unit"] = {
            "division": [cast.general.pk],
            "office": [cast.office.pk],
            "agency": [cast.finance.pk],
            "missing": [MISSING_ID],
        }
        self.args["office_person"] = {
            "specialist": [cast.specialist.pk],
            "of_an_agency": [cast.officer.pk],
            "missing": [MISSING_ID],
        }
        self.args["cut"] = {"specialist": ["chuyen-vien"], "field": ["linh-vuc"]}
        self.args["numbers_of"] = {
            "agency": ["don-vi", cast.construction.pk],
            "its_division": ["phong", cast.infrastructure.pk],
            "its_officer": ["can-bo", cast.officer.pk],
            "its_other_officer": ["can-bo", cast.other_officer.pk],
            "other_agency": ["don-vi", cast.bien_hoa.pk],
            "other_agency_officer": ["can-bo", cast.bien_hoa_focal.pk],
            "specialist": ["chuyen-vien", cast.specialist.pk],
            "field": ["linh-vuc", land.pk],
            "document": ["van-ban", own.document_id],
            "missing": ["don-vi", MISSING_ID],
        }
        self.args["numbers_inside"] = {
            "agency": [cast.construction.pk, "phong"],
            "other_agency": [cast.bien_hoa.pk, "can-bo"],
            "missing": [MISSING_ID, "phong"],
        }
        CalendarDay.objects.create(date="2018-09-03", kind="compensatory_off", name="Nghỉ bù")
        self.args["calendar_day"] = {"any": ["2018-09-03"], "missing": ["2018-09-04"], "no_day": ["x"]}
        self.args["calendar_year"] = {"any": [2018], "missing": [9999]}
        of_focal = SavedView.objects.create(owner=cast.focal, name="Của tôi", created_at=NOW)
        shared = SavedView.objects.create(
            owner=cast.specialist, name="Chung", shared_with="focal_officer", created_at=NOW
        )
        self._ids("view", of_focal=of_focal.pk, shared=shared.pk)
        self.args["policy"] = {"any": ["return_wd"], "missing": ["khong-co"]}
        step = step_as_told(DEFAULT.steps[0])
        ladder = Ladder.objects.create(is_starred=True, steps=[step], effective_from="2018-07-01", set_at=NOW)
        self._ids("ladder", any=ladder.pk)
        coming = PolicyValue.objects.create(
            key="return_wd", value="3", effective_from="2099-01-01", set_at=NOW
        )
        self.args["policy_version"] = {
            "coming": ["return_wd", coming.pk],
            "missing": ["return_wd", MISSING_ID],
        }
        self.args["export_kind"] = {
            "coordinations": ["phoi-hop"],
            "tasks": ["nhiem-vu"],
            "standings": ["dau-viec"],
            "documents": ["van-ban"],
            "submissions": ["ho-so-trinh"],
            "upward": ["trinh-cap-tren"],
            "missing": ["x"],
        }
        self._ids("export", of_focal=self._export(focal_post))
        notice = Notice.objects.create(
            person=cast.focal, post=focal_post, key="x", kind="change", task=own, assignment=lead,
            created_at=NOW, data={"code": lead.code},
        )  # fmt: skip
        delivery = Delivery.objects.create(
            person=cast.focal, channel="email", address="x@y.invalid", provider="smtp", state="given_up",
            created_at=NOW, due_at=NOW, message_id="<x@y>",
        )  # fmt: skip
        self._ids("delivery", any=delivery.pk)
        webhook = Webhook.objects.create(
            name="x", address="https://x.vn/", sealed_secret="x", created_at=NOW, created_by=cast.admin,
            topics=["answered"],
        )  # fmt: skip
        self._ids("webhook", any=webhook.pk)
        self._ids("notice", of_focal=notice.pk)
        self._ids("push_device", of_focal=self._device(cast.focal), of_director=self._device(cast.director))
        self._urgings(lead, theirs)
        self.args["import_kind"] = {"units": ["units"], "people": ["people"]}

    def _device(self, person: Person) -> int:
        named = {"endpoint": f"https://push.example.net/{person.pk}", "p256dh": "x", "auth": "x"}
        device = PushDevice.objects.create(
            person=person, name="Chrome", browser=str(person.pk), created_at=NOW, changed_at=NOW, **named
        )
        return device.pk

    def _submissions(self) -> dict[str, int]:
        """Sở Xây dựng's, which the specialist has and lies before the chair; Biên Hòa's, nobody's yet."""
        cast = self.cast
        own = submitted(cast)
        forwarded(cast, own, on=day(1))
        ask_decision(actor=cast.acting("specialist"), submission=own, leader=cast.chair, now=at(day(2)))
        foreign = submitted(cast, unit=cast.bien_hoa, who="clerk")
        return {"own": own.pk, "foreign": foreign.pk}

    def _urgings(self, lead: Assignment, theirs: Assignment) -> None:
        """A draft and a letter to Sở Xây dựng, a letter to Biên Hòa."""
        ids = {}
        for name, duty, state in (
            ("draft", lead, "draft"),
            ("own", lead, "sent"),
            ("foreign", theirs, "sent"),
        ):
            sent = {} if state == "draft" else {
                "symbol": f"{duty.pk}/VP", "signed_on": local_date(NOW), "signer_name": "Chánh Văn phòng",
                "sent_at": NOW, "sent_by": self.cast.clerk,
            }  # fmt: skip
            urging = Urging.objects.create(
                unit=duty.unit, state=state, reply_due_on="2018-07-20", made_at=NOW, **sent
            )
            UrgingLine.objects.create(urging=urging, assignment=duty)
            ids[name] = urging.pk
        self._ids("urging", **ids)
        self._ids("urging_answer", **ids)

    def person(self, who: str) -> Person:
        person: Person = self.nobody if who == "nobody" else getattr(self.cast, who)
        return person

    def _codes(self, kind: str, **rows: object) -> None:
        self.args[kind] = {relation: [str(row)] for relation, row in rows.items()}

    def _ids(self, kind: str, **ids: int | None) -> None:
        self.args[kind] = {relation: [pk] for relation, pk in ids.items()}
        self.args[kind]["missing"] = [MISSING_ID]

    def _answer(self, assignment: Assignment) -> Answer:
        return Answer.objects.create(
            assignment=assignment,
            round=1,
            text="Đã báo cáo",
            answered_by=self.cast.focal,
            answered_at=NOW,
            verdict="sent_back",
            decided_at=NOW,
        )

    def _request(self, duty: Assignment, unit: Unit, officer: Person | None = None) -> int:
        """Overdue, and its delay disputed."""
        day = local_date(NOW)
        request = Coordination.objects.create(
            assignment=duty,
            asking_unit=duty.unit,
            unit=unit,
            officer=officer,
            content="Đề nghị cho ý kiến",
            asked_by=self.cast.focal,
            asked_at=NOW,
            asked_on=day - timedelta(days=9),
            original_due_on=day - timedelta(days=2),
            due_on=day - timedelta(days=2),
            is_tacit=False,
        )
        DelayReport.objects.create(
            coordination=request,
            state=DelayState.DISPUTED,
            reported_by=self.cast.focal,
            reported_at=NOW,
            explain_due_on=day + timedelta(days=3),
            explanation="Không chậm",
        )
        return request.pk

    def _export(self, post: Post) -> int:
        name = "ma-tran.xlsx"
        place = Path(settings.EXPORTS_DIRECTORY) / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"PK")
        export = ExportFile.objects.create(
            person=post.person,
            post=post,
            kind="nhiem-vu",
            title="Danh sách nhiệm vụ",
            site="http://testserver",
            state=ExportState.DONE,
            stored_name=name,
            size=2,
            asked_at=NOW,
            finished_at=NOW,
        )
        return export.pk

    def _file(self, **owner: object) -> int:
        number = StoredFile.objects.count()
        stored = StoredFile.objects.create(
            path=f"ma-tran-{number}",
            name="a.pdf",
            kind="pdf",
            size=4,
            sha256="0" * 64,
            uploaded_by=self.cast.clerk,
            uploaded_at=NOW,
            **owner,
        )
        place = Path(settings.FILES_DIRECTORY) / stored.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"%PDF")
        return stored.pk
