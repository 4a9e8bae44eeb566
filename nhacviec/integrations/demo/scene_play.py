"""Turns scenes into directives on their days."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from random import Random

from nhacviec.actions.files import add_files
from nhacviec.integrations.demo.desk import Desk
from nhacviec.integrations.demo.directive import FateOf, Paper, Work, directive
from nhacviec.integrations.demo.fate import SEED, Fate
from nhacviec.integrations.demo.field_tables import BY_KEY
from nhacviec.integrations.demo.pages import letter_pdf
from nhacviec.integrations.demo.scenes import Scene, all_scenes
from nhacviec.integrations.demo.stage import Story
from nhacviec.records.models import Assignment, Document


def scenes_by_day(desk: Desk, today: date) -> dict[date, list[Scene]]:
    found: dict[date, list[Scene]] = defaultdict(list)
    for scene in all_scenes():
        found[desk.clock.calendar.add_working(today, -scene.ago)].append(scene)
    return found


def play_scene(desk: Desk, scene: Scene, day: date, number: int, today: date) -> Story:
    rng = Random(f"{SEED}/{scene.content}")
    urgent = scene.urgency == "hoa_toc"
    paper = Paper(
        symbol=f"{number}/UBND-{desk.units[scene.division].abbreviation}",
        kind="cong_van",
        abstract=_abstract(scene.content),
        issued_on=day,
        signer_title="Chủ tịch UBND tỉnh",
        drafting=scene.division,
        urgency="hoa_toc" if urgent else "normal",
    )
    works = [] if not scene.entered else [_work(desk, scene, today)]
    return directive(
        desk,
        paper,
        works,
        rng,
        entered_after=0 if scene.entered else None,
        issued=not scene.draft,
        on_register=_with_pdf(desk, paper) if not scene.entered or scene.draft or scene.ago <= 2 else None,
    )


def _abstract(content: str) -> str:
    """A letter's abstract from its one task: "V/v báo cáo tiến độ …"."""
    if content.startswith(("V/v", "Kết luận")):
        return content
    head = content.split(",")[0].split(";")[0].rstrip(".")
    return f"V/v {head[0].lower()}{head[1:]}"


def _work(desk: Desk, scene: Scene, today: date) -> Work:
    return Work(
        content=scene.content,
        deliverable=scene.deliverable,
        leads=scene.leads,
        coordinators=scene.coordinators,
        deadline_text=_deadline(desk, scene, today),
        field=BY_KEY[scene.field_key].key,
        specialist=scene.specialist,
        office_leader="chanh_van_phong",
        committee_leader="chu_tich",
        is_starred=scene.is_starred,
        instruction=scene.instruction,
        fate_of=_fate_of(desk, scene),
    )


def _deadline(desk: Desk, scene: Scene, today: date) -> str:
    if scene.due is None:
        return scene.text
    day = desk.clock.on_or_after(today)
    if scene.due:
        day = desk.clock.calendar.add_working(day, scene.due)
    return f"{scene.hour} ngày {day:%d/%m/%Y}".removeprefix(" ngày ")


def _fate_of(desk: Desk, scene: Scene) -> FateOf:
    def fate_of(duty: Assignment) -> Fate:
        return scene.fates.get(desk.key_of(duty), scene.fate)

    return fate_of


def _with_pdf(desk: Desk, paper: Paper) -> Callable[[Document, datetime], None]:
    """The letter itself, so that whoever enters it can read it beside the form."""

    def attach(document: Document, now: datetime) -> None:
        text = _letter(paper)
        name = f"{paper.symbol.replace('/', '-')}.pdf"
        add_files(
            actor=desk.actor("van_thu"),
            now=now + timedelta(minutes=1),
            files=[(name, BytesIO(letter_pdf(text)))],
            document=document,
        )

    return attach


def _letter(paper: Paper) -> str:
    return "\n".join(
        (
            "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI",
            f"Số: {paper.symbol}",
            f"Đồng Nai, ngày {paper.issued_on:%d} tháng {paper.issued_on:%m} năm {paper.issued_on.year}",
            paper.abstract,
            "Kính gửi: Các sở, ban, ngành; UBND các xã, phường.",
            f"Chủ tịch UBND tỉnh có ý kiến chỉ đạo: {paper.abstract.removeprefix('V/v ')}. Yêu cầu các cơ "
            "quan được giao khẩn trương thực hiện, báo cáo kết quả về UBND tỉnh đúng thời hạn; Văn phòng "
            "UBND tỉnh theo dõi, đôn đốc.",
            "(Văn bản minh họa của dữ liệu dùng thử.)",
        )
    )
