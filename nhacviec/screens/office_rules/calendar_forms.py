"""Forms of the working calendar. They are sent with GET, so that the preview can be paged and reloaded."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhacviec.integrations.holiday_calendar import LAST_YEAR
from nhacviec.queries.calendar import special_days
from nhacviec.rules.calendar_edits import DayProblem, SpecialDay, day_problem
from nhacviec.rules.calendar_seed import FIRST_YEAR
from nhacviec.rules.deadline_policy import read_deadline
from nhacviec.rules.deadline_problems import DeadlineProblem
from nhacviec.rules.deadline_text import MAX_TEXT, ParsedDeadline
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.words_calendar import DAY_PROBLEMS, MAKEUP_NAME
from nhacviec.rules.words_deadlines import DAY_KINDS, problem_words
from nhacviec.rules.working_days import Calendar, DayKind
from nhacviec.screens.forms.fields import LineField, OfficeDateField, OfficeForm


class DayForm(OfficeForm):
    """One day of the calendar. `fixed`: the day that is being corrected; it cannot become another one."""

    day = OfficeDateField(label=_("Ngày"))
    kind = forms.ChoiceField(label=_("Loại ngày"), choices=[(k.value, v) for k, v in DAY_KINDS.items()])
    name = LineField(
        label=_("Tên ngày"), limit=200, required=False, help_text=_("Ví dụ: Quốc khánh, Nghỉ bù Giỗ Tổ.")
    )
    decision = LineField(
        label=_("Căn cứ (số, ký hiệu văn bản)"),
        limit=200,
        required=False,
        help_text=_("Ví dụ: 12729/VPCP-KGVX ngày 25/12/2025."),
    )
    is_confirmed = forms.BooleanField(
        label=_("Đã xác minh theo văn bản"), required=False, initial=True, widget=forms.CheckboxInput
    )

    def __init__(self, *args: Any, fixed: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fixed = fixed
        if fixed is not None:
            del self.fields["day"]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Lịch chỉ có các năm 2018–2099."))
        there = special_days([day]).get(day)
        if there is not None:
            raise forms.ValidationError(
                _("Ngày này đã có trong lịch (%(name)s). Hãy mở ngày đó để sửa."), params={"name": there.name}
            )
        return day

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        day, kind = self.fixed or values.get("day"), values.get("kind")
        if day is None or not kind or "name" not in values:
            return values
        problem = day_problem(day, DayKind(kind), values["name"])
        if problem is not None:
            where = "name" if problem is DayProblem.NAME_REQUIRED else "kind"
            self.add_error(where, DAY_PROBLEMS[problem])
        return values

    def special_day(self) -> tuple[date, SpecialDay]:
        values = self.cleaned_data
        kind = DayKind(values["kind"])
        name = values["name"] or (MAKEUP_NAME if self._makes_up(kind) else "")
        said = SpecialDay(kind, name, values["decision"], values["is_confirmed"])
        return self.fixed or values["day"], said

    @staticmethod
    def _makes_up(kind: str) -> bool:
        return kind == DayKind.MAKEUP_WORKDAY


class ReckonForm(OfficeForm):
    """From which day, which term: when does it end, and why."""

    tu = OfficeDateField(label=_("Từ ngày"), help_text=_("Ngày này không tính."))
    han = LineField(
        label=_("Thời hạn"), limit=MAX_TEXT, help_text=_("Ví dụ: 20 ngày; 10 ngày làm việc; 2 tháng.")
    )

    def __init__(self, *args: Any, calendar: Calendar, policies: PolicySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar, self.policies = calendar, policies
        self.read: ParsedDeadline | None = None

    def clean_han(self) -> str:
        text: str = self.cleaned_data["han"]
        start = self.cleaned_data.get("tu")
        if start is None:
            return text
        read = read_deadline(text, issued_on=start, calendar=self.calendar, policies=self.policies)
        if isinstance(read, DeadlineProblem):
            raise forms.ValidationError(problem_words(read))
        self.read = read
        return text
