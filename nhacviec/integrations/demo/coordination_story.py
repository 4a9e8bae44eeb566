"""Leads ask other agencies all through the year: most reply in time, some late, some say nothing.

A few requests are made so that the demo accounts find something on either side: see _SCENES.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from nhacviec.actions import coordination, coordination_time, delays
from nhacviec.actions.coordination_silence import consent_silently, count_unanswered
from nhacviec.integrations.demo.desk import Desk, NotAllowedInDemo
from nhacviec.integrations.demo.fate import SEED
from nhacviec.integrations.demo.stage import Story, midnight
from nhacviec.queries.access import stand_of
from nhacviec.records.models import Assignment, Coordination
from nhacviec.rules.coordination import CoordinationStep, ReplyKind
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.permissions import Actor, may_coordinate
from nhacviec.rules.timeliness import local_date

_ORDINARY = range(4, 110, 3)  # working days before today on which somebody asks somebody
_ASKED = ("stc", "snnmt", "snv", "stp", "sct", "syt", "sgddt", "skhcn", "sxd")
_CONTENTS = (
    "Đề nghị cho ý kiến về dự thảo báo cáo gửi UBND tỉnh (gửi kèm dự thảo).",
    "Đề nghị cung cấp số liệu thuộc lĩnh vực quản lý để tổng hợp báo cáo.",
    "Đề nghị rà soát, cho ý kiến bằng văn bản về phương án xử lý nêu tại dự thảo tờ trình.",
    "Đề nghị cử cán bộ phối hợp và cho ý kiến về sự phù hợp với quy hoạch, kế hoạch ngành.",
)
_COMMENTS = (
    "Thống nhất về nội dung; đề nghị bổ sung căn cứ pháp lý và nguồn kinh phí thực hiện.",
    "Cơ bản thống nhất; đề nghị cập nhật số liệu đến thời điểm báo cáo.",
)


@dataclass(frozen=True, kw_only=True)
class Request:
    """Working days. `reply` after the asking, None: not yet. `report` after the asking. `says`: what the
    unit makes of the report, `settled`: what the Office decides where they disagree."""

    ago: int
    lead: str  # how the duty's content begins; "" anybody who is at work
    units: tuple[str, ...]
    content: str
    is_tacit: bool = False
    seen: bool = True
    reply: int | None = 3
    kind: ReplyKind = ReplyKind.AGREE
    asks_time: int | None = None  # so many working days after the asking, for five more
    report: int | None = None
    says: str = ""  # accept, dispute
    settled: str = ""  # uphold, dismiss


_SCENES = (
    Request(ago=30, lead="Đề xuất phương án thu hồi quỹ đất 20%", units=("snnmt",), reply=27, report=8,
            says="accept", kind=ReplyKind.COMMENTS,
            content="Đề nghị xác định ranh giới, hiện trạng các quỹ đất 20% chưa bàn giao."),
    Request(ago=15, lead="Báo cáo nguyên nhân chậm thẩm định dự án", units=("stc",), reply=None, report=9,
            content="Đề nghị cho ý kiến về khả năng cân đối vốn của dự án cải tạo kênh thoát nước."),
    Request(ago=4, lead="Hoàn thiện hồ sơ điều chỉnh quy hoạch chung", units=("stc", "snnmt", "snv"),
            reply=None, is_tacit=True,
            content="Đề nghị cho ý kiến về hồ sơ điều chỉnh quy hoạch chung đô thị Long Thành."),
    Request(ago=8, lead="Kiểm tra việc đấu nối hạ tầng", units=("skhcn",), reply=None, is_tacit=True,
            content="Đề nghị cho ý kiến về phương án kết nối dữ liệu hạ tầng các khu dân cư."),
    Request(ago=7, lead="Tổng hợp nhu cầu vốn bảo trì", units=("stc",), reply=None, asks_time=4,
            content="Đề nghị cho biết khả năng bố trí vốn bảo trì đường bộ năm sau."),
    Request(ago=3, lead="Trình phương án phân bổ nguồn tăng thu", units=("sxd",), reply=None, seen=False,
            content="Đề nghị đề xuất danh mục công trình giao thông cấp bách cần bố trí vốn."),
    Request(ago=9, lead="Đề xuất danh mục trạm y tế cần nâng cấp", units=("sxd",), reply=None, report=8,
            content="Đề nghị cho ý kiến về suất đầu tư cải tạo trạm y tế."),
    Request(ago=10, lead="Tham mưu sắp xếp trụ sở", units=("sxd",), reply=9, report=8, says="dispute",
            content="Đề nghị cho ý kiến về hiện trạng công trình các trụ sở dôi dư."),
)  # fmt: skip


def start_coordination(desk: Desk, today: date) -> None:
    for scene in _SCENES:
        desk.stage.start(_asking(desk, scene, today))
    for ago in _ORDINARY:
        desk.stage.start(_asking(desk, _drawn(ago), today))
    desk.stage.start(_nights(desk, desk.clock.calendar.add_working(today, -max(_ORDINARY)), today))


def _drawn(ago: int) -> Request:
    rng = Random(f"{SEED}/coordination/{ago}")
    late = rng.random() < 0.3
    dispute = rng.random() < 0.4
    return Request(
        ago=ago,
        lead="",
        units=tuple(rng.sample(_ASKED, rng.randint(1, 3))),
        content=rng.choice(_CONTENTS),
        is_tacit=rng.random() < 0.4,
        reply=rng.randint(7, 14) if late else rng.randint(1, 5),
        kind=rng.choices(list(ReplyKind), [5, 4, 1])[0],
        report=rng.randint(6, 8) if late and rng.random() < 0.6 else None,
        says="dispute" if dispute else rng.choice(("accept", "")),
        settled=rng.choice(("uphold", "dismiss")) if dispute else "",
    )


def _asking(desk: Desk, wanted: Request, today: date) -> Story:
    rng = Random(f"{SEED}/{wanted.content}/{wanted.ago}")
    now = desk.clock.on(desk.clock.calendar.add_working(today, -wanted.ago), rng)
    yield now
    duty = _duty(wanted, rng)
    if duty is None:
        return
    units = [desk.units[key] for key in wanted.units if desk.units[key].pk not in duty.unit.lineage]
    if not units:
        return
    actor = _checked(desk.agency_desk(duty), CoordinationStep.ASK, duty, 0)
    made = coordination.ask(
        actor=actor, assignment=duty, units=units, content=wanted.content, is_tacit=wanted.is_tacit, now=now
    )
    for request in made:
        desk.stage.start(_replying(desk, request.pk, wanted, now, rng))
        if wanted.report is not None:
            desk.stage.start(_reporting(desk, request.pk, wanted, now, rng))


def _duty(wanted: Request, rng: Random) -> Assignment | None:
    """The one that is named, or anybody's who leads and is at work that day."""
    leads = Assignment.objects.filter(duty=Duty.LEAD, state=State.IN_PROGRESS)
    leads = leads.filter(task__content__startswith=wanted.lead) if wanted.lead else leads.filter(
        unit__kind="department"
    )  # fmt: skip
    found = list(leads.select_related("unit", "task__document").order_by("code"))
    return rng.choice(found) if found else None


def _replying(desk: Desk, pk: int, wanted: Request, asked_at: datetime, rng: Random) -> Story:
    if not wanted.seen:
        return
    now = desk.clock.later(asked_at, rng.randint(0, 1), rng)
    yield now
    request = _read(pk)
    coordination.see(actor=_asked_desk(desk, request), request=request, now=now)
    if wanted.asks_time is not None:
        yield (now := desk.clock.later(asked_at, wanted.asks_time, rng))
        request = _read(pk)
        if request.is_awaited:
            coordination_time.ask_time(
                actor=_asked_desk(desk, request),
                request=request,
                asked_due_on=desk.clock.calendar.add_working(request.due_on, 5),
                reason="Đang chờ số liệu của các đơn vị trực thuộc.",
                now=now,
            )
    if wanted.reply is None:
        return
    yield (now := max(now + timedelta(minutes=9), desk.clock.later(asked_at, wanted.reply, rng)))
    request = _read(pk)
    if not request.is_awaited:
        return
    coordination.reply(
        actor=_checked(
            _asked_desk(desk, request), CoordinationStep.REPLY, request.assignment, request.unit_id
        ),
        request=request,
        reply_kind=wanted.kind,
        text="" if wanted.kind is ReplyKind.AGREE else rng.choice(_COMMENTS),
        symbol=f"{rng.randint(300, 2900)}/{request.unit.abbreviation}-VP",
        dated_on=local_date(now),
        now=now,
    )


def _reporting(desk: Desk, pk: int, wanted: Request, asked_at: datetime, rng: Random) -> Story:
    assert wanted.report is not None
    now = desk.clock.later(asked_at, wanted.report, rng)
    yield now
    request = _read(pk)
    if not request.is_awaited or request.is_tacit or local_date(now) <= request.due_on:
        return
    actor = _checked(
        desk.agency_desk(request.assignment), CoordinationStep.REPORT_DELAY, request.assignment, 0
    )
    delays.report_delay(actor=actor, request=request, reason="Chưa có ý kiến nên chưa trình được.", now=now)
    if not wanted.says:
        return
    yield (now := desk.clock.later(now, 1, rng))
    request = _read(pk)
    unit = _asked_desk(desk, request)
    if wanted.says == "accept":
        delays.accept_delay(actor=unit, request=request, explanation="Số liệu tổng hợp chậm.", now=now)
        return
    delays.dispute_delay(
        actor=unit, request=request, explanation="Đã trao đổi trực tiếp với chuyên viên của Sở.", now=now
    )
    if wanted.settled:
        yield (now := desk.clock.later(now, 2, rng))
        settle = delays.uphold_delay if wanted.settled == "uphold" else delays.dismiss_delay
        settle(
            actor=desk.actor("chanh_van_phong"),
            request=_read(pk),
            decision="Căn cứ sổ theo dõi văn bản.",
            now=now,
        )


def _nights(desk: Desk, first: date, today: date) -> Story:
    """What the clock does at a quarter past midnight."""
    for number in range((today - first).days):
        now = midnight(first + timedelta(days=number)) + timedelta(minutes=15)
        yield now
        consent_silently(now=now)
        count_unanswered(now=now)


def _read(pk: int) -> Coordination:
    related = ("unit", "asking_unit", "asked_by", "assignment__unit", "assignment__task__document")
    return Coordination.objects.select_related(*related).get(pk=pk)


def _asked_desk(desk: Desk, request: Coordination) -> Actor:
    return desk.focal_of(request.unit)


def _checked(actor: Actor, step: CoordinationStep, duty: Assignment, asked_unit_id: int) -> Actor:
    """The actor again, when the permission table gives him the step."""
    if not may_coordinate(actor, step, asking=stand_of(duty), asked_unit_id=asked_unit_id):
        raise NotAllowedInDemo(f"{actor.person_name}: {step} {duty.code}")
    return actor
