"""Saved filters: name the list one looks at, come back to it by its tab, share it with a role."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhacviec.actions.saved_views import delete_view, move_view, save_view
from nhacviec.queries.saved_views import own_view, own_views
from nhacviec.records.models import SavedView
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Right, Role
from nhacviec.rules.words import ROLES
from nhacviec.screens.assignments.asked import Asked, asked_of
from nhacviec.screens.forms.fields import LineField, OfficeForm, typed
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import go_to, show
from nhacviec.screens.page.refused import show_refusal
from nhacviec.screens.page.request import OfficeRequest

_FIELDS = {"view_name_taken": "name", "view_not_shared": "shared_with"}


class ViewForm(OfficeForm):
    name = LineField(label=gettext_lazy("Tên bộ lọc"), limit=80)
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8000)
    shared_with = forms.ChoiceField(label=gettext_lazy("Dùng chung cho"), required=False)

    def __init__(self, *args: Any, request: OfficeRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if request.actor.has(Right.SHARE_VIEWS):
            roles = [(role.value, ROLES[role]) for role in Role if role is not Role.ADMINISTRATOR]
            self.fields["shared_with"].choices = [("", _("Chỉ mình tôi")), *roles]  # type: ignore[attr-defined]
        else:
            del self.fields["shared_with"]


@needs(Right.READ_TASKS)
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    """One's own views: what each asks for, their order."""
    views = [(view, _asked(request, view.query)) for view in own_views(request.actor)]
    return render(request, "views/index.html", {"views": views})


@needs(Right.READ_TASKS)
@require_http_methods(["GET", "POST"])
def create(request: OfficeRequest) -> HttpResponse:
    return _form(request, None)


@needs(Right.READ_TASKS)
@require_http_methods(["GET", "POST"])
def edit(request: OfficeRequest, view_id: int) -> HttpResponse:
    return _form(request, own_view(request.actor, view_id))


@needs(Right.READ_TASKS)
@require_POST
def delete(request: OfficeRequest, view_id: int) -> HttpResponse:
    view = own_view(request.actor, view_id)
    delete_view(actor=request.actor, view=view, now=request.now)
    messages.success(request, _("Đã xóa bộ lọc “%s”.") % view.name)
    return redirect("views.index")


@needs(Right.READ_TASKS)
@require_POST
def move(request: OfficeRequest, view_id: int) -> HttpResponse:
    """`len`: one place towards the front; else towards the end."""
    move_view(actor=request.actor, view=own_view(request.actor, view_id), up="len" in request.POST)
    return redirect("views.index")


def _form(request: OfficeRequest, view: SavedView | None) -> HttpResponse:
    start = {"query": request.GET.get("bo-loc", "")}
    if view is not None:
        start = {"name": view.name, "query": view.query, "shared_with": view.shared_with}
    form = ViewForm(request=request, initial=start, **typed(request))
    asked = _asked(request, form["query"].value() or "")
    if request.method == "POST" and form.is_valid() and _saved(request, form, view, asked):
        return go_to(request, f"{reverse('assignments.index')}?{asked.query}")
    context = {"form": form, "view": view, "asked": asked, "is_broken": bool(asked.problems)}
    return show(request, "views/form.html", context, part="panel", status=422 if form.errors else 200)


def _asked(request: OfficeRequest, query: str) -> Asked:
    """What a kept address asks of whoever reads it now."""
    return asked_of(request, QueryDict(query[:8000].replace("\0", "")))


def _saved(request: OfficeRequest, form: ViewForm, view: SavedView | None, asked: Asked) -> bool:
    if asked.problems:
        form.add_error(None, _("Bộ lọc có chỗ chưa đúng nên không lưu được."))
        for label, said in asked.problem_lines:
            form.add_error(None, f"{label}: {said}" if label else said)
        return False
    data = form.cleaned_data
    try:
        kept = save_view(
            actor=request.actor,
            name=data["name"],
            query=asked.query,
            shared_with=data.get("shared_with") or "",
            now=request.now,
            view=view,
        )
    except MoveNotAllowed as refused:
        show_refusal(form, refused, _FIELDS)
        return False
    messages.success(request, _("Đã lưu bộ lọc “%s”.") % kept.name)
    return True
