"""While the database is away: said as such (503), and what was typed stays, to be sent again from that page.

Nothing here may ask the database, nor who is signed in."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from nhacviec.queries.outage import RETRY_SECONDS
from nhacviec.rules.words_api import REFUSED
from nhacviec.screens.page.rescue import LIMIT, MARK

_API = "/api/"


def page(request: HttpRequest) -> HttpResponse:
    headers = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
    if request.path.startswith(_API):
        return JsonResponse({"detail": REFUSED["away"]}, status=503, headers=headers)
    context = {"kept": _kept(request), "sent": request.method == "POST", "path": request.get_full_path()}
    return HttpResponse(
        render_to_string("errors/away.html", context | {"seconds": RETRY_SECONDS}),
        status=503,
        headers=headers,
    )


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field of the form that was sent, its token and its mark against sending twice among them. Nothing
    of forms with secrets, which carry no mark of their reader, nor where files came too: those were lost."""
    if request.method != "POST" or MARK not in request.POST or request.FILES:
        return []
    fields = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    return fields if sum(len(name) + len(value) for name, value in fields) <= LIMIT else []
