"""Error pages. A 404 says the same whether the thing does not exist or may not be known of."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from nhacviec.queries.outage import is_away
from nhacviec.screens.page import outage
from nhacviec.screens.page.guard import public


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Written without the request: what is wrong may be its host or its body, and nobody is signed in yet."""
    return HttpResponse(render_to_string("errors/bad_request.html"), status=400)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/not_found.html", status=404)


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/forbidden.html", status=403)


@public
def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    page = render_to_string("errors/too_many.html", request=request)
    return HttpResponse(page, status=429, headers={"Retry-After": "60"})


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """Written without the request: who is signed in, and all that a page shows around itself, may be what is
    broken."""
    if is_away(sys.exception()):
        return outage.page(request)
    return HttpResponse(render_to_string("errors/server_error.html"), status=500)


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/stale_form.html", status=403)
