"""The plan 1130/KH-VP as it went through the Office in 2018 and 2019.

The document, its tasks, units and deadlines are those of the text. What became of them is made up: the text
is a plan and does not tell.
"""

from datetime import datetime
from io import BytesIO
from random import Random

from nhacviec.actions.documents import mark_no_task
from nhacviec.actions.files import add_files
from nhacviec.integrations.demo.desk import Desk
from nhacviec.integrations.demo.directive import FateOf, Paper, Work, directive
from nhacviec.integrations.demo.fate import SEED, Fate
from nhacviec.integrations.demo.pages import letter_pdf
from nhacviec.integrations.demo.plan_table import (
    ABOVE_ABSTRACT,
    ABOVE_DATE,
    ABOVE_SYMBOL,
    PLAN,
    PLAN_ABSTRACT,
    PLAN_DATE,
    PLAN_SIGNER,
    PLAN_SYMBOL,
    PlanItem,
    plan_text,
)
from nhacviec.integrations.demo.stage import Story
from nhacviec.records.models import Assignment, Document

FILE_NAME = "1130-KH-VP ke hoach theo doi nhiem vu.pdf"


def start_plan(desk: Desk) -> None:
    desk.stage.start(_above(desk))
    rng = Random(f"{SEED}/plan")
    paper = Paper(
        symbol=PLAN_SYMBOL,
        kind="ke_hoach",
        abstract=PLAN_ABSTRACT,
        issued_on=PLAN_DATE,
        issuer="vp",
        signer_title="",
        signer_name=PLAN_SIGNER,
        drafting="th",
    )

    def attach(document: Document, now: datetime) -> None:
        pdf = letter_pdf(plan_text())
        add_files(actor=desk.actor("van_thu"), now=now, files=[(FILE_NAME, BytesIO(pdf))], document=document)

    works = [_work(item) for item in PLAN]
    desk.stage.start(directive(desk, paper, works, rng, entered_after=1, on_register=attach))


def _above(desk: Desk) -> Story:
    """6088/UBND-TH, on which the plan rests: it approves, the plan gives the tasks."""
    paper = Paper(
        symbol=ABOVE_SYMBOL,
        kind="cong_van",
        abstract=ABOVE_ABSTRACT,
        issued_on=ABOVE_DATE,
        signer_title="",
        drafting="th",
    )
    rng = Random(f"{SEED}/above")

    def say_no_task(document: Document, now: datetime) -> None:
        reason = "Văn bản chấp thuận chủ trương; nhiệm vụ cụ thể giao tại Kế hoạch của Văn phòng UBND tỉnh."
        mark_no_task(actor=desk.actor("van_thu"), now=now, document=document, reason=reason)

    return directive(desk, paper, [], rng, entered_after=None, on_register=say_no_task)


def _work(item: PlanItem) -> Work:
    return Work(
        content=item.content,
        deliverable=item.deliverable,
        leads=item.leads,
        coordinators=item.coordinators,
        deadline_text=item.window,
        due_on=item.due_on,
        field="tong_hop" if item.leads != ("ttth",) else "chuyen_doi_so",
        specialist="chuyen_vien",
        office_leader="chanh_van_phong",
        committee_leader="chu_tich",
        is_starred=item.place in ("III.1.a", "III.2.c"),
        fate_of=_fate_of(item),
    )


def _fate_of(item: PlanItem) -> FateOf:
    def fate_of(duty: Assignment) -> Fate:
        rng = Random(f"{SEED}/{item.place}/{duty.unit.abbreviation}")
        return Fate(
            seen=0,
            accepted=rng.randint(0, 1),
            officer=0,
            notes=rng.randint(0, 2),
            answered=rng.choice([-6, -3, -1, 0, 0, 2]),
            term_without_deadline=rng.randint(20, 150),
            sent_back=1 if item.place == "III.1.c" else 0,
            confirmed=rng.randint(1, 3),
        )

    return fate_of
