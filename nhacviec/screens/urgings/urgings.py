"""The letters of urging: the list, and the page of one."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhacviec.exports.letters import urging_docx, urging_pdf
from nhacviec.exports.letters.urging import letter_of
from nhacviec.queries.urging_access import urging_by_id
from nhacviec.queries.urgings import OVERDUE_REPLY, lines_of, no_longer_fit, units_urged, urgings
from nhacviec.records.models import Unit, Urging
from nhacviec.rules.permissions import Right
from nhacviec.rules.urging import UrgingState
from nhacviec.rules.words_urging import STATES
from nhacviec.screens.page.addresses import row_id
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import show as show_page
from nhacviec.screens.page.paging import page_of
from nhacviec.screens.page.request import OfficeRequest


@dataclass(frozen=True)
class Wanted:
    """What stands in the address of the list."""

    state: str
    unit: Unit | None
    words: str

    def __bool__(self) -> bool:
        return bool(self.state or self.unit or self.words)


@needs(Right.READ_TASKS)
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    units = list(units_urged(request.actor))
    wanted = _wanted(request, units)
    rows = urgings(
        request.actor, state=wanted.state, unit=wanted.unit, words=wanted.words, today=request.today
    )
    context = {
        "page": page_of(request, rows),
        "wanted": wanted,
        "states": _states(request),
        "units": units if len(units) > 1 else [],
        "may_urge": request.actor.has(Right.URGE),
    }
    return show_page(request, "urgings/index.html", context, part="rows")


def _wanted(request: OfficeRequest, units: list[Unit]) -> Wanted:
    """What the address asks for; what nobody offers is asked of nothing."""
    given = request.GET
    state = given.get("trang-thai", "")
    unit_id = row_id(given.get("don-vi", ""))
    return Wanted(
        state=state if state in dict(_states(request)) else "",
        unit=next((unit for unit in units if unit.pk == unit_id), None),
        words=given.get("q", "")[:100],
    )


def _states(request: OfficeRequest) -> list[tuple[str, str]]:
    shown = [s for s in UrgingState if s is not UrgingState.DRAFT or request.actor.has(Right.URGE)]
    words = [(state.value, STATES[state]) for state in shown]
    return [*words, (OVERDUE_REPLY, "Quá hạn trả lời")]


@needs(Right.READ_TASKS)
@require_safe
def show(request: OfficeRequest, urging_id: int) -> HttpResponse:
    urging = urging_by_id(request.actor, urging_id)
    rows = lines_of(urging, on=request.today)
    context = {
        "urging": urging,
        "rows": rows,
        "over": no_longer_fit(urging, rows, on=request.now),
        "may_urge": request.actor.has(Right.URGE),
        "may_answer": urging.state == UrgingState.SENT
        and request.actor.has(Right.ANSWER_URGING)
        and urging.unit_id in request.actor.own_unit_ids,
        "reply_overdue": urging.state == UrgingState.SENT and urging.reply_due_on < request.today,
        "answered": any(row.line is not None and row.line.is_explained for row in rows)
        or urging.state == UrgingState.ANSWERED,
    }
    return render(request, "urgings/show.html", context)


@needs(Right.READ_TASKS)
@require_safe
def pdf(request: OfficeRequest, urging_id: int) -> HttpResponse:
    """Opened in the browser, ready to print."""
    urging = urging_by_id(request.actor, urging_id)
    letter = letter_of(
        urging, lines_of(urging, on=request.today), province=settings.PROVINCE, today=request.today
    )
    return _file(urging, urging_pdf.urging_pdf(letter), urging_pdf.MEDIA_TYPE, "pdf", inline=True)


@needs(Right.READ_TASKS)
@require_safe
def docx(request: OfficeRequest, urging_id: int) -> HttpResponse:
    urging = urging_by_id(request.actor, urging_id)
    letter = letter_of(
        urging, lines_of(urging, on=request.today), province=settings.PROVINCE, today=request.today
    )
    return _file(urging, urging_docx.urging_docx(letter), urging_docx.MEDIA_TYPE, "docx", inline=False)


def _file(urging: Urging, content: bytes, media_type: str, ending: str, *, inline: bool) -> HttpResponse:
    """RFC 6266 and 5987: the name in UTF-8, and without accents for what cannot read that."""
    number = urging.symbol.replace("/", "-") or f"du-thao-{urging.pk}"
    name = f"don-doc-{number}.{ending}"
    plain = name.encode("ascii", "ignore").decode().replace('"', "").replace("\\", "")
    response = HttpResponse(content, content_type=media_type)
    shown = "inline" if inline else "attachment"
    response["Content-Disposition"] = (
        f"{shown}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
