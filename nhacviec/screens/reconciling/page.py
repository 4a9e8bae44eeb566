"""One comparison: its differences side by side, by kind; accepted or kept, one by one or many at once."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhacviec.actions.reconciling import accept, each, keep
from nhacviec.exports.cells import Kind
from nhacviec.exports.workbook import Column, Table
from nhacviec.queries.reconciling import counts_of, differences_of, run_by_id
from nhacviec.records.models import ListDifference, Reconciliation
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.reconcile.differences import Difference, Progress, Settled
from nhacviec.rules.words_reconcile import HEADINGS, KINDS, PROGRESS, ROW_PROBLEMS, SETTLED, Heading
from nhacviec.screens.exports.answering import send_tables
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.once import first_result, once
from nhacviec.screens.page.paging import page_of
from nhacviec.screens.page.refused import sentence
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.reconciling.forms import SettleForm

# The word of each kind in the address.
TABS: dict[str, Difference] = {
    "chi-co-trong-danh-sach": Difference.ONLY_THERE,
    "chi-co-trong-phan-mem": Difference.ONLY_HERE,
    "trang-thai": Difference.STATE,
    "thoi-han": Difference.DATE,
    "noi-dung": Difference.CONTENT,
}
MISTAKES = "dong-loi"
_MOST_SAID = 5


@needs(Right.RECONCILE, module=Module.SUPERIORS)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: OfficeRequest, run_id: int) -> HttpResponse:
    run = run_by_id(request.actor, run_id)
    if sent_before := first_result(request):
        return redirect(sent_before)
    counted = counts_of([run.pk]).get(run.pk, {})
    tab = _tab(request, run, counted)
    kind = TABS.get(tab)
    form = SettleForm(**typed(request), kind=kind, request=request)
    if request.method == "POST" and kind is not None and form.is_valid():
        return redirect(once(request, lambda: _settled(request, run, tab, kind, form)))
    rows = differences_of(run).filter(kind=kind) if kind else ListDifference.objects.none()
    rows = rows.order_by("-settled", "row_number", "id")  # open ones first: "open" is last of its alphabet
    page = page_of(request, rows if kind else run.problems)
    context: dict[str, Any] = {
        "run": run,
        "tab": tab,
        "tabs": _tabs(run, counted, tab),
        "page": page,
        "lines": [_line(row) for row in page] if kind else [],
        "mistakes": [] if kind else [_mistake(problem) for problem in page],
        "open_here": any(row.settled == Settled.OPEN for row in page) if kind else False,
        "kind": kind,
        "kind_words": KINDS[kind] if kind else _("Dòng lỗi"),
        "form": form,
        "chosen": request.POST.getlist("chon"),
    }
    return render(request, "reconciling/show.html", context, status=422 if form.errors else 200)


def _tab(request: OfficeRequest, run: Reconciliation, counted: Any) -> str:
    asked = request.GET.get("loai", "")
    if asked in TABS or asked == MISTAKES:
        return asked
    some = {kind for (kind, settled), n in counted.items() if settled is Settled.OPEN and n}
    found = next((word for word, kind in TABS.items() if kind in some), "")
    return found or (MISTAKES if run.problems else next(iter(TABS)))


def _tabs(run: Reconciliation, counted: Any, tab: str) -> list[dict[str, Any]]:
    found = []
    for word, kind in TABS.items():
        whole = sum(n for (of, _settled), n in counted.items() if of is kind)
        left = counted.get((kind, Settled.OPEN), 0)
        found.append({"url": f"?loai={word}", "label": KINDS[kind], "left": left, "whole": whole})
    found.append(
        {"url": f"?loai={MISTAKES}", "label": _("Dòng lỗi"), "left": len(run.problems), "whole": None}
    )
    for one, word in zip(found, (*TABS, MISTAKES), strict=True):
        one["here"] = word == tab
    return found


def _line(row: ListDifference) -> dict[str, Any]:
    kind, theirs, ours = Difference(row.kind), row.theirs, row.ours
    duty = row.assignment
    document = duty.task.document if duty else None
    return {
        "row": row,
        "is_open": row.settled == Settled.OPEN,
        "settled": SETTLED[Settled(row.settled)],
        "symbol": theirs.get("symbol") or (document.symbol if document else ""),
        "dated_on": _day(theirs.get("dated_on")) or (document.issued_on if document else None),
        "duty": duty,
        "content": ours.get("content") or theirs.get("content"),
        "theirs": _said(kind, theirs) if kind is not Difference.ONLY_HERE else "",
        "ours": _said(kind, ours) if kind is not Difference.ONLY_THERE else "",
        "more": _more(theirs) if kind in (Difference.ONLY_THERE, Difference.STATE) else [],
    }


def _said(kind: Difference, side: dict[str, Any]) -> str:
    if kind is Difference.STATE:
        return PROGRESS[Progress(side["progress"])] if side.get("progress") else ""
    if kind is Difference.DATE:
        day = _day(side.get("due_on"))
        return f"{day:%d/%m/%Y}" if day else _("không thời hạn")
    return str(side.get("content", ""))


def _more(theirs: dict[str, Any]) -> list[str]:
    """What else the list says of the task."""
    due, replied = _day(theirs.get("due_on")), _day(theirs.get("replied_on"))
    words = [
        theirs.get("assigner"),
        f"{HEADINGS[Heading.DUE]}: {due:%d/%m/%Y}" if due else "",
        PROGRESS[Progress(theirs["progress"])] if theirs.get("progress") else "",
        f"{HEADINGS[Heading.REPLY]}: {theirs['reply']}" if theirs.get("reply") else "",
        f"{HEADINGS[Heading.REPLIED]}: {replied:%d/%m/%Y}" if replied else "",
    ]
    return [word for word in words if word]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _mistake(problem: dict[str, Any]) -> dict[str, Any]:
    return {
        "row": problem["row"],
        "column": HEADINGS[Heading(problem["heading"])],
        "sentence": ROW_PROBLEMS[problem["code"]].format(value=problem.get("value", "")),
    }


def _settled(
    request: OfficeRequest, run: Reconciliation, tab: str, kind: Difference, form: SettleForm
) -> str:
    rows = list(differences_of(run).filter(kind=kind, pk__in=form.ids))
    told = {"actor": request.actor, "reason": form.cleaned_data["reason"], "now": request.now}
    if form.follows:
        done, refused = each(rows, lambda row: accept(difference=row, settling=form.settling(), **told))
        text = _("Đã theo danh sách %(n)s khác biệt.")
    else:
        done, refused = each(rows, lambda row: keep(difference=row, **told))
        text = _("Đã giữ như phần mềm %(n)s khác biệt.")
    if done:
        messages.success(request, text % {"n": done})
    for row, why in refused[:_MOST_SAID]:
        name = row.theirs.get("symbol") or (row.assignment.code if row.assignment else "")
        messages.warning(request, f"{name}: {sentence(why)}")
    if len(refused) > _MOST_SAID:
        rest = {"n": len(refused) - _MOST_SAID}
        messages.warning(request, _("Còn %(n)s khác biệt chưa thực hiện được.") % rest)
    return f"{reverse('reconciling.show', args=[run.pk])}?loai={tab}"


@needs(Right.RECONCILE, module=Module.SUPERIORS)
@require_POST
def excel(request: OfficeRequest, run_id: int) -> HttpResponse:
    """All differences of a run, as they stand now."""
    run = run_by_id(request.actor, run_id)
    title = _("Đối chiếu với danh sách %s") % run.file_name
    columns = (
        Column("Khác biệt", 22, repeats=True),
        Column("Dòng", 8, Kind.WHOLE),
        Column("Số, ký hiệu", 20, repeats=True),
        Column("Mã nhiệm vụ", 18),
        Column("Nội dung", 55, Kind.LONG_TEXT),
        Column("Trong danh sách", 40, Kind.LONG_TEXT),
        Column("Trong phần mềm", 40, Kind.LONG_TEXT),
        Column("Xử lý", 20, repeats=True),
        Column("Lý do", 40, Kind.LONG_TEXT),
    )
    rows = [
        (
            KINDS[Difference(line["row"].kind)],
            line["row"].row_number,
            line["symbol"],
            line["duty"].code if line["duty"] else None,
            line["content"],
            line["theirs"] or None,
            line["ours"] or None,
            line["settled"],
            line["row"].reason or None,
        )
        for line in map(_line, differences_of(run))
    ]
    table = Table(
        name="Khác biệt",
        title=title,
        columns=columns,
        rows=rows,
        total=lambda count: ["Tổng số", count, *[None] * (len(columns) - 2)],
    )
    return send_tables(
        request,
        kind="doi-chieu",
        title=title,
        file_name=f"doi-chieu-{run.pk}",
        tables=[table],
        words=[(_("Tệp"), run.file_name), (_("Số dòng đã đọc"), run.rows_read)],
    )
