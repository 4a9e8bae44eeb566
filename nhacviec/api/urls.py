"""The addresses under /api/v1/. config/urls.py takes them in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI

from nhacviec import __version__
from nhacviec.api import (
    assignments,
    coordinations,
    documents,
    me,
    reference,
    statistics,
    statistics_rows,
    submissions,
    tasks,
    units,
    upward,
)
from nhacviec.api.operations import ACCESS, FilledInOnly, Readable
from nhacviec.api.problems import refusal, tell_problems

RESOURCES = (
    assignments,
    tasks,
    documents,
    submissions,
    upward,
    coordinations,
    units,
    statistics,
    statistics_rows,
    me,
)

api = NinjaAPI(
    title="Nhắc Việc",
    version=__version__,
    description="Đọc nhiệm vụ, văn bản, hồ sơ trình, văn bản trình cấp trên, yêu cầu phối hợp, đơn vị và "
    "số liệu. Tham số lọc có tên như trong địa chỉ của trang tương ứng.",
    openapi_url=None,
    docs_url=None,
    parser=FilledInOnly(),
    renderer=Readable(),
)
tell_problems(api)
for resource in RESOURCES:
    api.add_router("", resource.router)


def _for_programs(view: Callable[..., HttpResponse], access: object) -> Callable[..., HttpResponse]:
    """Told in JSON what is wrong, not led to a page; kept by nobody on the way."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "GET":
            response = view(request, *args, **kwargs)
        else:
            response = refusal(405, "not_allowed", {"Allow": "GET"})
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    for name, value in {
        "access": access,
        "is_api": True,
        "login_required": False,
        "csrf_exempt": True,
    }.items():
        setattr(answering, name, value)
    return answering


def _nothing_here(request: HttpRequest) -> HttpResponse:
    """The same answer for every address that is none, signed in or not."""
    return refusal(404, "not_found")


def _operations() -> list[URLPattern]:
    patterns: list[Any] = [pattern for pattern in api.urls[0] if getattr(pattern, "name", "") in ACCESS]
    for pattern in patterns:
        pattern.callback = _for_programs(pattern.callback, ACCESS[pattern.name])
    return patterns


urlpatterns = [
    path("", reference.page_of(api), name="api.reference"),
    path("openapi.json", _for_programs(reference.schema_of(api), "public"), name="api.openapi"),
    *_operations(),
    re_path("", _for_programs(_nothing_here, "public"), name="api.nothing"),
]
