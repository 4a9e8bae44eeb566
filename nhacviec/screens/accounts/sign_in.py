"""Sign-in is required unless a view says otherwise; a form sent after the session ended is kept."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url

from nhacviec.screens.page.htmx import is_htmx, looks_by_itself
from nhacviec.screens.page.rescue import keep_form, page_of


class SignInRequired(LoginRequiredMiddleware):
    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        """To the sign-in page and from there back to the page the person sees, not to a part of it."""
        if request.method == "POST":
            keep_form(request)
        back_to = (
            page_of(request) if request.method == "POST" or is_htmx(request) else request.get_full_path()
        )
        if is_htmx(request) and looks_by_itself(request):
            return HttpResponse(status=204)  # the page stays until he does something
        response = redirect_to_login(back_to, resolve_url(settings.LOGIN_URL))
        if is_htmx(request):
            return HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
        return response
