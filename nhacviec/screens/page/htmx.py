"""The only place that knows htmx: how its requests are answered differently from plain ones."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def looks_by_itself(request: HttpRequest) -> bool:
    """A bell of the frame asks for news: nobody pressed anything, and somebody may be typing."""
    return request.headers.get("HX-Trigger") in ("notice-bell", "export-bell")


def show(
    request: HttpRequest, template: str, context: dict, *, part: str = "", status: int = 200
) -> HttpResponse:
    """The whole page, or only the named part of the same template when htmx asks."""
    if part and is_htmx(request):
        template = f"{template}#{part}"
    response = render(request, template, context, status=status)
    if part:
        response["Vary"] = "HX-Request"
    return response


def go_to(request: HttpRequest, where: str, *args: object) -> HttpResponse:
    """Leave for another page. htmx would swap a plain redirect into the form, so it is told by header."""
    if is_htmx(request):
        return HttpResponse(headers={"HX-Redirect": resolve_url(where, *args)})
    return redirect(where, *args)
