"""Nhập từ Excel: units or people. Upload, look at every row, then all or nothing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhacviec.integrations.organisation_import import waiting
from nhacviec.integrations.organisation_import.columns import COLUMNS
from nhacviec.integrations.organisation_import.plan import CHANGED, NEW, UNCHANGED, WRONG, PlannedRow
from nhacviec.integrations.organisation_import.reading import read_rows
from nhacviec.integrations.organisation_import.run import apply, dry_run
from nhacviec.integrations.organisation_import.template import template
from nhacviec.integrations.organisation_import.words import FILE_PROBLEMS, ROW_PROBLEMS
from nhacviec.integrations.sheets import BadSheet
from nhacviec.queries.access import require
from nhacviec.rules.permissions import Right
from nhacviec.screens.forms.fields import OfficeForm
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.paging import page_of
from nhacviec.screens.page.request import OfficeRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE_NAMES = {"units": "mau-don-vi.xlsx", "people": "mau-can-bo.xlsx"}
RIGHTS = {"units": Right.MANAGE_ORGANISATION, "people": Right.MANAGE_PEOPLE}
OUTCOMES = {"loi": WRONG, "moi": NEW, "thay-doi": CHANGED, "giu-nguyen": UNCHANGED}


class ImportKind:
    """don-vi and can-bo in an address: the lists of units and of people."""

    regex = "don-vi|can-bo"

    def to_python(self, value: str) -> str:
        return "units" if value == "don-vi" else "people"

    def to_url(self, value: str) -> str:
        return "don-vi" if value == "units" else "can-bo"


class UploadForm(OfficeForm):
    file = forms.FileField(
        label=gettext_lazy("Tệp Excel (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy("Tối đa 5 MB, 5.000 dòng."),
        error_messages={
            "required": gettext_lazy("Hãy chọn tệp."),
            "empty": gettext_lazy("Tệp rỗng. Hãy chọn lại."),
            "missing": gettext_lazy("Hãy chọn tệp."),
        },
    )


@needs(Right.MANAGE_ORGANISATION)
def upload(request: OfficeRequest, kind: str) -> HttpResponse:
    require(request.actor, RIGHTS[kind])
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and getattr(request, "too_large", []):
        form.errors.pop("file", None)
        form.add_error("file", FILE_PROBLEMS["too_large"])
    elif request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            rows = read_rows(sent.read(), sent.name or "", COLUMNS[kind])
        except BadSheet as bad:
            form.add_error("file", FILE_PROBLEMS[bad.code].format(**bad.params))
        else:
            plan = dry_run(kind, rows, actor=request.actor, now=request.now)
            held = waiting.Waiting(kind, request.user.pk, sent.name or "", plan)
            request.session[_session_key(kind)] = waiting.keep(held, now=request.now)
            return redirect("organisation_import.preview", kind)
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "kind": kind, "columns": COLUMNS[kind]}
    return render(request, "organisation_import/upload.html", context, status=status)


@needs(Right.MANAGE_ORGANISATION)
def sample(request: OfficeRequest, kind: str) -> HttpResponse:
    """The empty list to fill in."""
    response = HttpResponse(template(kind), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAMES[kind]}"'
    return response


@needs(Right.MANAGE_ORGANISATION)
def preview(request: OfficeRequest, kind: str) -> HttpResponse:
    """GET shows what would happen, POST does it."""
    require(request.actor, RIGHTS[kind])
    key = request.session.get(_session_key(kind), "")
    held = waiting.find(key, kind=kind, person_id=request.user.pk)
    if held is None:
        messages.warning(request, _("Không còn tệp nào chờ nhập. Hãy chọn tệp lại."))
        return redirect("organisation_import.upload", kind)
    if request.method == "POST":
        return _apply(request, kind, key, held)
    counts = held.plan.counts
    asked = request.GET.get("loc", "loi" if counts[WRONG] else "tat-ca")
    rows = [row for row in held.plan.rows if OUTCOMES.get(asked, row.outcome) == row.outcome]
    page = page_of(request, rows)
    headers = {column.key: column.header for column in COLUMNS[kind]}
    context = {
        "kind": kind,
        "file_name": held.file_name,
        "page": page,
        "asked": asked,
        "lines": [_line(row, headers) for row in page],
        "total": len(held.plan.rows),
        "wrong": counts[WRONG],
        "new": counts[NEW],
        "changed": counts[CHANGED],
        "unchanged": counts[UNCHANGED],
        "to_do": counts[NEW] + counts[CHANGED],
    }
    return render(request, "organisation_import/preview.html", context)


def _apply(request: OfficeRequest, kind: str, key: str, held: waiting.Waiting) -> HttpResponse:
    if not held.plan.is_clean:
        messages.error(request, _("Còn dòng lỗi nên chưa ghi gì. Hãy sửa tệp rồi chọn lại."))
        return redirect("organisation_import.preview", kind)
    shown = held.plan.summary()
    plan, done = apply(kind, held.sources(), shown=shown, actor=request.actor, now=request.now)
    waiting.forget(key)
    if not done:
        held.plan = plan
        request.session[_session_key(kind)] = waiting.keep(held, now=request.now)
        messages.warning(
            request, _("Dữ liệu vừa thay đổi nên kết quả khác lúc xem trước; chưa ghi gì. Hãy xem lại.")
        )
        return redirect("organisation_import.preview", kind)
    counts = {"new": plan.counts[NEW], "changed": plan.counts[CHANGED], "same": plan.counts[UNCHANGED]}
    text = _("Đã nhập xong: %(new)s mới, %(changed)s thay đổi, %(same)s giữ nguyên.") % counts
    if kind == "people":
        text += " " + _("Người mới chưa có mật khẩu: lọc “Chưa có mật khẩu” rồi đặt cho từng người.")
    messages.success(request, text)
    return redirect("units.index" if kind == "units" else "people.index")


def _line(row: PlannedRow, headers: dict[str, str]) -> dict[str, Any]:
    cells = row.source.cells
    return {
        "number": row.source.number,
        "outcome": row.outcome,
        "title": cells.get("name") or cells.get("full_name") or cells.get("username") or "",
        "rest": " · ".join(
            cells[key] for key in ("code", "username", "parent", "unit", "role") if cells.get(key)
        ),
        "changes": ", ".join(headers[key] for key in row.changes if key in headers),
        "problems": [
            {
                "column": headers[problem.column],
                "sentence": ROW_PROBLEMS[problem.code].format(**problem.params),
            }
            for problem in row.problems
        ],
    }


def _session_key(kind: str) -> str:
    return f"organisation_import_{kind}"
