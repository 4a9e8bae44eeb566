"""Two forms for the tests of the expired session: one on its own page, one sent to an address of its own."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path
from django.views.decorators.http import require_POST

from nhacviec.screens.page.guard import signed_in
from nhacviec.screens.page.rescue import rescued

received: list[str] = []
PAGE = """<form method="post" action="{{ action }}">{% csrf_token %}{% form_mark %}
<textarea name="text">{{ text }}</textarea><button>Lưu</button></form>"""


def _page(request: HttpRequest, *, action: str) -> HttpResponse:
    get_token(request)
    kept = rescued(request, sent_to=action)
    context = {"text": kept["text"] if kept else "", "action": action}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


@signed_in
def own_page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        received.append(request.POST["text"])
        return redirect("home")
    return _page(request, action=request.path)


@signed_in
def with_deed(request: HttpRequest) -> HttpResponse:
    return _page(request, action="/thu/viec/")


@signed_in
@require_POST
def deed(request: HttpRequest) -> HttpResponse:
    received.append(request.POST["text"])
    return redirect("home")


urlpatterns = [
    path("thu/", own_page),
    path("thu/trang/", with_deed),
    path("thu/viec/", deed),
    path("", include("nhacviec.config.urls")),
]
