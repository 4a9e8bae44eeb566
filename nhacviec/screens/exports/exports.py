"""Excel: asked for from a list; the small ones at once, the others made in the background."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhacviec.actions import exports as deeds
from nhacviec.actions.export_store import full_path
from nhacviec.exports.asked import WrongFilter
from nhacviec.exports.making import ExportKind, prepare
from nhacviec.exports.task_columns import asked_with
from nhacviec.queries.exports import UNFINISHED, export_by_id, own_exports
from nhacviec.records.models import ExportState
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Right
from nhacviec.rules.timeliness import LOCAL_ZONE
from nhacviec.rules.words_exports import FAILURES
from nhacviec.screens.exports.answering import asked_of, send_at_once, workbook_response
from nhacviec.screens.page.addresses import back_to
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import is_htmx, show
from nhacviec.screens.page.refused import sentence
from nhacviec.screens.page.request import OfficeRequest

AT_ONCE = 2000  # rows; more are made in the background
_SHOWN = 50


@needs(Right.READ_TASKS)
@require_POST
def ask(request: OfficeRequest, kind: str) -> HttpResponse:
    """The list whose query stands in `dieu-kien`, as a file: now, or on the page of files. `cot`: with these
    columns of the screen."""
    if kind not in set(ExportKind):
        raise Http404
    query = request.POST.get("dieu-kien", "").replace("\0", "").lstrip("?")
    if kind == ExportKind.TASKS:
        query = asked_with(query, request.POST.get("cot", ""))
    asked = asked_of(request, query)
    try:
        prepared = prepare(ExportKind(kind), asked)
        if prepared.count <= AT_ONCE:
            return send_at_once(request, kind=kind, asked=asked, prepared=prepared)
        deeds.ask(
            actor=request.actor,
            now=request.now,
            kind=kind,
            query=asked.query,
            title=prepared.title,
            rows=prepared.count,
            site=asked.site,
        )
    except MoveNotAllowed as refused:
        messages.error(request, sentence(refused))
        return redirect(
            "exports.index" if refused.code == "too_many_exports" else back_to(request, otherwise="/")
        )
    except WrongFilter:
        messages.error(request, FAILURES["wrong_filter"])
        return redirect(back_to(request, otherwise="/"))
    message = _("Danh sách có {} dòng nên tệp được tạo trong nền. Có thể làm việc khác; xong sẽ báo.")
    messages.success(request, format_html(message, f"{prepared.count:,}".replace(",", ".")))
    return redirect("exports.index")


@needs(Right.READ_TASKS)
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    rows = list(own_exports(request.actor.person_id, request.posts).select_related("post__unit")[:_SHOWN])
    for row in rows:
        row.why = FAILURES.get(row.failure, "")  # type: ignore[attr-defined]
        row.percent = min(99, row.rows_done * 100 // row.rows_total) if row.rows_total else 0  # type: ignore[attr-defined]
    told = [row.pk for row in rows if row.state == ExportState.FAILED and row.fetched_at is None]
    if told:
        deeds.seen(export_ids=told, now=request.now)
    context = {"exports": rows, "waiting": any(row.state in UNFINISHED for row in rows)}
    context["export_days"] = settings.EXPORT_DAYS
    return show(request, "exports/index.html", context, part="rows")


@needs(Right.READ_TASKS)
@require_safe
def bell(request: OfficeRequest) -> HttpResponse:
    """The part of the frame that announces finished files; asked for while one is being made."""
    return render(request, "exports/bell.html") if is_htmx(request) else redirect("exports.index")


@needs(Right.READ_TASKS)
@require_safe
def download(request: OfficeRequest, export_id: int) -> HttpResponse:
    export = export_by_id(request.actor.person_id, request.posts, export_id)
    if export.state != ExportState.DONE or export.finished_at is None:
        raise Http404
    try:
        content = full_path(export.stored_name).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    deeds.seen(export_ids=[export.pk], now=request.now)
    made = export.finished_at.astimezone(LOCAL_ZONE)
    response = workbook_response(content, f"{export.kind}-{made:%Y-%m-%d-%Hh%M}")
    response["Content-Length"] = str(export.size)
    return response


@needs(Right.READ_TASKS)
@require_POST
def cancel(request: OfficeRequest, export_id: int) -> HttpResponse:
    export = export_by_id(request.actor.person_id, request.posts, export_id)
    if deeds.cancel(export=export, now=request.now):
        messages.success(request, _("Đã hủy việc tạo tệp."))
    else:
        messages.info(request, _("Tệp này không còn đang tạo nên không hủy được."))
    return redirect("exports.index")


@needs(Right.READ_TASKS)
@require_POST
def delete(request: OfficeRequest, export_id: int) -> HttpResponse:
    export = export_by_id(request.actor.person_id, request.posts, export_id)
    deeds.delete(export=export)
    messages.success(request, _("Đã xóa tệp."))
    return redirect("exports.index")
