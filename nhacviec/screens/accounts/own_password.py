"""Whoever signs in with a password that was handed out chooses his own before anything else."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from nhacviec.screens.page.htmx import go_to
from nhacviec.screens.page.rescue import keep_form, page_of

SESSION_KEY = "after_own_password"
STILL_OPEN = {"account_change_password", "account_set_password", "account_logout", "theme.switch"}


class OwnPasswordFirst:
    """Leads every page to the change of password while `must_change_password` is set, and remembers where
    the person was going."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        person = request.user
        if not person.is_authenticated or not person.must_change_password:
            return None
        if getattr(view, "is_api", False):  # which says so itself
            return None
        match = request.resolver_match
        if match and match.url_name in STILL_OPEN:
            return None
        if request.method == "GET":
            request.session[SESSION_KEY] = request.get_full_path()
        elif request.method == "POST":
            keep_form(request)
            request.session[SESSION_KEY] = page_of(request)
        return go_to(request, "account_change_password")


def where_to_after(request: HttpRequest) -> str:
    """Where to go once the password is changed: on to where one was going, else back to one's account."""
    return str(request.session.pop(SESSION_KEY, reverse("account.show")))
