"""What the tests of coordination share: Sở Xây dựng leads a task and asks Sở Tài chính."""

from datetime import date, datetime, timedelta
from typing import Any

from nhacviec.actions import coordination, delays
from nhacviec.records.models import Assignment, Coordination
from nhacviec.rules.coordination import ReplyKind
from tests.cast import Cast
from tests.make import NOW, TODAY

DUE = date(2018, 7, 19)  # five working days after TODAY, a Thursday
CONTENT = "Đề nghị cho ý kiến về phương án bố trí vốn"


def on(day: date) -> datetime:
    """Nine in the morning there."""
    return NOW + (day - TODAY)


def days(number: int) -> datetime:
    """So many days after the request was due."""
    return on(DUE + timedelta(days=number))


def asked(cast: Cast, duty: Assignment | None = None, **fields: Any) -> Coordination:
    """On TODAY, by the focal officer of Sở Xây dựng; Sở Tài chính has no duty in the task unless it is
    given."""
    values: dict[str, Any] = {"units": [cast.finance], "content": CONTENT, "now": NOW}
    duty = duty or cast.duty()
    return coordination.ask(actor=cast.acting("focal"), assignment=duty, **(values | fields))[0]


def fresh(request: Coordination) -> Coordination:
    return Coordination.objects.select_related("unit", "asking_unit", "assignment__task").get(pk=request.pk)


def reply(
    cast: Cast, request: Coordination, *, now: datetime = NOW, kind: ReplyKind = ReplyKind.AGREE, **more: Any
) -> Coordination:
    coordination.reply(
        actor=cast.acting("finance_focal"), request=fresh(request), reply_kind=kind, now=now, **more
    )
    return fresh(request)


def reported(cast: Cast, request: Coordination, *, now: datetime) -> Coordination:
    delays.report_delay(actor=cast.acting("focal"), request=fresh(request), reason="Chậm", now=now)
    return fresh(request)


def counted(cast: Cast, request: Coordination, *, now: datetime) -> Coordination:
    """Reported, and the unit agrees."""
    reported(cast, request, now=now)
    delays.accept_delay(actor=cast.acting("finance_focal"), request=fresh(request), now=now)
    return fresh(request)
