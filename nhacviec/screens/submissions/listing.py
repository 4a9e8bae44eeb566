"""Hồ sơ trình: the list, of today or of any day, with what is past its limit first."""

from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhacviec.queries.submission_choices import Choice, agency_choices, division_choices
from nhacviec.queries.submission_counts import name_of, open_counts
from nhacviec.queries.submission_filter import Question, read_question
from nhacviec.queries.submissions import CUTS, held_words, lines, rows
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import SEES_ALL, Right
from nhacviec.rules.submissions import SubmissionCounts, SubmissionNumber
from nhacviec.rules.words_submissions import CUTS as CUT_WORDS
from nhacviec.rules.words_submissions import KINDS, NUMBERS, STOPS
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.html import fill
from nhacviec.screens.page.htmx import show as show_page
from nhacviec.screens.page.paging import bounded_page_of
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.submissions.list_rows import body

HEADS = (
    SubmissionNumber.OVERDUE,
    SubmissionNumber.IN_TIME,
    SubmissionNumber.SUPPLEMENT,
    SubmissionNumber.ANSWERED,
    SubmissionNumber.ENDED_OTHERWISE,
)

# In the address, in no field of the filter.
_KEPT = ("chuyen-vien", "lanh-dao", "ky", "tu", "den", "pham-vi", "phong-giu", "nguoi-giu", "han-tu")


@needs(Right.READ_SUBMISSIONS, module=Module.SUBMISSIONS)
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    question = read_question(request.GET, moment=request.office.moment, policy=request.office.policy)
    page = bounded_page_of(request, rows(request.actor, question.narrowed, day=question.day), lines)
    counted = open_counts(request.actor, day=question.day)
    sees_all = request.actor.role in SEES_ALL
    context: dict[str, Any] = {
        "page": page,
        "body": body(page.object_list, day=question.day, office=request.office, sees_all=sees_all),
        "question": question,
        "wanted": question.narrowed,
        "heads": _heads(question, counted),
        "all_url": question.query(so=None, qua_ngay=None),
        "title": _title(request, question),
        "narrowed_by": _narrowed_by(request, question),
        "kept": [(name, v) for name, v in question.params.items() if name in _KEPT],
        "agency": question.narrowed.ids.get("co-quan"),
        "stops": STOPS.items(),
        "kinds": KINDS.items(),
        "sees_all": sees_all,
        "divisions": division_choices(request.today) if sees_all else [],
        "units": _options(request, question.narrowed.ids.get("co-quan")) if sees_all else "",
        "may_register": request.actor.has(Right.REGISTER_SUBMISSIONS),
        "day": question.day,
        "is_past": not question.asked.as_of.is_today,
        "day_typed": question.asked.typed["tinh-den"],
        "day_wrong": question.asked.problems.get("tinh-den", ""),
    }
    return show_page(request, "submissions/index.html", context, part="rows")


def _options(request: OfficeRequest, chosen: int | None) -> SafeString:
    """Hundreds of agencies to choose from: a template takes longer for them than for the rows."""
    every = _all_options(tuple(agency_choices(request.today)))
    if chosen is None:
        return every
    return SafeString(every.replace(f'<option value="{chosen}">', f'<option value="{chosen}" selected>', 1))


@lru_cache(maxsize=4)  # the same on every page until a unit changes
def _all_options(agencies: tuple[Choice, ...]) -> SafeString:
    return SafeString("".join(fill('<option value="{}">{}</option>', u.pk, u.label) for u in agencies))


def _heads(question: Question, counted: SubmissionCounts) -> list[dict[str, Any]]:
    """What is open is counted; what is over is only a way there."""
    return [
        {
            "url": question.query(so=number.value, qua_ngay=None, chang=None),
            "label": NUMBERS[number],
            "count": counted.of(number) if index < 3 else None,
            "here": question.narrowed.number is number,
            "hot": number is SubmissionNumber.OVERDUE and counted.overdue > 0,
        }
        for index, number in enumerate(HEADS)
    ]


def _title(request: OfficeRequest, question: Question) -> str:
    """ "Quá 20 ngày chưa có ý kiến chỉ đạo": the number is the province's own."""
    number = question.narrowed.number
    if number is SubmissionNumber.OVERDUE:
        days = question.asked.policy.submission_days
        return f"Hồ sơ trình quá {days} ngày chưa có ý kiến chỉ đạo"
    return f"Hồ sơ trình: {NUMBERS[number]}" if number else "Hồ sơ trình UBND tỉnh"


def _narrowed_by(request: OfficeRequest, question: Question) -> list[tuple[str, str, str]]:
    """What the list is narrowed to by an address and no field shows: (what, whom, address without it)."""
    below = (_("Phạm vi"), _("kể cả đơn vị bên dưới"), question.query(pham_vi=None))
    found = [below] * question.narrowed.below
    if day := question.narrowed.due_from:
        found.append((_("Hạn từ ngày"), f"{day:%d/%m/%Y}", question.query(han_tu=None)))
    if said := held_words(request.actor, question.narrowed):
        found.append((_("Đang giữ"), said, question.query(phong_giu=None, nguoi_giu=None)))
    return found + [
        (CUT_WORDS[cut], name_of(request.actor, cut, pk), question.query(**{cut.replace("-", "_"): None}))
        for cut, pk in question.narrowed.ids.items()
        if CUTS[cut] in ("officer", "leader")
    ]
