"""What agencies were given already is declared to carry out a task from above, and that is undone."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nhacviec.actions import cascade
from nhacviec.queries.access import document_by_id, task_by_code
from nhacviec.queries.cascade import could_serve, open_from_above, parent_of, too_late_for
from nhacviec.records.models import Assignment, StaleAssignment, Task
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import Right
from nhacviec.rules.words import REFUSALS
from nhacviec.screens.forms.fields import LineField, OfficeForm, TextField, typed
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.once import first_result, once
from nhacviec.screens.page.refused import show_refusal
from nhacviec.screens.page.request import OfficeRequest

MOST_PROPOSED = 100
FIELD_OF = {
    "not_from_above": "above",
    "link_closed": "above",
    "link_nothing": "tasks",
    "link_not_fit": "tasks",
    "linked_already": "tasks",
    "reason_required": "reason",
}


class LinkForm(OfficeForm):
    """Which tasks carry out which one from above."""

    above = LineField(
        label=gettext_lazy("Nhiệm vụ cấp trên giao"),
        limit=30,
        help_text=gettext_lazy("Gõ mã, ví dụ NV-2018-000123, hoặc chọn trong các nhiệm vụ đang thực hiện."),
    )
    tasks = forms.MultipleChoiceField(
        label=gettext_lazy("Nhiệm vụ đã giao cơ quan"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": REFUSALS["link_nothing"]},
    )
    past_above = forms.BooleanField(
        label=gettext_lazy("Vẫn gắn, dù thời hạn muộn hơn hạn UBND tỉnh phải báo cáo cấp trên"),
        required=False,
    )

    def __init__(self, *args: Any, request: OfficeRequest, offered: list[Task], **kwargs: Any) -> None:
        kwargs["initial"] = {"tasks": [task.code for task in offered]}
        super().__init__(*args, **kwargs)
        self.request, self.offered = request, {task.code: task for task in offered}
        self.late: list[Assignment] = []
        choices = [(task.code, f"{task.code} – {_short(task.content)}") for task in offered]
        self.fields["tasks"].choices = choices  # type: ignore[attr-defined]
        self.fields["above"].widget.attrs |= {"list": "from-above", "autocomplete": "off"}

    @property
    def proposed(self) -> list[tuple[str, str]]:
        rows = open_from_above(self.request.actor)[:MOST_PROPOSED]
        return [(row.task.code, f"{row.task.assigner.label}: {_short(row.task.content)}") for row in rows]

    @property
    def boxes(self) -> list[tuple[Any, Task, list[tuple[date | None, str]]]]:
        """A box of the field, its task, and who would be too late with it: on which day, which agencies."""
        late: dict[int, dict[date | None, list[str]]] = {}
        for duty in self.late:
            late.setdefault(duty.task_id, {}).setdefault(duty.due_on, []).append(duty.unit.label)
        tasks = [(box, self.offered[box.data["value"]]) for box in self["tasks"]]
        return [
            (box, task, [(day, ", ".join(units)) for day, units in late.get(task.pk, {}).items()])
            for box, task in tasks
        ]

    @property
    def chosen(self) -> Assignment | None:
        """The task from above as it was found by what was typed."""
        return getattr(self, "cleaned_data", {}).get("above")

    def clean_above(self) -> Assignment:
        code = self.cleaned_data["above"].upper().partition(".")[0]
        found = open_from_above(self.request.actor).filter(task__code=code).first()
        if found is None:
            raise forms.ValidationError(_("Không có nhiệm vụ cấp trên giao đang thực hiện mang mã này."))
        return found

    def clean_tasks(self) -> list[Task]:
        return [self.offered[code] for code in self.cleaned_data["tasks"]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        above = data.get("above")
        self.late = too_late_for(above, data.get("tasks") or []) if above else []
        if above and self.late and not data.get("past_above"):
            said = _(
                "%(count)s nhiệm vụ có thời hạn muộn hơn hạn UBND tỉnh phải báo cáo cấp trên (%(due)s). "
            )
            said += _("Hãy bỏ chọn, hoặc đánh dấu “Vẫn gắn”.")
            count = len({duty.task_id for duty in self.late})
            self.fields["past_above"].widget.attrs["autofocus"] = True  # on a phone it is out of sight
            self.add_error("past_above", said % {"count": count, "due": f"{above.due_on:%d/%m/%Y}"})
        return data


class UnlinkForm(OfficeForm):
    reason = TextField(label=gettext_lazy("Lý do"), limit=1000, rows=2)


@needs(Right.ENTER_DOCUMENTS, module=Module.SUPERIORS)
@require_http_methods(["GET", "POST"])
def of_document(request: OfficeRequest, document_id: int) -> HttpResponse:
    """All or some tasks of a document."""
    document = document_by_id(request.actor, document_id)
    offered = could_serve(request.actor, document_id=document.pk)
    return _page(request, offered, title=document.symbol, back=reverse("documents.show", args=[document.pk]))


@needs(Right.ENTER_DOCUMENTS, module=Module.SUPERIORS)
@require_http_methods(["GET", "POST"])
def of_task(request: OfficeRequest, code: str) -> HttpResponse:
    """One task: also of a spoken direction."""
    task = task_by_code(request.actor, code)
    offered = could_serve(request.actor, code=task.code)
    return _page(request, offered, title=task.code, back=reverse("tasks.show", args=[task.code]))


@needs(Right.ENTER_DOCUMENTS, module=Module.SUPERIORS)
@require_http_methods(["GET", "POST"])
def unlink(request: OfficeRequest, code: str) -> HttpResponse:
    task = task_by_code(request.actor, code)
    if sent_before := first_result(request):
        return redirect(sent_before)
    above = parent_of(request.actor, task)
    if above is None:
        messages.warning(request, REFUSALS["link_gone"])
        return redirect("tasks.show", task.code)
    form = UnlinkForm(**typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, lambda: _unlinked(request, task, form.cleaned_data["reason"])))
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
        except StaleAssignment:
            form.add_error(None, REFUSALS["stale"])
    context = {"form": form, "task": task, "above": above}
    return render(request, "superiors/unlink.html", context, status=422 if form.errors else 200)


def serving(request: OfficeRequest, task: Task) -> dict[str, Any]:
    """For the pages of a task and its duties: what it serves, and whether that may be declared or undone."""
    if not is_on(Module.SUPERIORS, request.office.policy):
        return {}
    serves = parent_of(request.actor, task)
    enters = request.actor.has(Right.ENTER_DOCUMENTS)
    return {
        "serves": serves,
        "may_link": enters and task.issued_at is not None and task.parent_id is None,
        "may_unlink": enters,
    }


def _page(request: OfficeRequest, offered: list[Task], *, title: str, back: str) -> HttpResponse:
    if sent_before := first_result(request):
        return redirect(sent_before)
    if not offered:
        messages.warning(request, _("%s không có nhiệm vụ nào gắn được với nhiệm vụ cấp trên giao.") % title)
        return redirect(back)
    form = LinkForm(request=request, offered=offered, **typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, lambda: _linked(request, form)))
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
        except StaleAssignment:
            form.add_error("above", REFUSALS["stale"])
    context = {"form": form, "title": title, "back": back}
    return render(request, "superiors/link.html", context, status=422 if form.errors else 200)


def _linked(request: OfficeRequest, form: LinkForm) -> str:
    above, tasks = form.cleaned_data["above"], form.cleaned_data["tasks"]
    cascade.link(actor=request.actor, tasks=tasks, above=above, now=request.now)
    said = _("Đã gắn %(count)s nhiệm vụ với %(code)s.")
    messages.success(request, said % {"count": len(tasks), "code": above.task.code})
    return reverse("assignments.show", args=[above.code])


def _unlinked(request: OfficeRequest, task: Task, reason: str) -> str:
    cascade.unlink(actor=request.actor, task=task, reason=reason, now=request.now)
    messages.success(request, _("Đã bỏ gắn %s khỏi nhiệm vụ cấp trên giao.") % task.code)
    return reverse("tasks.show", args=[task.code])


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 120 else f"{words[:119]}…"
