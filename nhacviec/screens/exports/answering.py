"""A small workbook as the answer to a request: written at once, recorded, handed to the browser."""

import tempfile
from collections.abc import Sequence
from typing import BinaryIO, cast
from urllib.parse import quote

from django.http import FileResponse, HttpResponse

from nhacviec.actions.exports import note
from nhacviec.exports.asked import Asked, Prepared
from nhacviec.exports.making import MEDIA_TYPE, write
from nhacviec.exports.workbook import Table
from nhacviec.screens.page.request import OfficeRequest

_IN_MEMORY = 8 * 1024 * 1024


def asked_of(request: OfficeRequest, query: str) -> Asked:
    return Asked(
        query=query,
        actor=request.actor,
        at=request.office.moment,
        policy=request.office.policy,
        site=request.build_absolute_uri("/").rstrip("/"),
    )


def send_at_once(request: OfficeRequest, *, kind: str, asked: Asked, prepared: Prepared) -> HttpResponse:
    out = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (closed by FileResponse)
    rows = write(cast(BinaryIO, out), asked, prepared, now=request.now)
    note(
        actor=asked.actor,
        kind=kind,
        query=asked.query[:2000],
        title=prepared.title,
        rows=rows,
        now=request.now,
    )
    out.seek(0)
    return workbook_response(cast(BinaryIO, out), prepared.file_name)


def send_tables(
    request: OfficeRequest,
    *,
    kind: str,
    title: str,
    file_name: str,
    tables: Sequence[Table],
    words: Sequence[tuple[str, object]],
) -> HttpResponse:
    """For a page of numbers: its tables as they are shown. `words`: what they are of and of which day, as
    label and value; `kind` and the page's own query say in the record what left the system."""
    asked = asked_of(request, request.GET.urlencode())
    prepared = Prepared(
        title=title,
        count=0,
        file_name=file_name,
        words=words,
        page=request.get_full_path(),
        tables=lambda: list(tables),
        says_when=True,
    )
    return send_at_once(request, kind=kind, asked=asked, prepared=prepared)


def workbook_response(content: BinaryIO, name: str) -> HttpResponse:
    """Saved by the browser, kept by nobody in between."""
    response = FileResponse(content, content_type=MEDIA_TYPE, as_attachment=True)
    # RFC 6266 and 5987, as for every file: the name in UTF-8, and without accents for what cannot read that.
    plain = name.encode("ascii", "ignore").decode().replace('"', "").replace("\\", "").strip() or "tep"
    response["Content-Disposition"] = (
        f"attachment; filename=\"{plain}.xlsx\"; filename*=UTF-8''{quote(name, safe='')}.xlsx"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # FileResponse streams, which View does not say
