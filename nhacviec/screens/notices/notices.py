"""The notice centre: what one was told, unread first, by task; and the bell in the frame.

The bell is asked for by the browser every few seconds while somebody looks at the page. A stream held open
(SSE) would keep a thread of the web server for every open page; this costs one small request, answered with
204 and no body as long as nothing has changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from nhacviec.actions import notices as deeds
from nhacviec.notify.texts import Shown, address, shown
from nhacviec.queries.access import visible_tasks
from nhacviec.queries.coordination_access import visible_coordinations
from nhacviec.queries.notices import bell_of, notice_by_id, part_of, readable, request_of
from nhacviec.records.models import Notice
from nhacviec.screens.page.acting import SESSION_KEY
from nhacviec.screens.page.addresses import back_to, row_id
from nhacviec.screens.page.guard import signed_in_with_post
from nhacviec.screens.page.htmx import is_htmx, show
from nhacviec.screens.page.request import OfficeRequest


@dataclass
class Group:
    """Notices about one task that stand together; alone those about none."""

    code: str
    content: str
    lines: list[Shown] = field(default_factory=list)


@signed_in_with_post
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    person = request.actor.person_id
    unread_only = request.GET.get("xem") == "chua-doc"
    part = part_of(person, below=request.GET.get("sau", ""), unread_only=unread_only)
    may_read = readable(part.notices, request.posts)
    lines = [shown(notice, readable=notice.pk in may_read) for notice in part.notices]
    context = {
        "unread_groups": _grouped(line for line in lines if line.notice.read_at is None),
        "read_groups": _grouped(line for line in lines if line.notice.read_at is not None),
        "older": part.older,
        "unread_only": unread_only,
        "first": "sau" not in request.GET,
    }
    return show(request, "notices/index.html", context, part="lines")


def _grouped(lines: Iterable[Shown]) -> list[Group]:
    """By task: first those that ask for something, then in the order of the newest line of each."""
    found: dict[object, Group] = {}
    for line in lines:
        task = line.notice.task_id if line.readable else None
        group = found.setdefault(task or f"n{line.notice.pk}", Group(line.code, line.content))
        group.lines.append(line)
    return sorted(found.values(), key=lambda group: not any(line.notice.asks for line in group.lines))


@signed_in_with_post
@require_safe
def bell(request: OfficeRequest) -> HttpResponse:
    """204 while it shows what it showed (`la`): nothing is swapped, nothing is read out."""
    if not is_htmx(request):
        return redirect("notices.index")
    now = bell_of(request.actor.person_id)
    if request.GET.get("la") == now.stamp:
        return HttpResponse(status=204)
    response = render(request, "notices/bell.html", {"notice_bell": now})
    response["HX-Trigger"] = "noticesChanged"
    return response


@signed_in_with_post
@require_safe
def follow(request: OfficeRequest, notice_id: int) -> HttpResponse:
    """To the page it speaks of, as whom it was told; it counts as read."""
    notice = notice_by_id(request.actor.person_id, notice_id)
    if request.method == "GET":  # HEAD shows nothing
        deeds.read(notice=notice, now=request.now)
    if notice.pk not in readable([notice], request.posts):
        messages.info(request, _("Nội dung của thông báo này không còn trong phạm vi được xem."))
        return redirect("notices.index")
    _act_as_told(request, notice)
    return redirect(address(notice) or "notices.index")


def _act_as_told(request: OfficeRequest, notice: Notice) -> None:
    """Whoever has two posts is led into the one in which he may see it."""
    asked = request_of(notice)
    if asked and visible_coordinations(request.actor, few=True).filter(pk=asked).exists():
        return
    if not asked and (not notice.task_id or visible_tasks(request.actor).filter(pk=notice.task_id).exists()):
        return
    if any(post.pk == notice.post_id for post in request.posts):
        request.session[SESSION_KEY] = notice.post_id
        messages.info(request, _("Đã chuyển sang chức vụ mà thông báo này được gửi tới."))


@signed_in_with_post
@require_POST
def read(request: OfficeRequest, notice_id: int) -> HttpResponse:
    """One is marked read, or unread again."""
    notice = notice_by_id(request.actor.person_id, notice_id)
    if request.POST.get("chua-doc"):
        deeds.unread(notice=notice)
    else:
        deeds.read(notice=notice, now=request.now)
    return redirect(back_to(request, otherwise="/thong-bao/"))


@signed_in_with_post
@require_POST
def read_all(request: OfficeRequest) -> HttpResponse:
    """All that he was shown; what has come since stays unread."""
    newest = row_id(request.POST.get("den", "")) or 0
    count = deeds.read_all(person_id=request.actor.person_id, newest=newest, now=request.now)
    said = ngettext("Đã đánh dấu đã đọc {} thông báo.", "Đã đánh dấu đã đọc {} thông báo.", count)
    messages.success(request, said.format(count))
    return redirect("notices.index")
