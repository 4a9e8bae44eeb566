"""Sign-in is required unless a view says otherwise; a form sent after the session ended is kept."""

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from nhacviec.screens.htmx import is_htmx
from nhacviec.screens.rescue import keep_form


class SignInRequired(LoginRequiredMiddleware):
    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        if request.method == "POST":
            keep_form(request)
        response = super().handle_no_permission(request, view_func)
        if is_htmx(request):
            return HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
        return response
