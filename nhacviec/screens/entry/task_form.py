"""One task as a card. Lists of units, people and fields are read once for all cards of a page."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhacviec.actions.tasks import TaskDraft
from nhacviec.queries.monitors import MONITORS, MonitorChoices
from nhacviec.queries.unit_book import UnitBook
from nhacviec.records.models import Task
from nhacviec.rules.deadline_problems import DeadlineProblem, ProblemCode
from nhacviec.rules.deadline_text import ParsedDeadline
from nhacviec.rules.lifecycle import DOING, Duty, State
from nhacviec.rules.text import visible
from nhacviec.rules.words_deadlines import problem_words
from nhacviec.screens.entry.deadline_reading import Reckoner, ShownDeadline
from nhacviec.screens.entry.unit_chips import NamedUnits, UnitsField
from nhacviec.screens.forms.choice_fields import RowField
from nhacviec.screens.forms.fields import LineField, OfficeDateField, OfficeForm, TextField


@dataclass(frozen=True)
class Desk:
    """What every card of one page shares."""

    book: UnitBook
    monitors: MonitorChoices
    reckoner: Reckoner


class TaskForm(OfficeForm):
    """A card. Saving a draft needs only its content; issuing (`strict`) needs a lead unit too."""

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    copied_from = forms.CharField(widget=forms.HiddenInput, required=False)
    content = TextField(label=gettext_lazy("Nội dung"), rows=2)
    deadline = LineField(label=gettext_lazy("Thời hạn"), limit=200, required=False)
    leads = UnitsField(label=gettext_lazy("Chủ trì"), required=False)
    coordinators = UnitsField(label=gettext_lazy("Phối hợp"), required=False)
    deliverable = LineField(label=gettext_lazy("Sản phẩm, kết quả"), limit=500, required=False)
    field = RowField(label=gettext_lazy("Lĩnh vực"))
    specialist = RowField(label=gettext_lazy("Chuyên viên theo dõi"))
    office_leader = RowField(label=gettext_lazy("Lãnh đạo VP theo dõi"))
    committee_leader = RowField(label=gettext_lazy("Lãnh đạo UBND theo dõi"))
    is_starred = forms.BooleanField(label=gettext_lazy("Trọng tâm"), required=False)
    recurrence_until = OfficeDateField(label=gettext_lazy("Lặp đến hết ngày"), required=False)
    removed = forms.BooleanField(label=gettext_lazy("Xóa nhiệm vụ này"), required=False)

    def __init__(
        self, *args: Any, desk: Desk, task: Task | None = None, strict: bool = False, **kwargs: Any
    ) -> None:
        if task is not None:
            kwargs.setdefault("initial", initial_of(task))
        super().__init__(*args, **kwargs)
        self.desk, self.task, self.strict = desk, task, strict
        for name in ("leads", "coordinators"):
            self.fields[name].look_up_in(desk.book)  # type: ignore[attr-defined]
        fields = [(row, row.name) for row in desk.monitors.fields]
        self.fields["field"].offer(fields, keep=task.field if task else None)  # type: ignore[attr-defined]
        for name in MONITORS:
            people = [
                (person, f"{person.full_name} ({unit.label})") for person, unit in desk.monitors.people[name]
            ]
            keep = getattr(task, name) if task else None
            self.fields[name].offer(people, keep=keep)  # type: ignore[attr-defined]
        self.fields["deadline"].widget.attrs |= self._reckon_while_typing()

    def _reckon_while_typing(self) -> dict[str, str]:
        return {
            "placeholder": _("15/07/2018; 20 ngày; 10 ngày làm việc; không"),
            "autocomplete": "off",
            "hx-get": reverse("entry.deadline"),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": f"#{self.prefix}-reckoning",
            "hx-include": "[name=given_on], [name=spoken_on]",
            "hx-sync": "this:replace",
        }

    @cached_property
    def shown(self) -> ShownDeadline:
        return self.desk.reckoner.show(str(self["deadline"].value() or ""))

    @property
    def is_blank(self) -> bool:
        """A new card in which nothing was typed: it is passed over, not complained about."""
        typed_in = ("content", "deadline", "leads", "coordinators", "deliverable")
        return not self["code"].value() and not any(
            visible(str(self[name].value() or "")) for name in typed_in
        )

    @property
    def is_removed(self) -> bool:
        return bool(self.data.get(self.add_prefix("removed")))

    def clean_deadline(self) -> str:
        text: str = self.cleaned_data["deadline"]
        self.parsed: ParsedDeadline | None = None
        if text:
            read = self.desk.reckoner.read(text)
            if isinstance(read, DeadlineProblem) and read.code is not ProblemCode.EMPTY:
                raise forms.ValidationError(problem_words(read), code=str(read.code))
            self.parsed = read if isinstance(read, ParsedDeadline) else None
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        leads, others = data.get("leads") or NamedUnits(), data.get("coordinators") or NamedUnits()
        if self.strict and "leads" in data and not leads.units:
            self.add_error("leads", _("Nhiệm vụ phải có ít nhất một đơn vị chủ trì."))
        lead_ids = {unit.pk for unit in leads.units}
        # "Phối hợp: các sở" does not mean the lead among them; a unit typed on both sides is a mistake.
        rest = [unit for unit in others.units if unit.pk not in lead_ids or unit.pk not in others.by_group]
        twice = [unit.name for unit in rest if unit.pk in lead_ids]
        if twice:
            self.add_error("coordinators", _("%s đã được giao chủ trì.") % ", ".join(twice))
        data["coordinators"] = NamedUnits(rest, others.by_group)
        if field := data.get("field"):
            for name in MONITORS:  # proposed by the field where nobody was chosen
                proposed = getattr(field, f"{name}_id")
                allowed = {person.pk: person for person, _unit in self.desk.monitors.people[name]}
                data[name] = data.get(name) or allowed.get(proposed)
        return data

    def draft(self, copied_from: Task | None = None) -> TaskDraft:
        data = self.cleaned_data
        return TaskDraft(
            code=data["code"],
            version=data["version"],
            content=data["content"],
            leads=data["leads"].units,
            coordinators=data["coordinators"].units,
            deadline=self.parsed,
            deadline_text=data["deadline"],
            deliverable=data["deliverable"],
            field=data["field"],
            specialist=data["specialist"],
            office_leader=data["office_leader"],
            committee_leader=data["committee_leader"],
            is_starred=data["is_starred"],
            recurrence_until=data["recurrence_until"] if self.parsed and self.parsed.recurrence else None,
            copied_from=copied_from,
        )


def initial_of(task: Task) -> dict[str, Any]:
    duties = [a for a in task.assignments.all() if a.state == State.DRAFT]
    return {
        "code": task.code,
        "version": task.version,
        "content": task.content,
        "deadline": task.deadline_text,
        "leads": [a.unit for a in duties if a.duty in DOING],
        "coordinators": [a.unit for a in duties if a.duty == Duty.COORDINATE],
        "deliverable": task.deliverable,
        "field": task.field,
        "is_starred": task.is_starred,
        "recurrence_until": task.recurrence_until,
        **{name: getattr(task, name) for name in MONITORS},
    }


def initial_of_copy(draft: TaskDraft) -> dict[str, Any]:
    """A card that begins as a copy of an earlier task."""
    same = ("content", "leads", "coordinators", "deliverable", "field", "is_starred", *MONITORS)
    copied = draft.copied_from.code if draft.copied_from else ""
    return {name: getattr(draft, name) for name in same} | {
        "deadline": draft.deadline_text,
        "copied_from": copied,
    }
