"""Files leave the house through here only: found by the read gate, never run by a browser."""

from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhacviec.actions.files import full_path, remove_file
from nhacviec.queries.file_access import file_by_id
from nhacviec.records.models import StoredFile
from nhacviec.rules.file_types import FileKind
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import Right
from nhacviec.rules.submissions import MODULE_OF, Direction
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest

# What a browser shows by itself, safely; the rest is saved.
_SHOWN = frozenset({FileKind.PDF, FileKind.PNG, FileKind.JPEG, FileKind.WEBP})
# The file may show itself and nothing else: no script, no request; it may stand in a frame of our own pages.
# Styles are those of the browser's own viewer.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; frame-ancestors 'self'"
)


@needs(Right.READ_TASKS)
@require_safe
def show(request: OfficeRequest, file_id: int) -> HttpResponse:
    """The file: PDF and images in the browser (?tai-ve=1 saves them too), anything else saved."""
    stored = file_by_id(request.actor, file_id)
    module = _module_of(stored)
    if module is not None and not is_on(module, request.office.policy):
        raise Http404
    kind = FileKind(stored.kind)
    try:
        content = full_path(stored.path).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    inline = kind in _SHOWN and not request.GET.get("tai-ve")
    response = FileResponse(content, content_type=kind.media_type)
    response["Content-Length"] = str(stored.size)
    # RFC 6266 and 5987: the name in UTF-8, and without accents for what cannot read that.
    plain = stored.name.encode("ascii", "ignore").decode().replace('"', "").replace("\\", "").strip() or "tep"
    disposition = "inline" if inline else "attachment"
    response["Content-Disposition"] = (
        f"{disposition}; filename=\"{plain}\"; filename*=UTF-8''{quote(stored.name, safe='')}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = _POLICY
    return response  # type: ignore[return-value]  # FileResponse streams, which View does not say


def _module_of(stored: StoredFile) -> Module | None:
    """Its pages do not exist while it is off, nor do their files."""
    if stored.submission is not None:
        return MODULE_OF[Direction(stored.submission.direction)]
    return Module.COORDINATION if stored.coordination_id is not None else None


@needs(Right.ENTER_DOCUMENTS)
@require_POST
def remove(request: OfficeRequest, file_id: int) -> HttpResponse:
    """Take a document's file off the page."""
    stored = file_by_id(request.actor, file_id)
    if stored.document_id is None:
        raise Http404  # what an agency sent as evidence is not the Office's to take away
    remove_file(actor=request.actor, now=request.now, file=stored)
    messages.success(request, _("Đã gỡ tệp %s.") % stored.name)
    return redirect("documents.show", stored.document_id)
