"""The form of a ladder: for which duties, and its steps, one line each."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nhacviec.records.models import Field
from nhacviec.rules.ladders import (
    ADDRESSEES_OF,
    CAUSES_OF,
    MOST_STEPS,
    Ladder,
    Source,
    TaskClass,
    problems,
    step_as_told,
)
from nhacviec.rules.notices import Channel
from nhacviec.rules.reminders import Noun, Step
from nhacviec.rules.units import ASSIGNABLE_KINDS, COMMITTEE_KINDS, UnitKind
from nhacviec.rules.words import UNIT_KINDS
from nhacviec.rules.words_ladders import CHANNELS, DAYS, PROBLEMS, SOURCES, addressee_words, cause_words
from nhacviec.screens.forms.fields import LineField, OfficeDateField, OfficeForm

SPARE = 3
_ANY = ("", _("Không phân biệt"))
_YES_NO = {"yes": True, "no": False}


class LadderForm(OfficeForm):
    has_deadline = forms.ChoiceField(
        label=_("Thời hạn"),
        required=False,
        choices=[_ANY, ("yes", _("Có thời hạn")), ("no", _("Không có thời hạn"))],
    )
    is_starred = forms.ChoiceField(
        label=_("Trọng tâm"),
        required=False,
        choices=[_ANY, ("yes", _("Gắn sao")), ("no", _("Không gắn sao"))],
    )
    source = forms.ChoiceField(
        label=_("Nguồn giao"), required=False, choices=[_ANY, *((k.value, v) for k, v in SOURCES.items())]
    )
    unit_kind = forms.ChoiceField(
        label=_("Loại cơ quan"),
        required=False,
        choices=[_ANY, *((k.value, UNIT_KINDS[k]) for k in UnitKind if k in ASSIGNABLE_KINDS)],
    )
    field = forms.ModelChoiceField(
        label=_("Lĩnh vực"), required=False, queryset=Field.objects.order_by("name"), empty_label=_ANY[1]
    )
    effective_from = OfficeDateField(label=_("Áp dụng từ ngày"))
    decision = LineField(
        label=_("Căn cứ (số, ký hiệu văn bản)"),
        limit=200,
        required=False,
        help_text=_("Văn bản của tỉnh ban hành quy định này."),
    )
    seen_id = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, noun: Noun = Noun.TASK, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.noun = today, noun
        if noun is Noun.UPWARD:
            kinds = [_ANY, *((k.value, UNIT_KINDS[k]) for k in UnitKind if k in COMMITTEE_KINDS)]
            _choose(self, "unit_kind", kinds)
        if noun is not Noun.TASK:
            for name in ("has_deadline", "is_starred", "source", "field"):
                del self.fields[name]

    def clean_effective_from(self) -> date:
        day: date = self.cleaned_data["effective_from"]
        if day < self.today:
            raise forms.ValidationError(_("Thang nhắc việc chỉ áp dụng từ hôm nay trở đi."))
        return day

    def task_class(self) -> TaskClass:
        given = self.cleaned_data
        return TaskClass(
            noun=self.noun,
            has_deadline=_YES_NO.get(given.get("has_deadline", "")),
            is_starred=_YES_NO.get(given.get("is_starred", "")),
            source=Source(given["source"]) if given.get("source") else None,
            field_id=given["field"].pk if given.get("field") else None,
            unit_kind=UnitKind(given["unit_kind"]) if given.get("unit_kind") else None,
        )

    @staticmethod
    def shown(of: TaskClass) -> dict[str, Any]:
        """The conditions as the fields show them."""
        words = {None: "", True: "yes", False: "no"}
        return {
            "has_deadline": words[of.has_deadline],
            "is_starred": words[of.is_starred],
            "source": of.source or "",
            "field": of.field_id,
            "unit_kind": of.unit_kind or "",
        }


class StepForm(OfficeForm):
    """One step; a line without a cause is no step."""

    cause = forms.ChoiceField(
        label=_("Nhắc về"),
        required=False,
        choices=[],  # those of the noun
    )
    side = forms.ChoiceField(label=_("Trước hay sau"), choices=[("after", _("sau")), ("before", _("trước"))])
    number = forms.IntegerField(
        label=_("Số"),
        min_value=0,
        max_value=9999,
        error_messages={
            "required": _("Hãy nhập số; 0 là đúng ngày đó."),
            "invalid": _("Hãy nhập số nguyên, ví dụ 3."),
            "min_value": _("Hãy nhập số không âm."),
            "max_value": _("Số quá lớn."),
        },
    )
    days = forms.ChoiceField(label=_("Tính theo"), choices=[(k.value, v) for k, v in DAYS.items()])
    every = forms.IntegerField(
        label=_("Nhắc lại sau mỗi"),
        required=False,
        min_value=0,
        max_value=9999,
        error_messages={"invalid": _("Hãy nhập số nguyên, ví dụ 5."), "max_value": _("Số quá lớn.")},
    )
    to = forms.MultipleChoiceField(
        label=_("Người nhận"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[],
    )
    channels = forms.MultipleChoiceField(
        label=_("Gửi thêm qua"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(k.value, v) for k, v in CHANNELS.items()],
    )
    may_mute = forms.BooleanField(label=_("Người nhận được tắt"), required=False)
    alone = forms.BooleanField(label=_("Khẩn: gửi riêng, không gộp"), required=False)

    def __init__(self, *args: Any, noun: Noun = Noun.TASK, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        causes = [(cause.value, cause_words(cause, noun)) for cause in CAUSES_OF[noun]]
        _choose(self, "cause", [("", _("– không dùng dòng này –")), *causes])
        _choose(self, "to", [(who.value, addressee_words(who, noun)) for who in ADDRESSEES_OF[noun]])

    def full_clean(self) -> None:
        if self.is_bound and not self.data.get(self.add_prefix("cause")):
            self.fields = {"cause": self.fields["cause"]}
        super().full_clean()

    @property
    def is_step(self) -> bool:
        return bool(self.cleaned_data.get("cause"))

    def told(self) -> dict[str, Any]:
        """As rules/ladders wants it."""
        given = self.cleaned_data
        return {
            "cause": given["cause"],
            "after": -given["number"] if given["side"] == "before" else given["number"],
            "days": given["days"],
            "every": given["every"] or 0,
            "to": given["to"],
            "channels": [Channel.IN_APP.value, *given["channels"]],
            "may_mute": given["may_mute"],
            "alone": given["alone"],
        }


def _choose(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def step_forms(request: HttpRequest, begun: Ladder, **typed: Any) -> list[StepForm]:
    """The lines typed, or those of a ladder and some spare ones."""
    noun = begun.of.noun
    if typed:
        count = _count(typed["data"].get("so-dong", ""))
        return [StepForm(prefix=f"buoc-{number}", noun=noun, **typed) for number in range(count)]
    shown = [_shown(step) for step in begun.steps] + [{"may_mute": True, "channels": ["email"]}] * SPARE
    return [
        StepForm(prefix=f"buoc-{number}", noun=noun, initial=initial) for number, initial in enumerate(shown)
    ]


def check_steps(form: LadderForm, lines: list[StepForm]) -> list[dict[str, Any]]:
    """The steps typed; what speaks against them stands beside its field."""
    wrong = [line for line in lines if not line.is_valid()]
    used = [line for line in lines if line not in wrong and line.is_step]
    told = [line.told() for line in used]
    if wrong:
        return []
    for problem in problems(told, form.task_class()):
        if problem.place is None:
            form.add_error(None, PROBLEMS[problem.code])
        else:
            name = "number" if problem.field == "after" else problem.field
            used[problem.place].add_error(name, PROBLEMS[problem.code])
    return told


def _count(written: str) -> int:
    return min(int(written), MOST_STEPS + SPARE) if written.isascii() and written.isdigit() else 0


def _shown(step: Step) -> dict[str, Any]:
    told = step_as_told(step)
    return told | {
        "side": "before" if step.after < 0 else "after",
        "number": abs(step.after),
        "every": step.every or None,
    }
