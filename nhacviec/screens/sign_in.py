"""Sign-in is required everywhere unless a view says otherwise; a form sent after the session ended is kept."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from nhacviec.screens.htmx import is_htmx
from nhacviec.screens.rescue import keep_form


class SignInRequired(LoginRequiredMiddleware):
    def handle_no_permission(self, request: HttpRequest, view_func: object) -> HttpResponse:
        if request.method == "POST":
            keep_form(request)
        response = super().handle_no_permission(request, view_func)
        if is_htmx(request):
            return HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
        return response
