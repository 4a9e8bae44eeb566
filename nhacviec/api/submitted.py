"""What the lists of submissions to the Committee and upward share: their filter as of now, and a row."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q
from ninja import Field, Schema

from nhacviec.api.door import ApiRequest
from nhacviec.api.pages import PageParameters
from nhacviec.api.shapes import PersonRef, RowId, UnitRef, line, page_url, person_ref, unit_ref
from nhacviec.queries.submissions import words_condition
from nhacviec.records.models import Submission
from nhacviec.rules.submissions import SubmissionKind
from nhacviec.rules.timeliness import days_overdue


class SubmittedParameters(PageParameters):
    text: str = Field("", alias="q", max_length=200, description="Số, ký hiệu, trích yếu, nội dung đề nghị.")
    kind: SubmissionKind | None = Field(None, alias="loai", description="Loại hồ sơ, văn bản trình.")
    is_open: bool | None = Field(None, alias="dang-xu-ly", description="Còn đang xử lý, hay đã kết thúc.")
    overdue: bool | None = Field(None, alias="qua-han", description="Đang xử lý và đã quá hạn.")
    unit: RowId | None = Field(None, alias="co-quan", description="id của cơ quan trình.")
    division: RowId | None = Field(None, alias="phong", description="id của phòng xử lý.")
    officer: RowId | None = Field(None, alias="chuyen-vien", description="id của chuyên viên xử lý.")

    def condition(self, open_stops: Collection[str], today: date) -> Q:
        wanted = words_condition(line("q", self.text))
        running = Q(stop__in=sorted(open_stops))
        if self.is_open is not None:
            wanted &= running if self.is_open else ~running
        if self.overdue is not None:
            late = running & Q(due_on__lt=today)
            wanted &= late if self.overdue else ~late | Q(due_on=None)
        same = {"kind": self.kind, "unit": self.unit, "division": self.division, "officer": self.officer}
        return wanted & Q(**{name: value for name, value in same.items() if value is not None})


class SubmittedRow(Schema):
    """`due_on` is null while the clock stands still, and when it has ended; `days_overdue` is of today."""

    id: int
    url: str
    symbol: str
    dated_on: date
    abstract: str
    kind: str
    urgency: str
    unit: UnitRef
    stop: str
    stop_name: str
    stop_since: date
    division: UnitRef | None
    officer: PersonRef | None
    leader: PersonRef | None
    limit_days: int
    count_mode: str
    due_on: date | None
    days_overdue: int
    closed_on: date | None
    days_used: int | None
    days_late: int | None
    answer_symbol: str
    answer_dated_on: date | None


def submitted(request: ApiRequest, row: Submission, *, page: str, stop_name: str) -> dict[str, Any]:
    """The fields of a SubmittedRow; `page`: the name of its page."""
    same = (
        "symbol", "dated_on", "abstract", "kind", "urgency", "stop", "stop_since", "limit_days", "count_mode",
        "due_on", "closed_on", "days_used", "days_late", "answer_symbol", "answer_dated_on",
    )  # fmt: skip
    return {name: getattr(row, name) for name in same} | {
        "id": row.pk,
        "url": page_url(request, page, row.pk),
        "unit": unit_ref(row.unit),
        "stop_name": stop_name,
        "division": unit_ref(row.division),
        "officer": person_ref(row.officer),
        "leader": person_ref(row.leader),
        "days_overdue": days_overdue(due_on=row.due_on, today=request.office.today),
    }
