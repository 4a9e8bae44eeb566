"""Lĩnh vực: fields of work, and who is proposed to follow their tasks."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhacviec.actions.work_fields import save_work_field
from nhacviec.records.models import Field
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import MONITOR_ROLES, Right
from nhacviec.screens.forms.fields import LineField, OfficeForm, typed
from nhacviec.screens.forms.monitor_fields import MonitorFields
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import go_to
from nhacviec.screens.page.paging import page_of
from nhacviec.screens.page.refused import show_refusal
from nhacviec.screens.page.request import OfficeRequest


class WorkFieldForm(MonitorFields, OfficeForm):
    name = LineField(label=gettext_lazy("Tên lĩnh vực"), limit=120)
    position = forms.IntegerField(
        label=gettext_lazy("Thứ tự"),
        min_value=0,
        max_value=100_000,
        help_text=gettext_lazy("Số nhỏ đứng trước."),
    )
    is_active = forms.BooleanField(label=gettext_lazy("Đang dùng"), required=False)

    def __init__(self, *args: Any, field: Field, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_monitors(today, empty="—", named=field)


@needs(Right.MANAGE_ORGANISATION)
def index(request: OfficeRequest) -> HttpResponse:
    fields = Field.objects.select_related("specialist", "office_leader", "committee_leader")
    return render(request, "work_fields/index.html", {"page": page_of(request, fields)})


@needs(Right.MANAGE_ORGANISATION)
def create(request: OfficeRequest) -> HttpResponse:
    return _form(request, Field())


@needs(Right.MANAGE_ORGANISATION)
def edit(request: OfficeRequest, field_id: int) -> HttpResponse:
    field = Field.objects.filter(pk=field_id).first()
    if field is None:
        raise Http404
    return _form(request, field)


def _form(request: OfficeRequest, field: Field) -> HttpResponse:
    names = ("name", "position", "is_active", *MONITOR_ROLES)
    initial = {name: getattr(field, name) for name in names}
    form = WorkFieldForm(**typed(request), field=field, today=request.today, initial=initial)
    if request.method == "POST" and form.is_valid():
        for name in names:
            setattr(field, name, form.cleaned_data[name])
        try:
            save_work_field(actor=request.actor, field=field, now=request.now)
        except MoveNotAllowed as refused:
            show_refusal(form, refused, {"work_field_taken": "name"})
        else:
            link = format_html(
                '<a href="{}" class="alert-link">{}</a>',
                reverse("work_fields.edit", args=[field.pk]),
                field.name,
            )
            messages.success(request, format_html(_("Đã lưu lĩnh vực {}."), link))
            return go_to(request, "work_fields.index")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "work_fields/form.html", {"form": form, "field": field}, status=status)
