"""The lists that were brought so far, and bringing another one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from nhacviec.actions.reconciling import bring
from nhacviec.integrations.sheets import BadSheet
from nhacviec.integrations.superior_list import read_file, template
from nhacviec.queries.reconciling import counts_of, runs, superior_units
from nhacviec.records.models import Unit
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.reconcile.days import DayOrder
from nhacviec.rules.reconcile.differences import Settled
from nhacviec.rules.reconcile.rows import DaysUnclear, ForeignList
from nhacviec.rules.text import visible
from nhacviec.rules.words_reconcile import DAYS_UNCLEAR, FILE_PROBLEMS, HEADINGS, ORDERS, REQUIRED
from nhacviec.screens.forms.fields import OfficeDateField, OfficeForm
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.once import first_result, once
from nhacviec.screens.page.paging import page_of
from nhacviec.screens.page.request import OfficeRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(OfficeForm):
    file = forms.FileField(
        label=gettext_lazy("Tệp Excel (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy("Tối đa 5 MB, 2.000 dòng."),
        error_messages={
            "required": gettext_lazy("Hãy chọn tệp."),
            "empty": gettext_lazy("Tệp rỗng. Hãy chọn lại."),
            "missing": gettext_lazy("Hãy chọn tệp."),
        },
    )
    sources = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Danh sách gồm nhiệm vụ do cơ quan nào giao"),
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Hãy chọn ít nhất một cơ quan."),
            "invalid_choice": gettext_lazy("Hãy chọn trong danh sách."),
            "invalid_pk_value": gettext_lazy("Hãy chọn trong danh sách."),
        },
    )
    given_from = OfficeDateField(
        label=gettext_lazy("Chỉ gồm văn bản ban hành từ ngày"),
        required=False,
        help_text=gettext_lazy("Để trống nếu danh sách gồm mọi nhiệm vụ."),
    )
    order = forms.ChoiceField(
        label=gettext_lazy("Ngày dạng chữ ghi theo"),
        required=False,
        choices=[
            ("", gettext_lazy("để phần mềm nhận ra, hỏi khi không rõ")),
            *((order.value, ORDERS[order]) for order in DayOrder),
        ],
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sources"].queryset = units  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if not visible(sent.name or ""):
            raise ValidationError(FILE_PROBLEMS["not_xlsx"])
        return sent


@needs(Right.RECONCILE, module=Module.SUPERIORS)
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    page = page_of(request, runs(request.actor))
    counted = counts_of([run.pk for run in page])
    lines = []
    for run in page:
        of_run = counted.get(run.pk, {})
        left = sum(n for (_kind, settled), n in of_run.items() if settled is Settled.OPEN)
        lines.append((run, sum(of_run.values()), left))
    return render(request, "reconciling/index.html", {"page": page, "lines": lines})


@needs(Right.RECONCILE, module=Module.SUPERIORS)
@require_http_methods(["GET", "POST"])
def upload(request: OfficeRequest) -> HttpResponse:
    if sent_before := first_result(request):
        return redirect(sent_before)
    units = superior_units(request.today)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, units=units)
    else:
        form = UploadForm(units=units)
    if request.method == "POST" and getattr(request, "too_large", []):
        form.errors.pop("file", None)
        form.add_error("file", FILE_PROBLEMS["too_large"])
    elif request.method == "POST" and form.is_valid() and (found := _read(form)):
        return redirect(once(request, lambda: _brought(request, form, found)))
    status = 422 if form.is_bound and form.errors else 200
    columns = [(HEADINGS[heading], heading in REQUIRED) for heading in HEADINGS]
    return render(request, "reconciling/upload.html", {"form": form, "columns": columns}, status=status)


def _read(form: UploadForm) -> ForeignList | None:
    """What the file says; None where the form says what is wrong with it."""
    data = form.cleaned_data
    order = DayOrder(data["order"]) if data["order"] else None
    try:
        return read_file(data["file"].read(), _name(form), order)
    except BadSheet as bad:
        form.add_error("file", FILE_PROBLEMS[bad.code].format(**bad.params))
    except DaysUnclear as unclear:
        column = HEADINGS[unclear.heading]
        form.add_error("order", DAYS_UNCLEAR.format(column=column, example=unclear.example[:40]))
    return None


def _name(form: UploadForm) -> str:
    return visible(form.cleaned_data["file"].name or "")[:250]


def _brought(request: OfficeRequest, form: UploadForm, found: ForeignList) -> str:
    data = form.cleaned_data
    run = bring(
        actor=request.actor,
        now=request.now,
        found=found,
        file_name=_name(form),
        sources=[unit.pk for unit in data["sources"]],
        given_from=data["given_from"],
    )
    messages.success(request, _("Đã đối chiếu %(n)s dòng. Chưa thay đổi gì.") % {"n": run.rows_read})
    return reverse("reconciling.show", args=[run.pk])


@needs(Right.RECONCILE, module=Module.SUPERIORS)
@require_safe
def sample(request: OfficeRequest) -> HttpResponse:
    """The empty list to fill in."""
    response = HttpResponse(template(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="mau-doi-chieu.xlsx"'
    return response
